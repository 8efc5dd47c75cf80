/** The sirens as the server's pages and routes show them. */
import type { AreaCode } from '#areas'
import type { Instant } from '#base'
import { neverHeard, sirenReach, statusOf, type Siren, type SirenReach } from '#channels'
import type { HeardTally } from '#reports'
import type { SirenDesk } from '../channels/siren/open-sirens.mqtt.ts'
import { heardIn, heardOfSiren } from './resident-reports-heard.ts'
import type { System } from './system.ts'

/** With what residents say of it, for those who may read reports. */
export function viewOfSiren(desk: SirenDesk, system: System, siren: Siren, tally?: HeardTally) {
  const state = desk.channel?.states().get(siren.id) ?? neverHeard(siren.id)
  const patience = desk.channel?.times
  const { battery, ...known } = {
    battery: state.batteryPercent,
    faults: state.faults,
    lastHeard: state.lastHeard,
  }
  const status = patience === undefined ? 'unknown' : statusOf(state, system.clock.now(), patience)
  return {
    ...{
      id: siren.id,
      name: siren.name,
      area: siren.area,
      operator: siren.operator,
      kind: siren.kind,
      modes: siren.modes,
    },
    position: siren.position ?? null,
    authenticity: siren.kind === 'plain' || siren.publicKey === undefined ? 'unsigned' : 'signed',
    status,
    batteryPercent: battery ?? null,
    ...known,
    ...(tally === undefined ? {} : heardOfSiren(tally, system, siren, state, status)),
  }
}

/** What residents say of the sirens in some areas, and which sirens that makes one doubt. */
export function heardOfSirens(
  desk: SirenDesk,
  system: System,
  areas: readonly AreaCode[],
  tally: HeardTally,
  window: { readonly from: Instant; readonly until: Instant },
) {
  const hierarchy = system.areas.hierarchy()
  const near = desk.registry
    .all()
    .filter(({ area }) => areas.some((one) => hierarchy.contains(one, area) || hierarchy.contains(area, one)))
  return {
    areas: areas.map((area) => ({ area, ...heardIn(tally, system, area, window) })),
    doubted: near
      .filter((siren) => (viewOfSiren(desk, system, siren, tally).doubt ?? null) !== null)
      .map(({ id }) => id as string),
  }
}

/** Which sirens stand how, for some areas: a siren counts for an area that it lies in, or that lies in its own. */
export function reachOfSirens(
  desk: SirenDesk,
  system: System,
  areas: readonly AreaCode[],
): SirenReach | undefined {
  if (desk.channel === undefined) return undefined
  const hierarchy = system.areas.hierarchy()
  return sirenReach(
    desk.registry.all(),
    desk.channel.states(),
    areas,
    (own, asked) => hierarchy.contains(own, asked) || hierarchy.contains(asked, own),
    system.clock.now(),
    desk.channel.times,
  )
}
