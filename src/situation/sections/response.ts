/** Who was called out and what they said; what the lists of tasks asked for, and what of it was late; how full the shelters were. */
import type { AlertId, Instant } from '#base'
import type { Fact } from '#ledger'
import {
  answerOf,
  emptyRunBook,
  evolveCallOut,
  fillingOf,
  tasksOf,
  type CallOut,
  type CallOutFact,
  type CallOutId,
} from '#response'
import { isWithin, type Material } from '../ground.ts'
import { count, figure, inOrder, nothing, term, time, type Row, type Section } from '../report.ts'
import { alertsIn, dangerOf } from './alerts.ts'

export const callOutStream = 'callouts'

interface Kept<Value> {
  readonly value: Value
  readonly facts: readonly Fact[]
}

/** Those of the period, with the facts of each; one for an alert only where the alert is asked for. */
export function callOutsIn(material: Material): readonly Kept<CallOut>[] {
  const all = new Map<CallOutId, { value: CallOut; facts: Fact[] }>()
  for (const fact of material.facts) {
    if (fact.stream !== callOutStream) continue
    const { callOut, ...data } = fact.data as { callOut: CallOutId }
    const before = all.get(callOut)
    const after = evolveCallOut(before?.value, {
      ...{ type: fact.type, callOut, at: fact.at, by: fact.by, data },
    } as unknown as CallOutFact)
    if (after !== undefined) all.set(callOut, { value: after, facts: [...(before?.facts ?? []), fact] })
  }
  const alerts = new Set(alertsIn(material).map(({ id }) => id))
  return [...all.values()].filter(
    ({ value: { openedAt, closed, alert } }) =>
      isWithin(material, openedAt, closed?.at ?? null) &&
      (alert === null ? material.asked.areas.length === 0 : alerts.has(alert)),
  )
}

export function callOutsSection(material: Material): Section {
  const callOuts = callOutsIn(material)
  const dangers = new Map(alertsIn(material).map((alert) => [alert.id, dangerOf(material, alert.content)]))
  const rows = callOuts.map(({ value, facts }): Row => {
    const { id, alert, openedAt, asked, closed } = value
    const said = (answer: string) => asked.filter((one) => answerOf(one)?.answer === answer).length
    const filling = fillingOf(value)
    return {
      id: `call-out ${id}`,
      cells: {
        opened: time(openedAt),
        for: (alert !== null && dangers.get(alert)) || nothing,
        wanted: count(value.quotas.reduce((sum, { wanted }) => sum + wanted, 0)),
        asked: count(asked.length),
        coming: count(said('coming')),
        arrived: count(said('arrived')),
        cannot: count(said('cannot')),
        silent: count(asked.filter((one) => answerOf(one) === undefined).length),
        missing: count(filling.missing),
        ended: closed === null ? term('goes-on') : time(closed.at),
      },
      rests: inOrder(facts.map(({ seq }) => seq)),
      see: `/console/call-outs/${id}`,
    }
  })
  const of = (type: string) => callOuts.flatMap(({ facts }) => facts.filter((fact) => fact.type === type))
  const people = callOuts.flatMap(({ value }) => value.asked)
  const silent = people.filter((one) => answerOf(one) === undefined).length
  const seqs = (facts: readonly Fact[]) => facts.map(({ seq }) => seq)
  return {
    id: 'call-outs',
    figures: [
      figure('call-outs.asked', people.length, seqs(of('callout-asked')), '/console/call-outs'),
      figure(
        'call-outs.silent',
        silent,
        seqs([...of('callout-asked'), ...of('callout-answered')]),
        '/console/call-outs',
      ),
      figure(
        'call-outs.missing',
        callOuts.reduce((sum, { value }) => sum + fillingOf(value).missing, 0),
        seqs([...of('callout-opened'), ...of('callout-answered')]),
        '/console/call-outs',
      ),
    ],
    columns: [
      ...['opened', 'for', 'wanted', 'asked', 'coming', 'arrived', 'cannot', 'silent', 'missing', 'ended'],
    ],
    rows,
  }
}

