/** What an authority's file says of who must agree: checked, and made into the policy of each mode. Left out, the usual holds. */
import { z } from 'zod'
import { changeKinds, defaultPolicy, type ChangeKind, type Policy } from '#alerts'
import type { Mode } from '#base'
import { isShipped, shippedThreatBook, type Gravity, type LadderId, type LevelId } from '#threats'

const gravities: readonly Gravity[] = ['advisory', 'danger']
const minutes = z
  .number()
  .int()
  .min(1)
  .max(24 * 60)
/** A renewal alters nothing that anybody would have to agree to, and an update is its sender's. */
const twoFold = changeKinds.filter((kind) => kind !== 'renewed' && kind !== 'updated')

const ownStep = /^[a-z][a-z0-9-]{0,39}\/[a-z][a-z0-9-]{0,39}$/
const emergencyLevel = z.string().superRefine((text, context) => {
  if (gravities.map(String).includes(text)) return
  const [ladder = '', level = '', ...more] = text.split('/')
  // What steps an own ladder has is known when the shelf is read; whoever starts the server is then told of one that it lacks.
  const own = ownStep.test(text) && !isShipped(ladder as LadderId)
  const known = own || shippedThreatBook().level(ladder as LadderId, level as LevelId) !== undefined
  if (more.length === 0 && known) return
  const message = `must be ${gravities.join(' or ')}, or a level that exists, as lipetsk/red; “${text}” is neither`
  context.addIssue({ code: 'custom', message })
})

export const policyFile = z
  .strictObject({
    /** How many people issuing a live alert needs. */
    peopleForLive: z.literal([1, 2]).optional(),
    /** Which changes of a live alert need as many: raised, lowered, extended, reduced, corrected. */
    changesThatNeedTwo: z.array(z.enum(twoFold)).optional(),
    /** Where one person may act alone, with a reason: `danger`, `advisory`, or levels as `lipetsk/red`. None: nowhere. */
    aloneInAnEmergency: z.array(emergencyLevel).optional(),
    /** When, after those on duty, everybody who may approve is called. */
    everybodyAfterMinutes: minutes.optional(),
    /** When the administrators and officers are told too that nobody answers. */
    administratorsAfterMinutes: minutes.optional(),
  })
  .superRefine((policy, context) => {
    const first = policy.everybodyAfterMinutes ?? usualTimes.everybodyAfterMinutes
    const then = policy.administratorsAfterMinutes ?? usualTimes.administratorsAfterMinutes
    if (first < then) return
    const message = `must be later than everybodyAfterMinutes, which is ${first}`
    context.addIssue({ code: 'custom', path: ['administratorsAfterMinutes'], message })
  })

const usualTimes = defaultPolicy.live.escalation

export type AuthorityPolicy = z.output<typeof policyFile>

/** For drills and tests one person is enough, unless the installation asks two for them as for live alerts. */
export function policyOf(
  mode: Mode,
  given: AuthorityPolicy | undefined,
  twoPeopleInDrills: 'yes' | 'no',
): Policy {
  const usual = defaultPolicy[mode]
  const changes = given?.changesThatNeedTwo as readonly ChangeKind[] | undefined
  const emergency = given?.aloneInAnEmergency as readonly (Gravity | `${string}/${string}`)[] | undefined
  const people = mode === 'live' ? given?.peopleForLive : twoPeopleInDrills === 'yes' ? 2 : undefined
  return {
    ...usual,
    ...(people === undefined ? {} : { people }),
    ...(changes === undefined ? {} : { changesThatNeedPeople: changes }),
    ...(emergency === undefined ? {} : { emergency }),
    escalation: {
      everybodyAfterMinutes: given?.everybodyAfterMinutes ?? usualTimes.everybodyAfterMinutes,
      administratorsAfterMinutes: given?.administratorsAfterMinutes ?? usualTimes.administratorsAfterMinutes,
    },
  }
}
