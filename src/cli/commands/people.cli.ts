/** `tocsin people …`: who has a key here. */
import { ok, refuse, type Json } from '#base'
import { connect } from '../client.http.ts'
import type { Command } from '../command.ts'

interface PersonAnswer {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly modes: readonly string[]
  readonly key?: string
}
const line = (one: PersonAnswer) =>
  `  ${one.id.padEnd(14)} ${one.roles.join(', ').padEnd(24)} ${one.modes.join(', ').padEnd(18)} ${one.name}`

export const commands: readonly Command[] = [
  {
    name: 'people list',
    does: 'List everybody who has a key',
    async run(given, output) {
      const client = await connect(given, 'admin')
      if (!client.ok) return client
      const answer = await client.value.get<{ people: readonly PersonAnswer[] }>('/v1/people')
      if (!answer.ok) return answer
      output.give(answer.value as unknown as Json)
      for (const one of answer.value.people) output.say(line(one))
      return ok()
    },
  },
  {
    name: 'people add',
    takes: 'ID',
    does: 'Give somebody a key; it is shown this once',
    options: {
      name: { takes: 'NAME', means: 'Who it is' },
      role: {
        takes: 'ROLE',
        means: 'officer, approver, watcher or administrator',
        many: 'many',
        needed: 'needed',
      },
      area: { takes: 'CODE', means: 'Where they may act; everywhere when left out', many: 'many' },
      mode: { takes: 'MODE', means: 'In which modes; drill and test when left out', many: 'many' },
    },
    example: 'tocsin people add o-k --name "O. K." --role officer',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined) return refuse('server/usage', { why: 'Name an id.', command: 'people add' })
      const client = await connect(given, 'admin')
      if (!client.ok) return client
      const areas = given.values('area')
      const modes = given.values('mode')
      const answer = await client.value.post<PersonAnswer>('/v1/people', {
        ...{ id, name: given.value('name') ?? id, roles: [...given.values('role')] },
        ...(areas.length === 0 ? {} : { areas: [...areas] }),
        ...(modes.length === 0 ? {} : { modes: [...modes] }),
      })
      if (!answer.ok) return answer
      output.give(answer.value as unknown as Json)
      output.say(line(answer.value))
      output.say(`  The key, shown this once: ${answer.value.key}`)
      return ok()
    },
  },
  {
    name: 'people remove',
    takes: 'ID',
    does: 'Take somebody’s key away',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined) return refuse('server/usage', { why: 'Name an id.', command: 'people remove' })
      const client = await connect(given, 'admin')
      if (!client.ok) return client
      const answer = await client.value.remove(`/v1/people/${encodeURIComponent(id)}`)
      if (!answer.ok) return answer
      output.give({ removed: id })
      output.say(`${id} has no key any more.`)
      return ok()
    },
  },
]
