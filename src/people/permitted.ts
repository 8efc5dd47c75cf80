/** All that counts when it is decided whether somebody may do something, put together from what the ledger tells of them. */
import type { Instant, Mode, PersonId } from '#base'
import { mainAuthority, type AuthorityId, type Owned } from './authority.ts'
import type { Key } from './key.ts'
import type { Person } from './person.ts'
import { actionsOfRoles, type Registry } from './registry.ts'
import type { Action } from './role.ts'

/** A person as they act now, narrowed by the key they act with. */
export interface Permitted {
  readonly state: Person['state']
  readonly authority: AuthorityId
  readonly actions: readonly Action[]
  /** Each of these must hold an area for it to be theirs: the person's, the key's, the authority's. */
  readonly within: readonly ('everywhere' | readonly string[])[]
  readonly modes: readonly Mode[]
  readonly owns: Owned
  readonly service: 'drill' | 'live'
}

export function permittedOf(registry: Registry, person: Person, key?: Key): Permitted {
  const all = actionsOfRoles(registry, person.roles)
  const main = registry.authorities.get(mainAuthority)!
  // Founded or not, an authority that isn't there owns nothing.
  const authority = registry.authorities.get(person.authority)
  return {
    state: authority === undefined ? 'suspended' : person.state,
    authority: person.authority,
    actions: all.filter(
      (action) =>
        (key === undefined || key.actions === 'all' || key.actions.includes(action)) &&
        // A second person is somebody who reads what they agree to.
        (action !== 'people.confirm' || person.kind === 'human'),
    ),
    within: [
      person.areas,
      ...(key === undefined ? [] : [key.areas]),
      authority?.owns.areas ?? [],
      main.owns.areas,
    ],
    modes: person.modes.filter((mode) => key === undefined || key.modes.includes(mode)),
    owns: authority?.owns ?? main.owns,
    service: authority?.service ?? 'drill',
  }
}

/** The person's rights of their own, whatever they act with; undefined for who is not there. */
export function permittedPerson(registry: Registry, id: PersonId): Permitted | undefined {
  const person = registry.people.get(id)
  return person === undefined ? undefined : permittedOf(registry, person)
}

/** Whether a key still lets anybody in. */
export function isOver(key: Key, at: Instant): boolean {
  return (key.endsAt !== null && key.endsAt <= at) || (key.expiresAt !== null && key.expiresAt <= at)
}