export function checklistsIn(material: Material) {
  const book = emptyRunBook()
  const facts = Map.groupBy(
    material.facts.filter((fact) => book.apply(fact)),
    ({ data }) => String(data['run']),
  )
  const alerts = new Set<AlertId>(alertsIn(material).map(({ id }) => id))
  return book
    .all()
    .filter((run) => alerts.has(run.alert) && isWithin(material, run.startedAt, run.closedAt))
    .map((run) => {
      const protocol = material.ground.protocol(run.protocol.id, run.protocol.version)
      const tasks = protocol === undefined ? [] : tasksOf(run, protocol, material.asked.asOf)
      return { run, protocol, tasks, facts: facts.get(run.id) ?? [] }
    })
}

export function checklistsSection(material: Material): Section {
  const lists = checklistsIn(material)
  const seqs = lists.flatMap(({ facts }) => facts.map(({ seq }) => seq))
  const wasLate = (one: (typeof lists)[number]) =>
    one.tasks.filter(
      ({ state, climbed, done, dueAt }) => state === 'late' || climbed > 0 || (done?.at ?? '') > dueAt,
    )
  return {
    id: 'checklists',
    figures: [
      figure(
        'checklists.done',
        lists.reduce((sum, { run }) => sum + run.done.size, 0),
        seqs,
        '/console/checklists',
      ),
      figure(
        'checklists.late',
        lists.reduce((sum, one) => sum + wasLate(one).length, 0),
        seqs,
        '/console/checklists',
      ),
    ],
    columns: ['checklist', 'started', 'tasks', 'done', 'late', 'phase'],
    rows: lists.map((one): Row => {
      const { run, protocol, tasks, facts } = one
      return {
        id: `checklist ${run.id}`,
        cells: {
          checklist: {
            is: 'names',
            of: [{ code: run.protocol.id, names: protocol?.names ?? {} }],
          },
          started: time(run.startedAt),
          tasks: count(tasks.filter(({ state }) => state !== 'not-needed').length),
          done: count(run.done.size),
          late: count(wasLate(one).length),
          phase: term(`phase-${run.phase}`),
        },
        rests: inOrder(facts.map(({ seq }) => seq)),
        see: `/console/checklists/${encodeURIComponent(run.id)}`,
      }
    }),
  }
}

/** Shelters are summed up for the whole installation, a minute after a warden said something: the fullest of those sums. */
export function sheltersSection(material: Material): Section {
  const summed = material.facts.filter(
    ({ type, at }) => type === 'shelter-statuses-summed' && isWithin(material, at, at),
  )
  const number = (fact: Fact, name: string) => (typeof fact.data[name] === 'number' ? fact.data[name] : 0)
  const peak = summed.reduce<Fact | undefined>(
    (most, fact) => (most === undefined || number(fact, 'people') > number(most, 'people') ? fact : most),
    undefined,
  )
  const shown = [...new Set([peak, summed.at(-1)])].filter((fact) => fact !== undefined)
  return {
    id: 'shelters',
    figures: [
      {
        ...figure(
          'shelters.peak',
          peak === undefined ? 0 : number(peak, 'people'),
          peak === undefined ? [] : [peak.seq],
          '/console/set-up/shelters',
        ),
        // Nobody counted in all of them, and a word counts for two hours.
        atMost: null,
      },
    ],
    columns: ['at', 'people', 'counted', 'shelters', 'open', 'full', 'closed', 'unknown'],
    rows: shown.map((fact): Row => ({
      id: `shelters ${fact.seq}`,
      cells: {
        at: time(fact.at as Instant),
        people: count(number(fact, 'people'), null),
        counted: count(number(fact, 'counted')),
        shelters: count(number(fact, 'shelters')),
        open: count(number(fact, 'open')),
        full: count(number(fact, 'full')),
        closed: count(number(fact, 'closed')),
        unknown: count(number(fact, 'unknown')),
      },
      rests: [fact.seq],
      see: '/console/set-up/shelters',
    })),
  }
}
