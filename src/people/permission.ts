/** Whether a person may do something, there, in that mode. The answer is no unless something says yes. */
import { ok, refuse, type Mode, type Result } from '#base'
import type { Person } from './person.ts'
import { actionsOf, type Action } from './role.ts'

export interface Deed {
  readonly action: Action
  /** Where it would have an effect; left out for what has no place. */
  readonly areas?: readonly string[]
  readonly mode?: Mode
}

/** `contains` says whether an area is another or lies in it; codes are areas' codes. */
export function may(
  person: Person,
  deed: Deed,
  contains: (outer: string, inner: string) => boolean,
): Result<void, 'people/suspended' | 'people/not-allowed' | 'people/outside-area' | 'people/outside-mode'> {
  if (person.suspended) return refuse('people/suspended')
  if (!person.roles.some((role) => actionsOf[role].includes(deed.action)))
    return refuse('people/not-allowed', { action: deed.action })
  if (deed.mode !== undefined && !person.modes.includes(deed.mode))
    return refuse('people/outside-mode', { mode: deed.mode, modes: person.modes })
  const { areas: own } = person
  if (own !== 'everywhere' && deed.areas !== undefined) {
    const outside = deed.areas.find((area) => !own.some((mine) => contains(mine, area)))
    if (outside !== undefined) return refuse('people/outside-area', { area: outside })
  }
  return ok()
}
