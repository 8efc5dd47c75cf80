/** Areas with explosive remnants, as residents of some places see them: those that nobody has cleared, by name alone. */
import type { Mode } from '#base'
import type { DamageState } from '#damage'
import type { NowSources } from '#resident'
import type { System } from './system.ts'

export function remnantsTouching(
  { areas, config }: Pick<System, 'areas'> & { readonly config: { readonly mode: Mode } },
  { remnants }: Pick<DamageState, 'remnants'>,
): NonNullable<NowSources['remnants']> {
  return (codes) => {
    const tree = areas.hierarchy()
    const told = new Map<string, { area: (typeof codes)[number]; state: 'suspected' | 'confirmed' }>()
    for (const { area, state, mode } of remnants.values()) {
      if (state === 'cleared' || mode !== config.mode) continue
      if (!codes.some((code) => tree.contains(area, code) || tree.contains(code, area))) continue
      // Several places in one area are one name; what is confirmed is said before what is suspected.
      if (told.get(area)?.state !== 'confirmed') told.set(area, { area, state })
    }
    return [...told.values()].toSorted(
      (a, b) =>
        Number(a.state !== 'confirmed') - Number(b.state !== 'confirmed') || (a.area < b.area ? -1 : 1),
    )
  }
}
