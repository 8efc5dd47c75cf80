/** Finds the fullest text that fits a length: which template, how the places are said, which mark of a drill or test. */
import {
  cellBroadcastUnits,
  gsm7Septets,
  measure,
  ok,
  refuse,
  type Mode,
  type Refused,
  type Result,
} from '#base'
import type { TextLength } from './alert.ts'
import type { PhraseBook, SayingKind } from './phrase-book.ts'
import type { Places } from './wording-places.ts'
import { fill, type Slots, type Template } from './wording-template.ts'

/** What the templates are filled with; the place is a gap that is filled last, when it is known how much room is left. */
export interface Filled {
  readonly slots: Slots
  readonly places: Places
}

const unmarked: readonly Template[] = [[{ slot: 'text' }]]

/**
 * Tries templates, ways of saying the places, and marks, from the fullest; each step down in any of the three counts
 * the same, and of equals the one that names more places wins.
 */
export function fitText(
  book: PhraseBook,
  saying: SayingKind,
  mode: Mode,
  filled: Filled,
  length: TextLength,
): Result<string, 'alerts/text-too-long'> {
  const templates = book.texts[saying][length]
  const marks = mode === 'live' ? unmarked : book.modes[mode][length]
  // A cell-broadcast message holds 615 units of UCS-2 only; a longer text would reach phones by other ways alone.
  const caps = length > cellBroadcastUnits['ucs-2'] ? [cellBroadcastUnits['ucs-2'], length] : [length]
  const { slots, places: where } = filled
  const { costs } = where
  const dearest = templates.length + marks.length - 2 + costs[costs.length - 1]!
  const frames: (Frame | undefined)[] = []
  for (const cap of caps)
    for (let cost = 0; cost <= dearest; cost++)
      for (let way = 0; way < costs.length; way++)
        for (let mark = 0; mark < marks.length; mark++) {
          const which = cost - costs[way]! - mark
          const template = templates[which]
          if (template === undefined) continue
          const at = which * marks.length + mark
          const frame = at in frames ? frames[at] : (frames[at] = frameOf(template, marks[mark]!, slots))
          if (frame === undefined) continue
          const text = within(frame, where, way, length, Math.min(length, cap))
          if (text !== undefined) return ok(text)
        }
  return tooLong(shortest(templates, marks, filled), book.language, length)
}

/** Each template with all places named and the fullest mark, however long that gets. */
export function sayInFull(
  book: PhraseBook,
  saying: SayingKind,
  mode: Mode,
  { slots, places: where }: Filled,
  length: TextLength,
): readonly (string | undefined)[] {
  const [mark] = mode === 'live' ? unmarked : book.modes[mode][length]
  const place = where.say(0, Infinity)
  return book.texts[saying][length].map((template) => {
    const text = fill(template, { ...slots, place })
    return text === undefined ? undefined : fill(mark!, { text })
  })
}

/** A text around its place, measured once for all the ways in which the place may be said. */
interface Frame {
  readonly before: string
  readonly after: string
  /** Septets of both, -1 when they are outside GSM-7. */
  readonly septets: number
}

/** Stands where the place will be; no text has this character, because nothing unsendable gets in. */
export const gap = '\0'

function frameOf(template: Template, mark: Template, slots: Slots): Frame | undefined {
  const text = fill(template, slots)
  if (text === undefined) return undefined
  const marked = fill(mark, { text })!
  const [before = '', after = ''] = marked.split(gap)
  const septets = gsm7Septets(before)
  const more = septets < 0 ? -1 : gsm7Septets(after)
  return { before, after, septets: more < 0 ? -1 : septets + more }
}

/** The text with its place, if both fit: septets count against `length`, units of UCS-2 against `ucs2Length`. */
function within(
  { before, after, septets }: Frame,
  where: Places,
  way: number,
  length: number,
  ucs2Length: number,
): string | undefined {
  const taken = before.length + after.length
  const place = where.say(way, (septets < 0 ? ucs2Length : length) - taken)
  if (place === undefined) return undefined
  const ofPlace = septets < 0 ? -1 : gsm7Septets(place)
  const fitting = ofPlace < 0 ? taken + place.length <= ucs2Length : septets + ofPlace <= length
  return fitting ? before + place + after : undefined
}

/** What is still too long when nothing more can be left out: the refusal tells by how much. */
function shortest(
  templates: readonly Template[],
  marks: readonly Template[],
  { slots, places: where }: Filled,
) {
  const place = where.say(where.costs.length - 1, Infinity)
  for (const template of templates.toReversed()) {
    const text = fill(template, { ...slots, place })
    if (text !== undefined) return fill(marks[marks.length - 1]!, { text })!
  }
  return ''
}

/** The refusal, which tells by how much. */
export function tooLong(text: string, language: string, length: TextLength): Refused<'alerts/text-too-long'> {
  const { units, alphabet } = measure(text)
  return refuse('alerts/text-too-long', {
    at: `texts.${language}.${length}`,
    language,
    length,
    units,
    alphabet,
    over: units - length,
  })
}
