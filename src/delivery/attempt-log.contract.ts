/** What every attempt log must satisfy: what it took it gives back, whole, in order, and still after it was opened again. */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { plus, hour, type AlertId, type Instant, type NoticeId } from '#base'
import { told, start, target } from '../../test/support/courier-world.ts'
import type { AttemptLog } from './attempt-log.ts'
import {
  begin,
  hear,
  isTryable,
  planned,
  settle,
  supersede,
  type Attempt,
  type AttemptId,
  type Waiting,
} from './attempt.ts'

export interface AttemptLogWorld {
  readonly log: AttemptLog
  /** Closes it and opens it again on what it kept; absent where nothing is kept. */
  readonly reopen?: () => Promise<AttemptLog>
  close(): Promise<void>
}

export function attemptLogContract(
  name: string,
  makeWorld: () => Promise<AttemptLogWorld>,
  options: { readonly skip?: string | false } = {},
): void {
  describe(`the attempt log ${name}`, { skip: options.skip ?? false }, () => {
    let world: AttemptLogWorld
    beforeEach(async () => {
      world = await makeWorld()
    })
    afterEach(() => world.close())

    const write = async (...attempts: Attempt[]) => {
      const notices = attempts.map((it) => told(it.alert, it.revision, 'warning', ['o/Ж']))
      await world.log.write({ notices, attempts })
    }

    test('gives back every kind of attempt as it was written', async () => {
      const all = everyKind()
      await write(...all)
      for (const it of all) assert.deepEqual(await world.log.get(it.id), it)
      assert.equal(await world.log.get('a.9/bell/none' as AttemptId), undefined)
    })

    test('keeps the latest state of an attempt', async () => {
      const first = waiting('a', 1, 'one')
      await write(first)
      const second = begin(first, start)
      await write(second)
      assert.deepEqual(await world.log.byAlert('a' as AlertId), [second])
    })

    test('keeps all of an entry or nothing', async (t) => {
      const good = waiting('a', 1, 'one')
      const broken = { ...waiting('a', 1, 'two'), state: 'lost' } as unknown as Attempt
      if (world.reopen === undefined) return t.skip('it checks nothing')
      await assert.rejects(world.log.write({ attempts: [good, broken] }))
      assert.deepEqual(await world.log.byAlert('a' as AlertId), [])
      await write(good)
      assert.deepEqual(await world.log.byAlert('a' as AlertId), [good])
    })

    test('has everything still after it was opened again', async (t) => {
      if (world.reopen === undefined) return t.skip('it keeps nothing')
      const all = everyKind()
      await write(...all)
      const log = await world.reopen()
      assert.equal((await log.byAlert('a' as AlertId)).length, all.length)
      assert.deepEqual(await log.notice('a.1' as NoticeId), told('a', 1, 'warning', ['o/Ж']))
    })

    test('lists what is open, page by page, in the order of bytes', async () => {
      const all = everyKind()
      await write(...all)
      const open = all.filter((it) => it.nextTryAt !== null || it.state === 'sending')
      const found: Attempt[] = []
      for (let after: AttemptId | undefined; ;) {
        const page = await world.log.open({ limit: 2, ...(after === undefined ? {} : { after }) })
        found.push(...page)
        after = page.at(-1)?.id
        if (page.length < 2) break
      }
      const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
      assert.deepEqual(
        found.map(({ id }) => id),
        open.map(({ id }) => id).sort(bytes),
      )
    })

    test('finds by alert and by notice, and mixes up none', async () => {
      await write(
        waiting('a', 1, 'one'),
        waiting('a', 2, 'one'),
        waiting('a', 10, 'one'),
        waiting('ab', 1, 'one'),
      )
      const ids = (attempts: readonly Attempt[]) => attempts.map(({ id }) => id)
      assert.deepEqual(ids(await world.log.byAlert('a' as AlertId)), [
        'a.1/bell/one',
        'a.10/bell/one',
        'a.2/bell/one',
      ])
      assert.deepEqual(ids(await world.log.byNotice('a.1' as NoticeId)), ['a.1/bell/one'])
      assert.deepEqual(ids(await world.log.byNotice('none.1' as NoticeId)), [])
      assert.deepEqual(
        (await world.log.noticesOf('a' as AlertId)).map(({ id }) => id),
        ['a.1', 'a.10', 'a.2'],
      )
    })

    test('gives a target’s attempts, the latest first', async () => {
      const at = (hours: number) => plus(start, hours * hour)
      await write(waiting('a', 1, 'one', at(0)), waiting('b', 1, 'one', at(2)), waiting('c', 1, 'one', at(1)))
      await write(waiting('a', 1, 'two', at(5)))
      const found = await world.log.byTarget('bell', 'one', 2)
      assert.deepEqual(
        found.map(({ id }) => id),
        ['b.1/bell/one', 'c.1/bell/one'],
      )
    })

    test('forgets what is old and closed, and its notices, and nothing that is open', async () => {
      const old = plus(start, -48 * hour)
      const open = waiting('a', 1, 'open', old)
      const closed = settle(waiting('a', 1, 'closed', old), { kind: 'confirmed', by: 'device' }, old, null)
      const gone = settle(waiting('b', 1, 'closed', old), { kind: 'confirmed', by: 'device' }, old, null)
      const young = settle(waiting('c', 1, 'closed'), { kind: 'confirmed', by: 'device' }, start, null)
      await write(open, closed, gone, young)
      assert.equal(await world.log.prune(plus(start, -hour)), 2)
      assert.deepEqual(await world.log.byAlert('a' as AlertId), [open])
      assert.deepEqual(await world.log.byAlert('b' as AlertId), [])
      assert.deepEqual(await world.log.byAlert('c' as AlertId), [young])
      await world.log.prune(plus(start, hour))
      assert.notEqual(await world.log.notice('a.1' as NoticeId), undefined)
      assert.equal(await world.log.notice('b.1' as NoticeId), undefined)
    })

    test('takes a thousand attempts at once', async () => {
      const many = Array.from({ length: 1_000 }, (_, index) => waiting('a', 1, `t${index}`))
      await world.log.write({ notices: [told('a', 1, 'warning', ['o'])], attempts: many })
      assert.equal((await world.log.byNotice('a.1' as NoticeId)).length, 1_000)
    })

    test('closes twice without complaint', async () => {
      await world.log.close()
      await world.log.close()
    })
  })
}

