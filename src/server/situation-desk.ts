/** Makes situation reports: reads the facts, and says what things and people are called. Nothing of it is kept: asked again, it is made again. */
import type { AreaCode } from '#areas'
import {
  oneAfterAnother,
  ok,
  plus,
  refuse,
  type Instant,
  type JsonObject,
  type Mode,
  type PersonId,
  type Result,
} from '#base'
import { openRecord, type Fact, type KeptLedger, type Seq } from '#ledger'
import { sentenceOf, type Action } from '#people'
import {
  paperOf,
  provenancesFrom,
  restsOf,
  sectionIds,
  situationReport,
  type Face,
  type OpenQuestion,
  type Paper,
  type ReportLanguage,
  type SectionId,
  type SituationReport,
} from '#situation'
import type { LadderId, LevelId } from '#threats'
import { areaAt, type DamageDesk } from './damage-desk.ts'
import type { EvidenceDesk } from './evidence-desk.ts'
import type { ProtocolDesk } from './protocol-desk.ts'
import type { SiteDesk } from './site-desk.ts'
import { factsFor, placeAt } from './situation-facts.ts'
import { unhurried } from './routes/audit.http.ts'
import type { System } from './system.ts'

export interface SituationAsked {
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
  readonly asOf?: Instant | undefined
  readonly position?: number | undefined
  readonly areas: readonly AreaCode[]
  readonly mode?: Mode | undefined
  readonly face: Face
  readonly actions: readonly Action[]
  mayRead(area: AreaCode): boolean
}

/** A fact that a report rests on, in one English sentence. */
export interface CitedFact {
  readonly seq: number
  readonly at: Instant
  readonly stream: string
  readonly type: string
  readonly hash: string
  readonly what: string
}

export interface MadeReport {
  readonly report: SituationReport
  readonly facts: readonly CitedFact[]
}

export interface SituationDesk {
  make(asked: SituationAsked): Promise<Result<MadeReport>>
  paper(report: SituationReport, language: ReportLanguage): Paper
}

export interface SituationParts {
  readonly damage: Pick<DamageDesk, 'sourceNames'>
  readonly evidence: Pick<EvidenceDesk, 'knownSource'>
  readonly sites: Pick<SiteDesk, 'book'>
  readonly protocols: Pick<ProtocolDesk, 'book'>
  /** Questions of cases that nobody has answered at that place of the ledger. */
  readonly questions?: (position: number, mode: Mode) => Promise<readonly OpenQuestion[]>
}

/** What somebody must be allowed to read a section. */
export const sectionActions: { readonly [id in SectionId]: Action } = {
  alerts: 'alert.read',
  reach: 'reach.read',
  sirens: 'sirens.read',
  'call-outs': 'callouts.read',
  checklists: 'alert.read',
  shelters: 'alert.read',
  alarms: 'report.read',
  stations: 'report.read',
  statements: 'report.read',
  damage: 'damage.read',
  observations: 'damage.read',
  outages: 'damage.read',
  remnants: 'damage.read',
  evidence: 'evidence.read',
  unknown: 'alert.read',
  open: 'alert.read',
}

const usualNight = 12 * 3_600_000
/** A report is of a night, or of a siege of a month; not of a war. */
export const longestPeriod = 31 * 86_400_000

export function situationDesk(
  system: Pick<
    System,
    'ledger' | 'clock' | 'config' | 'areas' | 'particulars' | 'book' | 'policy' | 'authority'
  >,
  parts: SituationParts,
): SituationDesk {
  const { clock, config, particulars, book, authority } = system
  const ledger: Pick<KeptLedger, 'records' | 'head'> = unhurried(system.ledger)
  const nameOf = (id: string) => particulars.of(id as PersonId)?.name

  const periodOf = async ({ from, to, asOf, position }: SituationAsked) => {
    const head = (await ledger.head()).seq as number
    if (position !== undefined && position > head)
      return refuse('server/invalid-request', { at: 'query.position', why: `the ledger ends at ${head}` })
    const ends = to ?? asOf ?? clock.now()
    const begins = from ?? plus(ends, -usualNight)
    if (begins >= ends)
      return refuse('server/invalid-request', { at: 'query.from', why: 'the period has no time in it' })
    if (Date.parse(ends) - Date.parse(begins) > longestPeriod)
      return refuse('server/invalid-request', { at: 'query.from', why: 'the period is longer than 31 days' })
    const place = position ?? (asOf === undefined ? head : await placeAt(ledger, asOf))
    return ok({ from: begins, to: ends, asOf: asOf ?? clock.now(), position: place })
  }

  const inTurn = oneAfterAnother()
  return {
    /** One after the other: each reads a night and more, and leaves room for those who warn. */
    make: (asked) => inTurn(() => makeNow(asked)),
    paper: (report, language) =>
      paperOf(report, {
        ...{ language, timeZone: authority.timeZone, authority: authority.issuer },
        areaNames: report.of.areas.map((code) => system.areas.hierarchy().get(code)?.names ?? {}),
      }),
  }

  async function makeNow(asked: SituationAsked): Promise<Result<MadeReport>> {
    const period = await periodOf(asked)
    if (!period.ok) return period
    const { from, to, asOf, position } = period.value
    const { areas, face } = asked
    const mode = asked.mode ?? config.mode
    const facts = await factsFor(system, ledger, { from, mode, position })
    const provenances = provenancesFrom(facts)
    const sources = await parts.damage.sourceNames()
    const texts = new Map<string, string>()
    for (const { type, data } of facts) {
      const source = type === 'evidence-taken' ? String(data['source']) : undefined
      if (source === undefined || texts.has(source)) continue
      const known = await parts.evidence.knownSource(source)
      if (known.ok) texts.set(source, known.value.name)
    }
    const [last] = position === 0 ? [] : await ledger.records((position - 1) as Seq, 1)
    const report = situationReport(
      {
        facts,
        asked: {
          ...{ from, to, asOf, areas, mode, face },
          sections: new Set(sectionIds.filter((id) => asked.actions.includes(sectionActions[id]))),
        },
        ground: {
          hierarchy: system.areas.hierarchy(),
          areaAt: (point) => areaAt(system, point),
          personName: nameOf,
          sourceName: (ref) => sources.get(ref) ?? texts.get(ref),
          documentSource: (evidence) =>
            texts.get(provenances.sourceOf(evidence.split('/')[0]!) ?? '') ?? texts.get(evidence),
          provenanceOf: provenances.provenanceOf,
          protocol: (id, version) => parts.protocols.book.get(id as never, version)?.protocol,
          site(id) {
            const found = parts.sites.book.find(id)
            return found.ok ? found.value.site : undefined
          },
          dangerNames: (ladder, level) => book.level(ladder as LadderId, level as LevelId)?.names ?? {},
          mayRead: asked.mayRead,
          questions: asked.actions.includes('cases.read')
            ? ((await parts.questions?.(position, mode)) ?? [])
            : [],
        },
      },
      { seq: position, hash: (last === undefined ? '0'.repeat(64) : openRecord(last).hash) as never },
    )
    const cited = new Set(restsOf(report))
    return ok({
      report,
      facts: facts.filter(({ seq }) => cited.has(seq)).map((fact) => citedFact(fact, nameOf)),
    })
  }
}

function citedFact(fact: Fact, nameOf: (id: string) => string | undefined): CitedFact {
  const { seq, at, stream, type, hash } = fact
  return { seq, at, stream, type, hash, what: sentenceOf(fact, nameOf) }
}

export function plainJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject
}
