/** `tocsin keys …`: the keys of programs, and of people for their own scripts: scoped, shown once, replaced without a gap. */
import { refuse } from '#base'
import { ask } from '../ask.ts'
import { connect } from '../client.http.ts'
import type { Command } from '../command.ts'
import { counts, listed, rightsOptions, rightsTyped, typed } from '../rights.ts'
import { sayOrdered, type Ordered } from '../say-people.ts'
import { sayTime } from '../say-time.ts'

interface KeyAnswer {
  readonly id: string
  readonly owner: string
  readonly actions: 'all' | readonly string[]
  readonly modes: readonly string[]
  readonly perMinute: number | null
  readonly expiresAt: string | null
  readonly endsAt: string | null
  readonly lastUsedAt: string | null
  readonly state: 'good' | 'ending' | 'over'
}
/** It comes with both answers: what waits works from the moment a second person agreed. */
interface Told {
  readonly id: string
  readonly keyId: string
  readonly key: string
}

function line({ id, owner, actions, modes, perMinute, state, ...times }: KeyAnswer): string {
  const ends = times.endsAt ?? times.expiresAt
  const what = actions === 'all' ? 'all its owner may' : actions.join(', ')
  const rate = perMinute === null ? '' : `, ${perMinute} a minute`
  const used = times.lastUsedAt === null ? 'never used' : `last used ${sayTime(times.lastUsedAt)}`
  return `  ${id}  ${state.padEnd(6)} ${owner.padEnd(14)} ${what}, ${modes.join(' ')}${rate}, ${used}${ends === null ? '' : `, until ${sayTime(ends)}`}`
}

/** The key stands alone on its line, to be copied whole. */
function sayTold(answer: Ordered<unknown> & Told): string[] {
  const from = answer.outcome === 'waits' ? ', good from when the second person agrees' : ''
  return [
    ...sayOrdered(answer, () => []),
    `The key ${answer.keyId} of ${answer.id}, shown this once${from}:`,
    answer.key,
  ]
}

export const commands: readonly Command[] = [
  {
    name: 'keys list',
    does: 'List every key: whose it is, what it is for, when it was last used',
    needs: 'people.read',
    options: {
      owner: { takes: 'ID', means: 'Only theirs' },
      all: { means: 'Those that are over, too' },
    },
    run: (given, output) =>
      ask<{ keys: readonly KeyAnswer[] }>(
        given,
        output,
        'admin',
        (client) => client.get('/v1/keys'),
        ({ keys }) =>
          keys
            .filter(({ state }) => state !== 'over' || given.has('all'))
            .filter(({ owner }) => owner === (given.value('owner') ?? owner))
            .map(line),
      ),
  },
  {
    name: 'keys add',
    takes: 'NAME',
    does: 'Give a program a key, or with --owner somebody another one; it is shown this once',
    needs: 'keys.manage',
    options: {
      ...rightsOptions,
      id: { takes: 'ID', means: 'What the ledger calls the program; made up when left out' },
      owner: { takes: 'ID', means: 'Whose key it shall be, instead of a new program’s' },
      action: { takes: 'ACTION', means: 'Only this of what its owner may do', many: 'many' },
      'per-minute': { takes: 'N', means: 'How many requests a minute' },
      days: { takes: 'N', means: 'How long it is good for; until it is revoked when left out' },
      certificate: { takes: 'SHA256', means: 'Counts only with this client certificate' },
    },
    example: 'tocsin keys add "Weather desk" --role analyst --days 365',
    async run(given, output) {
      const [name] = given.words
      const owner = given.value('owner')
      if (name === undefined && owner === undefined)
        return refuse('server/usage', { why: 'Name the program, or --owner.', command: 'keys add' })
      const body = {
        ...(name === undefined ? {} : { name }),
        ...rightsTyped(given),
        ...typed(given, 'id', 'owner', 'certificate'),
        ...listed(given, 'action', 'actions'),
        ...counts(given, 'per-minute', 'perMinute'),
        ...counts(given, 'days', 'expiresInDays'),
      }
      return ask<Ordered<unknown> & Told>(
        given,
        output,
        'admin',
        (client) => client.post('/v1/keys', body),
        sayTold,
      )
    },
  },
  {
    name: 'keys rotate',
    takes: 'KEY',
    does: 'Replace a key by another with the same scope; the old one runs on meanwhile',
    needs: 'keys.manage',
    options: { overlap: { takes: 'N', means: 'Minutes that the old one runs on (1440, a day)' } },
    async run(given, output) {
      const [id] = given.words
      if (id === undefined) return refuse('server/usage', { why: 'Name a key.', command: 'keys rotate' })
      return ask<Ordered<{ readonly oldUntil: string }> & Told>(
        given,
        output,
        'admin',
        (client) =>
          client.post(
            `/v1/keys/${encodeURIComponent(id)}/rotate`,
            counts(given, 'overlap', 'overlapMinutes'),
          ),
        (answer) => [
          ...sayTold(answer),
          ...(answer.outcome === 'waits' ? [] : [`The old one is good until ${sayTime(answer.oldUntil)}.`]),
        ],
      )
    },
  },
  {
    name: 'keys revoke',
    takes: 'KEY',
    does: 'Revoke a key; it is worth nothing from now on',
    needs: 'keys.manage',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined) return refuse('server/usage', { why: 'Name a key.', command: 'keys revoke' })
      const client = await connect(given, 'admin')
      if (!client.ok) return client
      const revoked = await client.value.remove(`/v1/keys/${encodeURIComponent(id)}`)
      if (!revoked.ok) return revoked
      output.give({ revoked: id })
      output.say(`${id} is worth nothing any more.`)
      return revoked
    },
  },
]
