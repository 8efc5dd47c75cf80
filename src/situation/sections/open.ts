/** What nobody knows, said as plainly as what is known; and what somebody has still to do. */
import { alertOf, type AlertContent } from '#alerts'
import type { Instant } from '#base'
import { embargoUntil } from '#damage'
import { areasOf } from '#evidence'
import { answerOf, fillingOf } from '#response'
import { areaNames, concerns, type Material } from '../ground.ts'
import {
  count,
  figure,
  inOrder,
  said,
  term,
  text,
  time,
  type Cell,
  type Row,
  type Section,
} from '../report.ts'
import { alertsIn, dangerOf } from './alerts.ts'
import { damageOf, observationsIn, outagesIn, remnantsIn, sourceOf } from './damage.ts'
import { eventsIn } from './evidence.ts'
import { callOutsIn, checklistsIn } from './response.ts'
import { alarmsIn, darkSpansIn } from './sites.ts'

interface Line {
  readonly id: string
  readonly what: Cell
  readonly since: Instant
  readonly rests: readonly number[]
  readonly see: string
}

const seqs = (facts: readonly { readonly seq: number }[]) => facts.map(({ seq }) => seq)

/** The oldest first: it waits longest. */
function listed(id: 'unknown' | 'open', lines: readonly Line[]): Section {
  const rows = lines
    .toSorted((a, b) => (a.since === b.since ? (a.id < b.id ? -1 : 1) : a.since < b.since ? -1 : 1))
    .map(({ id: of, what, since, rests, see }): Row => ({
      ...{ id: `${id} ${of}`, cells: { what, since: time(since) }, rests: inOrder(rests), see },
    }))
  return {
    ...{ id, columns: ['what', 'since'], rows },
    figures: [
      figure(
        `${id}.lines`,
        rows.length,
        rows.flatMap(({ rests }) => rests),
        '/console/report',
      ),
    ],
  }
}

export function unknownSection(material: Material): Section {
  const { asked } = material
  const may = (section: Parameters<typeof asked.sections.has>[0]) => asked.sections.has(section)
  const site = (id: string) => text(material.ground.site(id)?.name ?? id)
  return listed('unknown', [
    ...(may('observations') ? observationsIn(material) : [])
      .filter(({ status, asset }) => status === 'reported' && asset === null)
      .map((one): Line => ({
        id: `seen ${one.id}`,
        what: said('nobody-has-seen', {
          ...{ number: count(one.count.atLeast, one.count.atMost), subject: term(`subject-${one.subject}`) },
          ...{ area: areaNames(material, [one.area]), source: sourceOf(material, one.source) },
        }),
        ...{ since: one.at, rests: one.facts, see: `/console/damage/${encodeURIComponent(one.occurrence)}` },
      })),
    ...(may('stations') ? darkSpansIn(material) : []).map((span): Line => ({
      id: `station ${span.station} ${span.from.seq}`,
      what: said(span.until === undefined ? 'no-reading-since' : 'no-reading-between', {
        ...{ site: site(span.site), why: term(`dark-${span.why}`), from: time(span.since) },
        station: text(
          material.ground.site(span.site)?.stations.find(({ id }) => id === span.station)?.name ??
            span.station,
        ),
        until: time(span.until?.at),
      }),
      ...{ since: span.since, rests: seqs(span.facts) },
      see: `/console/sites/${encodeURIComponent(span.site)}`,
    })),
    ...(may('call-outs') ? callOutsIn(material) : []).flatMap(({ value, facts }): Line[] => {
      const silent = value.asked.filter((one) => answerOf(one) === undefined).length
      if (silent === 0) return []
      return [
        {
          ...{ id: `silent ${value.id}`, what: said('did-not-answer', { number: count(silent) }) },
          ...{ since: value.openedAt, rests: seqs(facts), see: `/console/call-outs/${value.id}` },
        },
      ]
    }),
    ...(may('evidence') ? eventsIn(material) : [])
      .filter(({ confirmation }) => confirmation.standing !== 'confirmed')
      .map(({ event, facts, confirmation }): Line => ({
        id: `event ${event.id}`,
        what: said(confirmation.standing === 'unconfirmed' ? 'not-confirmed' : 'contradicted', {
          event: term(`event-${event.members[0]!.coded.event}`),
          area: areaNames(material, [...new Set(event.members.flatMap(({ coded }) => areasOf(coded)))]),
          standing: term(`evidence-${confirmation.standing}`),
        }),
        ...{ since: event.openedAt, rests: seqs(facts) },
        see: `/console/evidence/${encodeURIComponent(event.id)}?part=events`,
      })),
  ])
}

