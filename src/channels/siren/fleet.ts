/** A fleet of pretended sirens and what each will do: which ones fail, stay mute or answer late follows from the seed alone. */
import type { AreaCode, LonLat } from '#areas'
import { sha256, type Mode } from '#base'
import type { Siren, SirenId } from './siren.ts'

/**
 * `works` sounds and says so · `fails` answers with a fault · `mute` is connected and its heart beats, but it doesn't
 * answer · `late` works, but answers after everybody stopped waiting · `offline` never connects.
 */
export const behaviours = ['works', 'fails', 'mute', 'late', 'offline'] as const
export type Behaviour = (typeof behaviours)[number]

/** Shares of the whole, 0 to 1; what is left works. */
export interface FleetShares {
  readonly fail?: number
  readonly mute?: number
  readonly late?: number
  readonly offline?: number
}

/** Exactly the rounded share of each kind, chosen by the hash of seed and id, whatever the order of the list. */
export function behavioursOf(
  sirens: readonly SirenId[],
  shares: FleetShares,
  seed: string,
): ReadonlyMap<SirenId, Behaviour> {
  const shuffled = sirens
    .map((siren) => ({ siren, draw: sha256(`${seed}/${siren}`) }))
    .sort((a, b) => (a.draw < b.draw ? -1 : 1))
  const truth = new Map<SirenId, Behaviour>()
  let place = 0
  for (const [behaviour, share = 0] of [
    ['fails', shares.fail],
    ['mute', shares.mute],
    ['late', shares.late],
    ['offline', shares.offline],
  ] as const) {
    for (let left = Math.round(share * sirens.length); left > 0 && place < shuffled.length; left--)
      truth.set(shuffled[place++]!.siren, behaviour)
  }
  for (const { siren } of shuffled.slice(place)) truth.set(siren, 'works')
  return truth
}

/** Sirens `sim-0001` … spread over areas in turn, at most some three kilometres from their centres. */
export function fleetSirens(
  count: number,
  areas: readonly { readonly code: AreaCode; readonly centre?: LonLat }[],
  modes: readonly Mode[],
): readonly Siren[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `sim-${String(index + 1).padStart(4, '0')}` as SirenId
    const area = areas[index % areas.length]
    if (area === undefined) throw new TypeError('a fleet needs an area')
    const draw = sha256(id)
    const part = (from: number) => Number.parseInt(draw.slice(from, from + 4), 16) / 0xffff - 0.5
    const { centre } = area
    return {
      id,
      name: `Simulated siren ${index + 1}`,
      area: area.code,
      operator: 'Simulated operator',
      kind: 'signed',
      modes,
      ...(centre === undefined
        ? {}
        : { position: { lon: centre.lon + part(0) * 0.05, lat: centre.lat + part(4) * 0.05 } }),
    }
  })
}
