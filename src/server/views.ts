/** What is in force, as the API shows it. Pure: the same world and map give the same bytes. */
import { areaNow, latestFirst, longestFirst, type Alert, type World } from '#alerts'
import type { AreaCode, Hierarchy } from '#areas'
import type { Mode } from '#base'

export function viewOfBoard(world: World, hierarchy: Hierarchy, mode: Mode) {
  const lines = [...world.board.lines()]
    .filter((line) => line.mode === mode)
    .map(({ area, threat, ladder, level, gravity, height, alerts }) => ({
      ...{ area, names: hierarchy.get(area)?.names ?? {}, threat, ladder, level, gravity, height },
      alerts: alerts.toSorted(longestFirst),
    }))
    .sort(
      (a, b) =>
        b.height - a.height ||
        order(a.area, b.area) ||
        order(a.threat, b.threat) ||
        order(`${a.ladder}/${a.level}`, `${b.ladder}/${b.level}`),
    )
  return {
    mode,
    seq: world.head() as number,
    at: world.latestAt() ?? null,
    inForce: lines.length === 0 ? 'nothing' : 'something',
    lines,
    endings: [...world.board.endings()].filter((line) => line.mode === mode).sort(latestFirst),
  } as const
}

export function viewOfArea(world: World, hierarchy: Hierarchy, code: AreaCode, mode: Mode) {
  const { lines, top, endings } = areaNow(world.board, hierarchy, code, mode)
  return {
    area: { code, names: hierarchy.get(code)?.names ?? {} },
    ...{ mode, seq: world.head() as number, at: world.latestAt() ?? null, lines, top, endings },
  }
}

/** What other alerts already keep in force where this one is or would be. */
export function overlapsOf(world: World, hierarchy: Hierarchy, alert: Exclude<Alert, { status: 'none' }>) {
  return alert.content.areas.flatMap(({ code }) =>
    areaNow(world.board, hierarchy, code, alert.mode).lines.flatMap((line) => {
      const alerts = line.alerts.map((one) => one.alert).filter((id) => id !== alert.id)
      if (alerts.length === 0) return []
      const { threat, level, via } = line
      return [
        { area: code, threat, level, holdsFor: via === 'partial' ? 'a-part' : 'all-of-it', alerts },
      ] as const
    }),
  )
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
