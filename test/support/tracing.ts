/** Works every number of a situation report out anew from the facts that it names, without any of the code that made it: by types and data of facts alone. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { JsonObject } from '#base'
import type { Fact } from '#ledger'
import type { Figure, Row, SituationReport } from '#situation'
import { isTimed, numbersIn } from './tracing-times.ts'

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
/** The task went on to somebody else, or it was written that it is late: each is a fact of its own. */
const tasksLate = (facts: Facts) =>
  new Set(
    of(facts, 'protocol-task-climbed', 'protocol-task-late').map(
      ({ data }) => `${String(data['run'])} ${String(data['task'])}`,
    ),
  ).size

interface WrittenTask {
  readonly task: string
  readonly if?: readonly {
    readonly task: string
    readonly below?: number
    readonly above?: number
    readonly chose?: string
  }[]
}
const written = new Map(
  readdirSync(join(import.meta.dirname, '..', '..', 'packs', 'protocols')).map((name) => {
    const file = join(import.meta.dirname, '..', '..', 'packs', 'protocols', name)
    const read = parse(readFileSync(file, 'utf8')) as {
      readonly protocol: string
      readonly tasks: readonly WrittenTask[]
      readonly closing?: readonly WrittenTask[]
    }
    return [read.protocol, read] as const
  }),
)
/** As the file has them, without those that an answer has made needless. */
const tasksNeeded = (facts: Facts) => {
  const [started] = of(facts, 'protocol-started')
  const file = written.get((started!.data['protocol'] as { id: string }).id)!
  const given = new Map<string, JsonObject>()
  for (const { type, data } of facts) {
    if (type === 'protocol-task-done') given.set(String(data['task']), data['given'] as JsonObject)
    if (type === 'protocol-task-undone') given.delete(String(data['task']))
  }
  const isNeedless = ({ if: conditions = [] }: WrittenTask) =>
    conditions.some(({ task, below, above, chose }) => {
      const answer = given.get(task)
      if (answer === undefined) return false
      if (chose !== undefined) return answer['choice'] !== chose
      const value = answer['value'] as number
      return (below !== undefined && value >= below) || (above !== undefined && value <= above)
    })
  const closing = of(facts, 'protocol-closing-started').length > 0 ? (file.closing ?? []) : []
  return [...file.tasks, ...closing].filter((task) => !isNeedless(task)).length
}
/** What was said of whole areas is not added to what stands in them: the greater holds, and nothing bounds what nobody counted whole. */
const talliedFrom = (facts: Facts): readonly [number, number | null] => {
  const last = new Map<unknown, JsonObject>()
  for (const { type, data } of facts) {
    const id = data['observation']
    if (type === 'observation-made') last.set(id, data)
    if (type === 'observation-corrected') last.set(id, { ...last.get(id), ...(data['change'] as JsonObject) })
  }
  const all = [...last.values()]
  const least = (one: JsonObject) => one['atLeast'] as number
  const things = Map.groupBy(
    all.filter((one) => one['asset'] !== null),
    (one) => one['asset'],
  )
  const ofThings = sum([...things.values()].map((those) => Math.max(...those.map(least))))
  const wide = all.filter((one) => one['asset'] === null)
  const atLeast = Math.max(ofThings, ...wide.map(least))
  const most = wide.map((one) => one['atMost'] as number | null)
  return [atLeast, most.length === 0 || most.includes(null) ? null : Math.max(atLeast, ...(most as number[]))]
}
/** Copies of one text are one family: each says it once. */
const families = (facts: Facts, ledger: Facts, happened: string) =>
  new Set(
    of(facts, 'evidence-claim-joined')
      .filter(({ data }) => (data['coded'] as JsonObject)['happened'] === happened)
      .map(({ data }) => {
        const document = `evidence:${String(data['claim']).split('/')[0]}`
        const taken = ledger.find(({ stream, type }) => stream === document && type === 'evidence-taken')
        return taken!.data['family']
      }),
  ).size
