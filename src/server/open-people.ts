/** Opens the people of an installation on its ledger, with the authority that its file describes. */
import type { AreaCode } from '#areas'
import type { Clock, IdSource, Mode } from '#base'
import type { Ledger } from '#ledger'
import { openPeople, type Contains, type People } from '#people'
import type { AreaBook } from './area-book.ts'
import type { Authority } from './authority.ts'
import { peopleJournal } from './people-journal.ts'

export function openPeopleOn(parts: {
  readonly ledger: Ledger
  readonly areas: AreaBook
  readonly authority: Authority
  readonly clock: Clock
  readonly ids: IdSource
  readonly mode: Mode
}): Promise<People> {
  const { ledger, areas, authority, clock, ids, mode } = parts
  return openPeople({
    ...{ clock, ids, mode, journal: peopleJournal(ledger), contains: containsIn(areas) },
    // Nothing that the product ships can be mistaken for a warning.
    service: authority.demonstration ? 'drills-only' : 'live-possible',
    main: {
      names: authority.issuer,
      owns: { areas: authority.areas, threats: 'all', ladders: 'all', levels: 'all', channels: 'all' },
    },
  })
}

/** Asked of the areas as they are at the time: they may be imported anew. */
export function containsIn(areas: Pick<AreaBook, 'hierarchy'>): Contains {
  return (outer, inner) => areas.hierarchy().contains(outer as AreaCode, inner as AreaCode)
}
