/**
 * `tocsin evidence take|originals|feeds|feed-…`: bringing documents in, what came and what was made of it, news that is read on its own.
 * Long because taking in, what came and the feeds of news are five commands that print the same originals.
 */
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { ok, parseInstant, refuse, type Json, type Result } from '#base'
import { explain } from '../../server/problems.ts'
import type { Client } from '../client.http.ts'
import type { Command, Given, Output } from '../command.ts'
import { counted } from '../say-count.ts'
import { sayTime } from '../say-time.ts'
import { withServer } from '../with-server.http.ts'

interface Said {
  readonly code: string
  readonly says: string
}
interface Original {
  readonly sha256: string
  readonly bytes: number
  readonly kind: string
  readonly name: string | null
  readonly seenAt: string
  readonly state: 'kept' | 'read' | 'refused'
  readonly done: number
  readonly of: number | null
  readonly documents: number
  readonly fresh: number
  readonly empty: number
  readonly passedOver: number
  readonly problem: Said | null
  readonly bytesForgottenAt: string | null
  readonly attachments: readonly {
    readonly part: string
    readonly name: string | null
    readonly problem: Said | null
  }[]
}
interface Part {
  readonly part: string
  readonly document: string
  readonly how: 'new' | 'copy' | 'known'
  readonly characters: number
  readonly times: readonly {
    readonly by: string
    readonly field: string
    readonly text: string
    readonly at: string | null
  }[]
}
interface Taken {
  readonly how: 'new' | 'again'
  readonly original: Original
  readonly documents: readonly Part[]
}
interface Feed {
  readonly id: string
  readonly address: string
  readonly documents: number
  readonly goodAt: string | null
  readonly paused: 'yes' | 'no'
  readonly problem: Said | null
}

const feedId = (given: Given, command: string): Result<string> =>
  given.words.length === 1
    ? ok(encodeURIComponent(given.words[0]!))
    : refuse('server/usage', { why: 'Name one feed by its id.', command })

