/** `tocsin recipients …`: who is sent alerts by short message, e-mail or a call. */
import { readFile, writeFile } from 'node:fs/promises'
import { ok, refuse } from '#base'
import { ask } from '../ask.ts'
import { connect } from '../client.http.ts'
import type { Command } from '../command.ts'
import { counted } from '../say-count.ts'

interface LineAnswer {
  readonly line: string
  readonly carrier: string
  readonly standing: string | null
  readonly problem: string | null
  readonly listed: number
  readonly forDrills: number
  readonly optedOut: number
}
interface ImportAnswer {
  readonly added: number
  readonly changed: number
  readonly same: number
  readonly optedOut: number
  readonly removed: number
  readonly refused: readonly { readonly row: number; readonly why: string }[]
}
interface AboutAnswer {
  readonly recipients: readonly { readonly id: string; readonly channel: string; readonly state: string }[]
  readonly messages: readonly { readonly sentAt: string; readonly line: string }[]
}
interface ErasedAnswer {
  readonly recipients: number
  readonly messages: number
}

const needs = 'recipients.manage'

export const commands: readonly Command[] = [
  {
    ...{ name: 'recipients list', needs },
    does: 'Say how many are on each list, and how the carriers stand',
    run: (given, output) =>
      ask<{ lines: readonly LineAnswer[] }>(
        given,
        output,
        'admin',
        (client) => client.get('/v1/recipients'),
        ({ lines }) =>
          lines.map(
            (one) =>
              `  ${one.line.padEnd(6)} ${one.carrier.padEnd(8)} ${counted(one.listed, 'address', 'addresses')}, ${one.forDrills} for drills too, ${one.optedOut} asked for no more${one.standing === null ? '' : `  ${one.standing}${one.problem === null ? '' : ` (${one.problem})`}`}`,
          ),
      ),
  },
  {
    ...{ name: 'recipients import', takes: 'FILE', needs },
    does: 'Bring a list in from CSV: channel, address, language, areas, modes, until',
    options: {
      channel: { takes: 'CHANNEL', means: 'For a list without that column: sms, email or voice' },
      missing: { takes: 'stay|are-removed', means: 'What becomes of addresses that the list does not have' },
    },
    async run(given, output) {
      const [file] = given.words
      if (file === undefined)
        return refuse('server/usage', { why: 'Name a file.', command: 'recipients import' })
      let csv: string
      try {
        csv = await readFile(file, 'utf8')
      } catch (error) {
        return refuse('server/cannot-read', { file, why: (error as NodeJS.ErrnoException).code ?? '' })
      }
      const [channel] = given.values('channel')
      const [missing] = given.values('missing')
      const body = {
        csv,
        ...(channel === undefined ? {} : { channel }),
        ...(missing === undefined ? {} : { missing }),
      }
      return ask<ImportAnswer>(
        given,
        output,
        'admin',
        (client) => client.post('/v1/recipients/import', body),
        (it) => [
          `${it.added} new, ${it.changed} changed, ${it.same} as they were, ${it.removed} taken off; ${it.optedOut} asked for no more and stay so.`,
          ...it.refused.map(({ row, why }) => `  row ${row}: ${why}`),
        ],
      )
    },
  },
  {
    ...{ name: 'recipients export', takes: 'FILE', needs },
    does: 'Write the lists as CSV, as they can be brought in again; “-” is standard output',
    async run(given, output) {
      const [file] = given.words
      if (file === undefined)
        return refuse('server/usage', { why: 'Name a file.', command: 'recipients export' })
      const client = await connect(given, 'admin')
      if (!client.ok) return client
      const pieces: Uint8Array[] = []
      const poured = await client.value.pour('/v1/recipients.csv', async (piece) => void pieces.push(piece))
      if (!poured.ok) return poured
      const csv = Buffer.concat(pieces)
      if (file === '-') {
        process.stdout.write(csv)
        return ok()
      }
      try {
        await writeFile(file, csv, { flag: 'wx', mode: 0o600 })
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException
        const why = `${file} can’t be written (${code}); name a new file.`
        return refuse('server/usage', { why, command: 'recipients export' })
      }
      output.give({ file, bytes: csv.length })
      output.say(`${csv.length} bytes in ${file}. It names addresses: guard it, and erase it in its time.`)
      return ok()
    },
  },
  about('about', 'Show everything that is kept of an address', ({ recipients, messages }: AboutAnswer) => [
    ...recipients.map(({ id, channel, state }) => `  ${id}  ${channel}  ${state}`),
    `  ${counted(messages.length, 'message')} within thirty days`,
  ]),
  about('erase', 'Erase everything of an address, for good', ({ recipients, messages }: ErasedAnswer) => [
    `Erased: ${counted(recipients, 'recipient')}, ${counted(messages, 'message')}.`,
  ]),
  {
    ...{ name: 'recipients remove', takes: 'RECIPIENT', needs },
    does: 'Take one off the list',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined)
        return refuse('server/usage', { why: 'Name a recipient.', command: 'recipients remove' })
      return ask(
        given,
        output,
        'admin',
        (client) => client.remove(`/v1/recipients/${encodeURIComponent(id)}`),
        () => ['Removed.'],
      )
    },
  },
]

function about<Answer>(verb: string, does: string, lines: (answer: Answer) => string[]): Command {
  return {
    ...{ name: `recipients ${verb}`, takes: 'ADDRESS', does, needs },
    async run(given, output) {
      const [address] = given.words
      if (address === undefined)
        return refuse('server/usage', { why: 'Name an address.', command: `recipients ${verb}` })
      return ask<Answer>(
        given,
        output,
        'admin',
        (client) => client.post(`/v1/recipients/${verb}`, { address }),
        lines,
      )
    },
  }
}
