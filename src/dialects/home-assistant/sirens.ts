/** What the sirens of an area do, as one entity that only shows: on while one of them sounds a live warning. */
import type { AreaCode, Hierarchy } from '#areas'

/**
 * What is known of one siren now. `warns`: it says that it sounds, for a live alert. `exercises`: the same for a drill or a test.
 * `unknown`: it was told to and nobody knows whether it does.
 */
export type SirenSound = 'warns' | 'exercises' | 'quiet' | 'unknown'

export interface SirenHere {
  readonly area: AreaCode
  readonly sound: SirenSound
}

export interface SirensSaid {
  readonly sirens: number
  readonly sounding: number
  readonly sounding_in_exercise: number
  readonly unknown: number
}

/** Of the sirens that are heard in the area: those in it, and those of areas around it. Undefined where it has none. */
export function sirensOf(
  sirens: readonly SirenHere[],
  hierarchy: Hierarchy,
  area: AreaCode,
): SirensSaid | undefined {
  const here = sirens.filter(
    (siren) => hierarchy.contains(area, siren.area) || hierarchy.contains(siren.area, area),
  )
  if (here.length === 0) return undefined
  const count = (sound: SirenSound) => here.filter((siren) => siren.sound === sound).length
  return {
    sirens: here.length,
    sounding: count('warns'),
    sounding_in_exercise: count('exercises'),
    unknown: count('unknown'),
  }
}
