/** What is kept about one person: all of it as one document for them, and gone for good when it is to be. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import { canonicalJson, ok, refuse, type Json, type JsonObject, type PersonId } from '#base'
import { sentenceOf, type Erasure, type PersonalTable, type Registry } from '#people'
import { auditFrom } from '../audit-pages.ts'
import { orderAs } from '../people-orders.http.ts'
import { personId } from '../people-views.ts'
import type { Call, Routes } from '../route.http.ts'
import { signedIn } from '../signed-in.ts'
import type { System } from '../system.ts'
import { unhurried, withoutHashes } from './audit.http.ts'

export interface PersonalRouteParts {
  readonly personal: readonly PersonalTable[]
  readonly erasure: Erasure
}

export function personalRoutes(
  routes: Routes,
  system: System,
  { personal, erasure }: PersonalRouteParts,
): void {
  const { people, particulars, clock, log } = system
  const ledger = unhurried(system.ledger)
  const params = z.object({ id: personId })
  const nameOf = (id: string) => particulars.of(id as never)?.name

  async function* everything(person: PersonId, tables: JsonObject): AsyncGenerator<string> {
    const begun = canonicalJson({ person, at: clock.now(), ...standing(people.registry, person), ...tables })
    yield `${begun.slice(0, -1)},"facts":[`
    let separator = ''
    for await (const found of auditFrom(ledger, { person })) {
      const facts = found.map(({ fact }) => {
        const { seq, at, by, type, mode, via, data } = fact
        const shown = { seq, at, by, type, mode, data: withoutHashes(data), what: sentenceOf(fact, nameOf) }
        return canonicalJson((via === undefined ? shown : { ...shown, via }) as unknown as Json)
      })
      if (facts.length === 0) continue
      yield separator + facts.join(',')
      separator = ','
    }
    yield ']}'
  }
  const show = async (
    { request, reply }: Pick<Call<unknown, unknown, unknown>, 'request' | 'reply'>,
    person: PersonId,
  ) => {
    // The tables first: when they can't be read, that is still an answer of its own.
    const parts = await Promise.all(personal.map((table) => table.of(person)))
    const stream = Readable.from(everything(person, Object.assign({}, ...parts) as JsonObject), {
      objectMode: false,
    })
    stream.on('error', (error) => log.error('Somebody’s data broke off', { why: error.message }))
    request.raw.on('close', () => stream.destroy())
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="personal.json"')
      .header('cache-control', 'no-store')
      .send(stream)
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/account/personal', ...signedIn, proof: 'fresh' },
      ...{ sensitive: 'personal-data', answer: 'application/json' },
      summary: 'Everything that is kept about me, with what I did and what names me; no secrets',
    },
    ({ caller, ...call }) => show(call, caller.person.id),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/people/:id/personal', action: 'people.erase', tag: 'people', params },
      ...{ proof: 'fresh', sensitive: 'personal-data', answer: 'application/json' },
      summary: 'Everything that is kept about somebody, to hand to them; no secrets',
    },
    async ({ params: { id }, ...call }) => {
      if (!people.registry.people.has(id as PersonId)) return refuse('people/no-such-person', { id })
      return show(call, id as PersonId)
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/people/:id/personal', action: 'people.erase', tag: 'people', params },
      ...{ status: 204, needs: 'the-writer', proof: 'fresh', answer: 'text/plain' },
      summary:
        'Remove somebody and erase what is personal about them, for good; the ledger keeps their id alone',
    },
    async ({ params: { id }, caller }) => {
      const person = id as PersonId
      // Asked for again, it is made sure of again.
      if (!people.registry.erased.has(person)) {
        const ordered = await orderAs(system, caller, { type: 'erase', person }, () => ok())
        if (!ordered.ok) return ordered
      }
      await erasure.remove(person)
      return ok()
    },
  )
}

const hashless = (one: object) => withoutHashes(one as JsonObject)

/** What the ledger tells of them now: rights, keys, and what waits about them. */
function standing(registry: Registry, id: PersonId): JsonObject {
  const rights = registry.people.get(id)
  const keys = [...registry.keys.values()].filter(({ owner }) => owner === id).map(hashless)
  const proposals = [...registry.proposals.values()].filter(
    ({ by, order }) =>
      by === id || ('person' in order && order.person === id) || ('owner' in order && order.owner === id),
  )
  const shown = { rights: rights ?? null, keys, proposals: proposals.map(hashless) }
  return JSON.parse(JSON.stringify(shown)) as JsonObject
}
