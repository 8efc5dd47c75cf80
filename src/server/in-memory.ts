/** The whole system in memory, by somebody else's clock: for replays of history and for stories in tests. Nothing leaves the process. */
import { speaker } from '#alerts'
import type { Area, AreaCode } from '#areas'
import { countingIds, memoryShelf, type Clock, type Log, type Mode } from '#base'
import type { Channel } from '#channels'
import { memoryAttemptLog } from '#delivery'
import { memoryLedger, type KeptLedger } from '#ledger'
import { openParticularsBook } from '#people'
import { shippedThreatBook } from '#threats'
import { loadPhraseBooks } from '../alerts/phrase-book.fs.ts'
import { openAreaBook } from './area-book.ts'
import type { Authority } from './authority.ts'
import { openPeopleOn } from './open-people.ts'
import { openSystem, type System, type SystemParts } from './system.ts'

export interface InMemoryOptions {
  readonly authority: Authority
  readonly areas: readonly Area[]
  readonly clock: Clock
  readonly log: Log
  readonly mode: Mode
  readonly channels: (system: System) => Promise<readonly Channel[]> | readonly Channel[]
  readonly openBeside?: SystemParts['openBeside']
  /** Another ledger than one in memory. */
  readonly ledger?: KeptLedger
  readonly twoPeopleInDrills?: 'yes' | 'no'
}

export async function openInMemory(options: InMemoryOptions): Promise<System> {
  const { authority, clock, log } = options
  const shelf = memoryShelf()
  const personal = memoryShelf()
  const ledger = options.ledger ?? memoryLedger({ log })
  const ids = countingIds()
  const phrases = await loadPhraseBooks()
  if (!phrases.ok) throw new Error(`the shipped phrase books are broken: ${phrases.problem.code}`)
  const areas = await openAreaBook(shelf, options.areas)
  const book = shippedThreatBook()
  return openSystem({
    ...{ authority, areas, book, shelf, personal, clock, log, ledger, ids },
    config: { mode: options.mode, twoPeopleInDrills: options.twoPeopleInDrills ?? 'no' },
    people: await openPeopleOn({ ledger, areas, authority, clock, ids, mode: options.mode }),
    particulars: await openParticularsBook(personal),
    attempts: memoryAttemptLog(),
    // Jitter has no part in a story: it must be the same each time.
    random: () => 0.5,
    speak: speaker({
      ...{
        threats: book,
        phrases: phrases.value,
        languages: authority.languages,
        timeZone: authority.timeZone,
      },
      describe: (frozen) => regionOf(frozen.map(({ code }) => areas.hierarchy().ancestors(code))),
    }),
    openChannels: async (system) => options.channels(system),
    ...(options.openBeside === undefined ? {} : { openBeside: options.openBeside }),
    // A snapshot of a world that lives and dies with the process helps nobody.
    snapshotEvery: Number.POSITIVE_INFINITY,
  })
}

/** “7 areas of Lipetsk Oblast”: the region is named where all areas lie in one. */
export function regionOf(ancestors: readonly (readonly Area[])[]) {
  const regions = new Map(
    ancestors
      .map((above) => above.find((area) => area.kind === 'region'))
      .map((area) => [area?.code as AreaCode | undefined, area]),
  )
  const [only] = regions.values()
  return regions.size === 1 && only !== undefined ? { region: only.names } : {}
}
