import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import type { Notice } from '#alerts'
import type { AreaCode } from '#areas'
import { recordingLog } from '#base'
import type { Behaviour } from '../../../test/support/push-service.node.ts'
import {
  alertOf,
  noticeOf,
  pushNotice,
  pushWorld,
  type PushWorld,
} from '../../../test/support/push-service-world.ts'
import { channelContract, type ChannelWorld } from '../channel.contract.ts'

channelContract('push', async (): Promise<ChannelWorld> => {
  const world = await pushWorld({ channel: { queues: { tries: 1 } } })
  const { phone } = await world.subscribe()
  const ways: { readonly [how: string]: Behaviour } = {
    ...{ confirm: { status: 201 }, refuse: { status: 500 }, drop: 'breaks', silence: 'hangs' },
  }
  return {
    channel: world.channel,
    notice: (overrides) => pushNotice(1, 'warning', ['a'], overrides),
    behave: (how) => phone.behaves(ways[how]!),
    received() {
      const byNotice = new Map(phone.got.map((pushed) => [pushed.json['notice'], pushed]))
      return [...byNotice].map(([notice, { json }]) => ({
        ...{ notice: String(notice), target: 'a', mode: json['mode'] as 'drill' },
      }))
    },
    close: world.close,
  }
})

describe('a push', () => {
  let world: PushWorld
  beforeEach(async () => {
    world = await pushWorld()
  })
  afterEach(async () => {
    await world.close()
    assert.deepEqual(world.service.flaws, [])
    assert.deepEqual(world.report.lines, [])
  })
  const patience = () => AbortSignal.timeout(20_000)
  const send = (notice: Notice, area: string, channel = world.channel, signal = patience()) =>
    channel.send(notice, { id: area, areas: [area as AreaCode] }, signal)
  const sendAll = async (notice: Notice, channel = world.channel) => {
    const targets = await channel.targets(notice, () => true)
    return Promise.all(targets.map(({ id }) => send(notice, id, channel)))
  }

  test('says what it is, where, in the phone’s own language, and that it is a drill in title and body', async () => {
    const english = await world.subscribe({ language: 'en-GB' })
    const russian = await world.subscribe({ language: 'ru' })
    const ukrainian = await world.subscribe({ language: 'uk' })
    await sendAll(pushNotice(1, 'warning', ['a']))
    const said = [english, russian, ukrainian].map(({ phone }) => phone.got[0]!.json)
    // There is no Ukrainian text in this notice: a warning in another language beats none.
    assert.deepEqual(
      said.map(({ lang }) => lang),
      ['en', 'ru', 'en'],
    )
    assert.match(String(said[0]?.['title']), /^DRILL\. Drone attack threat/)
    assert.match(String(said[0]?.['body']), /^DRILL\. /)
    assert.match(String(said[1]?.['title']), /^УЧЕНИ/)
    assert.deepEqual(
      { ...said[0], title: '', body: '', at: '', until: '' },
      {
        ...{ v: 1, kind: 'notice', alert: 'alert-1', notice: 'alert-1.1', revision: 1, mode: 'drill' },
        ...{
          what: 'warning',
          look: 'danger',
          title: '',
          body: '',
          lang: 'en',
          dir: 'ltr',
          at: '',
          until: '',
        },
        ...{ url: '/', sound: 'loud' },
      },
    )
  })

  test('counts no longer than the warning, urgently for danger and its end, and one to an alert', async () => {
    const { phone } = await world.subscribe()
    await sendAll(pushNotice(1, 'warning', ['a']))
    await sendAll(pushNotice(2, 'update', ['a'], { gravity: 'advisory' }))
    await sendAll(pushNotice(3, 'all-clear', ['a']))
    const [danger, advisory, end] = phone.got
    assert.ok(danger!.ttlSeconds <= 7_200 && danger!.ttlSeconds > 7_100)
    assert.deepEqual([danger!.urgency, advisory!.urgency, end!.urgency], ['high', 'normal', 'high'])
    assert.equal(new Set(phone.got.map(({ topic }) => topic)).size, 1)
    assert.equal(end!.json['look'], 'ended')
    assert.equal(danger!.vapid.sub, 'mailto:duty@example.org')
    assert.ok(danger!.bytes < 3_200)
  })

  test('takes the place of one that did not reach the phone yet, and a stale danger never rings', async () => {
    const { phone } = await world.subscribe()
    phone.switchOff()
    await sendAll(pushNotice(1, 'warning', ['a']))
    await sendAll(pushNotice(2, 'all-clear', ['a']))
    phone.switchOn()
    assert.deepEqual(
      phone.got.map(({ json }) => json['what']),
      ['all-clear'],
    )
  })

  test('is not sent when the warning is over', async () => {
    const { phone } = await world.subscribe()
    const over = new Date(Date.now() - 1_000).toISOString() as Notice['at']
    const outcome = await send(pushNotice(1, 'warning', ['a'], { renewBy: over }), 'a')
    assert.ok(outcome.kind === 'refused' && outcome.problem === 'push/too-late' && outcome.retry === 'never')
    assert.deepEqual(phone.asked, [])
  })

  test('is one for a phone with several places in the notice', async () => {
    const { phone } = await world.subscribe({ places: ['a', 'b', 'region'] })
    const outcomes = await sendAll(pushNotice(1, 'warning', ['a', 'b']))
    assert.equal(phone.got.length, 1)
    assert.ok(outcomes.some(({ kind }) => kind === 'accepted'))
    const { all, areas } = await world.channel.subscribers.tallies(
      alertOf('alert-1'),
      [noticeOf('alert-1.1')],
      ['a', 'b'] as never,
    )
    assert.equal(all.accepted, 1)
    assert.deepEqual(
      areas.map(({ tally }) => tally.accepted),
      [1, 1],
    )
  })

  test('rings only where it is new or worse', async () => {
    const [here, there] = [await world.subscribe({ places: ['a'] }), await world.subscribe({ places: ['b'] })]
    await sendAll(pushNotice(1, 'warning', ['a']))
    await sendAll(pushNotice(2, 'update', ['a', 'b'], { loud: ['b'] }))
    assert.deepEqual(
      here.phone.got.map(({ json }) => json['sound']),
      ['loud', 'quiet'],
    )
    assert.deepEqual(
      there.phone.got.map(({ json }) => json['sound']),
      ['loud'],
    )
  })

  test('rings for whom the louder one never reached', async () => {
    const { phone } = await world.subscribe()
    phone.behaves({ status: 500 })
    const off = AbortSignal.timeout(150)
    await send(pushNotice(1, 'warning', ['a']), 'a', world.channel, off)
    phone.behaves({ status: 201 })
    await sendAll(pushNotice(2, 'update', ['a'], { loud: [] }))
    assert.deepEqual(
      phone.got.map(({ json }) => json['sound']),
      ['loud'],
    )
  })

  test('rings for whom the danger is new, because they came while it went on', async () => {
    const before = await world.subscribe()
    await sendAll(pushNotice(1, 'warning', ['a']))
    const { phone } = await world.subscribe()
    await sendAll(pushNotice(2, 'update', ['a'], { loud: [] }))
    await sendAll(pushNotice(3, 'update', ['a'], { loud: [] }))
    const sounds = (got: typeof phone.got) => got.map(({ json }) => json['sound'])
    assert.deepEqual(sounds(phone.got), ['loud', 'quiet'])
    assert.deepEqual(sounds(before.phone.got), ['loud', 'quiet', 'quiet'])
  })

  test('that only names the notice says nothing else', async () => {
    const { phone } = await world.subscribe({ content: 'id-only' })
    await sendAll(pushNotice(1, 'warning', ['a']))
    assert.deepEqual(phone.got[0]?.json, { v: 1, kind: 'id', notice: 'alert-1.1' })
  })

  test('goes in the clear where the phone has no keys (plain UnifiedPush)', async () => {
    const { phone } = await world.subscribe({ keys: 'plain' })
    await sendAll(pushNotice(1, 'warning', ['a']))
    assert.equal(phone.got[0]?.json['notice'], 'alert-1.1')
  })

  test('of danger is tried where nothing came back yet, but is not counted as reaching anybody', async () => {
    const { phone } = await world.subscribe({ proven: 'no' })
    const advisory = pushNotice(1, 'warning', ['a'], {
      gravity: 'advisory',
      alert: alertOf('alert-9'),
      id: noticeOf('alert-9.1'),
    })
    await sendAll(advisory)
    assert.equal(phone.got.length, 0)
    await sendAll(pushNotice(1, 'warning', ['a']))
    // Lowered: who heard of the danger hears that too.
    await sendAll(pushNotice(2, 'update', ['a'], { gravity: 'advisory' }))
    assert.equal(phone.got.length, 2)
    const { all } = await world.channel.subscribers.tallies(alertOf('alert-1'), [noticeOf('alert-1.1')], [])
    assert.deepEqual([all.subscribers, all.accepted, all.unproven], [0, 0, 1])
  })

  test('in a mode that somebody does not want is not theirs', async () => {
    const { phone } = await world.subscribe({ modes: ['drill'] })
    await sendAll(pushNotice(1, 'warning', ['a'], { mode: 'test' }))
    assert.equal(phone.got.length, 0)
  })

  test('removes a subscription that is over, and counts it as refused', async () => {
    for (const status of [404, 410]) {
      const { phone, subscription } = await world.subscribe()
      phone.behaves({ status })
      await sendAll(pushNotice(status, 'warning', ['a']))
      const gone = world.book.isThere(subscription.row)
      if (gone) await new Promise((resolve) => setTimeout(resolve, 150))
      assert.equal(await world.table.get(subscription.id), undefined)
      const { all } = await world.channel.subscribers.tallies(
        alertOf('alert-1'),
        [noticeOf(`alert-1.${status}`)],
        [],
      )
      assert.equal(all.refused, 1)
    }
  })

  test('that is too large for a service is not tried again', async () => {
    const { phone } = await world.subscribe()
    phone.behaves({ status: 413 })
    const [outcome] = await sendAll(pushNotice(1, 'warning', ['a']))
    assert.ok(outcome?.kind === 'refused' && outcome.retry === 'never')
    assert.equal(phone.asked.length, 1)
  })

  test('waits as long as a busy service asks, and goes through', async () => {
    const { phone } = await world.subscribe()
    phone.behaves({ status: 429, retryAfter: 1 })
    const sending = sendAll(pushNotice(1, 'warning', ['a']))
    while (phone.asked.length === 0) await new Promise((resolve) => setImmediate(resolve))
    phone.behaves({ status: 201 })
    const [outcome] = await sending
    assert.equal(outcome?.kind, 'accepted')
    assert.ok(phone.got[0]!.atMs - phone.asked[0]!.atMs >= 900)
  })

  test('that some services do not take yet says so, and goes on with those alone', async () => {
    const [good, bad] = [await world.subscribe(), await world.subscribe()]
    bad.phone.behaves({ status: 503, retryAfter: 3_000 })
    const [first] = await sendAll(pushNotice(1, 'warning', ['a']))
    assert.ok(
      first?.kind === 'refused' && first.problem === 'push/not-all-reached' && first.retry === 'later',
    )
    assert.ok(first.notBefore !== undefined)
    bad.phone.behaves({ status: 201 })
    const [second] = await sendAll(pushNotice(1, 'warning', ['a']))
    assert.equal(second?.kind, 'accepted')
    assert.deepEqual([good.phone.got.length, bad.phone.got.length], [1, 1])
  })
})