const withoutIt = (facts: Facts): readonly [number, number | null] => {
  const { atLeast, atMost } = facts
    .map(({ data }) => data['without'] as { atLeast: number; atMost: number | null } | null | undefined)
    .findLast((one) => one !== undefined && one !== null)!
  return [atLeast, atMost]
}

interface Summed {
  readonly channels: readonly {
    readonly channel: string
    readonly counts: { readonly [known: string]: number }
  }[]
}
const summedIn = (fact: Fact) => (fact.data as JsonObject)['warned'] as unknown as Summed
/** At the first warning, by those ways that can confirm; by all where none did. */
const confirmedFirst = (facts: Facts, what: 'confirmed' | 'asked') => {
  const all = of(facts, 'reach-summarised').at(-1)!.data['first'] as unknown as readonly {
    readonly [what in 'confirmed' | 'asked']: number
  }[]
  const confirming = all.filter(({ confirmed }) => confirmed > 0)
  return sum((confirming.length > 0 ? confirming : all).map((one) => one[what]))
}
const warned = (facts: Facts, row: Row) => {
  const { channels } = summedIn(facts[0]!)
  return channels.find(({ channel }) => row.id.endsWith(` ${channel}`))!.counts
}
const range = ({ data }: Fact): readonly [number, number | null] => [
  data['atLeast'] as number,
  data['atMost'] as number | null,
]

const last = (facts: Facts) => of(facts, 'observation-made', 'observation-corrected').at(-1)!

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
  'checklists.late': tasksLate,
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

type OfRow = (facts: Facts, row: Row, column: string, ledger: Facts) => Counted
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
  'alerts.confirmed confirmed-of confirmed': (facts) => confirmedFirst(facts, 'confirmed'),
  'alerts.confirmed confirmed-of asked': (facts) => confirmedFirst(facts, 'asked'),
  'checklists.tasks': tasksNeeded,
  'checklists.done': tasksDone,
  'checklists.late': tasksLate,
  'damage.number': talliedFrom,
  'evidence.for': (facts, _, __, ledger) => families(facts, ledger, 'yes'),
  'evidence.against': (facts, _, __, ledger) => families(facts, ledger, 'no'),
  'outages.households': withoutIt,
  'unknown.what nobody-has-seen number': (facts) => range(last(facts)),
  'unknown.what did-not-answer number': silent,
  'open.what places-unfilled number': missing,
  'open.what dispute-open number': (facts) => range(last(facts)),
  'shelters.people': (facts) => [facts[0]!.data['people'] as number, null],
  ...Object.fromEntries(
    ['counted', 'shelters', 'open', 'full', 'closed', 'unknown'].map((name): [string, OfRow] => [
      `shelters.${name}`,
      (facts) => facts[0]!.data[name] as number,
    ]),
  ),
  'observations.number': (facts) => range(last(facts)),
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
      // Of a list: as long as it is seen to be, and resting on all that its lines rest on.
      const isLength = one.id.endsWith('.lines')
      if (isLength)
        assert.deepEqual(
          one.rests,
          [...new Set(section.rows.flatMap(({ rests }) => rests))].toSorted((x, y) => x - y),
          one.id,
        )
      check(one.id, said, facts, isLength ? rows : figures[one.id]?.(facts))
    }
    for (const row of section.rows) {
      const facts = factsOf(row)
      assert.ok(facts.length > 0, `${row.id} rests on nothing`)
      assert.notEqual(row.see, '', `${row.id} leads nowhere`)
      for (const [column, whole] of Object.entries(row.cells))
        for (const [name, cell] of numbersIn(column, whole)) {
          const id = `${section.id}.${name}`
          if (cell.is === 'count') {
            const said = [cell.atLeast, cell.atMost] as const
            check(`${id} of ${row.id}`, said, facts, cells[id]?.(facts, row, column, ledger))
          } else {
            assert.ok(isTimed(cell, id, facts, report, ledger), `${id} of ${row.id}: ${JSON.stringify(cell)}`)
            traced.push({ id: `${id} of ${row.id}`, said: [0, 0], facts })
          }
        }
    }
  }
  return traced
}
