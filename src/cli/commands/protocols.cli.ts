/** `tocsin protocols …`: what is to be done when an alert of some kind is issued, written in a file that people read. */
import { readFile, writeFile } from 'node:fs/promises'
import { ok, refuse, type Result } from '#base'
import { ask } from '../ask.ts'
import { connect } from '../client.http.ts'
import type { Command } from '../command.ts'
import type { FileFault } from '../../response/protocol/protocol-yaml.node.ts'
import { counted } from '../say-count.ts'

interface ProtocolAnswer {
  readonly id: string
  readonly version: number
  readonly state: 'in-use' | 'retired'
  readonly fits: { readonly [what in 'threats' | 'levels' | 'authorities']: readonly string[] | 'any' }
  readonly tasks: number
  readonly closing: number
  readonly zones: number
}
interface OneAnswer {
  readonly protocol: ProtocolAnswer
  readonly yaml: string
}

const reads = 'alert.read'

export const commands: readonly Command[] = [
  {
    ...{ name: 'protocols list', needs: reads },
    does: 'List the protocols, and for what they are',
    run: (given, output) =>
      ask<{ protocols: readonly ProtocolAnswer[] }>(
        given,
        output,
        'olena',
        (client) => client.get('/v1/protocols'),
        ({ protocols }) => (protocols.length === 0 ? ['None yet.'] : protocols.map(lineOf)),
      ),
  },
  {
    ...{ name: 'protocols check', takes: 'FILE…', needs: 'nobody' },
    does: 'Say what is wrong with protocol files, by line and column, without a server',
    async run(given, output) {
      if (given.words.length === 0)
        return refuse('server/usage', { why: 'Name a file.', command: 'protocols check' })
      const { readProtocolFile } = await import('../../response/protocol/protocol-yaml.node.ts')
      let first: Result<void> = ok()
      for (const file of given.words) {
        const text = await textOf(file)
        if (!text.ok) return text
        const read = readProtocolFile(text.value)
        if ('protocol' in read) {
          const { id, tasks, closing, zones } = read.protocol
          output.give({ file, protocol: id, faults: [] })
          output.say(
            `${file}: ${id}, ${counted(tasks.length, 'task')}, ${closing.length} of closing, ${counted(zones.length, 'zone')}.`,
          )
          continue
        }
        output.give({ file, protocol: null, faults: [...read.faults] as never })
        for (const { line, column, at, says, advice } of read.faults)
          output.say(`${file}:${line}:${column}${at === '' ? '' : ` ${at}`}: ${says} ${advice}`)
        const [{ line, says, at }] = read.faults as readonly [FileFault]
        if (first.ok) first = refuse('response/protocol-malformed', { at, line, why: says })
      }
      return first
    },
  },
  {
    ...{ name: 'protocols import', takes: 'FILE', needs: 'texts.manage' },
    does: 'Take a protocol in from its file; what runs keeps its version',
    async run(given, output) {
      const [file] = given.words
      if (file === undefined)
        return refuse('server/usage', { why: 'Name a file.', command: 'protocols import' })
      const text = await textOf(file)
      if (!text.ok) return text
      const { readProtocolFile } = await import('../../response/protocol/protocol-yaml.node.ts')
      const read = readProtocolFile(text.value)
      // What can't be read has no name; the server says what is wrong with it, in the caller's language.
      const id = 'protocol' in read ? read.protocol.id : 'unread'
      return ask<{ protocol: ProtocolAnswer }>(
        given,
        output,
        'admin',
        (client) => client.put(`/v1/protocols/${id}`, { text: text.value }),
        ({ protocol }) => [lineOf(protocol)],
      )
    },
  },
  {
    ...{ name: 'protocols show', takes: 'PROTOCOL', needs: reads },
    does: 'Show a protocol as its file',
    run: (given, output) =>
      ask<OneAnswer>(
        given,
        output,
        'olena',
        (client) => client.get(`/v1/protocols/${encodeURIComponent(given.words[0] ?? '-')}`),
        ({ yaml }) => yaml.trimEnd().split('\n'),
      ),
  },
  {
    ...{ name: 'protocols export', takes: 'PROTOCOL FILE', needs: reads },
    does: 'Write a protocol to a new file, as it can be taken in again',
    async run(given, output) {
      const [id, file] = given.words
      if (id === undefined || file === undefined)
        return refuse('server/usage', { why: 'Name a protocol and a file.', command: 'protocols export' })
      const client = await connect(given, 'olena')
      if (!client.ok) return client
      const answer = await client.value.get<OneAnswer>(`/v1/protocols/${encodeURIComponent(id)}`)
      if (!answer.ok) return answer
      try {
        await writeFile(file, answer.value.yaml, { flag: 'wx' })
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException
        const why = `${file} can’t be written (${code}); name a new file.`
        return refuse('server/usage', { why, command: 'protocols export' })
      }
      output.give({ file, protocol: id, version: answer.value.protocol.version })
      output.say(`${id}, version ${answer.value.protocol.version}, in ${file}.`)
      return ok()
    },
  },
  {
    ...{ name: 'protocols retire', takes: 'PROTOCOL', needs: 'texts.manage' },
    does: 'Let nothing start by a protocol any more; what runs goes on',
    run: (given, output) =>
      ask(
        given,
        output,
        'admin',
        (client) => client.remove(`/v1/protocols/${encodeURIComponent(given.words[0] ?? '-')}`),
        () => ['Retired.'],
      ),
  },
]

function lineOf({ id, version, state, fits, tasks, closing, zones }: ProtocolAnswer): string {
  const said = (names: readonly string[] | 'any') => (names === 'any' ? 'any' : names.join(', '))
  const what = `${said(fits.threats)} at ${said(fits.levels)}, by ${said(fits.authorities)}`
  return `  ${id.padEnd(20)} version ${version}${state === 'retired' ? ', retired' : ''}: ${what}; ${counted(tasks, 'task')}, ${closing} of closing, ${counted(zones, 'zone')}`
}

async function textOf(file: string): Promise<Result<string>> {
  try {
    return ok(await readFile(file, 'utf8'))
  } catch (error) {
    return refuse('server/cannot-read', { file, why: (error as NodeJS.ErrnoException).code ?? '' })
  }
}
