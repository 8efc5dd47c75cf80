/** `tocsin people …` about being let in: out, in again, the way back for who is locked out, and what is kept about somebody. */
import { ok, refuse, type Json, type Result } from '#base'
import { ask } from '../ask.ts'
import { connect, type Client } from '../client.http.ts'
import type { Command } from '../command.ts'
import { sayLink, sayOrdered, type LinkAnswer, type Ordered } from '../say-people.ts'

type Answer = Ordered<{ readonly id: string; readonly link?: LinkAnswer }>

export const accessCommands: readonly Command[] = [
  about(
    'suspend',
    'Keep somebody out: every session ends at once, every key is refused',
    (client, id) => client.post<Answer>(`/v1/people/${id}/suspend`, {}),
    (id) => [`${id} is kept out.`],
  ),
  about(
    'reinstate',
    'Let somebody in again who was suspended',
    (client, id) => client.post<Answer>(`/v1/people/${id}/reinstate`, {}),
    (id) => [`${id} is let in again.`],
  ),
  about(
    'remove',
    'Take everything away from somebody, for good',
    async (client, id) => {
      const removed = await client.remove(`/v1/people/${id}`)
      return removed.ok ? ok({ outcome: 'done' as const, id }) : removed
    },
    (id) => [`${id} may do nothing any more.`],
  ),
  about(
    'restore',
    'Let somebody in who lost every way in: prints a link, once; on the machine itself it needs nobody else',
    (client, id) => client.post<Answer>(`/v1/people/${id}/restore`, {}),
    (id, { link }) =>
      link === undefined
        ? []
        : [
            ...sayLink(`${id} gets in again by this link.`, link),
            'When it is used, the passkeys, the password, the codes and the sessions of before are worth nothing.',
            'That it was made stands in the ledger.',
          ],
  ),
  {
    name: 'people set-up',
    does: 'Where nobody is left who administrates: print a link that makes a first administrator, once',
    needs: 'access.restore',
    run: (given, output) =>
      ask<{ readonly link: LinkAnswer }>(
        given,
        output,
        'admin',
        (client) => client.post('/v1/people/set-up', {}),
        ({ link }) => [
          ...sayLink('An administrator joins by this link.', link),
          'That it was made stands in the ledger.',
        ],
      ),
  },
  {
    name: 'people export',
    takes: 'ID',
    does: 'Print everything that is kept about somebody, as JSON, to hand to them; no secrets',
    needs: 'people.erase',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined) return refuse('server/usage', { why: 'Name an id.', command: 'people export' })
      return ask<Json>(
        given,
        output,
        'admin',
        (client) => client.get(`/v1/people/${encodeURIComponent(id)}/personal`),
        (document) => [JSON.stringify(document, null, 2)],
      )
    },
  },
  {
    name: 'people erase',
    takes: 'ID',
    does: 'Remove somebody and erase what is personal about them, for good; the ledger keeps their id alone',
    needs: 'people.erase',
    options: { 'for-good': { means: 'Nothing brings it back', needed: 'needed' } },
    async run(given, output) {
      const [id] = given.words
      if (id === undefined) return refuse('server/usage', { why: 'Name an id.', command: 'people erase' })
      const client = await connect(given, 'admin')
      if (!client.ok) return client
      const erased = await client.value.remove(`/v1/people/${encodeURIComponent(id)}/personal`)
      if (!erased.ok) return erased
      output.give({ erased: id })
      output.say(`What was personal about ${id} is gone.`)
      return ok()
    },
  },
]

function about(
  verb: string,
  does: string,
  call: (client: Client, id: string) => Promise<Result<Answer>>,
  done: (id: string, answer: { readonly link?: LinkAnswer }) => readonly string[],
): Command {
  return {
    name: `people ${verb}`,
    takes: 'ID',
    does,
    needs: 'people.manage',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined) return refuse('server/usage', { why: 'Name an id.', command: `people ${verb}` })
      return ask<Answer>(
        given,
        output,
        'admin',
        (client) => call(client, encodeURIComponent(id)),
        (answer) => sayOrdered(answer, (it) => done(id, it)),
      )
    },
  }
}
