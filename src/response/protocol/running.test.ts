import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { minute, plus, type ActorId, type AlertId, type Instant, type Sha256 } from '#base'
import {
  changeZone,
  climbTasks,
  climbsNextAt,
  closeRun,
  doTask,
  evolveRun,
  nextClimbAt,
  runIdOf,
  startClosing,
  startFor,
  tasksOf,
  undoTask,
  type Condition,
  type Given,
  type Protocol,
  type ProtocolId,
  type Run,
  type RunFact,
  type RunId,
  type Task,
  type TaskKey,
  type ZoneKey,
} from '#response'

const start = '2026-11-22T00:40:00.000Z' as Instant
const after = (minutes: number) => plus(start, minutes * minute)
const olena = 'person-olena' as ActorId
const asked = (minutes: number) => ({ at: after(minutes), by: olena })
const task = (key: string, more: Partial<Task> = {}): Task => ({
  ...{ key: key as TaskKey, texts: { en: key }, line: ['duty-officer', 'head-of-shift', 'head-of-centre'] },
  ...{ dueAfter: 10 * minute, done: { how: 'tick' }, onlyIf: [] },
  ...more,
})
const when = (condition: object): Pick<Task, 'onlyIf'> => ({ onlyIf: [condition as Condition] })
const protocol: Protocol = {
  ...{
    id: 'drone-red' as ProtocolId,
    version: 3,
    names: { en: 'Drone attack' },
    hash: 'f'.repeat(64) as Sha256,
  },
  fits: { threats: ['drone'], levels: ['red'], authorities: 'any' },
  climbAfter: 5 * minute,
  tasks: [
    task('open-shelters', { done: { how: 'value', unit: 'shelters', least: 0, most: 90 } }),
    task('call-the-rest', { ...when({ task: 'open-shelters', below: 40 }), dueAfter: 15 * minute }),
    task('plant', { done: { how: 'choice', of: ['running', 'shut-down'] } }),
    task('iodine', when({ task: 'plant', chose: 'shut-down' })),
    task('thank', when({ task: 'call-the-rest', is: 'not-needed' })),
  ],
  closing: [task('count-heads', { dueAfter: 30 * minute })],
  zones: [
    {
      ...{ key: 'north' as ZoneKey, names: { en: 'North bank' }, areas: [], shape: [], assembly: [] },
      routes: {},
      transport: {},
    },
  ],
}
const warned = {
  ...{ alert: 'alert-1' as AlertId, mode: 'drill' as const, threat: 'drone', ladder: 'ru', level: 'red' },
  authority: 'main',
  areas: ['gn:465724'],
}

function evolve(facts: readonly RunFact[], before?: Run): Run {
  let run = before
  for (const fact of facts) run = evolveRun(run, fact)
  assert.ok(run)
  return run
}
const begun = () => evolve(startFor(warned, [protocol], new Set(), asked(0)))
function done(run: Run, key: string, given: Given = { how: 'tick' }, minutes = 1): Run {
  const facts = doTask(run, protocol, { task: key as TaskKey, given }, asked(minutes))
  assert.ok(facts.ok, JSON.stringify(facts))
  return evolve(facts.value, run)
}
const states = (run: Run, minutes = 1) =>
  Object.fromEntries(tasksOf(run, protocol, after(minutes)).map((view) => [view.task.key, view.state]))
const shelters = (value: number): Given => ({ how: 'value', value })

