/** How much an order is about, so that consent can name it: areas, people and sirens, “at least” where something is unknown. */
import { isEnd, type Notice } from '#alerts'
import { simplestCover, type Area, type AreaCode, type Hierarchy } from '#areas'
import type { Siren } from '#channels'
import { coveredBy, type ForeseenTry } from './preview-reach.ts'

export interface People {
  readonly atLeast: number
  /** Areas whose population nobody knows; of these only what is known of their parts is counted. */
  readonly unknownIn: readonly AreaCode[]
}

/** Areas within others count once. */
export function peopleIn(hierarchy: Hierarchy, codes: readonly AreaCode[]): People {
  let atLeast = 0
  const unknownIn: AreaCode[] = []
  for (const code of simplestCover(hierarchy, codes)) {
    const area = hierarchy.get(code)
    const counted = area === undefined ? { known: 0, whole: false } : count(hierarchy, area)
    atLeast += counted.known
    if (!counted.whole) unknownIn.push(code)
  }
  return { atLeast, unknownIn }
}

function count(hierarchy: Hierarchy, area: Area): { readonly known: number; readonly whole: boolean } {
  if (area.population !== undefined) return { known: area.population, whole: true }
  const parts = hierarchy.children(area.code).map((part) => count(hierarchy, part))
  return {
    known: parts.reduce((sum, { known }) => sum + known, 0),
    whole: area.divided === 'wholly' && parts.length > 0 && parts.every(({ whole }) => whole),
  }
}

/** Settlements at or below these areas, as far as the map has any; undefined where it has none. */
export function settlementsIn(hierarchy: Hierarchy, codes: readonly AreaCode[]): number | undefined {
  let settlements = 0
  for (const code of simplestCover(hierarchy, codes)) {
    const area = hierarchy.get(code)
    if (area === undefined) continue
    for (const below of [area, ...hierarchy.descendants(code)]) if (below.kind === 'settlement') settlements++
  }
  return settlements === 0 ? undefined : settlements
}

export interface SirensForeseen {
  /** Sirens that stand for these areas, in whatever mode. */
  readonly total: number
  /** Those that would begin to sound a warning. */
  readonly sound: number
  /** Those that would be told to stop; of these some sound an all-clear. */
  readonly stop: number
  /** Areas for which no siren stands that may be asked in this mode. */
  readonly uncovered: readonly AreaCode[]
}

/** `tries` are those foreseen for the notices on the sirens’ channel. */
export function sirensFor(
  hierarchy: Hierarchy,
  sirens: readonly Siren[],
  codes: readonly AreaCode[],
  notices: readonly Notice[],
  tries: readonly ForeseenTry[],
): SirensForeseen {
  const covers = coveredBy(hierarchy, codes)
  const here = sirens.filter(({ area }) => covers(area))
  const mode = notices[0]?.mode
  const served = new Set(
    here.flatMap(({ area, modes }) => (mode === undefined || modes.includes(mode) ? [area] : [])),
  )
  const around = new Set([...served].flatMap((code) => hierarchy.ancestors(code).map((above) => above.code)))
  const isCovered = (code: AreaCode) =>
    served.has(code) || around.has(code) || hierarchy.ancestors(code).some((above) => served.has(above.code))
  const kinds = new Map(notices.map((notice) => [notice.id, sounds(notice)]))
  const told = (what: 'sound' | 'stop') =>
    new Set(tries.flatMap((one) => (kinds.get(one.notice) === what ? [one.target] : []))).size
  return {
    total: here.length,
    sound: told('sound'),
    stop: told('stop'),
    uncovered: codes.filter((code) => !isCovered(code)),
  }
}

function sounds(notice: Notice): 'sound' | 'stop' {
  return isEnd(notice) || notice.siren === undefined ? 'stop' : 'sound'
}
