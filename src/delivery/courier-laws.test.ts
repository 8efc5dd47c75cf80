/** Whatever happens in whatever order, with crashes at any moment: the courier never breaks the laws of delivery. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isEnd, type Notice } from '#alerts'
import type { AreaCode } from '#areas'
import { minute, plus, recordingLog, second, virtualClock, type AlertId, type NoticeId } from '#base'
import type { Channel, Outcome, Target } from '#channels'
import type { Seq } from '#ledger'
import fc from 'fast-check'
import { confirmed, contains, dropped, later, start, told } from '../../test/support/courier-world.ts'
import { memoryAttemptLog, type AttemptLog } from './attempt-log.ts'
import { isOpen, type Attempt } from './attempt.ts'
import { createCourier, type Courier } from './courier.ts'
import { endsAlert } from './plan.ts'
import { urgentSchedule } from './retry.ts'

const areas = ['o/a', 'o/b', 'o/c'] as const
const targets: readonly Target[] = [
  { id: 'all', areas: 'everywhere' },
  { id: 'oblast', areas: ['o' as AreaCode] },
  ...areas.map((code) => ({ id: `in-${code.slice(2)}`, areas: [code as AreaCode] })),
]
const behaviours = ['confirm', 'refuse', 'drop', 'silence', 'slow', 'late'] as const
type Behaviour = (typeof behaviours)[number]

type Step =
  | { readonly do: 'issue'; readonly areas: readonly string[] }
  | { readonly do: 'raise' | 'renew' | 'clear' | 'retract'; readonly alert: number }
  | { readonly do: 'extend' | 'reduce'; readonly alert: number; readonly area: string }
  | { readonly do: 'follow'; readonly notices: number }
  | { readonly do: 'wait'; readonly forSeconds: number }
  | { readonly do: 'behave'; readonly target: number; readonly as: Behaviour }
  | { readonly do: 'crash' }

const alert = fc.nat(2)
const area = fc.constantFrom(...areas)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('issue'), areas: fc.uniqueArray(area, { minLength: 1 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('raise', 'renew', 'clear', 'retract'), alert }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('extend', 'reduce'), alert, area }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('follow'), notices: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait'), forSeconds: fc.integer({ min: 1, max: 40 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('behave'),
      target: fc.nat(targets.length - 1),
      as: fc.constantFrom(...behaviours),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash') }) },
)
/** How many turns of the microtask queue pass after a step; at most 30 are needed to come to rest. */
const timed = fc.tuple(step, fc.oneof(fc.constant(30), fc.nat(30)))

interface AlertHere {
  readonly id: string
  revision: number
  areas: string[]
  ended: boolean
}

class World {
  readonly clock = virtualClock(start)
  readonly kept: AttemptLog = memoryAttemptLog()
  readonly ledger: Notice[] = []
  readonly alerts: AlertHere[] = []
  readonly heard: { readonly notice: Notice; readonly target: string }[] = []
  /** What the target answered, by attempt. */
  readonly answered = new Map<string, Outcome['kind'][]>()
  /** What was durably confirmed at some moment. */
  readonly confirmedIds = new Set<string>()
  readonly behaviour = new Map<string, Behaviour>()
  readonly violations: string[] = []
  readonly report = recordingLog()
  readonly isStopped: (alert: AlertId, revision: number) => boolean
  checkpoint = 0
  wanted = 0
  generation = 0
  courier!: Courier
  following = Promise.resolve()

  constructor(stops: 'at-the-end' | 'at-any-later-revision') {
    this.isStopped = (id, revision) => {
      const found = this.alerts.find((it) => it.id === id)
      return found !== undefined && (found.ended || (stops !== 'at-the-end' && found.revision > revision))
    }
    this.boot()
  }

  boot() {
    const generation = ++this.generation
    const alive = () => generation === this.generation
    const never = new Promise<never>(() => {})
    const log: AttemptLog = {
      ...this.kept,
      write: async (entry) => {
        for (let turn = 0; turn < 3; turn++) await undefined
        if (!alive()) return never
        await this.kept.write(entry)
        return alive() ? undefined : never
      },
    }
    const courier = createCourier({
      log,
      channels: [this.channel(alive)],
      schedules: { bell: { ...urgentSchedule, giveUpAfter: 8 * minute, longest: minute } },
      clock: { now: this.clock.now, after: (wait, act) => this.clock.after(wait, () => alive() && act()) },
      report: this.report,
      random: () => 0.5,
      contains,
      isStopped: this.isStopped,
    })
    this.courier = courier
    this.following = courier.resume().then(() => {})
    void this.follow()
  }