function waiting(alert: string, revision: number, to: string, at: Instant = start): Waiting {
  const { id, areas: serves } = target(to, ['o/Ж'])
  const areas = ['o/Ж'] as unknown as Waiting['areas']
  const deadlineAt = plus(at, hour)
  return planned(
    told(alert, revision, 'warning', ['o/Ж']),
    { channel: 'bell', target: id, serves, areas, loudFor: areas, priority: 6, deadlineAt },
    at,
  )
}

/** One attempt in each state, open and closed where there are both. */
function everyKind(): Attempt[] {
  const next = plus(start, 5_000)
  const sending = (to: string) => begin(waiting('a', 1, to), start)
  const accepted = settle(sending('accepted'), { kind: 'accepted', reference: 'r "1"' }, start, next)
  const retried = settle(sending('refused'), { kind: 'refused', problem: 'x/y', retry: 'later' }, start, next)
  const unknown = settle(sending('unknown'), { kind: 'unknown', problem: 'x/y' }, start, next)
  if (!isTryable(retried) || !isTryable(unknown)) throw new Error('both have a next try')
  return [
    { ...waiting('a', 1, 'waiting'), serves: 'everywhere' },
    sending('sending'),
    accepted,
    settle(sending('taken'), { kind: 'accepted', reference: 'r' }, start, null),
    retried,
    settle(sending('gone'), { kind: 'refused', problem: 'x/y', retry: 'never' }, start, null),
    settle(
      sending('late'),
      { kind: 'refused', problem: 'x/y', retry: 'later', notBefore: next },
      start,
      null,
    ),
    unknown,
    hear(
      settle(sending('Ωheard'), { kind: 'unknown', problem: 'x/y' }, start, null),
      { kind: 'confirmed', by: 'person' },
      next,
    ),
    supersede(waiting('a', 1, 'overtaken'), 'a.2' as NoticeId, next),
    supersede({ ...unknown, id: 'a.1/bell/passed' as AttemptId, target: 'passed' }, null, next),
  ]
}
