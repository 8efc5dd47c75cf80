/** The boards of outages and of explosive remnants, as the public reads them: by area, with since when and whose word it is. */
import type { AreaCode } from '#areas'
import { day, plus } from '#base'
import { boundsOf, type DamageState, type Outage, type RemnantArea } from '#damage'
import type { DamageDesk } from './damage-desk.ts'
import type { System } from './system.ts'

/** What ended stays for so long, so that nobody wonders where it went. */
const endedShownFor = day

export function boardsOf(system: Pick<System, 'areas' | 'clock' | 'config' | 'authority'>, desk: DamageDesk) {
  const { areas, clock, config } = system
  const namesOf = (area: AreaCode) => areas.hierarchy().get(area)?.names ?? {}
  const outage = (one: Outage, names: ReadonlyMap<string, string>) => {
    const { id, kind, area, since, endedAt, status, source, without, changedAt } = one
    return {
      ...{ id, kind, area, names: namesOf(area), since, endedAt, status, without, changedAt },
      source: names.get(source.ref) ?? '',
    }
  }
  const remnant = (one: RemnantArea, names: ReadonlyMap<string, string>) => {
    const { id, area, state, since, changedAt, source, squares } = one
    return {
      ...{ id, area, names: namesOf(area), state, since, changedAt, squares: squares.map(boundsOf) },
      source: names.get(source.ref) ?? '',
    }
  }
  const goesOn = ({ endedAt }: Outage) => endedAt === null || plus(endedAt, endedShownFor) > clock.now()
  const openFirst = (a: Outage, b: Outage) =>
    Number(a.endedAt !== null) - Number(b.endedAt !== null) || (a.since < b.since ? 1 : -1)
  const outagesIn = (state: DamageState) =>
    [...state.outages.values()].filter(({ mode }) => mode === config.mode).toSorted(openFirst)
  const remnantsIn = (state: DamageState) =>
    [...state.remnants.values()]
      .filter(({ mode }) => mode === config.mode)
      .toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1))
  return {
    async outages() {
      const [state, names] = [await desk.state(), await desk.sourceNames()]
      const shown = outagesIn(state).filter((one) => one.shown === 'public' && goesOn(one))
      return { at: clock.now(), mode: config.mode, outages: shown.map((one) => outage(one, names)) }
    },
    async keptOutages() {
      const [state, names] = [await desk.state(), await desk.sourceNames()]
      return outagesIn(state).map((one) => keptOutage(one, names))
    },
    async remnants() {
      const [state, names] = [await desk.state(), await desk.sourceNames()]
      return {
        ...{ at: clock.now(), mode: config.mode },
        remnants: remnantsIn(state).map((one) => remnant(one, names)),
      }
    },
    async keptRemnants() {
      const [state, names] = [await desk.state(), await desk.sourceNames()]
      return remnantsIn(state).map((one) => keptRemnant(one, names))
    },
    keptOutage,
    keptRemnant,
  }

  function keptOutage(one: Outage, names: ReadonlyMap<string, string>) {
    const { version, mode, shown, source, facts } = one
    return { ...outage(one, names), version, mode, shown, sourceKind: source.kind, facts: [...facts] }
  }
  function keptRemnant(one: RemnantArea, names: ReadonlyMap<string, string>) {
    const { version, mode, facts, outline } = one
    const drawn = outline === null ? ('none' as const) : ('drawn' as const)
    return { ...remnant(one, names), version, mode, outline: drawn, facts: [...facts] }
  }
}
