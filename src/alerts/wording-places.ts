/** Says a set of areas in one language, from all names down to a bare count, as room allows; names stay as they are written. */
import type { Around, PhraseBook } from './phrase-book.ts'

export interface Places {
  /** What each way of saying it gives away, from the fullest (0) up; a bare count says where nobody is. */
  readonly costs: readonly number[]
  /** The way's text in at most `room` UTF-16 units; undefined where even its shortest form is longer. */
  say(way: number, room: number): string | undefined
}

const nothing: Around = { before: '', after: '' }

/**
 * `names` are the areas' names in the book's language, at least one; `said` says them all in fewer words
 * (“whole of Lipetsk Oblast”); `region` is where they all lie.
 */
export function places(
  names: readonly string[],
  book: PhraseBook,
  known: { readonly said?: string | undefined; readonly region?: string | undefined } = {},
): Places {
  const { between, last, andMore, counted, within } = book.places
  const whole = known.said ?? joined(names, between, last)
  const ifRoom = (text: string, room: number) => (text.length <= room ? text : undefined)
  // One area, or a set with a name of its own, is never reduced to a count of one.
  if (names.length === 1) return { costs: [0], say: (_, room) => ifRoom(whole, room) }

  const region = known.region === undefined ? undefined : within(known.region)
  /** Where the first 1, 2, 3 … names end when they stand in a row. */
  const ends: number[] = []
  for (const name of names) ends.push((ends.at(-1) ?? -between.length) + between.length + name.length)

  /** As many names as fit, then how many more. */
  const someAndMore = (room: number, outer: Around): string | undefined => {
    const outside = outer.before.length + outer.after.length
    for (let kept = names.length - 1; kept >= 1; kept--) {
      if (ends[kept - 1]! + outside > room) continue
      const { before, after } = andMore(names.length - kept)
      if (ends[kept - 1]! + outside + before.length + after.length > room) continue
      return outer.before + before + names.slice(0, kept).join(between) + after + outer.after
    }
    return undefined
  }
  const count = (room: number, outer: Around) =>
    ifRoom(outer.before + counted(names.length) + outer.after, room)
  // The region is the first to go: who says it and what has happened matter more where room is short.
  const ways: ((room: number) => string | undefined)[] = [
    (room) => ifRoom(whole, room),
    (room) => (region && someAndMore(room, region)) ?? someAndMore(room, nothing),
    (room) => (region && count(room, region)) ?? count(room, nothing),
  ]
  return { costs: [0, 1, 4], say: (way, room) => ways[way]?.(room) }
}

function joined(names: readonly string[], between: string, last: string): string {
  return names.length < 2
    ? (names[0] ?? '')
    : names.slice(0, -1).join(between) + last + names[names.length - 1]!
}
