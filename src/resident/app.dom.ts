/** For every page beside Now: says how old a kept page is, keeps the language, and sounds when a push comes while it is open. */
import './app-open.dom.ts'
import { allowSounds, play } from './sounds.dom.ts'

const { lang, dataset } = document.documentElement
const keptAtMs = Number(dataset['kept'] ?? 0)
const clock = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', day: 'numeric', month: 'short' },
  timeZone: document.body.dataset['zone'] || 'UTC',
})

const bar = document.getElementById('kept-at')
if (bar !== null && keptAtMs > 0) {
  const said = bar.querySelector('b')
  if (said !== null) said.textContent = (bar.dataset['text'] ?? '').replace('{time}', clock.format(keptAtMs))
  bar.hidden = false
  // Back in touch: the page is fetched anew, a moment later. A network that has just come back often goes again, and who is on
  // the way to another page gets there.
  const again = () => {
    if (navigator.onLine) location.reload()
  }
  addEventListener('online', () => setTimeout(again, 1_000))
}

for (const link of document.querySelectorAll<HTMLAnchorElement>('.languages a'))
  link.addEventListener('click', () => {
    try {
      localStorage.setItem('tocsin:language', link.hreflang)
    } catch {}
  })

addEventListener('pointerdown', allowSounds, { once: true })
navigator.serviceWorker?.addEventListener('message', ({ data }: MessageEvent) => {
  const { kind, look, ring, what } = data as { [name: string]: string }
  if (kind !== 'heard' || ring !== 'loud') return
  // A lapse is no all-clear.
  play(look === 'danger' ? 'danger' : look === 'ended' && what !== 'lapse' ? 'ended' : 'advisory')
})