export const evidenceIntake: readonly Command[] = [
  {
    name: 'evidence take',
    takes: 'FILE…',
    does: 'Take documents in: text, HTML, PDF, e-mail, a feed, a Telegram export; “-” is standard input. They are kept as they are',
    needs: 'evidence.judge',
    options: {
      source: { takes: 'NAME', means: 'Who published it (default: as it says itself)' },
      title: { takes: 'TEXT', means: 'Its title (default: as it says itself)' },
      'said-at': { takes: 'TIME', means: 'When it was said, with the zone (default: as it says itself)' },
      url: { takes: 'URL', means: 'Where it was published' },
      within: { takes: 'CODE', means: 'Area that it is most likely about', many: 'many' },
    },
    example: 'tocsin evidence take result.json --within RU-LIP',
    async run(given, output) {
      const query = queryOf(given)
      if (!query.ok) return query
      if (given.words.length === 0)
        return refuse('server/usage', {
          why: 'Name a file; “-” is standard input.',
          command: 'evidence take',
        })
      return withServer(given, 'olena', async (client): Promise<Result<void | { exit: 1 }>> => {
        const all: Taken[] = []
        let refused: Result<never> | undefined
        for (const file of given.words) {
          const taken = await takeFile(client, file, query.value, output)
          if (taken.ok) all.push(taken.value)
          else if (given.words.length === 1) return taken
          else {
            refused = taken
            output.say(`${file}  ${explain(taken.problem).detail}`)
          }
        }
        output.give(all as unknown as Json)
        return ok(refused === undefined ? undefined : { exit: 1 })
      })
    },
  },
  {
    name: 'evidence originals',
    takes: '[HASH]',
    does: 'What came in, the newest first; or one of them and what was made of it',
    needs: 'evidence.read',
    options: {
      save: { takes: 'FILE', means: 'Write the original there, byte for byte' },
      compare: { means: 'Read it once more, and say whether the same texts come out' },
      limit: { takes: 'N', means: 'How many (default: 20)' },
    },
    run: (given, output) =>
      withServer(given, 'olena', async (client) => {
        const [sha256] = given.words
        if (sha256 === undefined) return listOriginals(client, given.value('limit') ?? '20', output)
        const path = `/v1/evidence/originals/${encodeURIComponent(sha256)}`
        const saved = given.value('save')
        if (saved !== undefined) return save(client, `${path}/bytes`, saved)
        return given.has('compare') ? compare(client, path, output) : showOriginal(client, path, output)
      }),
  },
  {
    name: 'evidence feeds',
    does: 'The feeds of news that are read on their own, and how each is',
    needs: 'evidence.read',
    run: (given, output) =>
      withServer(given, 'olena', async (client) => {
        const answer = await client.get<{ readonly feeds: readonly Feed[] }>('/v1/evidence/feeds')
        if (!answer.ok) return answer
        output.give(answer.value as unknown as Json)
        if (answer.value.feeds.length === 0) output.say('No feed of news is read.')
        for (const feed of answer.value.feeds) sayFeed(feed, output)
        return ok()
      }),
  },
  {
    name: 'evidence feed-add',
    takes: 'ID URL',
    does: 'Read a feed of news on its own, or under other settings; its entries become documents, never alerts',
    needs: 'sources.manage',
    options: {
      every: { takes: 'N', means: 'Seconds between two readings (default: 300)' },
      within: { takes: 'CODE', means: 'Area that it is mostly about', many: 'many' },
      paused: { means: 'Keep it, and don’t read it' },
    },
    async run(given, output) {
      const [id, address] = given.words
      if (id === undefined || address === undefined)
        return refuse('server/usage', { why: 'Name an id and an address.', command: 'evidence feed-add' })
      const every = given.value('every')
      const settings = {
        ...{ address, within: [...given.values('within')], paused: given.has('paused') ? 'yes' : 'no' },
        ...(every === undefined ? {} : { everySeconds: Number(every) }),
      }
      return withServer(given, 'admin', async (client) => {
        const put = await client.put<Feed>(`/v1/evidence/feeds/${encodeURIComponent(id)}`, settings)
        if (!put.ok) return put
        output.give(put.value as unknown as Json)
        sayFeed(put.value, output)
        return ok()
      })
    },
  },
  {
    name: 'evidence feed-remove',
    takes: 'ID',
    does: 'Read a feed of news no longer; what it gave stays',
    needs: 'sources.manage',
    async run(given) {
      const id = feedId(given, 'evidence feed-remove')
      return id.ok
        ? withServer(given, 'admin', (client) => client.remove(`/v1/evidence/feeds/${id.value}`))
        : id
    },
  },
  {
    name: 'evidence feed-check',
    takes: 'ID',
    does: 'Read a feed of news now',
    needs: 'evidence.judge',
    async run(given, output) {
      const id = feedId(given, 'evidence feed-check')
      if (!id.ok) return id
      return withServer(given, 'olena', async (client) => {
        const checked = await client.post<Feed>(`/v1/evidence/feeds/${id.value}/check`, {})
        if (!checked.ok) return checked
        output.give(checked.value as unknown as Json)
        sayFeed(checked.value, output)
        return ok(checked.value.problem === null ? undefined : { exit: 1 as const })
      })
    },
  },
]

function queryOf(given: Given): Result<URLSearchParams> {
  const query = new URLSearchParams()
  for (const name of ['source', 'title', 'url'] as const) {
    const value = given.value(name)
    if (value !== undefined) query.set(name, value)
  }
  const saidAt = given.value('said-at')
  if (saidAt !== undefined) {
    const at = parseInstant(saidAt)
    if (!at.ok) return at
    query.set('saidAt', at.value)
  }
  if (given.values('within').length > 0) query.set('within', given.values('within').join(','))
  return ok(query)
}

