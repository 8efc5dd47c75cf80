/** The alerts that stood in the period: from the first word to their end, and how long it took until they were out and confirmed. */
import { alertOf, codesOf, noticesOf, type AlertContent } from '#alerts'
import type { AreaCode } from '#areas'
import { between, type AlertId, type Instant } from '#base'
import type { Fact } from '#ledger'
import { areaNames, concerns, isWithin, type Material } from '../ground.ts'
import {
  count,
  figure,
  inOrder,
  length,
  said,
  term,
  text,
  time,
  type Cell,
  type Row,
  type Section,
} from '../report.ts'

export interface AlertStood {
  readonly id: AlertId
  readonly issued: Fact
  readonly ended: Fact | undefined
  readonly content: AlertContent
  readonly areas: readonly AreaCode[]
}

const ends = new Set(['alert-cleared', 'alert-retracted', 'alert-lapsed'])

/** Those that were issued, stood in the period and concern what is asked for, the first first. */
export function alertsIn(material: Material): readonly AlertStood[] {
  return [...Map.groupBy(material.facts, (fact) => alertOf(fact))].flatMap(([id, facts]) => {
    if (id === undefined) return []
    const issued = facts.find(({ type }) => type === 'alert-issued')
    if (issued === undefined) return []
    const ended = facts.find(({ type }) => ends.has(type))
    const areas = [...new Set(facts.flatMap((fact) => noticesOf(fact).flatMap((one) => codesOf(one.areas))))]
    if (!isWithin(material, issued.at, ended?.at) || !concerns(material, areas)) return []
    return [{ id, issued, ended, content: issued.data['content'] as unknown as AlertContent, areas }]
  })
}

/** Names of a danger as its ladder has them. */
export function dangerOf({ ground }: Material, { ladder, level }: AlertContent): Cell {
  return { is: 'names', of: [{ code: `${ladder}/${level}`, names: ground.dangerNames(ladder, level) }] }
}

export function alertsSection(material: Material): Section {
  const alerts = alertsIn(material)
  const open = alerts.filter(({ ended }) => ended === undefined)
  const see = '/console/timeline'
  const rows = alerts.map((alert) => rowOf(material, alert))
  return {
    id: 'alerts',
    figures: [
      figure(
        'alerts.stood',
        alerts.length,
        alerts.map(({ issued }) => issued.seq),
        see,
      ),
      figure(
        'alerts.in-force',
        open.length,
        open.map(({ issued }) => issued.seq),
        '/console',
      ),
    ],
    columns: [
      ...['danger', 'areas', 'first-word', 'issued', 'time-to-issue', 'consent'],
      ...['confirmed', 'time-to-confirm', 'ended', 'how'],
    ],
    rows: material.asked.face === 'public' ? rows.map(forPublic) : rows,
  }
}

function rowOf(material: Material, alert: AlertStood): Row {
  const { id, issued, ended, content, areas } = alert
  const first = firstWord(material, alert)
  const confirmed = confirmationOf(material, alert)
  const { approvedBy, emergency } = issued.data as { approvedBy?: string | null; emergency?: string }
  const consent =
    emergency !== undefined
      ? term('alone-in-an-emergency')
      : typeof approvedBy === 'string'
        ? said('approved-by', { name: text(material.ground.personName(approvedBy) ?? approvedBy) })
        : term('one-was-enough')
  return {
    id: `alert ${id}`,
    cells: {
      ...{ danger: dangerOf(material, content), areas: areaNames(material, areas) },
      'first-word': first === undefined ? term('no-first-word') : time(first.at),
      issued: time(issued.at),
      'time-to-issue': length(first === undefined ? undefined : between(first.at, issued.at)),
      consent,
      confirmed:
        confirmed === undefined
          ? term('not-summed-up')
          : said('confirmed-of', { confirmed: count(confirmed.count), asked: count(confirmed.asked) }),
      'time-to-confirm': length(
        confirmed?.lastAt === undefined ? undefined : between(issued.at, confirmed.lastAt),
      ),
      ended: ended === undefined ? term('still-in-force') : time(ended.at),
      how: ended === undefined ? term('still-in-force') : term(ended.type),
    },
    rests: inOrder([
      issued.seq,
      ...(ended === undefined ? [] : [ended.seq]),
      ...(first === undefined ? [] : [first.seq]),
      ...(confirmed === undefined ? [] : [confirmed.seq]),
    ]),
    see: `/console/alert/${id}`,
  }
}

function forPublic({ cells, ...row }: Row): Row {
  const { danger, areas, issued, ended, how } = cells as { readonly [column: string]: Cell }
  return {
    ...row,
    cells: { danger: danger!, areas: areas!, issued: issued!, ended: ended!, how: how! },
    see: '',
  }
}

/** When the first of what it was drafted from came in; else when the draft was begun. */
function firstWord(
  { facts }: Material,
  { id, content }: AlertStood,
): { readonly at: Instant; readonly seq: number } | undefined {
  const named = new Set((content.restsOn ?? []).map((ref) => ref.split('/')[0]!))
  const drafted = facts.filter((fact) => fact.type === 'evidence-drafted' && fact.data['alert'] === id)
  for (const { stream } of drafted) named.add(stream.slice('evidence:'.length))
  const taken = facts
    .filter(({ type, stream }) => type === 'evidence-taken' && named.has(stream.slice('evidence:'.length)))
    .map(({ seq, data }) => ({ seq, at: data['seenAt'] as Instant }))
  const begun = facts.find((fact) => fact.type === 'alert-drafted' && alertOf(fact) === id)
  return taken.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0] ?? begun
}

interface Confirmed {
  readonly channel: string
  readonly asked: number
  readonly confirmed: number
  readonly lastAt: Instant | null
}

/** Of the first revision, as the last summary of the alert's reach has it. */
function confirmationOf({ facts }: Material, { id }: AlertStood) {
  const summed = facts.findLast(
    ({ type, stream, data }) =>
      type === 'reach-summarised' && stream === `reach:${id}` && Array.isArray(data['first']),
  )
  if (summed === undefined) return undefined
  const all = summed.data['first'] as unknown as readonly Confirmed[]
  // A channel that can’t confirm says nothing of those that can; where none confirmed, none is left out.
  const confirming = all.filter(({ confirmed }) => confirmed > 0)
  const channels = confirming.length > 0 ? confirming : all
  const last = channels
    .flatMap(({ lastAt }) => lastAt ?? [])
    .toSorted()
    .at(-1)
  return {
    ...{ seq: summed.seq, lastAt: last },
    asked: channels.reduce((sum, { asked }) => sum + asked, 0),
    count: channels.reduce((sum, { confirmed }) => sum + confirmed, 0),
  }
}
