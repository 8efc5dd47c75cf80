/** The zones of lists that run, as residents of some places see them: those told to leave first, and what was lifted for a day. */
import { containsPoint, type AreaCode } from '#areas'
import { between, day, type Mode } from '#base'
import type { NowSources, ZoneSource } from '#resident'
import type { Zone, ZoneState } from '#response'
import type { ProtocolDesk } from './protocol-desk.ts'
import type { System } from './system.ts'

const first: readonly ZoneState[] = ['order', 'shelter-in-place', 'warning', 'lifted']

export function zonesTouching(
  { areas, clock, config }: Pick<System, 'areas' | 'clock'> & { readonly config: { readonly mode: Mode } },
  { runs, find }: Pick<ProtocolDesk, 'runs' | 'find'>,
): NonNullable<NowSources['zones']> {
  return (codes) => {
    const hierarchy = areas.hierarchy()
    const now = clock.now()
    // A closed list has no zone that anybody waits in; what it lifted is still worth knowing.
    const told = runs.all().flatMap((run) => {
      if (run.mode !== config.mode || run.zones.size === 0) return []
      const found = find(run.id)
      if (!found.ok) return []
      return found.value.protocol.zones.flatMap((zone): ZoneSource[] => {
        const state = run.zones.get(zone.key)
        if (state === undefined || (state.state === 'lifted' && between(state.at, now) > day)) return []
        if (!codes.some((code) => touches(zone, code, hierarchy))) return []
        const { names, assembly, routes, transport } = zone
        return [{ state: state.state, at: state.at, names, assembly, routes, transport }]
      })
    })
    return told.toSorted((a, b) => first.indexOf(a.state) - first.indexOf(b.state))
  }
}

/** Also where only a part of either lies in the other: too many read it rather than too few. */
function touches(zone: Zone, code: AreaCode, hierarchy: ReturnType<System['areas']['hierarchy']>): boolean {
  if (zone.areas.some((one) => hierarchy.contains(one, code) || hierarchy.contains(code, one))) return true
  if (zone.shape.length === 0) return false
  const area = hierarchy.get(code)
  const corners = zone.shape.flatMap((polygon) => polygon[0] ?? [])
  const own = area?.shape?.flatMap((polygon) => polygon[0] ?? []) ?? []
  const points = [...own, ...(area?.centre === undefined ? [] : [area.centre])]
  return (
    points.some((point) => containsPoint(zone.shape, point)) ||
    (area?.shape !== undefined && corners.some((point) => containsPoint(area.shape!, point)))
  )
}
