/** `tocsin evidence inbox|show|rate|events|export`: the evidence desk of a server: what came in, what people decided, what it adds up to. */
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { ok, refuse, type Result } from '#base'
import { ask } from '../ask.ts'
import { connect } from '../client.http.ts'
import type { Command, Given } from '../command.ts'
import { sayTime } from '../say-time.ts'

interface RowAnswer {
  readonly id: string
  readonly seenAt: string
  readonly state: 'open' | 'done'
  readonly title: string | null
  readonly claims: number
  readonly judged: number
  readonly doubts: number
  readonly source: { readonly id: string; readonly name: string | null; readonly reliability: string }
  readonly lease: { readonly by: string; readonly name: string | null; readonly until: string } | null
}
interface Stands {
  readonly event: string
  readonly happened: 'yes' | 'no'
  readonly place: string | null
  readonly quantities: readonly { readonly value: number; readonly unit: string; readonly bound: string }[]
}
interface WholeAnswer extends RowAnswer {
  readonly claimList: readonly {
    readonly claim: number
    readonly verdict: string | null
    readonly credibility: number
    readonly says: string
    readonly quote: { readonly text: string }
    readonly stands: Stands | null
    readonly event: string | null
    readonly offers: readonly string[]
  }[]
}
interface EventAnswer {
  readonly id: string
  readonly kind: string | null
  readonly place: string | null
  readonly from: string | null
  readonly standing: string
  readonly claims: number
  readonly families: number
  readonly figures: readonly {
    readonly unit: string
    readonly lowest: number
    readonly highest: number
    readonly upwards: 'open' | 'closed'
  }[]
}
interface SourceAnswer {
  readonly name: string | null
  readonly reliability: string
  readonly says: string
}
interface Paged {
  readonly next: string | null
}

const page = {
  after: { takes: 'MARK', means: 'Go on from the page before' },
  limit: { takes: 'N', means: 'How many (50)' },
} as const

function query(given: Given, names: readonly string[]): string {
  const asked = new URLSearchParams()
  for (const name of names) {
    const value = given.value(name)
    if (value !== undefined) asked.set(name, value)
  }
  return asked.toString()
}

const more = ({ next }: Paged) => (next === null ? [] : [`More: --after ${next}`])

function brief({ id, seenAt, title, claims, judged, doubts, source, lease }: RowAnswer): string {
  const held = lease === null ? '' : `  [${lease.name ?? lease.by} works on it until ${sayTime(lease.until)}]`
  const counts = `${judged} of ${claims} judged${doubts === 0 ? '' : `, ${doubts} doubts`}`
  return `  ${sayTime(seenAt)}  ${source.reliability}  ${source.name ?? source.id}  ${title ?? '(its words were erased)'}  (${counts})${held}\n        ${id}`
}

function sayCounts(counts: Stands['quantities']): string {
  return counts
    .map(({ value, unit, bound }) => `${bound === 'exactly' ? '' : `${bound} `}${value} ${unit}`)
    .join(', ')
}

function whole(document: WholeAnswer): string[] {
  return [
    brief(document),
    ...document.claimList.flatMap(({ claim, verdict, credibility, says, quote, stands, event, offers }) => [
      `  ${claim}  ${verdict ?? 'not judged'}  ${credibility} ${says}${event === null ? '' : `  ${event}`}`,
      `     “${quote.text}”`,
      ...(stands === null
        ? []
        : [
            `     ${stands.happened === 'no' ? 'not: ' : ''}${[stands.event, stands.place, sayCounts(stands.quantities)].filter((part) => part !== null && part !== '').join(', ')}${offers.length === 0 ? '' : `  → ${offers.join(', ')}`}`,
          ]),
    ]),
  ]
}

function sayEvent({ id, kind, place, from, standing, claims, families, figures }: EventAnswer): string {
  const ranges = figures.map(({ unit, lowest, highest, upwards }) => {
    const range = lowest === highest ? `${lowest}` : `${lowest}–${highest}`
    return `${upwards === 'open' ? 'at least ' : ''}${range} ${unit}`
  })
  const what = [kind, place, from === null ? null : sayTime(from), ...ranges].filter((part) => part !== null)
  return `  ${standing.toUpperCase().padEnd(12)} ${what.join(', ')}  (${claims} claims, ${families} families)\n        ${id}`
}

