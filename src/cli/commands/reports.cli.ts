/** `tocsin reports …`: what came in from outside and waits for a person to judge it. */
import { refuse, type Json } from '#base'
import { ask } from '../ask.ts'
import type { Command, Needs } from '../command.ts'
import { sayTime } from '../say-time.ts'

interface ReportAnswer {
  readonly id: string
  readonly receivedAt: string
  readonly mode: string
  readonly state: string
  readonly sourceName: string
  readonly sender: string
  readonly msgType: string
  readonly why?: string
  readonly refused?: { readonly says: string }
  readonly signature: { readonly verdict: string; readonly signer?: string }
  readonly problems: readonly { readonly code: string; readonly level: string; readonly line: number }[]
  readonly said: readonly {
    readonly language: string
    readonly event: string
    readonly headline?: string
    readonly description?: string
    readonly instruction?: string
    readonly severity: string
    readonly expires?: string
    readonly areas: readonly string[]
  }[]
}

/** Only one who acts on it may be misled by what it is: the mode comes first. */
function brief({ id, receivedAt, mode, sourceName, msgType, said, state }: ReportAnswer): string {
  const [first] = said
  const what = first === undefined ? msgType : `${first.event}, ${first.severity}: ${first.areas.join('; ')}`
  return `  ${mode.toUpperCase().padEnd(5)} ${sayTime(receivedAt)}  ${sourceName}  ${what}${state === 'open' ? '' : `  (${state})`}\n        ${id}`
}

function whole(report: ReportAnswer): string[] {
  const { sender, signature, said, why, refused, problems } = report
  const signer = signature.signer === undefined ? '' : ` by ${signature.signer}`
  return [
    brief(report),
    `  sender ${sender}; signature ${signature.verdict}${signer}`,
    ...(why === undefined ? [] : [`  waits here: ${why}`]),
    ...(refused === undefined ? [] : [`  the board refused it: ${refused.says}`]),
    ...said.flatMap((one) =>
      [
        `  [${one.language}] ${one.headline ?? one.event}`,
        one.description,
        one.instruction,
        one.expires === undefined ? undefined : `until ${one.expires}`,
      ].flatMap((text) => (text === undefined ? [] : [`  ${text}`])),
    ),
    ...problems.map(({ code, level, line }) => `  ${level} in line ${line}: ${code}`),
  ]
}

export const commands: readonly Command[] = [
  {
    name: 'reports list',
    does: 'List what came in from outside and waits to be judged',
    needs: 'report.read',
    run: (given, output) =>
      ask<{ reports: readonly ReportAnswer[] }>(
        given,
        output,
        'olena',
        (client) => client.get('/v1/reports'),
        ({ reports }) => (reports.length === 0 ? ['Nothing waits.'] : reports.map(brief)),
      ),
  },
  about(
    'show',
    'Show a report whole',
    'report.read',
    undefined,
    (client, id) => client.get<ReportAnswer>(`/v1/reports/${id}`),
    whole,
  ),
  about(
    'dismiss',
    'Lay a report aside',
    'report.judge',
    { reason: { takes: 'TEXT', means: 'Why', needed: 'needed' } },
    (client, id, given) =>
      client.post<ReportAnswer>(`/v1/reports/${id}/dismiss`, { reason: given.value('reason') ?? '' }),
    () => ['Laid aside.'],
  ),
  about(
    'draft',
    'Draft an alert from a report, to be checked and issued',
    'alert.draft',
    {
      words: { takes: 'WHOSE', means: 'ours (from the phrase books) or theirs' },
      ladder: { takes: 'LADDER', means: 'The ladder; the authority’s when left out' },
    },
    (client, id, given) => {
      const [words, ladder] = [given.value('words'), given.value('ladder')]
      const body = { ...(words === undefined ? {} : { words }), ...(ladder === undefined ? {} : { ladder }) }
      return client.post<{ alert: { id: string } }>(`/v1/reports/${id}/draft`, body as Json)
    },
    ({ alert }) => [`Drafted ${alert.id}. Read it before you issue it: tocsin alert show ${alert.id}`],
  ),
]

type AskArguments<Answer> = Parameters<typeof ask<Answer>>

function about<Answer>(
  verb: string,
  does: string,
  needs: Needs,
  options: Command['options'],
  call: (
    client: Parameters<AskArguments<Answer>[3]>[0],
    id: string,
    given: AskArguments<Answer>[0],
  ) => ReturnType<AskArguments<Answer>[3]>,
  lines: AskArguments<Answer>[4],
): Command {
  return {
    name: `reports ${verb}`,
    takes: 'REPORT',
    does,
    needs,
    ...(options === undefined ? {} : { options }),
    async run(given, output) {
      const [id] = given.words
      if (id === undefined)
        return refuse('server/usage', { why: 'Name a report.', command: `reports ${verb}` })
      return ask<Answer>(
        given,
        output,
        'olena',
        (client) => call(client, encodeURIComponent(id), given),
        lines,
      )
    },
  }
}
