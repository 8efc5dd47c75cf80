/**
 * Keeps an open page true: listens to what concerns its places, fetches itself again when something changed, counts down, and
 * says loudly when it hears nothing. Served to browsers without its types. The page is whole without it.
 */
import { keepPlaces } from './kept-places.dom.ts'
import { keepTrue } from './keep-true.dom.ts'
import { allowSounds, play, type Sound } from './sounds.dom.ts'

keepPlaces()

const looks = ['nothing', 'retracted', 'ended', 'advisory', 'lapsed', 'danger']
const lookOf = () => document.getElementById('now')?.dataset['look'] ?? 'nothing'
let look = lookOf()
let on = false

/** What the stream itself has told of since the page was last fetched: it is not said or sounded a second time. */
let toldOf: string | undefined

function fresh(now: Sound, how: 'loud' | 'quiet'): void {
  if (on && how === 'loud') play(now)
  toldOf = now
}

/** A screen reader hears what has changed, and nothing else; who asked for sounds hears how bad it is. */
function changed(before: string, after: string): void {
  const now = lookOf()
  if (before !== after && toldOf === undefined) {
    const say = document.getElementById('say')
    if (say !== null) say.textContent = after
    const sound =
      now === 'danger' ? 'danger' : looks.indexOf(now) < looks.indexOf(look) ? 'ended' : 'advisory'
    if (on) play(sound)
  }
  toldOf = undefined
  look = now
}

const button = document.getElementById('sounds')
if (button !== null && 'AudioContext' in globalThis) {
  const texts = [button.textContent ?? '', button.dataset['off'] ?? '']
  button.hidden = false
  button.addEventListener('click', () => {
    on = !on
    button.textContent = texts[on ? 1 : 0]!
    if (on) {
      allowSounds()
      play('advisory')
    }
  })
}

const share = document.getElementById('share')
share?.addEventListener('click', (event) => {
  const url = new URL((share as HTMLAnchorElement).href, location.href).href
  event.preventDefault()
  if (navigator.share !== undefined) {
    navigator.share({ url, title: document.title }).catch(() => {})
    return
  }
  navigator.clipboard?.writeText(url).then(
    () => (share.textContent = share.dataset['done'] ?? ''),
    () => (location.href = url),
  )
})

if (document.getElementById('now') !== null) keepTrue({ parts: '#in-force', changed, fresh })

/** What else there is comes when the page is there: on a bad line, every file before it costs seconds. */
const later = document.body.dataset['later']
if (later !== undefined) {
  const fetchIt = () => void setTimeout(() => void import(later).catch(() => {}), 100)
  if (document.readyState === 'complete') fetchIt()
  else addEventListener('load', fetchIt)
}
