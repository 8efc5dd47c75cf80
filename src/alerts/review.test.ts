import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import { hour, plus, virtualClock, type ActorId, type AlertId, type Instant } from '#base'
import { memoryLedger, type NewFact } from '#ledger'
import type { LadderId, LevelId, ThreatId } from '#threats'
import {
  called,
  decide,
  defaultPolicy,
  emptyWorld,
  escalated,
  evolve,
  none,
  openReviewDesk,
  toLedger,
  worldFrom,
  type Alert,
  type AlertCommand,
  type AlertContent,
  type World,
} from './index.ts'

const start = '2025-11-02T02:40:00.000Z' as Instant
const [olena, petro, taras] = ['olena', 'petro', 'taras'] as [ActorId, ActorId, ActorId]
const id = 'alert-1' as AlertId
const contains = (outer: string, inner: string) => outer === inner
const wording = (text: string) => ({ texts: { en: { 90: text, 360: text, 1395: text } }, missing: [] })
const red: AlertContent = {
  issuer: { en: 'Operations centre' },
  ...{ threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId, level: 'red' as LevelId },
  step: { gravity: 'danger', height: 2, siren: 'attention' },
  areas: [{ code: 'a' as AreaCode, names: { en: 'A' }, shape: null }],
  ...{ wording: wording('Drones.'), renewForMinutes: 60, channels: 'all' },
}
const wider: AlertContent = {
  ...red,
  areas: [...red.areas, { code: 'b' as AreaCode, names: { en: 'B' }, shape: null }],
}
const why = 'Alone on shift, drones over the city.'

type Ask = AlertCommand extends infer C ? (C extends AlertCommand ? Omit<C, 'at'> : never) : never

/** A world over a ledger; `does` decides and writes what somebody does at a time. */
async function openNight(given: World = emptyWorld()) {
  const ledger = memoryLedger()
  let world = given
  let alert: Alert = none
  const clock = virtualClock(start)
  const follow = async () => {
    for (const fact of await ledger.read(world.head(), 10_000)) world.apply(fact)
  }
  const write = async (facts: readonly NewFact[]) => {
    assert.ok((await ledger.append({ facts, expected: {} })).ok)
    await follow()
  }
  const it = {
    ledger,
    clock,
    write,
    follow,
    get world() {
      return world
    },
    async does(ask: Ask) {
      const command = { at: clock.now(), ...ask } as AlertCommand
      const decided = decide(alert, command, { policy: defaultPolicy.live, contains })
      assert.ok(decided.ok, JSON.stringify(decided))
      for (const fact of decided.value) alert = evolve(alert, id, fact)
      await write(toLedger(id, decided.value))
    },
    /** The server starts again from its snapshot. */
    startAgain() {
      world = worldFrom(JSON.parse(JSON.stringify(world.toJson())) as never)
    },
    close: (by: ActorId, text: string, more: object = {}) =>
      openReviewDesk({ ledger, world, clock, folded: follow }).close(id, {
        ...{ by, text, verdict: 'justified' as const },
        ...more,
      }),
  }
  return it
}

async function alone() {
  const night = await openNight()
  await night.does({ type: 'draft', by: olena, mode: 'live', content: red })
  await night.does({ type: 'edit', by: petro, content: { ...red, channels: ['sirens'] } })
  await night.does({ type: 'edit', by: petro, content: red })
  await night.does({ type: 'issue', by: olena, emergency: why })
  return night
}

const code = (result: { readonly ok: boolean; readonly problem?: { readonly code: string } }) =>
  result.ok ? 'closed' : result.problem?.code

