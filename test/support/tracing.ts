/** Works every number of a situation report out anew from the facts that it names, without any of the code that made it: by types and data of facts alone. */
import assert from 'node:assert/strict'
import type { JsonObject } from '#base'
import type { Fact } from '#ledger'
import type { Figure, Row, SituationReport } from '#situation'

type Facts = readonly Fact[]
type Counted = number | readonly [number, number | null]

const of = (facts: Facts, ...types: readonly string[]) => facts.filter(({ type }) => types.includes(type))
const distinct = (facts: Facts, name: string) => new Set(facts.map(({ data }) => data[name])).size
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
const peopleAsked = (facts: Facts) =>
  sum(of(facts, 'callout-asked').map(({ data }) => (data['people'] as []).length))
/** By person and call-out, what they said last. */
const lastAnswers = (facts: Facts) =>
  new Map(
    of(facts, 'callout-answered').map(({ data }) => [
      `${String(data['callOut'])} ${String(data['person'])}`,
      data['answer'] as string,
    ]),
  )
const answered = (facts: Facts, answer: string) =>
  [...lastAnswers(facts).values()].filter((one) => one === answer).length
const silent = (facts: Facts) => peopleAsked(facts) - lastAnswers(facts).size
const wanted = (facts: Facts) =>
  sum(
    of(facts, 'callout-opened').flatMap(({ data }) =>
      (data['quotas'] as { wanted: number }[]).map((one) => one.wanted),
    ),
  )
/** Where anybody fills any place. */
const missing = (facts: Facts) =>
  Math.max(0, wanted(facts) - answered(facts, 'coming') - answered(facts, 'arrived'))
const tasksDone = (facts: Facts) => {
  const done = new Set<unknown>()
  for (const { type, data } of facts) {
    const task = `${String(data['run'])} ${String(data['task'])}`
    if (type === 'protocol-task-done') done.add(task)
    if (type === 'protocol-task-undone') done.delete(task)
  }
  return done.size
}
const warned = (facts: Facts, row: Row) => {
  const { channels } = (facts[0]!.data as JsonObject)['warned'] as unknown as {
    readonly channels: readonly {
      readonly channel: string
      readonly counts: { readonly [known: string]: number }
    }[]
  }
  return channels.find(({ channel }) => row.id.endsWith(` ${channel}`))!.counts
}
const range = ({ data }: Fact): readonly [number, number | null] => [
  data['atLeast'] as number,
  data['atMost'] as number | null,
]

/** Each by its id. What is here no longer than there is a figure of, and the other way about, is said. */
const figures: { readonly [id: string]: (facts: Facts) => Counted } = {
  'alerts.stood': (facts) => of(facts, 'alert-issued').length,
  'alerts.in-force': (facts) => of(facts, 'alert-issued').length,
  'sirens.failed': (facts) =>
    new Set(
      of(facts, 'reach-summarised').flatMap(({ data }) =>
        (data['failing'] as { target: string }[]).map(({ target }) => target),
      ),
    ).size,
  'call-outs.asked': peopleAsked,
  'call-outs.silent': silent,
  'call-outs.missing': missing,
  'checklists.done': tasksDone,
  'shelters.peak': (facts) => [Math.max(0, ...facts.map(({ data }) => data['people'] as number)), null],
  'sites.alarms': (facts) => of(facts, 'site-alarm-raised').length,
  'stations.dark': (facts) => distinct(of(facts, 'station-dark'), 'station'),
  'stations.still-dark': (facts) => distinct(of(facts, 'station-dark'), 'station'),
  'sites.statements': (facts) => of(facts, 'site-statement-attached').length,
  'damage.observations': (facts) => of(facts, 'observation-made').length,
  'damage.disputed': (facts) => distinct(of(facts, 'observation-judged'), 'observation'),
  'outages.open': (facts) => of(facts, 'outage-opened').length,
  'remnants.open': (facts) => distinct(of(facts, 'remnant-area-kept'), 'remnant'),
  'evidence.events': (facts) => new Set(facts.map(({ stream }) => stream)).size,
  'evidence.not-confirmed': (facts) => new Set(facts.map(({ stream }) => stream)).size,
  'evidence.disputed': (facts) => new Set(facts.map(({ stream }) => stream)).size,
}