export function openSection(material: Material): Section {
  const { asked, ground } = material
  const may = (section: Parameters<typeof asked.sections.has>[0]) => asked.sections.has(section)
  return listed('open', [
    ...alertsIn(material)
      .filter(({ ended }) => ended === undefined)
      .map(({ id, issued, content }): Line => ({
        ...{ id: `alert ${id}`, what: said('alert-in-force', { danger: dangerOf(material, content) }) },
        ...{ since: issued.at, rests: [issued.seq], see: `/console/alert/${id}` },
      })),
    ...waiting(material),
    ...(may('call-outs') ? callOutsIn(material) : []).flatMap(({ value, facts }): Line[] => {
      const { missing } = fillingOf(value)
      if (missing === 0) return []
      return [
        {
          ...{ id: `places ${value.id}`, what: said('places-unfilled', { number: count(missing) }) },
          ...{ since: value.openedAt, rests: seqs(facts), see: `/console/call-outs/${value.id}` },
        },
      ]
    }),
    ...(may('checklists') ? checklistsIn(material) : []).flatMap(({ run, tasks, facts }) =>
      tasks
        .filter(({ state }) => state === 'late')
        .map(({ task, owner, dueAt }): Line => ({
          id: `task ${run.id} ${task.key}`,
          what: said('task-late', {
            task: { is: 'names', of: [{ code: task.key, names: task.texts }] },
            owner: text(owner),
          }),
          ...{ since: dueAt, rests: seqs(facts), see: `/console/checklists/${encodeURIComponent(run.id)}` },
        })),
    ),
    ...(may('alarms') ? alarmsIn(material) : [])
      .filter(({ ended }) => ended === undefined)
      .map(({ site, raised, facts }): Line => ({
        id: `alarm ${raised.seq}`,
        what: said('alarm-goes-on', { site: text(ground.site(site)?.name ?? site) }),
        ...{ since: raised.at, rests: seqs(facts), see: `/console/sites/${encodeURIComponent(site)}` },
      })),
    ...(may('stations') ? darkSpansIn(material) : [])
      .filter(({ until }) => until === undefined)
      .map(({ site, station, why, since, from, facts }): Line => ({
        id: `station ${station} ${from.seq}`,
        what: said('station-still-dark', {
          station: text(ground.site(site)?.stations.find(({ id }) => id === station)?.name ?? station),
          why: term(`dark-${why}`),
        }),
        ...{ since, rests: seqs(facts), see: `/console/sites/${encodeURIComponent(site)}` },
      })),
    ...(may('outages') ? outagesIn(material) : [])
      .filter(({ endedAt }) => endedAt === null)
      .map(({ id, kind, area, since, facts }): Line => ({
        id: `outage ${id}`,
        what: said('outage-goes-on', { kind: term(`outage-${kind}`), area: areaNames(material, [area]) }),
        ...{ since, rests: facts, see: '/console/damage' },
      })),
    ...(may('remnants') ? remnantsIn(material) : [])
      .filter(({ state }) => state !== 'cleared')
      .map(({ id, state, area, since, facts }): Line => ({
        id: `remnant ${id}`,
        what: said('remnant-open', { state: term(`remnant-${state}`), area: areaNames(material, [area]) }),
        ...{ since, rests: facts, see: '/console/damage' },
      })),
    ...(may('observations') ? observationsIn(material) : [])
      .filter(({ status }) => status === 'disputed')
      .map((one): Line => ({
        id: `dispute ${one.id}`,
        what: said('dispute-open', {
          ...{ number: count(one.count.atLeast, one.count.atMost), subject: term(`subject-${one.subject}`) },
          ...{ area: areaNames(material, [one.area]), source: sourceOf(material, one.source) },
        }),
        ...{ since: one.at, rests: one.facts, see: `/console/damage/${encodeURIComponent(one.occurrence)}` },
      })),
    ...(asked.face === 'staff' && may('damage') ? underEmbargo(material) : []),
    ...questionsIn(material).map(({ id, question, since, rests, see }): Line => ({
      ...{
        id: `question ${id}`,
        what: said('question-open', { question: text(question) }),
        since,
        rests,
        see,
      },
    })),
  ])
}

/** Of cases that whoever asks may read; what is being found out is not for the public. */
function questionsIn(material: Material) {
  const { asked, ground } = material
  if (asked.face !== 'staff') return []
  return ground.questions.filter(
    ({ areas, since }) => concerns(material, areas) && areas.every(ground.mayRead) && since < asked.to,
  )
}

/** Drafts that somebody sent for approval and nobody decided. */
function waiting(material: Material): Line[] {
  if (material.asked.face === 'public') return []
  return [...Map.groupBy(material.facts, (fact) => alertOf(fact))].flatMap(([id, facts]) => {
    const last = facts.at(-1)
    if (id === undefined || last?.type !== 'alert-submitted' || last.at < material.asked.from) return []
    const content = facts.findLast(({ data }) => typeof data['content'] === 'object')?.data['content']
    if (content === undefined) return []
    const danger = dangerOf(material, content as unknown as AlertContent)
    return [
      {
        ...{ id: `draft ${id}`, what: said('draft-waits', { danger }), since: last.at },
        ...{ rests: [last.seq], see: `/console/alert/${id}` },
      },
    ]
  })
}

function underEmbargo(material: Material): Line[] {
  const state = damageOf(material)
  return [...Map.groupBy(observationsIn(material), ({ occurrence }) => occurrence)].flatMap(
    ([occurrence, those]) => {
      const until = embargoUntil(state, occurrence, material.asked.asOf)
      if (until === null) return []
      const set = state.embargoes.get(occurrence)?.facts ?? []
      return [
        {
          ...{ id: `embargo ${occurrence}`, what: said('under-embargo', { until: time(until) }) },
          since: those.map(({ numbersAt }) => numbersAt).toSorted()[0]!,
          rests: [...set, ...those.flatMap(({ facts }) => facts)],
          see: `/console/damage/${encodeURIComponent(occurrence)}`,
        },
      ]
    },
  )
}