describe('what was done alone', () => {
  test('is open for review from the fact that says it, with its reason and everybody’s hands', async () => {
    const { world } = await alone()
    const [review] = [...world.reviews()]
    assert.ok(review !== undefined)
    assert.deepEqual([review.alert, review.openedAt, review.hands], [id, start, [olena, petro]])
    assert.deepEqual(
      review.acts.map(({ did, by, reason, revision }) => [did, by, reason, revision]),
      [['alert-issued', olena, why, 1]],
    )
  })

  test('stays open over snapshots, the end of the alert and everything that is forgotten', async () => {
    const night = await alone()
    await night.does({
      type: 'retract',
      by: olena,
      wording: wording('Over.'),
      reason: 'The radar was wrong.',
    })
    for (let round = 0; round < 3; round++) {
      night.clock.advanceTo(plus(night.clock.now(), 48 * hour))
      const noise = {
        stream: 'noise',
        at: night.clock.now(),
        by: olena,
        mode: 'live',
        type: 'heard',
        data: {},
      } as const
      await night.write(Array.from({ length: 1_000 }, () => noise))
      night.startAgain()
    }
    assert.equal(night.world.alert(id).status, 'none', 'the alert itself is only in the ledger by now')
    assert.equal(night.world.review(id)?.acts.length, 1)
    assert.equal(code(await night.close(taras, 'There were drones, as the tapes show.')), 'closed')
    assert.equal(night.world.review(id), undefined)
    night.startAgain()
    assert.deepEqual([...night.world.reviews()], [])
  })

  test('is judged by nobody who wrote, edited, submitted or did it, and by no machine', async () => {
    const night = await alone()
    for (const own of [olena, petro])
      assert.equal(code(await night.close(own, 'It was right to do it.')), 'alerts/own-review')
    assert.equal(code(await night.close(taras, 'It was right.', { as: 'machine' })), 'alerts/not-a-person')
    assert.equal(code(await night.close(taras, ' ')), 'alerts/reason-missing')
    assert.equal(code(await night.close(taras, 'fine')), 'alerts/reason-too-thin')
    assert.equal(code(await night.close(taras, 'It was right to do it.')), 'closed')
    assert.equal(code(await night.close(taras, 'It was right to do it.')), 'alerts/no-review-open')
    const [fact] = await night.ledger.readStream(`review:${id}`)
    assert.deepEqual(
      [fact?.type, fact?.by, fact?.data],
      ['review-closed', taras, { verdict: 'justified', text: 'It was right to do it.', acts: 1 }],
    )
  })

  test('whoever submitted it has a hand in it although another issued it alone', async () => {
    const night = await openNight()
    await night.does({ type: 'draft', by: olena, mode: 'live', content: red })
    await night.does({ type: 'submit', by: petro })
    await night.does({ type: 'issue', by: olena, emergency: why })
    assert.deepEqual(night.world.review(id)?.hands, [olena, petro])
  })

  test('grows while it is open, and what nobody has read is not judged', async () => {
    const night = await alone()
    const extend = {
      type: 'change',
      change: 'extended',
      content: wider,
      emergency: 'They turn north now.',
    } as const
    await night.does({ ...extend, by: petro })
    assert.equal(
      code(await night.close(taras, 'Both were right.', { readActs: 1 })),
      'alerts/acts-since-read',
    )
    assert.equal(code(await night.close(taras, 'Both were right.', { readActs: 2 })), 'closed')
    // What is done alone after that is another review.
    await night.does({
      type: 'change',
      change: 'reduced',
      content: red,
      by: petro,
      emergency: 'They left the north.',
    })
    const review = night.world.review(id)
    assert.deepEqual([review?.acts.length, review?.acts[0]?.did], [1, 'alert-reduced'])
  })

  test('is not closed with what was written between reading and closing', async () => {
    const night = await alone()
    const { ledger } = night
    const close = { verdict: 'justified', text: 'It was right to do it.', acts: 1 }
    const extend = decide(
      night.world.alert(id),
      { type: 'change', change: 'extended', content: wider, emergency: why, by: olena, at: start },
      { policy: defaultPolicy.live, contains },
    )
    assert.ok(extend.ok)
    const closed = {
      stream: `review:${id}`,
      at: start,
      by: taras,
      mode: 'live',
      type: 'review-closed',
      data: close,
    } as const
    assert.ok((await ledger.append({ facts: [...toLedger(id, extend.value), closed], expected: {} })).ok)
    await night.follow()
    assert.deepEqual(
      night.world.review(id)?.acts.map(({ did }) => did),
      ['alert-extended'],
    )
  })

  test('opens no review where two agreed, or where one may', async () => {
    const night = await openNight()
    await night.does({ type: 'draft', by: olena, mode: 'live', content: red })
    await night.does({ type: 'submit', by: olena })
    const { contentHash } = night.world.alert(id) as Extract<Alert, { status: 'submitted' }>
    await night.does({ type: 'approve', by: taras, contentHash })
    // A reason given for nothing is not kept: it was approved.
    await night.does({ type: 'issue', by: olena, emergency: why })
    assert.deepEqual([...night.world.reviews()], [])
    const issued = (await night.ledger.readStream(`alert:${id}`)).at(-1)
    assert.equal(issued?.data['emergency'], undefined)
  })
})

describe('who was called', () => {
  test('is known while it waits, also after a start from a snapshot, and forgotten when it does not', async () => {
    const night = await openNight()
    await night.does({ type: 'draft', by: olena, mode: 'live', content: red })
    await night.does({ type: 'submit', by: olena })
    const [waits] = [...night.world.waiting()]
    assert.ok(waits !== undefined && waits.kind === 'approval')
    const shell = { at: start, by: 'system' as ActorId }
    await night.write([{ ...escalated(waits, 'on-duty', [taras]), ...shell }])
    await night.write([
      { ...called(waits, { step: 'on-duty', person: taras, by: 'mail', outcome: 'accepted' }), ...shell },
    ])
    night.startAgain()
    const known = night.world.calls(waits.key)
    assert.deepEqual(known?.steps, [{ step: 'on-duty', at: start, called: [taras] }])
    assert.deepEqual(known?.calls, [
      { step: 'on-duty', person: taras, by: 'mail', outcome: 'accepted', at: start },
    ])
    await night.does({ type: 'return', by: taras, reason: 'Zadonsky too.' })
    assert.equal(night.world.calls(waits.key), undefined)
    // Written in the moment in which somebody answered: nothing is kept that would never go away.
    await night.write([{ ...escalated(waits, 'everybody', [petro]), ...shell }])
    assert.equal(night.world.calls(waits.key), undefined)
    // Submitted again it is another waiting, and begins anew.
    await night.does({ type: 'submit', by: olena })
    assert.notEqual([...night.world.waiting()][0]?.key, waits.key)
  })
})
