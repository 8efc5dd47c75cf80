/** Which step of a ladder a CAP info stands for: by what it says of itself, else by its severity; what is unknown is not made small. */
import type { CapInfo } from '#cap'
import type { Ladder, Level } from '#threats'

const weight = { Minor: 1, Moderate: 2, Severe: 3, Extreme: 4, Unknown: 2 } as const

/**
 * The ladder's own step where the message names one (another server of ours), else the highest that is no graver than the
 * severity said. Unknown counts as Moderate. Ladders begin somewhere: below their first step stands the first.
 */
export function levelOf({ severity, parameter = [] }: CapInfo, ladder: Ladder): Level {
  const said = (name: string) => parameter.find(({ valueName }) => valueName === `tocsin:${name}`)?.value
  const named = ladder.levels.find(({ id }) => id === said('level'))
  if (said('ladder') === ladder.id && named !== undefined) return named
  const reached = ladder.levels.filter((level) => weight[level.severity] <= weight[severity])
  return reached.at(-1) ?? ladder.levels[0]!
}