async function takeFile(
  client: Client,
  file: string,
  query: URLSearchParams,
  output: Output,
): Promise<Result<Taken>> {
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(file === '-' ? await buffer(process.stdin) : await readFile(file))
  } catch (error) {
    return refuse('server/cannot-read', { file, why: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
  const named = new URLSearchParams(query)
  if (file !== '-') named.set('name', basename(file))
  const taken = await client.send<Taken>(`/v1/evidence/documents?${named.toString()}`, bytes)
  if (!taken.ok) return taken
  const { original, documents } = taken.value
  const read = await untilRead(client, original, output)
  if (!read.ok) return read
  sayOriginal(read.value, output, taken.value.how)
  if (read.value.documents <= 20) for (const part of documents) sayPart(part, output)
  return ok({ ...taken.value, original: read.value })
}

/** A long one is read on after the answer; how far it is stands on the terminal. */
async function untilRead(client: Client, first: Original, output: Output): Promise<Result<Original>> {
  let original = first
  while (original.state === 'kept') {
    output.progress(`read ${original.done} of ${original.of ?? '?'}`)
    await wait(1_000)
    const path = `/v1/evidence/originals/${original.sha256}?limit=1`
    const answer = await client.get<{ readonly original: Original }>(path)
    if (!answer.ok) return answer
    original = answer.value.original
  }
  return original.problem === null ? ok(original) : refuse(original.problem.code, { ...original.problem })
}

async function listOriginals(client: Client, limit: string, output: Output): Promise<Result<void>> {
  const path = `/v1/evidence/originals?limit=${encodeURIComponent(limit)}`
  const answer = await client.get<{ readonly originals: readonly Original[] }>(path)
  if (!answer.ok) return answer
  output.give(answer.value as unknown as Json)
  if (answer.value.originals.length === 0) output.say('Nothing came in yet.')
  for (const original of answer.value.originals) sayOriginal(original, output)
  return ok()
}

async function showOriginal(client: Client, path: string, output: Output): Promise<Result<void>> {
  const answer = await client.get<{
    readonly original: Original
    readonly documents: readonly Part[]
    readonly next: number | null
  }>(path)
  if (!answer.ok) return answer
  output.give(answer.value as unknown as Json)
  const { original, documents, next } = answer.value
  sayOriginal(original, output)
  for (const part of documents) sayPart(part, output)
  if (next !== null) output.say(`  … ${original.documents - documents.length} more`)
  for (const { part, name, problem } of original.attachments)
    output.say(`  ${part}  ${name ?? ''}  ${problem === null ? 'read' : problem.says}`)
  return ok()
}

async function save(client: Client, path: string, file: string): Promise<Result<void>> {
  // Nothing that is there is written over.
  const into = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  const failed = new Promise<Result<never>>((resolve) =>
    into.once('error', (error: NodeJS.ErrnoException) =>
      resolve(refuse('server/cannot-read', { file, why: error.code ?? error.message })),
    ),
  )
  const poured = client.pour(path, (bytes) => new Promise((resolve) => into.write(bytes, () => resolve())))
  const done = await Promise.race([poured, failed])
  await new Promise<void>((resolve) => into.end(() => resolve()))
  return done
}

async function compare(client: Client, path: string, output: Output): Promise<Result<void | { exit: 1 }>> {
  const answer = await client.post<{ readonly same: number; readonly different: readonly string[] }>(
    `${path}/compare`,
    {},
  )
  if (!answer.ok) return answer
  output.give(answer.value as unknown as Json)
  const { same, different } = answer.value
  output.say(`${counted(same, 'text')} as kept, ${different.length} otherwise.`)
  for (const part of different.slice(0, 20)) output.say(`  ${part}`)
  return ok(different.length === 0 ? undefined : { exit: 1 })
}

function sayOriginal(original: Original, output: Output, how?: Taken['how']): void {
  const { sha256, seenAt, kind, name, bytes, state, done, of, documents, empty, passedOver, problem } =
    original
  const came = how === 'again' ? 'was here already' : `came ${sayTime(seenAt)}`
  const standing =
    problem !== null
      ? problem.says
      : state === 'kept'
        ? `read ${done} of ${of ?? '?'}`
        : `${counted(documents, 'document')}${empty === 0 ? '' : `, ${empty} without text`}${passedOver === 0 ? '' : `, ${passedOver} passed over`}`
  const forgotten = original.bytesForgottenAt === null ? '' : ' · its bytes are forgotten'
  output.say(
    `${sha256}  ${kind}, ${bytes} bytes${name === null ? '' : `, ${name}`} · ${came} · ${standing}${forgotten}`,
  )
}

function sayPart({ part, document, how, characters, times }: Part, output: Output): void {
  const said = times.map(({ by, field, text }) => `${text} (${by}: ${field})`).join('; ')
  output.say(
    `  ${document}  ${part} · ${how} · ${counted(characters, 'character')}${said === '' ? '' : ` · said ${said}`}`,
  )
}

function sayFeed({ id, address, documents, goodAt, paused, problem }: Feed, output: Output): void {
  const how =
    paused === 'yes'
      ? 'paused'
      : (problem?.says ?? (goodAt === null ? 'not read yet' : `read ${sayTime(goodAt)}`))
  output.say(`${id.padEnd(20)} ${counted(documents, 'document')} · ${how} · ${address}`)
}
