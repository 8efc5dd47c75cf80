/** What somebody is about to say of damage, as it stands in the fields; and as it is sent. */
import { instantTyped } from '../../web/people/time.dom.ts'
import type { ObservationView } from './answers.ts'
import { areaTyped, timeTyped } from './said.dom.ts'

export const assetSubjects = [
  ...(['dwellings', 'schools', 'health-centres', 'energy', 'water', 'heat'] as const),
  ...(['communication', 'transport', 'industry', 'other-buildings'] as const),
] as const
export const peopleSubjects = ['injured', 'killed', 'missing', 'sheltered'] as const
export const causes = [
  ...(['unknown', 'impact', 'debris', 'blast-wave', 'glass', 'fire'] as const),
  ...(['flood', 'wind', 'earthquake', 'other'] as const),
] as const
export const grades = ['affected', 'minor', 'major', 'destroyed'] as const

export class Saying {
  subject = $state('dwellings')
  atLeast = $state('1')
  /** Empty where nobody knows. */
  atMost = $state('1')
  cause = $state('unknown')
  /** Empty where nobody says. */
  grade = $state('')
  area = $state('')
  /** By the authority’s clock. */
  seenAt = $state('')

  /** Begins with what is said already. */
  constructor(from?: ObservationView) {
    if (from === undefined) return
    this.subject = from.subject
    this.atLeast = String(from.atLeast)
    this.atMost = from.atMost === null ? '' : String(from.atMost)
    this.cause = from.cause
    this.grade = from.grade ?? ''
    this.area = areaTyped(from.area)
    this.seenAt = timeTyped(from.seenAt)
  }

  sent(): { readonly [member: string]: unknown } {
    return {
      ...{ subject: this.subject, cause: this.cause, grade: this.grade === '' ? null : this.grade },
      atLeast: numberIn(this.atLeast) ?? 0,
      atMost: numberIn(this.atMost),
      ...(this.area.trim() === '' ? {} : { area: this.area.trim() }),
      ...(this.seenAt === '' ? {} : { seenAt: instantTyped(this.seenAt) }),
    }
  }

  /** What of it differs from what is there: only that is sent as a correction. */
  changeOf(was: ObservationView): { readonly [member: string]: unknown } {
    const [before, after] = [new Saying(was).sent(), this.sent()]
    return Object.fromEntries(Object.entries(after).filter(([name, value]) => before[name] !== value))
  }
}

/** A number field gives numbers once somebody has typed in it. */
function numberIn(typed: string | number | null): number | null {
  return typed === null || typed === '' ? null : Number(typed)
}