export const evidenceDesk: readonly Command[] = [
  {
    name: 'evidence inbox',
    does: 'List what came in and waits to be looked at, the newest first',
    needs: 'evidence.read',
    options: { list: { takes: 'WHICH', means: 'open, done, mine or all (open)' }, ...page },
    run: (given, output) =>
      ask<Paged & { readonly documents: readonly RowAnswer[] }>(
        given,
        output,
        'olena',
        (client) => client.get(`/v1/evidence/documents?${query(given, ['list', 'after', 'limit'])}`),
        (answer) =>
          answer.documents.length === 0
            ? ['Nothing is there.']
            : [...answer.documents.map(brief), ...more(answer)],
      ),
  },
  {
    name: 'evidence show',
    takes: 'DOCUMENT',
    does: 'Show a document with its claims, what was decided on them, and what they may be used for',
    needs: 'evidence.read',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined)
        return refuse('server/usage', { why: 'Name a document.', command: 'evidence show' })
      return ask<WholeAnswer>(
        given,
        output,
        'olena',
        (client) => client.get(`/v1/evidence/documents/${encodeURIComponent(id)}`),
        whole,
      )
    },
  },
  {
    name: 'evidence rate',
    takes: 'SOURCE|DOCUMENT/CLAIM GRADE',
    does: 'Say how reliable a source is (A to F), or how credible a claim (1 to 6), with the reason',
    needs: 'evidence.judge',
    options: { reason: { takes: 'TEXT', means: 'Why', needed: 'needed' } },
    example: 'tocsin evidence rate source-01k… B --reason "Right in the last ten cases"',
    async run(given, output) {
      const [what, grade] = given.words
      if (what === undefined || grade === undefined)
        return refuse('server/usage', { why: 'Name what, and its grade.', command: 'evidence rate' })
      const reason = given.value('reason') ?? ''
      const [id, claim] = what.split('/')
      if (claim === undefined)
        return ask<SourceAnswer>(
          given,
          output,
          'olena',
          (client) =>
            client.post(`/v1/evidence/sources/${encodeURIComponent(what)}/rate`, {
              reliability: grade,
              reason,
            }),
          ({ name, reliability, says }) => [`${name ?? what}: ${reliability}, ${says}.`],
        )
      const path = `/v1/evidence/documents/${encodeURIComponent(id!)}/claims/${encodeURIComponent(claim)}/rate`
      return ask<WholeAnswer>(
        given,
        output,
        'olena',
        (client) => client.post(path, { credibility: Number(grade), reason }),
        ({ claimList }) => {
          const rated = claimList[Number(claim)]
          return rated === undefined ? [] : [`${what}: ${rated.credibility}, ${rated.says}.`]
        },
      )
    },
  },
  {
    name: 'evidence events',
    does: 'List what claims add up to: each number with its range, confirmed or not, and by how many families',
    needs: 'evidence.read',
    options: page,
    run: (given, output) =>
      ask<Paged & { readonly events: readonly EventAnswer[] }>(
        given,
        output,
        'olena',
        (client) => client.get(`/v1/evidence/events?${query(given, ['after', 'limit'])}`),
        (answer) =>
          answer.events.length === 0
            ? ['No claim was accepted yet.']
            : [...answer.events.map(sayEvent), ...more(answer)],
      ),
  },
  {
    name: 'evidence export',
    takes: 'FILE',
    does: 'Write claims and events to a file as linked data with their provenance, or with --csv for a spreadsheet; “-” is standard output',
    needs: 'evidence.read',
    options: {
      csv: { means: 'A line a claim, for a spreadsheet' },
      event: { takes: 'EVENT', means: 'Only the documents of this event' },
      from: { takes: 'TIME', means: 'Seen from then on, with the zone' },
      until: { takes: 'TIME', means: 'Seen before' },
    },
    example: 'tocsin evidence export evidence.jsonld --from 2026-11-01T00:00:00+03:00',
    run: exported,
  },
]

async function toStandardOutput(piece: Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    process.stdout.write(piece, (error) => (error instanceof Error ? reject(error) : resolve())),
  )
}

async function exported(given: Given, output: Parameters<Command['run']>[1]): Promise<Result<void>> {
  const [file] = given.words
  if (file === undefined) return refuse('server/usage', { why: 'Name a file.', command: 'evidence export' })
  if (file !== '-' && existsSync(file))
    return refuse('server/usage', {
      why: `${file} is there already; nothing is written over.`,
      command: 'evidence export',
    })
  const client = await connect(given, 'olena')
  if (!client.ok) return client
  const path = `/v1/evidence/export.${given.has('csv') ? 'csv' : 'jsonld'}?${query(given, ['event', 'from', 'until'])}`
  let bytes = 0
  // Made when the first bytes come, so that who is refused leaves nothing behind; for its owner's eyes.
  let made: Awaited<ReturnType<typeof open>> | undefined
  const into = async (piece: Uint8Array) => {
    bytes += piece.length
    if (file === '-') return toStandardOutput(piece)
    made ??= await open(file, 'wx', 0o600)
    await made.appendFile(piece)
  }
  const pour = async () => {
    try {
      return await client.value.pour(path, into)
    } finally {
      await made?.close()
    }
  }
  const poured = await pour()
  if (!poured.ok) return poured
  if (file !== '-') {
    output.give({ file, bytes })
    output.say(`Written to ${file}: ${bytes} bytes.`)
  }
  return ok()
}