describe('a protocol', () => {
  test('starts with the alert that it is for, once, and again for no level but a new one', () => {
    const facts = startFor(warned, [protocol], new Set(), asked(0))
    assert.deepEqual(
      facts.map(({ run }) => run),
      [runIdOf(warned.alert, protocol)],
    )
    assert.deepEqual(facts[0]!.data, {
      ...{ mode: 'drill', alert: 'alert-1' },
      about: { threat: 'drone', ladder: 'ru', level: 'red', areas: ['gn:465724'] },
      protocol: { id: 'drone-red', version: 3, hash: 'f'.repeat(64) },
    })
    assert.deepEqual(startFor(warned, [protocol], new Set(facts.map(({ run }) => run)), asked(5)), [])
    assert.deepEqual(startFor({ ...warned, level: 'yellow' }, [protocol], new Set<RunId>(), asked(0)), [])
  })

  test('shows a task that hangs on an answer as waiting until the answer is there', () => {
    assert.deepEqual(states(begun()), {
      ...{ 'open-shelters': 'open', 'call-the-rest': 'waiting', plant: 'open', iodine: 'waiting' },
      thank: 'waiting',
    })
    const few = done(begun(), 'open-shelters', shelters(12))
    assert.equal(states(few)['call-the-rest'], 'open')
    assert.equal(states(few)['thank'], 'waiting')
    const enough = done(few, 'open-shelters', shelters(40))
    assert.deepEqual([states(enough)['call-the-rest'], states(enough)['thank']], ['not-needed', 'open'])
    assert.equal(states(done(enough, 'plant', { how: 'choice', choice: 'running' }))['iodine'], 'not-needed')
  })

  test('takes only what a task asks for, and the same twice once', () => {
    const faults: [string, Given, RegExp][] = [
      ['open-shelters', { how: 'tick' }, /needs a value/],
      ['open-shelters', shelters(91), /at most 90 shelters/],
      ['open-shelters', shelters(-1), /at least 0 shelters/],
      ['open-shelters', shelters(NaN), /a number/],
      ['plant', { how: 'choice', choice: 'burning' }, /running, shut-down/],
    ]
    for (const [key, given, why] of faults) {
      const refused = doTask(begun(), protocol, { task: key as TaskKey, given }, asked(1))
      assert.ok(!refused.ok && refused.problem.code === 'response/not-what-is-needed')
      assert.match(JSON.stringify(refused.problem), why)
    }
    const twelve = done(begun(), 'open-shelters', shelters(12))
    assert.deepEqual(
      doTask(twelve, protocol, { task: 'open-shelters' as TaskKey, given: shelters(12) }, asked(2)),
      { ok: true, value: [] },
    )
    assert.equal(states(evolve(undone(twelve, 'open-shelters'), twelve))['open-shelters'], 'open')
  })

  test('takes the same answer again for nothing new, in whatever order its parts come back', () => {
    const answered = done(begun(), 'plant', { how: 'choice', choice: 'running' })
    const again = { choice: 'running', how: 'choice' } as const
    const facts = doTask(answered, protocol, { task: 'plant' as TaskKey, given: again }, asked(2))
    assert.deepEqual(facts.ok && facts.value, [])
  })

  test('writes once that a task is late which nobody else can take on', () => {
    const alone: Protocol = { ...protocol, tasks: [task('alone', { line: ['duty-officer'] })], closing: [] }
    let run = evolve(startFor(warned, [alone], new Set(), asked(0)))
    assert.equal(nextClimbAt(run, alone, after(1)), after(10))
    assert.deepEqual(climbTasks(run, alone, asked(9)), [])
    const facts = climbTasks(run, alone, asked(10))
    assert.deepEqual(
      facts.map(({ type }) => type),
      ['protocol-task-late'],
    )
    run = evolve(facts, run)
    assert.deepEqual(climbTasks(run, alone, asked(90)), [])
    assert.equal(nextClimbAt(run, alone, after(90)), undefined)
  })

  test('says who is next in line and when, and of each condition whether it holds', () => {
    const [first, second] = tasksOf(begun(), protocol, after(1))
    assert.equal(climbsNextAt(first!, protocol.climbAfter), after(10))
    assert.deepEqual(second!.held, ['unknown'])
    const enough = done(begun(), 'open-shelters', shelters(40))
    assert.deepEqual(tasksOf(enough, protocol, after(1))[1]!.held, ['no'])
    assert.equal(climbsNextAt(tasksOf(enough, protocol, after(1))[0]!, protocol.climbAfter), undefined)
  })

  test('lets a late task climb to the next in line, and to the last one only', () => {
    let run = begun()
    const climbed = (minutes: number) => {
      run = evolve(climbTasks(run, protocol, asked(minutes)), run)
      return tasksOf(run, protocol, after(minutes)).find((view) => view.task.key === 'plant')!
    }
    assert.equal(climbed(9).owner, 'duty-officer')
    assert.deepEqual([climbed(10).owner, climbed(10).state], ['head-of-shift', 'late'])
    assert.equal(climbed(14).owner, 'head-of-shift')
    assert.equal(climbed(15).owner, 'head-of-centre')
    assert.equal(climbed(90).owner, 'head-of-centre')
    // After an outage it goes to whom it would be with by then, in one step.
    assert.equal(
      climbTasks(begun(), protocol, asked(90)).filter(({ data }) => 'to' in data && data.to === 2).length,
      2,
    )
  })

  test('begins its closing list with the end of the alert, and is closed by a person who says why tasks stay open', () => {
    const early = closeRun(begun(), protocol, null, asked(1))
    assert.ok(!early.ok && early.problem.code === 'response/alert-goes-on')
    const closing = evolve(startClosing(begun(), 'all-clear', asked(60)), begun())
    assert.equal(states(closing, 61)['count-heads'], 'open')
    assert.deepEqual(startClosing(closing, 'all-clear', asked(62)), [])
    const open = closeRun(closing, protocol, null, asked(61))
    assert.ok(!open.ok && open.problem.code === 'response/tasks-open')
    const closed = closeRun(closing, protocol, 'a'.repeat(64) as Sha256, asked(61))
    assert.ok(closed.ok)
    assert.equal(evolve(closed.value, closing).phase, 'closed')
  })

  test('lifts no evacuation by itself: a zone waits for a person, and holds its list open', () => {
    const north = 'north' as ZoneKey
    const nothing = changeZone(begun(), protocol, { zone: north, to: 'lifted' }, asked(1))
    assert.ok(!nothing.ok && nothing.problem.code === 'response/nothing-to-lift')
    const ordered = changeZone(begun(), protocol, { zone: north, to: 'order' }, asked(2))
    assert.ok(ordered.ok)
    let run = evolve(ordered.value, begun())
    run = evolve(startClosing(run, 'all-clear', asked(60)), run)
    assert.equal(run.zones.get(north)?.state, 'order')
    const held = closeRun(run, protocol, 'a'.repeat(64) as Sha256, asked(61))
    assert.ok(!held.ok && held.problem.code === 'response/zone-not-lifted')
    const lifted = changeZone(run, protocol, { zone: north, to: 'lifted' }, asked(62))
    assert.ok(lifted.ok)
    assert.ok(closeRun(evolve(lifted.value, run), protocol, 'a'.repeat(64) as Sha256, asked(63)).ok)
  })
})

