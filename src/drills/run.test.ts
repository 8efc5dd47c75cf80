import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minute, plus, system, type ActorId, type AlertId, type Instant } from '#base'
import { memoryLedger } from '#ledger'
import { announceDrill, dueOfDrill, endDrill } from './decide.ts'
import { drillFactsToLedger, type DrillFact, type DrillId } from './facts.ts'
import { emptyDrillBook, endsAt, nextOf } from './run.ts'
import { readDrillScript } from './script.ts'

const at = '2025-11-01T21:00:00.000Z' as Instant
const olena = 'olena' as ActorId
const inject = { kind: 'word', text: { en: 'Begin.' } }
const script = readDrillScript({
  ...{ id: 'short', name: { en: 'Short' }, endsAtMinutes: 10 },
  steps: [
    { id: 'one', atMinutes: 0, inject },
    { id: 'two', atMinutes: 5, inject },
  ],
})
assert.ok(script.ok)
const drill = 'drill-1' as DrillId
const asked = { drill, script: script.value, announceMinutes: 30, by: olena, at }

/** A book that a real ledger keeps. */
function kept() {
  const ledger = memoryLedger()
  const book = emptyDrillBook()
  return {
    book,
    ledger,
    async write(facts: readonly DrillFact[]) {
      const written = await ledger.append({
        facts: drillFactsToLedger(facts),
        expected: { drills: book.version },
      })
      assert.ok(written.ok)
      for (const fact of written.value) assert.equal(book.apply(fact), true)
    },
  }
}

describe('a drill', () => {
  test('is announced, begins, brings what its script says and ends, each at its time', async () => {
    const { book, write } = kept()
    const announced = announceDrill(book, asked, [])
    assert.ok(announced.ok)
    await write(announced.value)
    assert.deepEqual(book.now()?.state, 'announced')
    assert.equal(endsAt(book.now()!), plus(at, 40 * minute))
    const happened: string[] = []
    for (let minutes = 0; minutes <= 45; minutes++) {
      const now = plus(at, minutes * minute)
      for (let run = book.now(); run !== undefined; run = book.now()) {
        const facts = dueOfDrill(run, now, [])
        if (facts.length === 0) {
          assert.ok(nextOf(run).at > now)
          break
        }
        await write(facts)
        happened.push(...facts.map(({ type, by }) => `${minutes} ${type} ${by}`))
      }
    }
    assert.deepEqual(happened, [
      `30 drill-begun ${system}`,
      `30 drill-inject-given ${system}`,
      `35 drill-inject-given ${system}`,
      `40 drill-ended ${system}`,
    ])
    const run = book.get(drill)
    assert.deepEqual([run?.state, run?.state === 'over' && run.how], ['over', 'finished'])
  })

  test('makes up for what was missed while no server ran, and is the same after it was read anew', async () => {
    const { book, ledger, write } = kept()
    const announced = announceDrill(book, asked, [])
    assert.ok(announced.ok)
    await write(announced.value)
    const later = plus(at, 36 * minute)
    for (let run = book.now(); run !== undefined; run = book.now()) {
      const facts = dueOfDrill(run, later, [])
      if (facts.length === 0) break
      await write(facts)
    }
    const run = book.get(drill)
    assert.ok(run?.state === 'running')
    // It begins when it begins: what comes after keeps its distance.
    assert.deepEqual([run.begunAt, run.given.length, nextOf(run).at], [later, 1, plus(later, 5 * minute)])
    const again = emptyDrillBook()
    for (const fact of await ledger.read(0 as never, 100)) again.apply(fact)
    assert.deepEqual(again.all(), book.all())
    for (const fact of await ledger.read(0 as never, 100)) assert.equal(again.apply(fact), false)
  })

  test('is not announced beside another one, nor while a live alert is in force, unless somebody says why', async () => {
    const { book, write } = kept()
    const live = ['alert-1' as AlertId]
    const refused = announceDrill(book, asked, live)
    assert.equal(!refused.ok && refused.problem.code, 'drills/live-alert')
    const despite = announceDrill(book, { ...asked, despite: 'A flood far away.' }, live)
    assert.ok(despite.ok)
    await write(despite.value)
    assert.equal(book.now()?.despite, 'A flood far away.')
    // Who said why is not broken off.
    assert.deepEqual(dueOfDrill(book.now()!, at, live), [])
    const second = announceDrill(book, { ...asked, drill: 'drill-2' as DrillId }, [])
    assert.equal(!second.ok && second.problem.code, 'drills/another-one')
  })

  test('is broken off when a live alert comes, announced or running', async () => {
    const live = ['alert-1' as AlertId]
    for (const begun of ['announced', 'running']) {
      const { book, write } = kept()
      const announced = announceDrill(book, { ...asked, announceMinutes: begun === 'running' ? 0 : 30 }, [])
      assert.ok(announced.ok)
      await write(announced.value)
      if (begun === 'running') await write(dueOfDrill(book.now()!, at, []))
      assert.equal(book.now()?.state, begun)
      await write(dueOfDrill(book.now()!, at, live))
      const run = book.get(drill)
      assert.ok(run?.state === 'over')
      assert.deepEqual([run.how, run.alerts], ['broken-off', live])
    }
  })

  test('is ended once, by whoever may, with a reason', async () => {
    const { book, write } = kept()
    const unknown = endDrill(book.get(drill), { drill, by: olena, at })
    assert.equal(!unknown.ok && unknown.problem.code, 'drills/no-such-drill')
    const announced = announceDrill(book, asked, [])
    assert.ok(announced.ok)
    await write(announced.value)
    const ended = endDrill(book.get(drill), { drill, by: olena, at, reason: 'Snow.' })
    assert.ok(ended.ok)
    await write(ended.value)
    const run = book.get(drill)
    assert.ok(run?.state === 'over')
    assert.deepEqual([run.how, run.reason, run.begunAt, book.now()], ['ended', 'Snow.', null, undefined])
    const again = endDrill(run, { drill, by: olena, at })
    assert.equal(!again.ok && again.problem.code, 'drills/over')
  })

  test('has facts of mode drill alone', () => {
    const announced = announceDrill(emptyDrillBook(), asked, [])
    assert.ok(announced.ok)
    assert.ok(drillFactsToLedger(announced.value).every(({ mode }) => mode === 'drill'))
  })
})

