/** The sirens as the server's pages and routes show them. */
import type { AreaCode } from '#areas'
import { neverHeard, sirenReach, statusOf, type Siren, type SirenReach } from '#channels'
import type { SirenDesk } from '../channels/siren/open-sirens.mqtt.ts'
import type { System } from './system.ts'

export function viewOfSiren(desk: SirenDesk, system: System, siren: Siren) {
  const state = desk.channel?.states().get(siren.id) ?? neverHeard(siren.id)
  const patience = desk.channel?.times
  const { battery, ...known } = {
    battery: state.batteryPercent,
    faults: state.faults,
    lastHeard: state.lastHeard,
  }
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
    status: patience === undefined ? 'unknown' : statusOf(state, system.clock.now(), patience),
    batteryPercent: battery ?? null,
    ...known,
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
