/** Roles and authorities: sets of actions, and who owns which areas, threats, levels, ladders and channels. */
import { z } from 'zod'
import { ok, type InLanguages, type Result } from '#base'
import { actionsOf, roles as builtIn, type AuthorityId, type Owned, type RoleId } from '#people'
import { orderAs } from '../people-orders.http.ts'
import { actionName, authorityView, owned, roleName, viewOfAuthority, waits } from '../people-views.ts'
import type { Routes } from '../route.http.ts'
import type { System } from '../system.ts'

const done = z.object({ outcome: z.literal('done') })
const answer = z.union([done, waits])
const names = z
  .record(z.string().max(35), z.string().trim().min(1).max(200))
  .refine((all) => Object.keys(all).length > 0)
const authorityBody = z.strictObject({ names, owns: owned })
const authorityId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)

export function authorityRoutes(routes: Routes, system: System): void {
  const { people } = system
  const isDone = () => ok({ outcome: 'done' as const })
  const ownedOf = (body: z.output<typeof owned>): Result<Owned> => {
    if (body.areas === 'everywhere') return ok(body)
    const areas = system.areas.resolve(body.areas)
    return areas.ok ? ok({ ...body, areas: areas.value }) : areas
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/roles', action: 'people.read', tag: 'people' },
      summary: 'Every role and what it allows',
      answer: z.object({
        roles: z.array(
          z.object({
            role: z.string(),
            actions: z.array(z.string()),
            builtIn: z.enum(['built-in', 'defined-here']),
          }),
        ),
      }),
    },
    () =>
      ok({
        roles: [
          ...builtIn.map((role) => ({ role, actions: [...actionsOf[role]], builtIn: 'built-in' as const })),
          ...[...people.registry.roles].map(([role, actions]) => ({
            ...{ role: role as string, actions: [...actions], builtIn: 'defined-here' as const },
          })),
        ],
      }),
  )
  const roleParams = z.object({ role: roleName })
  routes.add(
    {
      ...{
        method: 'PUT',
        url: '/v1/roles/:role',
        action: 'people.manage',
        tag: 'people',
        params: roleParams,
      },
      ...{ needs: 'the-writer', proof: 'fresh', answer, summary: 'Define a set of actions under a name' },
      body: z.strictObject({ actions: z.array(actionName).min(1) }),
    },
    ({ params: { role }, body, caller }) =>
      orderAs(
        system,
        caller,
        { type: 'define-role', role: role as RoleId, actions: [...new Set(body.actions)] },
        isDone,
      ),
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/roles/:role', action: 'people.manage', tag: 'people', status: 204 },
      ...{ needs: 'the-writer', proof: 'fresh', params: roleParams, answer: 'text/plain' },
      summary: 'Remove a set of actions that nobody has any more',
    },
    ({ params: { role }, caller }) =>
      orderAs(system, caller, { type: 'remove-role', role: role as RoleId }, () => ok()),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/authorities', action: 'board.read', tag: 'people' },
      ...{
        summary: 'Who warns here, and of what',
        answer: z.object({ authorities: z.array(authorityView) }),
      },
    },
    () => ok({ authorities: [...people.registry.authorities.values()].map(viewOfAuthority) }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/authorities', action: 'authorities.manage', tag: 'people', status: 201 },
      ...{ needs: 'the-writer', proof: 'fresh', answer, body: authorityBody.extend({ id: authorityId }) },
      summary: 'Found an authority that owns a part of what the main one owns',
    },
    ({ body, caller }) => {
      const owns = ownedOf(body.owns)
      if (!owns.ok) return owns
      const { id, names } = body
      const order = { authority: id as AuthorityId, names: names as InLanguages<string>, owns: owns.value }
      return orderAs(system, caller, { type: 'found-authority', ...order }, isDone)
    },
  )
  const params = z.object({ authority: authorityId })
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/authorities/:authority', action: 'authorities.manage', tag: 'people' },
      ...{ needs: 'the-writer', proof: 'fresh', params, answer, body: authorityBody },
      summary: 'Change what an authority is called and owns',
    },
    ({ params: { authority }, body, caller }) => {
      const owns = ownedOf(body.owns)
      if (!owns.ok) return owns
      const order = {
        authority: authority as AuthorityId,
        names: body.names as InLanguages<string>,
        owns: owns.value,
      }
      return orderAs(system, caller, { type: 'change-authority', ...order }, isDone)
    },
  )
  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/authorities/:authority/service',
        action: 'authorities.manage',
        tag: 'people',
      },
      ...{ needs: 'the-writer', proof: 'fresh', params, answer },
      body: z.strictObject({ service: z.enum(['drill', 'live']) }),
      summary: 'Switch to live, which two people agree to, or back to drills, which one can do',
    },
    ({ params: { authority }, body, caller }) => {
      const order = { authority: authority as AuthorityId, service: body.service }
      return orderAs(system, caller, { type: 'switch-service', ...order }, isDone)
    },
  )
}
