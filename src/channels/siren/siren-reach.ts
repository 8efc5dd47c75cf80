/** Who is warned by sirens and who isn't, per area: counts and names, and the areas that have no siren at all. */
import type { AreaCode } from '#areas'
import type { Instant } from '#base'
import type { Siren, SirenId } from './siren.ts'
import {
  neverHeard,
  sirenStatuses,
  statusOf,
  type SirenPatience,
  type SirenState,
  type SirenStatus,
} from './siren-state.ts'

export type SirensByStatus = { readonly [status in SirenStatus]: readonly SirenId[] }

export interface SirenReach {
  readonly total: SirensByStatus
  readonly areas: readonly { readonly area: AreaCode; readonly sirens: SirensByStatus }[]
  /** Areas that were asked about and have no siren. */
  readonly uncovered: readonly AreaCode[]
  /** Those of all listed whose answers carry no signature that could be checked. */
  readonly unsigned: readonly SirenId[]
}

/**
 * `areas` are those that are asked about; `hears` says whether a siren's area counts for one of them (itself, within it,
 * or around it). A siren that stands for two of the areas is listed in both and counted once in the total.
 */
export function sirenReach(
  sirens: readonly Siren[],
  states: ReadonlyMap<SirenId, SirenState>,
  areas: readonly AreaCode[],
  hears: (sirensArea: AreaCode, area: AreaCode) => boolean,
  at: Instant,
  patience: SirenPatience,
): SirenReach {
  const sort = (some: readonly Siren[]): SirensByStatus => {
    const sorted = Object.fromEntries(sirenStatuses.map((status) => [status, [] as SirenId[]])) as Record<
      SirenStatus,
      SirenId[]
    >
    for (const { id } of some) sorted[statusOf(states.get(id) ?? neverHeard(id), at, patience)].push(id)
    return sorted
  }
  const perArea = areas.map((area) => ({ area, sirens: sirens.filter((siren) => hears(siren.area, area)) }))
  const concerned = sirens.filter((siren) => perArea.some((each) => each.sirens.includes(siren)))
  return {
    total: sort(concerned),
    areas: perArea.map(({ area, sirens: some }) => ({ area, sirens: sort(some) })),
    uncovered: perArea.filter((each) => each.sirens.length === 0).map(({ area }) => area),
    unsigned: concerned
      .filter((siren) => siren.kind === 'plain' || siren.publicKey === undefined)
      .map(({ id }) => id),
  }
}

/** `{ sounding: 961, failed: 20, … }`: how many of each, for a line of text. */
export function countsOf(sirens: SirensByStatus): { readonly [status in SirenStatus]: number } {
  return Object.fromEntries(sirenStatuses.map((status) => [status, sirens[status].length])) as {
    [status in SirenStatus]: number
  }
}
