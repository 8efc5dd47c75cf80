/**
 * Says everything that a phrase book may ever have to say here, before anybody needs it: every threat at every step, with
 * the longest names there are, in each mode and length. What doesn’t fit is named with its place in the book.
 */
import {
  cellBroadcastUnits,
  measure,
  refuse,
  type InLanguages,
  type Instant,
  type Mode,
  type Refused,
} from '#base'
import { dangerSaid, speaksOf, type Ladder, type ThreatBook } from '#threats'
import type { FrozenArea, TextLength } from './alert.ts'
import type { NoticeKind, NoticeReason } from './notice.ts'
import type { PhraseBook } from './phrase-book.ts'
import { sayEachLength, sayingKind, type Danger, type WordingInput } from './wording.ts'

export interface TrialGround {
  readonly threats: ThreatBook
  /** Those that are to be tried. */
  readonly ladders: readonly Ladder[]
  /** Everybody who warns here, by language. */
  readonly issuers: readonly InLanguages<string>[]
  /** Everywhere that may be warned. */
  readonly areas: readonly FrozenArea[]
  /** IANA. */
  readonly timeZone: string
  /** What the hierarchy knows of areas together. */
  readonly describe: (areas: readonly FrozenArea[]) => Pick<WordingInput, 'areasSaid' | 'region'>
}

type Trials = Generator<undefined, Refused<'alerts/phrases-do-not-fit'> | undefined>

const since = '2025-11-28T21:37:00.000Z' as Instant
/** Days later: the longest way to tell the time. */
const at = '2025-11-30T22:40:00.000Z' as Instant

/**
 * Yields between texts, so that whoever runs it can let others have their turn. Returns the first refusal. A language in
 * which a threat, a step or an issuer has no name is silent about it, as it would be in earnest.
 */
export function* tryPhrases(book: PhraseBook, ground: TrialGround): Trials {
  const { language } = book
  const named = ground.areas.filter(({ names }) => names[language] !== undefined)
  const longest = named.toSorted((a, b) => b.names[language]!.length - a.names[language]!.length)
  const issuer = ground.issuers
    .filter((names) => names[language] !== undefined)
    .toSorted((a, b) => b[language]!.length - a[language]!.length)[0]
  if (issuer === undefined || longest.length === 0) return undefined
  const still = longestDanger(ground, language)
  const [one, seven, many] = [longest.slice(0, 1), longest.slice(0, 7), longest.slice(0, 30)]
  // Every mark with every place would say the same again: the longest marks meet the hardest places.
  const trials: readonly [Mode, readonly FrozenArea[]][] = [
    ...([one, seven, many].map((areas) => ['live', areas]) as [Mode, FrozenArea[]][]),
    ...([one, many].map((areas) => ['test', areas]) as [Mode, FrozenArea[]][]),
    ...([one, seven].map((areas) => ['drill', areas]) as [Mode, FrozenArea[]][]),
  ]
  const hardest = hardestDangers(ground, language)
  const { timeZone, describe } = ground
  for (const [mode, areas] of trials) {
    const around = { mode, areas, issuer, timeZone, since, at, ...describe(areas) }
    for (const danger of hardest)
      for (const [kind, reason, remains] of sayings) {
        const stillInForce = remains === 'ended' || still === undefined ? [] : [still]
        const wrong = wrongWith(book, { ...around, ...danger, kind, reason, stillInForce })
        if (wrong !== undefined) return wrong
        yield
      }
  }
  return undefined
}

const sayings: readonly [NoticeKind, NoticeReason, 'ended' | 'something-remains'][] = [
  ['warning', 'issued', 'ended'],
  ['update', 'raised', 'ended'],
  ['update', 'corrected', 'ended'],
  ['all-clear', 'cleared', 'ended'],
  ['all-clear', 'areas-cleared', 'something-remains'],
  ['retraction', 'retracted', 'ended'],
  ['retraction', 'retracted', 'something-remains'],
  ['lapse', 'lapsed', 'ended'],
  ['lapse', 'lapsed', 'something-remains'],
]

function wrongWith(book: PhraseBook, input: Omit<WordingInput, 'languages' | 'overrides'>) {
  for (const { length, said } of sayEachLength(book, input) ?? []) {
    const { units, alphabet } = said.ok
      ? measure(said.value)
      : { units: Number(said.problem.details['units']), alphabet: String(said.problem.details['alphabet']) }
    const most = mostUnits(length, alphabet === 'ucs-2' ? 'ucs-2' : 'gsm-7')
    if (said.ok && units <= most) continue
    const { threat, ladder, level, mode } = input
    return refuse('alerts/phrases-do-not-fit', {
      at: `texts.${sayingKind(input)}.${length}`,
      ...{ language: book.language, length: most, units, alphabet, mode },
      ...{ threat: threat.id, ladder: ladder.id, level: level.id },
    })
  }
  return undefined
}

/** What a text of this length may take: the longest are held by a cell broadcast, which has room for 615 units of UCS-2 alone. */
export function mostUnits(length: TextLength, alphabet: 'gsm-7' | 'ucs-2'): number {
  return Math.min(length, cellBroadcastUnits[alphabet])
}

/**
 * Dangers that ask the same of people differ in a text by their name alone, and where the longest fits all others do: of
 * each kind, the longest in either alphabet.
 */
function hardestDangers({ threats, ladders }: TrialGround, language: string): readonly Danger[] {
  const found = new Map<string, { readonly danger: Danger; readonly length: number }>()
  for (const danger of dangersOn(threats, ladders)) {
    const { threat, ladder, level } = danger
    const said = dangerSaid(ladder, level, threat, language)
    if (said === undefined) continue
    const { units, alphabet } = measure(said)
    const colour = ladder.knownBy === 'colour' ? level.colour : ''
    const key = [threat.advice, level.gravity, colour, alphabet].join(' ')
    if (units > (found.get(key)?.length ?? 0)) found.set(key, { danger, length: units })
  }
  return [...found.values()].map(({ danger }) => danger)
}

function* dangersOn(threats: ThreatBook, ladders: readonly Ladder[]): Generator<Danger> {
  for (const ladder of ladders)
    for (const threat of threats.threats())
      if (speaksOf(ladder, threat.id)) for (const level of ladder.levels) yield { threat, ladder, level }
}

/** What remains in force when something ends: of all that may, what takes longest to say. */
function longestDanger({ threats }: TrialGround, language: string): Danger | undefined {
  let found: { readonly danger: Danger; readonly length: number } | undefined
  for (const danger of dangersOn(threats, threats.ladders())) {
    const length = dangerSaid(danger.ladder, danger.level, danger.threat, language)?.length ?? 0
    if (length > (found?.length ?? 0)) found = { danger, length }
  }
  return found?.danger
}