describe('a script', () => {
  const good = {
    ...{ id: 'good', name: { en: 'Good' }, endsAtMinutes: 10 },
    steps: [{ id: 'one', atMinutes: 0, inject }],
  }
  const wrong = (more: object) => {
    const read = readDrillScript({ ...good, ...more })
    return read.ok ? 'nothing' : `${read.problem.code} ${read.problem.at}`
  }
  test('is refused with the place that is wrong', () => {
    const [one] = good.steps
    assert.equal(wrong({}), 'nothing')
    assert.equal(wrong({ id: 'No Name' }), 'drills/bad-script id')
    assert.equal(wrong({ name: {} }), 'drills/bad-script name')
    assert.equal(wrong({ name: { english: 'Good' } }), 'drills/bad-script name')
    assert.equal(wrong({ steps: [] }), 'drills/bad-script steps')
    assert.equal(wrong({ extra: 1 }), 'drills/bad-script extra')
    assert.equal(wrong({ endsAtMinutes: 0 }), 'drills/bad-script steps[0].atMinutes')
    assert.equal(
      wrong({
        steps: [
          { ...one, atMinutes: 5 },
          { ...one, id: 'two', atMinutes: 4 },
        ],
      }),
      'drills/bad-script steps[1].atMinutes',
    )
    const expecting = (expect: object) =>
      wrong({ steps: [{ ...one, expect: { withinSeconds: 60, ...expect } }] })
    assert.equal(expecting({ do: 'issue' }), 'drills/bad-script steps[0].expect')
    assert.equal(expecting({ do: 'raise', level: 'red' }), 'drills/bad-script steps[0].expect.ladder')
    assert.equal(expecting({ do: 'sleep' }), 'drills/bad-script steps[0].expect.do')
    assert.equal(expecting({ do: 'renew' }), 'nothing')
  })
})
