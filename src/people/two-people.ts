/** Which orders about people need a second person: those by which one alone could come to warn the public, or to decide who does. */
import type { Mode, PersonId } from '#base'
import type { KeyScope } from './key.ts'
import type { PeopleOrder, Rights } from './order.ts'
import type { Permitted } from './permitted.ts'
import { actionsOfRoles, confirmers, type Registry } from './registry.ts'
import { governingActions, warningActions, type Action } from './role.ts'

export type WhyTwo =
  | 'administrator'
  | 'live-warning'
  | 'key-that-issues'
  | 'channel'
  | 'live'
  | 'authority'
  | 'access'

export interface WhoOrders {
  readonly kind: 'human' | 'machine'
  /** What they may do; left out for the installation itself. */
  readonly giver?: Pick<Permitted, 'actions'>
}

/** The machine’s own account, or the installation itself: the way back in. Another machine is a program, whatever its roles. */
function isThisMachine({ kind, giver }: WhoOrders): boolean {
  return kind === 'machine' && (giver === undefined || giver.actions.includes('access.restore'))
}

/**
 * Why it needs two; undefined where one suffices. Until two people can govern, one alone may do everything but switch to
 * live: somebody has to be the first. Taking rights away never needs two: stopping somebody must be fast.
 */
export function whyTwo(registry: Registry, order: PeopleOrder, by: WhoOrders): WhyTwo | undefined {
  if (order.type === 'switch-service') return order.service === 'live' ? 'live' : undefined
  if (registry.twoSince === undefined) return undefined
  // Where fewer than two are left who could agree, nobody could ever be added: whoever stands at the machine is the second.
  const alone = isThisMachine(by) && confirmers(registry).length < 2
  switch (order.type) {
    case 'add-person':
      if (alone && order.kind === 'human') return undefined
      return graveRights(actionsOfRoles(registry, order.roles), order.modes, order.kind)
    case 'add-client':
      return graveKey(registry, order, order.first)
    case 'change-person': {
      const before = registry.people.get(order.person)
      const now = graveRights(actionsOfRoles(registry, order.roles), order.modes, before?.kind)
      return before !== undefined && isNoMore(registry, before, order) ? undefined : now
    }
    case 'reinstate':
      return isThisMachine(by) ? undefined : graveOf(registry, order.person)
    case 'restore-access':
      // The link makes whoever holds it that person. On the machine itself one is enough: it is the way back in.
      return isThisMachine(by) ? undefined : graveOf(registry, order.person) && 'access'
    case 'make-key': {
      const owner = registry.people.get(order.owner)
      return owner === undefined ? undefined : graveKey(registry, owner, order)
    }
    case 'rotate-key': {
      // Whoever replaces a key holds what it is good for.
      const key = registry.keys.get(order.key)
      const owner = key === undefined ? undefined : registry.people.get(key.owner)
      return key === undefined || owner === undefined ? undefined : graveKey(registry, owner, key)
    }
    case 'define-role':
      return graveRights(order.actions, ['live'])
    case 'found-authority':
    case 'change-authority':
      return 'authority'
    case 'foreign':
      return 'channel'
    default:
      return undefined
  }
}

function graveOf(registry: Registry, id: PersonId): WhyTwo | undefined {
  const person = registry.people.get(id)
  return person === undefined
    ? undefined
    : graveRights(actionsOfRoles(registry, person.roles), person.modes, person.kind)
}

function graveRights(
  actions: readonly Action[],
  modes: readonly Mode[],
  kind: 'human' | 'machine' = 'human',
): WhyTwo | undefined {
  if (actions.some((action) => governingActions.includes(action))) return 'administrator'
  if (!actions.some((action) => warningActions.includes(action))) return undefined
  if (modes.includes('live')) return 'live-warning'
  // A program acts by keys alone, and is judged as they are: nobody sees what it is about to send, in a drill either.
  return kind === 'machine' ? 'key-that-issues' : undefined
}

function graveKey(registry: Registry, owner: Rights, scope: KeyScope): WhyTwo | undefined {
  const all = actionsOfRoles(registry, owner.roles)
  const can = scope.actions === 'all' ? all : all.filter((action) => scope.actions.includes(action))
  if (can.some((action) => governingActions.includes(action))) return 'administrator'
  return can.some((action) => warningActions.includes(action)) ? 'key-that-issues' : undefined
}

/** Whether the new rights hold nothing that the old ones don't, told conservatively: areas by their codes. */
function isNoMore(registry: Registry, before: Rights, after: Rights): boolean {
  const had = actionsOfRoles(registry, before.roles)
  return (
    before.authority === after.authority &&
    actionsOfRoles(registry, after.roles).every((action) => had.includes(action)) &&
    after.modes.every((mode) => before.modes.includes(mode)) &&
    (before.areas === 'everywhere' ||
      (after.areas !== 'everywhere' && after.areas.every((area) => before.areas.includes(area))))
  )
}
