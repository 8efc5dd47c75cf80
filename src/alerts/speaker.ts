/** The desk's way to words: looks up what a saying names by id, and renders it from the phrase books. */
import { ok } from '#base'
import type { ThreatBook } from '#threats'
import type { FrozenArea } from './alert.ts'
import type { Saying, Speaker } from './surroundings.ts'
import type { PhraseBook } from './phrase-book.ts'
import { renderWording, type Danger, type WordingInput } from './wording.ts'

/** `timeZone` is an IANA name, `languages` are BCP 47 tags; `describe` says what the hierarchy knows of areas together. */
export function speaker(known: {
  readonly threats: ThreatBook
  readonly phrases: ReadonlyMap<string, PhraseBook>
  readonly languages: readonly string[]
  readonly timeZone: string
  readonly describe?: (areas: readonly FrozenArea[]) => Pick<WordingInput, 'areasSaid' | 'region'>
}): Speaker {
  const danger = (one: Pick<Saying, 'threat' | 'ladder' | 'level'>): Danger | undefined => {
    const threat = known.threats.threat(one.threat)
    const ladder = known.threats.ladder(one.ladder)
    const level = known.threats.level(one.ladder, one.level)
    return threat === undefined || ladder === undefined || level === undefined
      ? undefined
      : { threat, ladder, level }
  }
  return (saying) => {
    const about = danger(saying)
    // An unknown step is refused before anybody asks for words; without one there is nothing to say in any language.
    if (about === undefined) return ok({ texts: {}, missing: [...known.languages] })
    const { kind, reason, mode, issuer, areas, at, since, texts } = saying
    return renderWording(known.phrases, {
      ...about,
      kind,
      reason,
      mode,
      issuer,
      areas,
      at,
      languages: known.languages,
      timeZone: known.timeZone,
      ...known.describe?.(areas),
      ...(since === undefined ? {} : { since }),
      ...(texts === undefined ? {} : { overrides: texts }),
      stillInForce: saying.stillInForce.flatMap((one) => danger(one) ?? []),
    })
  }
}
