/** The desk's way to words: looks up what a saying names by id, and renders it from the phrase books, or remembers it. */
import { canonicalJson, ok, settled, type Json, type Result } from '#base'
import type { ThreatBook } from '#threats'
import { textLengths, type FrozenArea, type Wording } from './alert.ts'
import type { Saying, Speaker } from './surroundings.ts'
import type { PhraseBook, SayingKind } from './phrase-book.ts'
import { renderWording, sayingKind, type Danger, type WordingInput } from './wording.ts'
import { mentions } from './wording-template.ts'

/** The same areas are warned of the same dangers night after night: so many of the latest wordings are kept at hand. */
const wordingsAtHand = 1_000

/** `timeZone` is an IANA name, `languages` are BCP 47 tags; `describe` says what the hierarchy knows of areas together. */
export function speaker(known: {
  readonly threats: ThreatBook
  readonly phrases: ReadonlyMap<string, PhraseBook>
  readonly languages: readonly string[]
  readonly timeZone: string
  readonly describe?: (areas: readonly FrozenArea[]) => Pick<WordingInput, 'areasSaid' | 'region'>
}): Speaker {
  const { phrases, languages, timeZone } = known
  const danger = (one: Pick<Saying, 'threat' | 'ladder' | 'level'>): Danger | undefined => {
    const threat = known.threats.threat(one.threat)
    const ladder = known.threats.ladder(one.ladder)
    const level = known.threats.level(one.ladder, one.level)
    return threat === undefined || ladder === undefined || level === undefined
      ? undefined
      : { threat, ladder, level }
  }
  const tellTheTime = new Set([...phrases.values()].flatMap(sayingsWithTime))
  const recalled = latest<Result<Wording>>(wordingsAtHand)
  return (saying) => {
    const about = danger(saying)
    // An unknown step is refused before anybody asks for words; without one there is nothing to say in any language.
    if (about === undefined) return ok({ texts: {}, missing: [...languages] })
    const { at, since, texts, ...timeless } = saying
    const described = known.describe?.(saying.areas) ?? {}
    const stillInForce = saying.stillInForce.flatMap((one) => danger(one) ?? [])
    const render = () =>
      renderWording(phrases, {
        ...{ ...timeless, ...about, ...described, stillInForce, at, languages, timeZone },
        ...(since === undefined ? {} : { since }),
        ...(texts === undefined ? {} : { overrides: texts }),
      })
    // What an officer writes is said once.
    if (texts !== undefined) return render()
    const isTimed = since !== undefined && tellTheTime.has(sayingKind({ kind: saying.kind, stillInForce }))
    const told = isTimed ? { at, since } : {}
    return recalled(canonicalJson([timeless, described, told] as unknown as Json), () => {
      const rendered = render()
      return rendered.ok ? ok(settled(rendered.value)) : rendered
    })
  }
}

/** The groups of a book's texts of which any names the time of the warning. */
function sayingsWithTime(book: PhraseBook): SayingKind[] {
  return (Object.keys(book.texts) as SayingKind[]).filter((kind) =>
    textLengths.some((length) => book.texts[kind][length].some((template) => mentions(template, 'time'))),
  )
}

/** Makes the value of a key once, and keeps the `most` that were asked for last. */
function latest<Value>(most: number): (key: string, make: () => Value) => Value {
  const kept = new Map<string, Value>()
  return (key, make) => {
    const value = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, value)
    if (kept.size > most) kept.delete(kept.keys().next().value as string)
    return value
  }
}
