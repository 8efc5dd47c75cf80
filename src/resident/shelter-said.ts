/** A shelter in words, the same on a page and on a phone that reads its own list: what is not known is said to be so. */
import { nameOfShelter, type ShelterView } from '#shelters'
import { fill } from '#web/html'
import type { ShelterWords } from './app-words.ts'
import { pointOf, type WayThere } from './shelter-ways.ts'

/** All that is needed to speak of shelters in one language, as plain data: a page hands it to its script. */
export interface ShelterSpeech {
  readonly language: string
  readonly timeZone: string
  readonly types: { readonly [type: string]: string }
  readonly states: { readonly [state: string]: string }
  readonly words: ShelterWords
  readonly minutes: string
  readonly metres: string
  readonly kilometres: string
}

export function nameSaid(view: ShelterView, { language, words }: ShelterSpeech): string {
  return nameOfShelter(view, language, 'en') || words.noName
}

/** A name in another script keeps its own direction, and leaves the line its (Unicode UAX 9, isolates). */
const apart = (text: string) => `\u2068${text}\u2069`

/** “basement · 120 places · school yard 3”. */
export function factsSaid(view: ShelterView, speech: ShelterSpeech): string {
  const { types, words } = speech
  const { capacity, address, type, opening, use } = view
  return [
    use === 'out-of-use' && words.outOfUse,
    types[type] ?? type,
    capacity !== null &&
      fill(capacity.bound === 'at-least' ? words.capacityAtLeast : words.capacity, {
        count: capacity.places,
      }),
    opening.when !== 'unknown' && openingSaid(view, speech),
    address !== nameSaid(view, speech) && address,
  ]
    .filter((one) => one !== false && one !== '')
    .map((one) => apart(one as string))
    .join(' · ')
}

export function openingSaid({ opening }: ShelterView, { words }: ShelterSpeech): string {
  const said = words.opening[opening.when]
  if (opening.when === 'hours') return fill(said, { hours: opening.hours })
  return opening.when === 'key' ? fill(said, { at: opening.at }) : said
}

/** “open, said at 21:40”: with its age, because a door is shut quickly. */
export function statusSaid({ status }: ShelterView, speech: ShelterSpeech): string {
  const { states, words } = speech
  const last = status.state === 'unknown' ? status.last : status
  const state = status.state === 'open' && status.power === 'no' ? 'no-power' : status.state
  const said = [states[state] ?? state]
  // A word that is too old to count is still worth knowing, as what it is.
  if (status.state === 'unknown' && last !== null) said.push(states[last.state] ?? last.state)
  if (last !== null) said.push(fill(words.saidAt, { time: timeSaid(last.at, speech) }))
  return said.join(', ')
}

/** “350 m to the north-east · about 8 min on foot · reached in time”. */
export function waySaid(
  { metres, minutes, bearingDegrees, reached }: WayThere,
  speech: ShelterSpeech,
): string {
  const { words } = speech
  return [
    fill(words.away, {
      distance: distanceSaid(metres, speech),
      point: words.points[pointOf(bearingDegrees)] ?? '',
    }),
    fill(words.onFoot, { minutes: fill(speech.minutes, { count: minutes }) }),
    ...(reached === 'arrival-unknown' ? [] : [words.reached[reached]]),
  ].join(' · ')
}

export function distanceSaid(metres: number, { metres: near, kilometres }: ShelterSpeech): string {
  return metres < 1_000
    ? fill(near, { count: Math.max(10, Math.round(metres / 10) * 10) })
    : fill(kilometres, { count: (metres / 1_000).toFixed(1) })
}

/** In the authority's zone; with its day, because a list may be old. */
export function timeSaid(at: string, { language, timeZone }: ShelterSpeech): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone },
  }).format(Date.parse(at))
}

/** For the phone's own map, whichever it is (RFC 5870). */
export function geoAddress({ lon, lat }: Pick<ShelterView, 'lon' | 'lat'>): string {
  return `geo:${lat.toFixed(5)},${lon.toFixed(5)}?q=${lat.toFixed(5)},${lon.toFixed(5)}`
}
