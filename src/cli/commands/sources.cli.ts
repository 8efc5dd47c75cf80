/** `tocsin sources …`: where CAP messages are fetched from, on what terms, and how each source is. */
import { readFile } from 'node:fs/promises'
import { ok, parseJson, refuse, type Json, type Result } from '#base'
import { ask } from '../ask.ts'
import type { Command, Given, Needs } from '../command.ts'
import { sayTime } from '../say-time.ts'

interface SourceAnswer {
  readonly source: {
    readonly id: string
    readonly name: string
    readonly address: string
    readonly takes: 'reports' | 'relayed'
    readonly signature: { readonly policy: string }
  }
  readonly health?: {
    readonly condition: string
    readonly lastGoodAt?: string
    readonly nextTryAt?: string
    readonly failures: number
    readonly lastFailure?: { readonly at: string; readonly says: string }
    readonly counts: { readonly [what: string]: number }
    readonly notes: readonly { readonly at: string; readonly says: string }[]
    readonly advice: readonly string[]
  }
}

function brief({ source, health }: SourceAnswer): string {
  const state = health?.condition ?? 'read by another server'
  const good = health?.lastGoodAt === undefined ? 'never read' : `last good ${sayTime(health.lastGoodAt)}`
  return `  ${source.id.padEnd(20)} ${state.padEnd(8)} ${good.padEnd(34)} ${source.takes === 'relayed' ? 'onto the board' : 'as reports'}  ${source.address}`
}

function whole(answer: SourceAnswer): string[] {
  const { source, health } = answer
  const lines = [brief(answer), `  ${source.name}; signatures ${source.signature.policy}`]
  if (health === undefined) return lines
  const { lastFailure, nextTryAt, counts, notes, advice } = health
  if (lastFailure !== undefined) lines.push(`  ${sayTime(lastFailure.at)}  ${lastFailure.says}`)
  lines.push(
    `  messages: ${Object.entries(counts)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ')}`,
  )
  if (nextTryAt !== undefined) lines.push(`  next try ${sayTime(nextTryAt)}`)
  for (const note of notes) lines.push(`  ${sayTime(note.at)}  ${note.says}`)
  for (const one of advice) lines.push(`  → ${one}`)
  return lines
}

export const commands: readonly Command[] = [
  {
    name: 'sources list',
    does: 'List every source of messages, and how it is',
    needs: 'sources.read',
    run: (given, output) =>
      ask<{ sources: readonly SourceAnswer[] }>(
        given,
        output,
        'admin',
        (client) => client.get('/v1/sources'),
        ({ sources }) => (sources.length === 0 ? ['No source yet.'] : sources.map(brief)),
      ),
  },
  about('show', 'Say how a source is, what failed and what to do', 'sources.read', (client, id) =>
    client.get(`/v1/sources/${id}`),
  ),
  {
    name: 'sources add',
    takes: 'ID ADDRESS',
    does: 'Fetch messages from a feed; the same id again gives it other settings',
    needs: 'sources.manage',
    options: {
      name: { takes: 'TEXT', means: 'What people here call it' },
      relay: { means: 'Put its messages straight onto the board; without this they wait as reports' },
      signature: { takes: 'POLICY', means: 'ignored, noted (the usual) or required' },
      trust: { takes: 'NAME', means: 'The trust list its signatures are checked against' },
      sender: { takes: 'SENDER', means: 'Believe only this sender, as CAP writes it', many: 'many' },
      domain: { takes: 'DOMAIN', means: 'Believe only senders of this domain', many: 'many' },
      area: { takes: 'CODE', means: 'It may speak only for this area', many: 'many' },
      channel: { takes: 'NAME', means: 'Relayed alerts are sent through this channel too', many: 'many' },
      ladder: { takes: 'LADDER', means: 'The ladder its severities are told by (all-hazards)' },
      every: { takes: 'N', means: 'Seconds between two tries (60)' },
      drills: { means: 'Let in exercises and tests' },
      settings: {
        takes: 'FILE',
        means: 'Take all settings from this JSON file; what is named beside it counts more',
      },
    },
    example: 'tocsin sources add weather https://feeds.example.org/cap.atom --relay --domain example.org',
    async run(given, output) {
      const [id, address] = given.words
      const file = given.value('settings')
      if (id === undefined || (address === undefined && file === undefined))
        return refuse('server/usage', { why: 'Name an id and an address.', command: 'sources add' })
      const base = file === undefined ? ok<{ readonly [name: string]: Json }>({}) : await readSettings(file)
      if (!base.ok) return base
      const { id: _, ...kept } = base.value
      const body = { ...kept, ...(address === undefined ? {} : { address }), ...named(given) }
      return ask<SourceAnswer>(
        given,
        output,
        'admin',
        (client) => client.put(`/v1/sources/${encodeURIComponent(id)}`, body as Json),
        whole,
      )
    },
  },
  about(
    'remove',
    'Fetch from it no longer; what came from it stays',
    'sources.manage',
    (client, id) => client.remove(`/v1/sources/${id}`),
    () => ['Removed.'],
  ),
  about('check', 'Ask a source now, and say how it is', 'sources.manage', (client, id) =>
    client.post(`/v1/sources/${id}/check`, {}),
  ),
]

function named(given: Given): { readonly [name: string]: unknown } {
  const value = (name: string, as: string) => {
    const text = given.value(name)
    return text === undefined ? {} : { [as]: text }
  }
  const senders = [
    ...given.values('sender').map((sender) => ({ sender })),
    ...given.values('domain').map((domain) => ({ domain })),
  ]
  const signature = { ...value('signature', 'policy'), ...value('trust', 'trust') }
  const every = given.value('every')
  return {
    ...value('name', 'name'),
    ...value('ladder', 'mapping'),
    ...(given.has('relay') ? { takes: 'relayed' } : {}),
    ...(Object.keys(signature).length === 0 ? {} : { signature }),
    ...(senders.length === 0 ? {} : { senders }),
    ...(given.values('area').length === 0 ? {} : { areas: [...given.values('area')] }),
    ...(given.values('channel').length === 0 ? {} : { channels: [...given.values('channel')] }),
    ...(every === undefined ? {} : { poll: { everySeconds: Number(every) } }),
    ...(given.has('drills') ? { modes: { exercise: 'let-in', test: 'let-in' } } : {}),
  }
}

async function readSettings(file: string): Promise<Result<{ readonly [name: string]: Json }>> {
  try {
    const read = parseJson(await readFile(file, 'utf8'))
    return read as Result<{ readonly [name: string]: Json }>
  } catch (error) {
    return refuse('server/cannot-read', { file, why: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
}

function about(
  verb: string,
  does: string,
  needs: Needs,
  call: (client: Parameters<Parameters<typeof ask>[3]>[0], id: string) => Promise<Result<unknown>>,
  lines: (answer: unknown) => readonly string[] = (answer) => whole(answer as SourceAnswer),
): Command {
  return {
    name: `sources ${verb}`,
    takes: 'ID',
    does,
    needs,
    async run(given, output) {
      const [id] = given.words
      if (id === undefined)
        return refuse('server/usage', { why: 'Name a source.', command: `sources ${verb}` })
      return ask(given, output, 'admin', (client) => call(client, encodeURIComponent(id)), lines)
    },
  }
}