type OfRow = (facts: Facts, row: Row, column: string) => Counted
const answerIn: OfRow = (facts, _, column) => answered(facts, column)
const cells: { readonly [column: string]: OfRow } = {
  'reach.asked': (facts, row) => warned(facts, row)['targets']!,
  ...Object.fromEntries(
    ['confirmed', 'accepted', 'unknown', 'refused', 'expired', 'pending'].map((known): [string, OfRow] => [
      `reach.${known}`,
      (facts, row) => warned(facts, row)[known]!,
    ]),
  ),
  'call-outs.wanted': wanted,
  'call-outs.asked': peopleAsked,
  'call-outs.coming': answerIn,
  'call-outs.arrived': answerIn,
  'call-outs.cannot': answerIn,
  'call-outs.silent': silent,
  'call-outs.missing': missing,
  'checklists.done': tasksDone,
  'shelters.people': (facts) => [facts[0]!.data['people'] as number, null],
  ...Object.fromEntries(
    ['counted', 'shelters', 'open', 'full', 'closed', 'unknown'].map((name): [string, OfRow] => [
      `shelters.${name}`,
      (facts) => facts[0]!.data[name] as number,
    ]),
  ),
  'observations.number': (facts) => range(of(facts, 'observation-made', 'observation-corrected').at(-1)!),
  'evidence.claims': (facts) => distinct(of(facts, 'evidence-claim-joined'), 'claim'),
}

export interface Traced {
  readonly id: string
  readonly said: readonly [number, number | null]
  readonly facts: Facts
}

/** Every number of the report with the facts it rests on. Fails on one that can't be worked out, and on one that is other. */
export function traceAll(report: SituationReport, ledger: Facts): readonly Traced[] {
  const bySeq = new Map(ledger.map((fact) => [fact.seq as number, fact]))
  const factsOf = ({ id, rests }: Pick<Figure, 'id' | 'rests'>) =>
    rests.map((seq) => {
      const fact = bySeq.get(seq)
      assert.ok(fact !== undefined, `${id} rests on fact ${seq}, which is not in the ledger`)
      assert.ok(seq <= report.asOf.seq, `${id} rests on a fact after the report's place`)
      return fact
    })
  const traced: Traced[] = []
  const check = (id: string, said: Traced['said'], facts: Facts, again: Counted | undefined) => {
    assert.ok(again !== undefined, `nobody knows how to work out ${id}`)
    const other = typeof again === 'number' ? [again, again] : again
    assert.deepEqual(said, other, `${id}, from ${facts.map(({ seq, type }) => `${seq} ${type}`).join(', ')}`)
    if (said[0] > 0) assert.ok(facts.length > 0, `${id} rests on nothing`)
    traced.push({ id, said, facts })
  }
  for (const section of report.sections) {
    for (const one of section.figures) {
      const facts = factsOf(one)
      const said = [one.atLeast, one.atMost] as const
      const rows = section.rows.length
      // A list's own length is seen; a task is late by the clock and its protocol, which its own test holds.
      const seen = one.id.endsWith('.lines') || one.id === 'checklists.late'
      check(
        one.id,
        said,
        facts,
        seen ? (one.id.endsWith('.lines') ? rows : one.atLeast) : figures[one.id]?.(facts),
      )
    }
    for (const row of section.rows) {
      const facts = factsOf(row)
      assert.ok(facts.length > 0, `${row.id} rests on nothing`)
      assert.notEqual(row.see, '', `${row.id} leads nowhere`)
      for (const [column, cell] of Object.entries(row.cells)) {
        if (cell.is !== 'count') continue
        const id = `${section.id}.${column}`
        const said = [cell.atLeast, cell.atMost] as const
        if (elsewhere.has(id)) traced.push({ id, said, facts })
        else check(`${id} of ${row.id}`, said, facts, cells[id]?.(facts, row, column))
      }
    }
  }
  return traced
}

/** What the scenario itself says of them, number by number: they need rules, a protocol or a hierarchy to be worked out. */
export const elsewhere: ReadonlySet<string> = new Set([
  ...['checklists.tasks', 'checklists.late', 'damage.number', 'evidence.for', 'evidence.against'],
  ...['outages.households', 'stations.lasted'],
])
