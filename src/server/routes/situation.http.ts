/** The situation report over HTTP: as data with its words, as a PDF, as a bundle of files. Made anew each time, the same each time. */
import { ok, type Result } from '#base'
import { reportLanguages, type Paper, type ReportLanguage } from '#situation'
import type { Call, Routes } from '../route.http.ts'
import type { SiteDesk } from '../site-desk.ts'
import type { MadeReport, SituationDesk } from '../situation-desk.ts'
import { plainJson } from '../situation-desk.ts'
import { situationQuery, situationView, type SituationQuery } from '../situation-shapes.ts'
import type { System } from '../system.ts'

type Asking = Pick<Call<unknown, unknown, SituationQuery>, 'query' | 'caller' | 'allowed'>

interface Given {
  readonly made: MadeReport
  readonly paper: Paper
  readonly again: string
}

export function situationRoutes(
  routes: Routes,
  system: Pick<System, 'areas' | 'authority'>,
  { desk, sites }: { readonly desk: SituationDesk; readonly sites: Pick<SiteDesk, 'book'> },
): void {
  const { areas, authority } = system
  const usual =
    reportLanguages.find((one) => (authority.languages as readonly string[]).includes(one)) ?? 'en'

  const given = async (
    { query: { lang = usual, areas: named, ...query }, caller, allowed }: Asking,
    ending: '' | '.pdf' | '.zip' = '',
  ): Promise<Result<Given>> => {
    const codes = named === undefined ? ok([]) : areas.resolve(named)
    if (!codes.ok) return codes
    const made = await desk.make({
      ...{ ...query, areas: codes.value, actions: caller.permitted.actions },
      mayRead: (area) => allowed({ areas: [area] }).ok,
    })
    if (!made.ok) return made
    const { report } = made.value
    const again = `/v1/situation-report${ending}?${asked(report, lang)}`
    // The public is told numbers; which facts they rest on is the staff's.
    const facts = report.of.face === 'public' ? [] : made.value.facts
    return ok({ made: { report, facts }, paper: desk.paper(report, lang), again })
  }
  const file = (
    reply: Call<unknown, unknown, unknown>['reply'],
    bytes: Uint8Array,
    type: string,
    name: string,
  ) =>
    reply
      .header('content-type', type)
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store')
      .send(Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength))
  const nameOf = ({ made: { report }, paper }: Given) =>
    `situation-${report.of.from.slice(0, 10)}-${report.of.face}-${report.asOf.seq}-${paper.language}`
  const get = {
    method: 'GET',
    action: 'alert.read',
    tag: 'reports',
    query: situationQuery,
  } as const

  routes.add(
    {
      ...{ ...get, url: '/v1/situation-report', answer: situationView },
      summary:
        'The report of a night: what happened, what is known and by whom, what is not, what is still open',
    },
    async (call) => {
      const found = await given(call)
      if (!found.ok) return found
      const { made, paper, again } = found.value
      return ok(plainJson({ ...made, paper, again }) as never)
    },
  )
  routes.add(
    {
      ...{
        ...get,
        url: '/v1/situation-report.pdf',
        answer: 'application/pdf',
        sensitive: 'situation-export',
      },
      summary: 'The same as pages to print and to send',
    },
    async (call) => {
      const found = await given(call, '.pdf')
      if (!found.ok) return found
      // Few ask for it, and every start would read it.
      const { pdfOf } = await import('../../situation/paper/pdf.node.ts')
      return file(call.reply, await pdfOf(found.value.paper), 'application/pdf', `${nameOf(found.value)}.pdf`)
    },
  )
  routes.add(
    {
      ...{
        ...get,
        url: '/v1/situation-report.zip',
        answer: 'application/zip',
        sensitive: 'situation-export',
      },
      summary:
        'The same with tables, areas and all facts it rests on, and a list of the files with their hashes',
    },
    async (call) => {
      const found = await given(call, '.zip')
      if (!found.ok) return found
      const { made, paper, again } = found.value
      const { situationZip } = await import('../situation-files.node.ts')
      const bytes = await situationZip(system, made, { paper, again, sites })
      return file(call.reply, bytes, 'application/zip', `${nameOf(found.value)}.zip`)
    },
  )
}

/** Everything that it depends on, also what was left out when it was asked. */
function asked({ of, asOf }: MadeReport['report'], lang: ReportLanguage): URLSearchParams {
  return new URLSearchParams([
    ...[
      ['from', of.from],
      ['to', of.to],
      ['asOf', asOf.at],
      ['position', String(asOf.seq)],
    ],
    ...(of.areas.length === 0 ? [] : [['areas', of.areas.join(';')]]),
    ...[
      ['mode', of.mode],
      ['face', of.face],
      ['lang', lang],
    ],
  ] as [string, string][])
}
