/** `tocsin audit …`: who did what, when, from where; on the screen, or as a file that others can check. */
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { ok, refuse, type Result } from '#base'
import { ask } from '../ask.ts'
import { connect } from '../client.http.ts'
import type { Command, Given, Option } from '../command.ts'
import { sayTime } from '../say-time.ts'

interface AuditAnswer {
  readonly facts: readonly {
    readonly seq: number
    readonly at: string
    readonly what: string
    readonly via: string | null
    readonly where: { readonly address: string; readonly browser: string } | null
  }[]
  readonly before: number | null
  readonly verified: {
    readonly seq: number
    readonly damage: { readonly at: number; readonly why: string } | null
  }
}

const filters: { readonly [name: string]: Option } = {
  person: { takes: 'ID', means: 'Only what they did, and what names them' },
  kind: { takes: 'KIND', means: 'signing-in, rights, alerts, reading, machines or data' },
  from: { takes: 'TIME', means: 'The first instant, with its zone' },
  to: { takes: 'TIME', means: 'The first instant after it' },
}

export const commands: readonly Command[] = [
  {
    name: 'audit list',
    does: 'Say who did what, when, by which key or session; the newest first',
    needs: 'audit.read',
    options: {
      ...filters,
      before: { takes: 'N', means: 'Only what is older than this fact' },
      limit: { takes: 'N', means: 'How many (100)' },
    },
    run: (given, output) =>
      ask<AuditAnswer>(
        given,
        output,
        'admin',
        (client) => client.get(`/v1/audit?${query(given, [...Object.keys(filters), 'before', 'limit'])}`),
        ({ facts, before, verified }) => [
          ...facts.map(
            ({ seq, at, what, via, where }) =>
              `  ${String(seq).padStart(6)}  ${sayTime(at)}  ${what}${via === null ? '' : `  [${via}${where === null ? '' : `, ${where.address}`}]`}`,
          ),
          ...(before === null ? [] : [`Older: --before ${before}`]),
          verified.damage === null
            ? `The chain is intact up to fact ${verified.seq}.`
            : `NOT INTACT at fact ${verified.damage.at}: ${verified.damage.why}`,
        ],
      ),
  },
  {
    name: 'audit export',
    takes: 'FILE',
    does: 'Write it to a file: each fact as it was hashed, a line each, or with --csv for a spreadsheet; “-” is standard output',
    needs: 'audit.read',
    options: { ...filters, csv: { means: 'As sentences with names, for a spreadsheet' } },
    async run(given, output) {
      const [file] = given.words
      if (file === undefined) return refuse('server/usage', { why: 'Name a file.', command: 'audit export' })
      const aside = asideOf(file, output.json)
      if (!aside.ok) return aside
      const client = await connect(given, 'admin')
      if (!client.ok) return client
      const form = given.has('csv') ? 'csv' : 'ndjson'
      const path = `/v1/audit.${form}?${query(given, Object.keys(filters))}`
      let bytes = 0
      const count = (piece: Uint8Array) => (bytes += piece.length)
      const poured =
        file === '-'
          ? await client.value.pour(path, async (piece) => {
              count(piece)
              await toStandardOutput(piece)
            })
          : await intoFile(file, (write) =>
              client.value.pour(path, async (piece) => {
                count(piece)
                await write(piece)
              }),
            )
      if (!poured.ok) return poured
      if (file === '-') return ok()
      output.give({ file, bytes })
      output.say(`${bytes} bytes in ${file}. It names people: guard it, and erase it in its time.`)
      return ok()
    },
  },
]

function asideOf(file: string, as: 'json' | 'human'): Result<void> {
  const command = 'audit export'
  if (file === '-' && as === 'json')
    return refuse('server/usage', { why: 'The audit and --json can’t both be on standard output.', command })
  if (file !== '-' && existsSync(file))
    return refuse('server/usage', { why: `${file} exists already; name a new file.`, command })
  return ok()
}

/** Made when the first bytes come, so that who is refused leaves nothing behind; for its owner's eyes. */
async function intoFile(
  file: string,
  pour: (write: (piece: Uint8Array) => Promise<void>) => Promise<Result<void>>,
): Promise<Result<void>> {
  let made: Awaited<ReturnType<typeof open>> | undefined
  try {
    return await pour(async (piece) => {
      made ??= await open(file, 'wx', 0o600)
      await made.appendFile(piece)
    })
  } finally {
    await made?.close()
  }
}

async function toStandardOutput(piece: Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    process.stdout.write(piece, (error) => (error instanceof Error ? reject(error) : resolve())),
  )
}

function query(given: Given, names: readonly string[]): string {
  const asked = names.flatMap((name): [string, string][] => {
    const value = given.value(name)
    return value === undefined ? [] : [[name, value]]
  })
  return new URLSearchParams(asked).toString()
}