describe('an all-clear', () => {
  let world: PushWorld
  const goesOn: AreaCode[] = []
  beforeEach(async () => {
    goesOn.length = 0
    world = await pushWorld({ channel: { goesOnIn: () => goesOn } })
  })
  afterEach(() => world.close())
  const send = (notice: Notice, area: string, signal = AbortSignal.timeout(20_000)) =>
    world.channel.send(notice, { id: area, areas: [area as AreaCode] }, signal)

  test('reaches who left the area since, and who was only about to be told', async () => {
    const moved = await world.subscribe({ places: ['a'] })
    const hung = await world.subscribe({ places: ['a'] })
    hung.phone.behaves('hangs')
    const off = new AbortController()
    const warned = send(pushNotice(1, 'warning', ['a']), 'a', off.signal)
    await moved.phone.gets(() => true)
    while (hung.phone.asked.length === 0) await new Promise((resolve) => setImmediate(resolve))
    off.abort()
    await warned
    await world.book.change(moved.subscription.id, world.secrets.get(moved.subscription.id)!, {
      places: [{ kind: 'area', area: 'c' as AreaCode }],
    })
    hung.phone.behaves({ status: 201 })
    await send(pushNotice(2, 'all-clear', ['a']), 'a')
    assert.deepEqual(
      moved.phone.got.map(({ json }) => json['what']),
      ['warning', 'all-clear'],
    )
    assert.deepEqual(
      hung.phone.got.map(({ json }) => json['what']),
      ['all-clear'],
    )
  })

  test('for areas that leave is not for who has a place where it goes on', async () => {
    const both = await world.subscribe({ places: ['a', 'b'] })
    const left = await world.subscribe({ places: ['a'] })
    for (const area of ['a', 'b']) await send(pushNotice(1, 'warning', ['a', 'b']), area)
    goesOn.push('b' as AreaCode)
    await send(pushNotice(2, 'all-clear', ['a'], { part: 'e' }), 'a')
    await send(pushNotice(2, 'update', ['b'], { loud: [] }), 'b')
    assert.deepEqual(
      both.phone.got.map(({ json }) => json['what']),
      ['warning', 'update'],
    )
    assert.deepEqual(
      left.phone.got.map(({ json }) => json['what']),
      ['warning', 'all-clear'],
    )
    // At the end of it all nobody is told twice that it is over.
    goesOn.length = 0
    for (const area of ['a', 'b']) await send(pushNotice(3, 'all-clear', ['b']), area)
    assert.equal(both.phone.got.at(-1)?.json['what'], 'all-clear')
    assert.deepEqual([both.phone.got.length, left.phone.got.length], [3, 2])
  })

  test('overtakes everything of the warning that was not sent yet, and nothing of it comes after', async () => {
    const narrow = await pushWorld({ service: world.service, channel: { queues: { atOnce: 2 } } })
    try {
      const crowd = []
      for (let i = 0; i < 60; i++) crowd.push(await narrow.subscribe())
      for (const { phone } of crowd) phone.behaves({ status: 201, late: 15 })
      const off = new AbortController()
      const to = { id: 'a', areas: ['a' as AreaCode] }
      const warning = narrow.channel.send(pushNotice(1, 'warning', ['a']), to, off.signal)
      while (crowd.every(({ phone }) => phone.got.length === 0))
        await new Promise((resolve) => setImmediate(resolve))
      off.abort()
      const end = narrow.channel.send(pushNotice(2, 'all-clear', ['a']), to, AbortSignal.timeout(20_000))
      const outcome = await warning
      assert.equal(outcome.kind, 'unknown')
      await end
      const warned = crowd.filter(({ phone }) => phone.got.some(({ json }) => json['what'] === 'warning'))
      assert.ok(warned.length < 60, 'the warning went on to everybody')
      for (const { phone } of crowd) {
        assert.equal(phone.got.at(-1)?.json['what'], 'all-clear')
        assert.ok(phone.got.length <= 2)
      }
    } finally {
      await narrow.close()
    }
  })

  test('does not wait behind a warning that hangs at the same phone', async () => {
    const { phone } = await world.subscribe()
    phone.behaves('hangs')
    const off = new AbortController()
    const warning = send(pushNotice(1, 'warning', ['a']), 'a', off.signal)
    while (phone.asked.length === 0) await new Promise((resolve) => setImmediate(resolve))
    phone.behaves({ status: 201 })
    off.abort()
    const began = performance.now()
    await Promise.all([warning, send(pushNotice(2, 'all-clear', ['a']), 'a')])
    assert.equal(phone.got.at(-1)?.json['what'], 'all-clear')
    assert.ok(performance.now() - began < 3_000)
  })
})

describe('after a restart', () => {
  test('who took it is not told again, and who did not is', async () => {
    const world = await pushWorld()
    try {
      const [taken, missed] = [await world.subscribe(), await world.subscribe()]
      missed.phone.behaves({ status: 503, retryAfter: 3_000 })
      const to = { id: 'a', areas: ['a' as AreaCode] }
      await world.channel.send(pushNotice(1, 'warning', ['a']), to, AbortSignal.timeout(5_000))
      await world.channel.close()
      missed.phone.behaves({ status: 201 })
      const book = await world.openBook()
      const again = world.openChannel({ book, report: recordingLog() })
      const outcome = await again.send(pushNotice(1, 'warning', ['a']), to, AbortSignal.timeout(5_000))
      assert.equal(outcome.kind, 'accepted')
      assert.deepEqual([taken.phone.got.length, missed.phone.got.length], [1, 1])
      const found = await book.find(taken.subscription.id, world.secrets.get(taken.subscription.id)!)
      assert.ok(found.ok && found.value.acceptedAt !== null)
      await again.close()
    } finally {
      await world.close()
    }
  })
})
