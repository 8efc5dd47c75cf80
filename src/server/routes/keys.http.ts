/** Keys of the API and the machines that hold them: scoped, shown once, replaced without a gap. */
import { z } from 'zod'
import { day, minute, ok, plus, refuse, type PersonId, type Result } from '#base'
import { hashOfKey, type Action, type AuthorityId, type KeyId, type KeyScope, type RoleId } from '#people'
import { newKey } from '../../people/key.node.ts'
import type { KeyUses } from '../key-uses.ts'
import { isTaken, orderAs } from '../people-orders.http.ts'
import { actionName, keyView, personId, rightsBody, viewOfKey, waits } from '../people-views.ts'
import type { Routes } from '../route.http.ts'
import type { System } from '../system.ts'

const made = z.object({
  outcome: z.literal('done'),
  id: z.string().describe('Whose key it is'),
  keyId: z.string(),
  key: z.string().describe('Shown this once'),
})
const replaced = made.extend({ oldUntil: z.string() })
/** The key of a proposal is told at once and works from the moment a second person agreed. */
const keyWaits = waits.extend({ id: z.string(), keyId: z.string(), key: z.string() })

const newKeyBody = z.strictObject({
  id: personId
    .optional()
    .describe('Of the machine client to make; left out for a key of somebody who is there'),
  owner: personId.optional().describe('Whose key it shall be; left out for a new machine client'),
  name: z.string().trim().min(1).max(100).optional(),
  roles: rightsBody.roles.optional(),
  areas: rightsBody.areas,
  modes: rightsBody.modes,
  authority: rightsBody.authority,
  actions: z.array(actionName).min(1).optional().describe('Only these of what the owner may do'),
  perMinute: z.int().min(1).max(1_000_000).optional(),
  expiresInDays: z.int().min(1).max(3_650).optional(),
  certificate: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('SHA-256 of the client certificate (DER) that must come with it'),
})

const longestOverlapMinutes = 30 * 24 * 60

export function keyRoutes(routes: Routes, system: System, uses: KeyUses): void {
  const { people, particulars, clock } = system
  const params = z.object({ key: z.string().max(80) })

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/keys', action: 'people.read', tag: 'people', sensitive: 'keys' },
      ...{
        summary: 'Every key: its scope, and when it was last used',
        answer: z.object({ keys: z.array(keyView) }),
      },
    },
    async () => {
      await uses.reload()
      const keys = [...people.registry.keys.values()]
      return ok({ keys: keys.map((key) => viewOfKey(key, clock.now(), uses.lastUsedAt(key.id))) })
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/keys', action: 'keys.manage', tag: 'people', status: 201 },
      ...{ body: newKeyBody, needs: 'the-writer', proof: 'fresh', answer: z.union([made, keyWaits]) },
      summary: 'Make a key, for a new machine client or for somebody who is there; it is shown this once',
    },
    async ({ body, caller }) => {
      const areas = body.areas === 'everywhere' ? ok('everywhere' as const) : system.areas.resolve(body.areas)
      if (!areas.ok) return areas
      const text = newKey()
      const key = system.ids.next('key') as KeyId
      const scope: KeyScope = {
        actions: (body.actions as Action[] | undefined) ?? 'all',
        ...{ areas: areas.value, modes: body.modes, perMinute: body.perMinute ?? null },
        expiresAt: body.expiresInDays === undefined ? null : plus(clock.now(), body.expiresInDays * day),
        certificate: body.certificate ?? null,
      }
      const first = { key, hash: hashOfKey(text), ...scope }
      const told = (id: string) => ({ id, keyId: key as string, key: text })
      if (body.owner !== undefined) {
        if (body.roles !== undefined || body.id !== undefined)
          return refuse('people/key-of-somebody', { at: body.id === undefined ? 'roles' : 'id' })
        const { owner } = body
        const order = { type: 'make-key', owner: owner as PersonId, ...first } as const
        return withKey(
          await orderAs(system, caller, order, () => ok({ outcome: 'done' as const })),
          told(owner),
        )
      }
      if (body.roles === undefined) return refuse('people/key-of-nobody', { at: 'roles' })
      const id = (body.id ?? system.ids.next('client')) as PersonId
      if (isTaken(system, id)) return refuse('people/exists', { id })
      const kept = await particulars.put({ id, name: body.name ?? id, login: id })
      if (!kept.ok) return kept
      const rights = { roles: body.roles as RoleId[], areas: areas.value, modes: body.modes }
      const ordered = await orderAs(
        system,
        caller,
        { type: 'add-client', person: id, ...rights, authority: body.authority as AuthorityId, first },
        () => ok({ outcome: 'done' as const }),
      )
      if (!ordered.ok) await particulars.remove(id)
      return withKey(ordered, told(id))
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/keys/:key/rotate', action: 'keys.manage', tag: 'people', status: 201 },
      ...{ params, needs: 'the-writer', proof: 'fresh', answer: z.union([replaced, keyWaits]) },
      body: z.strictObject({
        overlapMinutes: z
          .int()
          .min(0)
          .max(longestOverlapMinutes)
          .default(24 * 60),
      }),
      summary: 'A new key with the same scope; the old one runs on meanwhile, so that no call fails',
    },
    async ({ params: { key: id }, body, caller }) => {
      const text = newKey()
      const next = system.ids.next('key') as KeyId
      const { overlapMinutes } = body
      const old = people.registry.keys.get(id as KeyId)
      const order = {
        type: 'rotate-key',
        key: id as KeyId,
        next,
        hash: hashOfKey(text),
        overlapMinutes,
      } as const
      const told = { id: old?.owner ?? '', keyId: next as string, key: text }
      const done = () =>
        ok({ outcome: 'done' as const, oldUntil: plus(clock.now(), overlapMinutes * minute) as string })
      return withKey(await orderAs(system, caller, order, done), told)
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/keys/:key', action: 'keys.manage', tag: 'people', status: 204 },
      ...{
        params,
        needs: 'the-writer',
        answer: 'text/plain',
        summary: 'Revoke a key; it is worth nothing from now on',
      },
    },
    ({ params: { key }, caller }) =>
      orderAs(system, caller, { type: 'revoke-key', key: key as KeyId }, () => ok()),
  )
}

/** What came of it, with the key that is told this once either way. */
function withKey<Answer extends object>(answer: Result<Answer>, told: object): Result<Answer> {
  return answer.ok ? ok({ ...answer.value, ...told }) : answer
}
