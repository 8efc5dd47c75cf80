/** Turns the kiosk's slides by the server's clock, shows the time, moves everything by a few pixels each minute, and keeps it true. */
import { keepTrue, serverTime } from './keep-true.dom.ts'

const slideFor = Number(document.body.dataset['slide'] ?? 12_000)
const shortClock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: document.body.dataset['zone'] || 'UTC',
})

function turn(): void {
  const now = serverTime()
  const slides = document.querySelectorAll<HTMLElement>('.slide')
  const shown = Math.floor(now / slideFor) % Math.max(1, slides.length)
  slides.forEach((slide, i) => {
    if (slide.hidden === (i === shown)) slide.hidden = i !== shown
  })
  const time = document.getElementById('clock')
  const text = shortClock.format(now)
  if (time !== null && time.textContent !== text) time.textContent = text
  document.body.dataset['shift'] = String(Math.floor(now / 60_000) % 8)
}

keepTrue({ parts: '#in-force', changed: turn, lookAgainAfter: 20_000 })
setInterval(turn, 500)
turn()
