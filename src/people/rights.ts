/** What may be given to whom, and by whom: nobody gives areas that are not theirs, and the last administrator stays. */
import { ok, refuse, type PersonId, type Result } from '#base'
import { mainAuthority, type AuthorityId, type Owned } from './authority.ts'
import type { Rights } from './order.ts'
import type { Contains } from './permission.ts'
import type { Permitted } from './permitted.ts'
import type { PeopleProblemCode } from './problems.ts'
import { actionsOfRoles, builtInActions, type Registry } from './registry.ts'
import { roles as builtInRoles } from './role.ts'

export interface Reach {
  /** Left out for the installation itself. */
  readonly giver?: Permitted
  readonly contains: Contains
}

/** Whether these rights exist at all, and are the giver's to give. */
export function checkRights(
  registry: Registry,
  rights: Rights,
  { giver, contains }: Reach,
): Result<void, PeopleProblemCode> {
  const unknown = rights.roles.find((role) => !registry.roles.has(role) && builtInActions(role).length === 0)
  if (unknown !== undefined)
    return refuse('people/no-such-role', {
      at: 'roles',
      role: unknown,
      known: [...builtInRoles, ...registry.roles.keys()],
    })
  // The machine’s own account is made with the machine.
  if (giver !== undefined && rights.roles.includes('machine'))
    return refuse('people/beyond-own', { at: 'roles', what: 'machine' })
  if (!registry.authorities.has(rights.authority))
    return refuse('people/no-such-authority', { at: 'authority', authority: rights.authority })
  const beyond = giver === undefined ? undefined : beyondGiver(giver, rights, contains)
  return beyond === undefined ? ok() : refuse('people/beyond-own', beyond)
}

/** Nobody gives areas or modes that they don't have, nor reaches who has them. What they may do there is another matter: administrators warn nobody. */
export function beyondGiver(
  giver: Permitted,
  { areas, authority }: Pick<Rights, 'areas' | 'authority'>,
  contains: Contains,
): { readonly at: string; readonly what: string } | undefined {
  if (giver.authority !== mainAuthority && giver.authority !== authority)
    return { at: 'authority', what: authority }
  const [own, ...others] = giver.within
  const places = areas === 'everywhere' ? undefined : areas
  // “Everywhere” is everywhere in the authority: the person's own areas and the key's are what may be narrower.
  for (const mine of [own, ...others.slice(0, -2)]) {
    if (mine === undefined || mine === 'everywhere') continue
    if (places === undefined) return { at: 'areas', what: 'everywhere' }
    const outside = places.find((area) => !mine.some((one) => contains(one, area)))
    if (outside !== undefined) return { at: 'areas', what: outside }
  }
  return undefined
}

/** What is everybody's, as roles and authorities are: not for who may act in some places only, or for another authority. */
export function beyondPlace(giver: Permitted | undefined, authority: AuthorityId): string | undefined {
  if (giver === undefined) return undefined
  if (giver.authority !== mainAuthority && giver.authority !== authority) return authority
  const narrower = giver.within.slice(0, -2).find((areas) => areas !== 'everywhere')
  return narrower === undefined ? undefined : 'everywhere'
}

/** What an authority would own beyond the one that the installation is for. */
export function beyondMain(main: Owned, owns: Owned, contains: Contains): string | undefined {
  if (main.areas !== 'everywhere') {
    if (owns.areas === 'everywhere') return 'everywhere'
    const own = main.areas
    const outside = owns.areas.find((area) => !own.some((one) => contains(one, area)))
    if (outside !== undefined) return outside
  }
  for (const part of ['threats', 'ladders', 'levels', 'channels'] as const) {
    const [all, some] = [main[part], owns[part]]
    if (all === 'all') continue
    if (some === 'all') return `all ${part}`
    const strange = some.find((one) => !all.includes(one))
    if (strange !== undefined) return strange
  }
  return undefined
}

/** The last human who can manage people, or the last account at all: without one nobody could be added any more. */
export function isLastAdministrator(
  registry: Registry,
  id: PersonId,
  by: 'human' | 'machine' = 'human',
): boolean {
  const manages = ({ id, state }: { readonly id: PersonId; readonly state: string }) =>
    state === 'active' &&
    actionsOfRoles(registry, registry.people.get(id)?.roles ?? []).includes('people.manage')
  const person = registry.people.get(id)
  if (person === undefined || !manages(person)) return false
  // Whoever stands at the machine lets people in again.
  if (person.kind === 'human' && by === 'machine') return false
  return ![...registry.people.values()].some((one) => one.id !== id && one.kind === 'human' && manages(one))
}

/** Whether a human is there who can manage people: until then the installation has to be set up. */
export function isGoverned(registry: Pick<Registry, 'people' | 'roles'>): boolean {
  return [...registry.people.values()].some(
    ({ kind, state, roles }) =>
      kind === 'human' && state === 'active' && actionsOfRoles(registry, roles).includes('people.manage'),
  )
}
