/** What is said here and how loudly: ladders and phrase books together, because each is checked against the other. */
import type { FrozenArea } from '#alerts'
import { ok, type Clock, type InLanguages, type Log, type Result, type Shelf } from '#base'
import type { KeptAtHand } from '#channels'
import type { People } from '#people'
import type { LadderId, LevelId } from '#threats'
import type { AreaBook } from './area-book.ts'
import type { Authority } from './authority.ts'
import { readPhrases } from '../alerts/phrase-book.fs.ts'
import { regionOf } from './in-memory.ts'
import { openLadderBook, type LadderBook } from './ladder-book.ts'
import { openPhraseDesk, type PhraseDesk } from './phrase-desk.ts'
import type { System } from './system.ts'

export interface Texts {
  readonly ladders: LadderBook
  readonly phrases: PhraseDesk
  readonly kept: readonly KeptAtHand[]
  /** When this server begins to decide: what could not be read is written down. */
  begin(system: System): Promise<void>
}

export async function openTexts(around: {
  readonly shelf: Shelf
  readonly clock: Clock
  readonly log: Log
  readonly authority: Authority
  readonly areas: AreaBook
  readonly people: People
}): Promise<Result<Texts>> {
  const { shelf, clock, log, authority, areas, people } = around
  const shipped = await readPhrases()
  if (!shipped.ok) return shipped
  const ladders = await openLadderBook({ shelf, log })
  for (const missing of missingSteps(authority, ladders))
    log.warn('The authority’s file names a ladder or a step that is not here', { named: missing })
  const describe = (frozen: readonly FrozenArea[]) =>
    regionOf(frozen.map(({ code }) => areas.hierarchy().ancestors(code)))
  const phrases = await openPhraseDesk({
    ...{ shelf, clock, log, shipped: shipped.value, ladders },
    ...{ languages: authority.languages, timeZone: authority.timeZone, describe },
    ground: () => ({
      issuers: [...people.registry.authorities.values()].map(({ names }): InLanguages<string> => names),
      areas: areasOf(areas, authority.areas),
    }),
  })
  return ok({
    ladders,
    phrases,
    kept: [ladders.kept, phrases.kept],
    async begin(system) {
      const { mode } = system.config
      for (const { language, why } of phrases.fellBack())
        await system.note({
          ...{ stream: `phrases:${language}`, type: 'phrases-fell-back', mode, data: { language, why } },
        })
      for (const { ladder, why } of ladders.leftOut())
        await system.note({
          stream: `ladder:${ladder}`,
          type: 'ladder-left-out',
          mode,
          data: { ladder, why },
        })
    },
  })
}

/** What the authority's file names and nobody has made yet: its usual ladder, and steps at which one person may act alone. */
function missingSteps({ ladder, policy }: Authority, { threats }: LadderBook): readonly string[] {
  const usual = threats.ladder(ladder) === undefined ? [ladder] : []
  const alone = (policy?.aloneInAnEmergency ?? []).filter((step) => {
    const [on, level] = step.split('/')
    return level !== undefined && threats.level(on as LadderId, level as LevelId) === undefined
  })
  return [...usual, ...alone]
}

/** Everywhere that may be warned of here. */
function areasOf({ hierarchy }: AreaBook, roots: Authority['areas']): readonly FrozenArea[] {
  const map = hierarchy()
  return [...map.all()]
    .filter(({ code }) => roots.some((root) => map.contains(root, code)))
    .map(({ code, names }) => ({ code, names, shape: null }))
}
