/** `tocsin roles …`: what each role allows, and sets of actions of one's own. */
import { refuse } from '#base'
import { ask } from '../ask.ts'
import { connect } from '../client.http.ts'
import type { Command } from '../command.ts'
import { sayOrdered, type Ordered } from '../say-people.ts'

interface Roles {
  readonly roles: readonly {
    readonly role: string
    readonly actions: readonly string[]
    readonly builtIn: 'built-in' | 'defined-here'
  }[]
}

export const commands: readonly Command[] = [
  {
    name: 'roles list',
    does: 'List every role and the actions it allows',
    needs: 'people.read',
    run: (given, output) =>
      ask<Roles>(
        given,
        output,
        'admin',
        (client) => client.get('/v1/roles'),
        ({ roles }) =>
          roles.map(
            ({ role, actions, builtIn }) =>
              `  ${role.padEnd(16)} ${actions.join(', ')}${builtIn === 'built-in' ? '' : '  (defined here)'}`,
          ),
      ),
  },
  {
    name: 'roles define',
    takes: 'ROLE',
    does: 'Define a set of actions under a name, or change one that was defined here',
    needs: 'people.manage',
    options: { action: { takes: 'ACTION', means: 'It allows this', many: 'many', needed: 'needed' } },
    example: 'tocsin roles define siren-crew --action sirens.read --action sirens.test',
    async run(given, output) {
      const [role] = given.words
      if (role === undefined) return refuse('server/usage', { why: 'Name a role.', command: 'roles define' })
      return ask<Ordered<unknown>>(
        given,
        output,
        'admin',
        (client) =>
          client.put(`/v1/roles/${encodeURIComponent(role)}`, { actions: [...given.values('action')] }),
        (answer) => sayOrdered(answer, () => [`${role} is defined.`]),
      )
    },
  },
  {
    name: 'roles remove',
    takes: 'ROLE',
    does: 'Remove a set of actions that nobody has any more',
    needs: 'people.manage',
    async run(given, output) {
      const [role] = given.words
      if (role === undefined) return refuse('server/usage', { why: 'Name a role.', command: 'roles remove' })
      const client = await connect(given, 'admin')
      if (!client.ok) return client
      const removed = await client.value.remove(`/v1/roles/${encodeURIComponent(role)}`)
      if (!removed.ok) return removed
      output.give({ removed: role })
      output.say(`There is no role ${role} any more.`)
      return removed
    },
  },
]
