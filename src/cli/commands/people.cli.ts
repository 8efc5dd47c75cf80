/** `tocsin people …`: who may act here, how they come in, and how they come in again. */
import { ok, refuse, type Json, type Result } from '#base'
import { ask } from '../ask.ts'
import type { Client } from '../client.http.ts'
import type { Command } from '../command.ts'
import { rightsOptions, rightsTyped, typed } from '../rights.ts'
import {
  sayLink,
  sayOrdered,
  sayPerson,
  sayWholePerson,
  type LinkAnswer,
  type Ordered,
  type PersonAnswer,
} from '../say-people.ts'
import { accessCommands } from './people-access.cli.ts'
import { waitingCommands } from './people-waiting.cli.ts'

type Invited = Ordered<{ readonly id: string; readonly link: LinkAnswer }>

const theirRole = { ...rightsOptions['role']!, needed: 'needed' } as const

export const commands: readonly Command[] = [
  {
    name: 'people list',
    does: 'List everybody who may act here, people and machines',
    needs: 'people.read',
    run: (given, output) =>
      ask<{ people: readonly PersonAnswer[] }>(
        given,
        output,
        'admin',
        (client) => client.get('/v1/people'),
        ({ people }) => people.map(sayPerson),
      ),
  },
  {
    name: 'people show',
    takes: 'ID',
    does: 'Show one of them whole, with login and e-mail',
    needs: 'people.read',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined) return refuse('server/usage', { why: 'Name an id.', command: 'people show' })
      return ask(given, output, 'admin', (client) => theOne(client, id), sayWholePerson)
    },
  },
  {
    name: 'people invite',
    takes: 'NAME',
    does: 'Invite somebody; prints the link by which they join, once',
    needs: 'people.manage',
    options: {
      ...rightsOptions,
      role: theirRole,
      login: { takes: 'LOGIN', means: 'What they will type to sign in; they can choose it themselves' },
      email: { takes: 'ADDRESS', means: 'Where they can be called' },
      language: { takes: 'LANG', means: 'en, ru, uk, …' },
      id: { takes: 'ID', means: 'What the ledger calls them; made up when left out' },
    },
    example: 'tocsin people invite "O. K." --role officer --area Zadonsky',
    async run(given, output) {
      const [name] = given.words
      if (name === undefined)
        return refuse('server/usage', { why: 'Name whom to invite.', command: 'people invite' })
      const body = { name, ...rightsTyped(given), ...typed(given, 'login', 'email', 'language', 'id') }
      return ask<Invited>(
        given,
        output,
        'admin',
        (client) => client.post('/v1/people', body),
        (answer) =>
          sayOrdered(answer, ({ id, link }) => sayLink(`${name} (${id}) joins by this link.`, link)),
      )
    },
  },
  {
    name: 'people reinvite',
    takes: 'ID',
    does: 'Make a new link for somebody who has not joined yet; the old one ends',
    needs: 'people.manage',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined) return refuse('server/usage', { why: 'Name an id.', command: 'people reinvite' })
      return ask<Invited>(
        given,
        output,
        'admin',
        (client) => client.post(`/v1/people/${encodeURIComponent(id)}/invitation`, {}),
        (answer) => sayOrdered(answer, ({ link }) => sayLink(`${id} joins by this link.`, link)),
      )
    },
  },
  {
    name: 'people change',
    takes: 'ID',
    does: 'Change what somebody may do; what is not named stays as it is',
    needs: ['people.read', 'people.manage'],
    options: { ...rightsOptions, everywhere: { means: 'They may act everywhere again' } },
    example: 'tocsin people change o-k --role officer --mode live --mode drill --mode test',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined) return refuse('server/usage', { why: 'Name an id.', command: 'people change' })
      const change = {
        ...rightsTyped(given),
        ...(given.has('everywhere') ? { areas: 'everywhere' } : {}),
      }
      if (Object.keys(change).length === 0)
        return refuse('server/usage', { why: 'Name what to change.', command: 'people change' })
      return ask<Ordered<{ readonly id: string }>>(
        given,
        output,
        'admin',
        async (client) => {
          const known = await theOne(client, id)
          if (!known.ok) return known
          const { roles, areas, modes, authority } = known.value
          const body = { roles, areas, modes, authority, ...change } as unknown as Json
          return client.put(`/v1/people/${encodeURIComponent(id)}`, body)
        },
        (answer) => sayOrdered(answer, () => [`What ${id} may do is changed.`]),
      )
    },
  },
  ...accessCommands,
  ...waitingCommands,
  {
    name: 'people add',
    takes: 'ID',
    does: 'Is “people invite” for people and “keys add” for programs now',
    needs: 'nobody',
    options: rightsOptions,
    async run() {
      const why =
        '“people add” has become two: “people invite NAME --role ROLE” lets a person in by a link, “keys add NAME --role ROLE” gives a program a key.'
      return refuse('server/usage', { why, command: 'people invite' })
    },
  },
]

async function theOne(client: Client, id: string): Promise<Result<PersonAnswer>> {
  const answer = await client.get<{ people: readonly PersonAnswer[] }>('/v1/people')
  if (!answer.ok) return answer
  const found = answer.value.people.find((one) => one.id === id)
  return found === undefined ? refuse('people/no-such-person', { id }) : ok(found)
}