  /** Plans what the follower has seen of the ledger; the checkpoint moves once the plan is durable. */
  async follow() {
    const generation = this.generation
    const courier = this.courier
    this.following = this.following.then(async () => {
      while (generation === this.generation && this.checkpoint < this.wanted) {
        const batch = this.ledger.slice(this.checkpoint, this.wanted)
        await courier.onNotices(batch)
        if (generation === this.generation) this.checkpoint += batch.length
      }
    })
  }

  channel(alive: () => boolean): Channel {
    let listen: (notice: string, target: string, outcome: Outcome) => void = () => {}
    return {
      name: 'bell',
      abilities: {
        longestText: 'any',
        confirms: 'device',
        aims: 'area',
        carries: 'every-level',
        modes: ['drill'],
      },
      patienceFor: 5 * second,
      concurrency: 2,
      targets: async (_, covers) =>
        targets.filter((it) => it.areas === 'everywhere' || it.areas.some(covers)),
      onLateOutcome: (as) => void (listen = as),
      send: (notice, { id }, signal) => {
        if (!alive()) return new Promise(() => {})
        this.checkSend(notice, id)
        const answer = (outcome: Outcome) => {
          const key = `${notice.id}/bell/${id}`
          this.answered.set(key, [...(this.answered.get(key) ?? []), outcome.kind])
          return outcome
        }
        const how = this.behaviour.get(id) ?? 'confirm'
        if (how === 'refuse') return Promise.resolve(answer(later))
        const hears = () => void this.heard.push({ notice, target: id })
        if (how === 'slow')
          // The target hears it in the end, unless it was called off before.
          return new Promise((resolve) => {
            signal.addEventListener('abort', () => resolve(answer(dropped)))
            this.clock.after(3 * second, () => {
              if (signal.aborted || !alive()) return
              hears()
              resolve(answer(confirmed))
            })
          })
        hears()
        if (how === 'confirm') return Promise.resolve(answer(confirmed))
        if (how === 'drop') return Promise.resolve(answer(dropped))
        if (how === 'late') {
          this.clock.after(7 * second, () => alive() && listen(notice.id, id, answer(confirmed)))
          return Promise.resolve(answer({ kind: 'accepted', reference: 'x' }))
        }
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(answer(dropped))))
      },
      close: async () => {},
    }
  }

  checkSend(notice: Notice, target: string) {
    if (!isEnd(notice) && this.isStopped(notice.alert, notice.revision))
      this.violations.push(`(a) ${notice.id} was sent to ${target} after its stop was durable`)
    const id = `${notice.id}/bell/${target}`
    if (this.confirmedIds.has(id)) this.violations.push(`(b) ${id} was sent although it was confirmed`)
  }

  publish(it: AlertHere, ...notices: Notice[]) {
    for (const notice of notices) {
      const seq = (this.ledger.length + 1) as Seq
      const { renewBy: _, ...rest } = { ...notice, seq }
      this.ledger.push(isEnd(notice) ? rest : { ...rest, renewBy: plus(this.clock.now(), 5 * minute) })
    }
    it.ended = notices.some(endsAlert)
  }

  take(step: Step) {
    switch (step.do) {
      case 'issue': {
        const it: AlertHere = {
          id: `a${this.alerts.length}`,
          revision: 1,
          areas: [...step.areas],
          ended: false,
        }
        this.alerts.push(it)
        return this.publish(it, told(it.id, 1, 'warning', it.areas))
      }
      case 'follow':
        this.wanted = Math.min(this.ledger.length, Math.max(this.wanted, this.checkpoint) + step.notices)
        return void this.follow()
      case 'wait':
        return this.clock.advance(step.forSeconds * second)
      case 'behave':
        return void this.behaviour.set(targets[step.target]!.id, step.as)
      case 'crash':
        return this.boot()
    }
    const inForce = this.alerts.filter(({ ended }) => !ended)
    const it = inForce[step.alert % Math.max(1, inForce.length)]
    if (it === undefined) return
    const { id, revision } = { id: it.id, revision: it.revision + 1 }
    if (step.do === 'extend') {
      if (it.areas.includes(step.area)) return
      it.areas = [...it.areas, step.area]
    }
    if (step.do === 'reduce' && (!it.areas.includes(step.area) || it.areas.length === 1)) return
    it.revision = revision
    switch (step.do) {
      case 'raise':
        return this.publish(it, told(id, revision, 'update', it.areas))
      case 'renew':
        return this.publish(it, told(id, revision, 'update', it.areas, { loud: [] }))
      case 'extend':
        return this.publish(it, told(id, revision, 'update', it.areas, { loud: [step.area] }))
      case 'reduce': {
        it.areas = it.areas.filter((code) => code !== step.area)
        const rest = told(id, revision, 'update', it.areas, { loud: [] })
        return this.publish(it, rest, told(id, revision, 'all-clear', [step.area], { part: 'e' }))
      }
      case 'clear':
        return this.publish(it, told(id, revision, 'all-clear', it.areas))
      case 'retract':
        return this.publish(it, told(id, revision, 'retraction', it.areas))
    }
  }

  async rest(turns: number) {
    for (let turn = 0; turn < turns; turn++) await undefined
    if (turns === 30) await new Promise<void>((resolve) => setImmediate(resolve))
    for (const { id } of this.alerts)
      for (const attempt of await this.kept.byAlert(id as AlertId))
        if (attempt.state === 'confirmed') this.confirmedIds.add(attempt.id)
  }

  async finish() {
    this.wanted = this.ledger.length
    void this.follow()
    await this.rest(30)
    for (let waited = 0; waited < 9 * minute; waited += 5 * second) {
      this.clock.advance(5 * second)
      await this.rest(30)
    }
  }

  async check() {
    assert.deepEqual(this.violations, [])
    assert.equal(this.checkpoint, this.ledger.length, 'the follower stands still')
    for (const here of this.alerts) {
      const attempts = await this.kept.byAlert(here.id as AlertId)
      for (const attempt of attempts) this.checkTruth(attempt)
      for (const { notice } of this.heard)
        assert.ok(await this.kept.notice(notice.id as NoticeId), 'sent, but not written down')
      for (const it of targets) {
        this.checkOrder(here.id, it.id)
        const concerned =
          it.areas === 'everywhere' ||
          here.areas.some((code) => it.areas.includes(code as AreaCode) || it.areas.includes('o' as AreaCode))
        if (here.ended || !concerned) this.checkLastWord(here.id, it.id, attempts)
      }
    }
    assert.deepEqual(this.courier.load(), { flying: 0, queued: 0, alerts: 0, attemptLog: 'writes' })
  }

  /** (c) */
  checkTruth(attempt: Attempt) {
    const answers = this.answered.get(attempt.id) ?? []
    const say = `${attempt.id} is ${attempt.state} after ${answers.join(', ')}`
    assert.ok(!isOpen(attempt), `(c) ${say}, and still open`)
    for (const { at } of attempt.history)
      assert.ok(at <= plus(attempt.deadlineAt, 12 * second), `(c) ${say}, late`)
    if (attempt.state === 'confirmed' || attempt.state === 'accepted')
      assert.ok(answers.includes(attempt.state), `(c) ${say}`)
    if (attempt.state === 'expired')
      assert.ok(
        attempt.lastOutcome === null || attempt.lastOutcome.kind === 'refused',
        `(c) ${say}, last ${attempt.lastOutcome?.kind}`,
      )
    if (attempt.tries === 0 && attempt.state !== 'superseded')
      assert.equal(attempt.state, 'expired', `(c) ${say}`)
  }

  /** (e): an end of some areas may be late, anything else is told in its order. */
  checkOrder(id: string, target: string) {
    let latest = 0
    for (const { notice } of this.heard.filter((it) => it.notice.alert === id && it.target === target)) {
      assert.ok(
        isEnd(notice) || notice.revision >= latest,
        `(e) ${target} heard ${notice.id} after ${latest}`,
      )
      latest = Math.max(latest, notice.revision)
    }
  }

  /** (d) */
  checkLastWord(id: string, target: string, attempts: readonly Attempt[]) {
    const last = this.heard.findLast((it) => it.notice.alert === id && it.target === target)
    if (last === undefined || isEnd(last.notice)) return
    const ends = attempts.filter(
      (it) => it.target === target && isEnd(it) && it.revision > last.notice.revision,
    )
    assert.ok(
      ends.some((it) => it.state !== 'superseded' && it.state !== 'confirmed' && it.state !== 'accepted'),
      `(d) ${target} heard ${last.notice.id} last; its ends: ${ends.map((it) => `${it.notice} ${it.state}`).join()}`,
    )
  }
}

test('the laws of delivery hold in any order of events', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(timed, { minLength: 4, maxLength: 40 }),
      fc.constantFrom('at-the-end' as const, 'at-any-later-revision' as const),
      async (steps, stops) => {
        const world = new World(stops)
        for (const [step, turns] of steps) {
          world.take(step)
          await world.rest(turns)
        }
        await world.finish()
        await world.check()
      },
    ),
    { numRuns: Number(process.env['TOCSIN_PROPERTY_RUNS'] ?? 100), seed: 2025_11_02 },
  )
})