function undone(run: Run, key: string): RunFact[] {
  const facts = undoTask(run, key as TaskKey, asked(2))
  assert.ok(facts.ok)
  return facts.value
}

describe('whatever is ticked and whenever the clock is looked at', () => {
  const steps = fc.array(
    fc.record({
      key: fc.constantFrom(
        'open-shelters',
        'call-the-rest',
        'plant',
        'iodine',
        'thank',
        'count-heads',
        'nothing',
      ),
      value: fc.integer({ min: -5, max: 95 }),
      way: fc.constantFrom('tick', 'value', 'choice', 'undo', 'clock', 'clear'),
      minutes: fc.nat(12),
    }),
    { maxLength: 30 },
  )

  test('looking often and looking once say the same about who has a task, and a done task is never late', () => {
    fc.assert(
      fc.property(steps, (all) => {
        let [often, once, minutes] = [begun(), begun(), 0]
        for (const { key, value, way, minutes: wait } of all) {
          minutes += wait
          const at = asked(minutes)
          often = evolve(climbTasks(often, protocol, at), often)
          const step = (run: Run): Run => {
            if (way === 'clear') return evolve(startClosing(run, 'all-clear', at), run)
            if (way === 'clock') return run
            if (way === 'undo') return evolve(undone(run, key), run)
            const given: Given =
              way === 'value'
                ? { how: 'value', value }
                : way === 'choice'
                  ? { how: 'choice', choice: 'running' }
                  : { how: 'tick' }
            const facts = doTask(run, protocol, { task: key as TaskKey, given }, at)
            return facts.ok ? evolve(facts.value, run) : run
          }
          ;[often, once] = [step(often), step(once)]
        }
        const end = asked(minutes + 1)
        often = evolve(climbTasks(often, protocol, end), often)
        once = evolve(climbTasks(once, protocol, end), once)
        const [a, b] = [often, once].map((run) => tasksOf(run, protocol, end.at))
        for (const [at, view] of a!.entries()) {
          // A task that was done in between and undone may have climbed meanwhile; one that is late is with whom it should be with.
          assert.equal(view.state, b![at]!.state)
          if (view.state === 'late') assert.equal(view.owner, b![at]!.owner)
          if (view.done !== null) assert.equal(view.state, 'done')
        }
      }),
    )
  })
})
