/** What a person should look at before an alert is drafted from a reading, each with the words in question. */
import type { ReadLine } from './announcement.ts'
import type { Event, Settled } from './events.ts'
import type { PlaceMention } from '../place/places-in-text.ts'
import type { Quote } from '../text/quote.ts'

export const doubtCodes = [
  'nothing-declared',
  'no-area',
  'no-threat',
  'area-unsure',
  'area-elsewhere',
  'areas-of-before',
  'area-from-context',
  'threat-from-context',
  'threat-of-level',
  'threat-is-broad',
  'threat-off-ladder',
  'ends-and-goes-on',
  'ended-before',
  'no-level',
  'is-a-drill',
  'not-read-whole',
] as const
export type DoubtCode = (typeof doubtCodes)[number]

export interface Doubt {
  readonly code: DoubtCode
  readonly message: string
  readonly quote: Quote
}

const messages: { readonly [code in DoubtCode]: string } = {
  'nothing-declared': 'The text declares nothing that could be read for sure.',
  'no-area': 'The text does not say where.',
  'no-threat': 'The text does not say which danger.',
  'area-unsure': 'It is not certain which area is meant; choose one.',
  'area-elsewhere': 'This place lies outside the areas that the text was read for.',
  'areas-of-before': 'The text refers to areas announced before; look at the board for which they are.',
  'area-from-context': 'The place was named in another sentence, which declares nothing.',
  'threat-from-context': 'The danger was named in another sentence.',
  'threat-of-level': 'The text names only the level; the danger is what this level stands for here.',
  'threat-is-broad': 'The text names the danger only broadly; choose which it is.',
  'threat-off-ladder': 'The ladder has no step for this danger; choose a ladder and a level.',
  'ends-and-goes-on': 'The text both ends this and says that it goes on; nothing was read as ended here.',
  'ended-before': 'This end is older than the danger that the same text declares; nothing ends by it now.',
  'no-level': 'The text does not say which level; choose one.',
  'not-read-whole': 'The text declares more than was read; read the rest yourself.',
  'is-a-drill': 'The text speaks of a drill; nothing was read as a danger here.',
}

export function doubtAt(code: DoubtCode, quote: Quote): Doubt {
  return { code, message: messages[code], quote }
}

export function doubtsOf(read: {
  readonly events: Settled
  /** Events whose danger was told from their level. */
  readonly ofLevel: readonly Event[]
  readonly lines: readonly ReadLine[]
  readonly places: readonly PlaceMention[]
  readonly text: string
  readonly drill: 'yes' | 'no'
  /** `no`: more stands in the text than was read. */
  readonly whole: 'yes' | 'no'
  quote(start: number, end: number): Quote
}): Doubt[] {
  const { events, lines, places, text, quote } = read
  const doubts: Doubt[] = []
  const start = quote(0, Math.min(text.length, 200))
  if (read.drill === 'yes') doubts.push(doubtAt('is-a-drill', start))
  if (read.whole === 'no') doubts.push(doubtAt('not-read-whole', start))
  if (lines.length === 0) doubts.push(doubtAt('nothing-declared', start))
  for (const line of lines) {
    if (line.areas.length === 0) doubts.push(doubtAt('no-area', line.quote))
    if (line.action === 'lower' && line.colour === null) doubts.push(doubtAt('no-level', line.quote))
    if (line.threat === null) doubts.push(doubtAt('no-threat', line.quote))
    if (line.threat === 'missile' || line.threat === 'other')
      doubts.push(doubtAt('threat-is-broad', line.quote))
  }
  for (const { start, end, before } of events.events)
    if (before === 'yes') doubts.push(doubtAt('areas-of-before', quote(start, end)))
  for (const { start, end } of events.takenBack) doubts.push(doubtAt('ends-and-goes-on', quote(start, end)))
  for (const { start, end } of events.ofEarlier) doubts.push(doubtAt('ended-before', quote(start, end)))
  for (const { start, end } of read.ofLevel) doubts.push(doubtAt('threat-of-level', quote(start, end)))
  for (const event of events.threatFromContext)
    if (events.events.includes(event))
      doubts.push(doubtAt('threat-from-context', quote(event.start, event.end)))
  for (const { start, end } of events.areasFromAside)
    doubts.push(doubtAt('area-from-context', quote(start, end)))
  const shown = new Set(lines.flatMap(({ areas, except }) => [...areas, ...except]))
  for (const place of places) {
    if (place.decision === 'ask' && shown.has(place))
      doubts.push(doubtAt('area-unsure', quote(place.start, place.end)))
    if (place.decision === 'outside' && (place.role === 'warned' || place.role === 'except'))
      doubts.push(doubtAt('area-elsewhere', quote(place.start, place.end)))
  }
  return doubts
}
