/** `tocsin situation`: the report of a night, read here or written to a PDF or a bundle of files. */
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { ok, refuse, type Json, type Result } from '#base'
import type { Command, Given } from '../command.ts'
import type { Client } from '../client.http.ts'
import { withServer } from '../with-server.http.ts'

interface Answer {
  readonly paper: {
    readonly title: string
    readonly mode: string | null
    readonly head: readonly string[]
    readonly sections: readonly {
      readonly title: string
      readonly none: string
      readonly figures: readonly { readonly text: string }[]
      readonly columns: readonly string[]
      readonly rows: readonly { readonly cells: readonly string[]; readonly rests: readonly number[] }[]
    }[]
    readonly rests: string
  }
  readonly again: string
}

const asked = ['from', 'to', 'as-of', 'position', 'areas', 'mode', 'lang'] as const

export const commands: readonly Command[] = [
  {
    name: 'situation',
    does: 'Make the report of a night: what happened, what is known and by whom, what is not, what is still open',
    needs: 'alert.read',
    options: {
      from: { takes: 'TIME', means: 'The first instant (default: twelve hours before the end)' },
      to: { takes: 'TIME', means: 'The first instant after it (default: now)' },
      'as-of': { takes: 'TIME', means: 'What was known then (default: now)' },
      position: { takes: 'N', means: 'The last fact of the ledger that counts' },
      areas: { takes: 'AREAS', means: 'Only what concerns them; separated by semicolons' },
      mode: { takes: 'MODE', means: 'live, drill or test (default: the server’s)' },
      lang: { takes: 'LANGUAGE', means: 'en, uk, ru or he' },
      public: { means: 'For the public: nothing under embargo, nothing nearer than a municipality' },
      pdf: { takes: 'FILE', means: 'Write it as a PDF' },
      zip: { takes: 'FILE', means: 'Write it with tables, areas and the facts that it rests on' },
    },
    example: 'tocsin situation --from 2026-11-02T00:00:00+03:00 --lang uk --pdf night.pdf',
    run: (given, output) =>
      withServer(given, 'olena', async (client) => {
        const query = queryOf(given)
        for (const form of ['pdf', 'zip'] as const) {
          const file = given.value(form)
          if (file === undefined) continue
          const written = await write(client, `/v1/situation-report.${form}${query}`, file)
          if (!written.ok) return written
          output.give({ file, bytes: written.value })
          output.say(
            `${written.value} bytes in ${file}. ${given.has('public') ? '' : 'It is for the staff only.'}`.trim(),
          )
        }
        if (given.has('pdf') || given.has('zip')) return ok()
        const answer = await client.get<Answer>(`/v1/situation-report${query}`)
        if (!answer.ok) return answer
        output.give(answer.value as unknown as Json)
        const { title, mode, head, sections, rests } = answer.value.paper
        for (const line of [title, ...(mode === null ? [] : [mode]), ...head]) output.say(line)
        for (const { title: named, none, figures, columns, rows } of sections) {
          output.say()
          output.say(named)
          if (figures.length > 0) output.say(`  ${figures.map(({ text }) => text).join(' · ')}`)
          if (rows.length === 0) output.say(`  ${none}`)
          for (const { cells, rests: seqs } of rows) {
            const said = columns.map((column, i) => `${column}: ${cells[i]}`).join(', ')
            output.say(`  ${said}${seqs.length === 0 ? '' : ` [${rests}: ${seqs.join(' ')}]`}`)
          }
        }
        return ok()
      }),
  },
]

function queryOf(given: Given): string {
  const query = new URLSearchParams()
  for (const name of asked) {
    const value = given.value(name)
    if (value !== undefined) query.set(name === 'as-of' ? 'asOf' : name, value)
  }
  if (given.has('public')) query.set('face', 'public')
  return query.size === 0 ? '' : `?${query}`
}

/** Made when the first bytes come, so that who is refused leaves nothing behind; for its owner's eyes. */
async function write(client: Client, path: string, file: string): Promise<Result<number>> {
  if (existsSync(file))
    return refuse('server/usage', { why: `${file} exists already; name a new file.`, command: 'situation' })
  let made: Awaited<ReturnType<typeof open>> | undefined
  let bytes = 0
  try {
    const poured = await client.pour(path, async (piece) => {
      made ??= await open(file, 'wx', 0o600)
      await made.appendFile(piece)
      bytes += piece.length
    })
    return poured.ok ? ok(bytes) : poured
  } finally {
    await made?.close()
  }
}
