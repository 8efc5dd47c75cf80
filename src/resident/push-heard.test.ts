import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  hear,
  proven,
  unfetched,
  type Circumstances,
  type HeardAlert,
  type PushNotice,
} from './push-heard.ts'

const nowMs = Date.parse('2025-11-01T21:41:07.000Z')
const minute = 60_000

function notice(change: Partial<PushNotice> = {}): PushNotice {
  return {
    ...{ v: 1, kind: 'notice', alert: 'a1', notice: 'a1.1', revision: 1, mode: 'drill' },
    ...{ what: 'warning', look: 'danger', sound: 'loud', title: 'DRILL. Drone', body: 'Go indoors.' },
    ...{ lang: 'en', dir: 'ltr', at: new Date(nowMs).toISOString(), url: '/' },
    until: new Date(nowMs + 60 * minute).toISOString(),
    ...change,
  }
}
const awake: Circumstances = { nowMs, quiet: 'any-hour', language: 'en' }
const asleep: Circumstances = { ...awake, quiet: 'quiet-hours' }
const heard = (it: PushNotice): HeardAlert => ({ notice: it, shownAtMs: nowMs - minute })
const rings = (it: PushNotice, before?: PushNotice, how = awake) =>
  hear(it, before === undefined ? undefined : heard(before), how).show.ring === 'loud'

const advice = (change: Partial<PushNotice> = {}) => notice({ look: 'advisory', ...change })
const over = (change: Partial<PushNotice> = {}) =>
  notice({ what: 'all-clear', look: 'ended', revision: 3, notice: 'a1.3e', until: null, ...change })

describe('a push on a phone', () => {
  test('is one notification for each alert, however often it is told', () => {
    const first = hear(notice(), undefined, awake)
    const second = hear(notice({ revision: 2, what: 'update', sound: 'quiet' }), first.keep, awake)
    assert.equal(first.show.tag, second.show.tag)
    assert.notEqual(first.show.tag, hear(notice({ alert: 'a2' }), undefined, awake).show.tag)
  })

  test('rings when an alert is new, and again only when it is worse', () => {
    assert.equal(rings(notice()), true)
    assert.equal(rings(notice({ revision: 2, what: 'update', sound: 'quiet' }), notice()), false)
    assert.equal(rings(notice({ revision: 2, what: 'update', sound: 'loud' }), advice()), true)
    assert.equal(rings(notice(), notice()), false, 'the same once more')
  })

  test('rings when this phone had not heard of the alert, whatever others had', () => {
    assert.equal(rings(notice({ revision: 4, what: 'update', sound: 'quiet' })), true)
  })

  test('finds out by itself whether it is worse, where its words were fetched', () => {
    const { sound: _, ...fetched } = notice({ revision: 2, what: 'update' })
    assert.equal(rings(fetched, advice()), true)
    assert.equal(rings(fetched, notice()), false)
  })

  test('rings of a danger at any hour, and of nothing else in quiet hours', () => {
    assert.equal(rings(notice(), undefined, asleep), true)
    assert.equal(rings(advice(), undefined, asleep), false)
    assert.equal(rings(over(), notice(), asleep), false)
    assert.equal(rings(over(), notice()), true)
  })

  test('is shown when it is an all-clear, even in quiet hours, and where the warning never came', () => {
    for (const before of [undefined, heard(notice())])
      assert.equal(hear(over(), before, asleep).show.title, over().title)
  })

  test('never takes the place of a newer word when it comes late', () => {
    const late = hear(notice({ revision: 1, title: 'old' }), heard(over({ title: 'all-clear' })), awake)
    assert.equal(late.show.title, 'all-clear')
    assert.equal(late.show.ring, 'silent')
    assert.equal(late.keep, undefined)
  })

  test('never rings for a danger whose time is over, and says that it is over', () => {
    const stale = notice({ until: new Date(nowMs - 1).toISOString() })
    const { show } = hear(stale, undefined, awake)
    assert.deepEqual([show.ring, show.look, show.stays], ['silent', 'none', 'as-usual'])
    assert.match(show.title, /^No longer current: DRILL/)
  })

  test('stays on the screen while it is a danger', () => {
    assert.equal(hear(notice(), undefined, awake).show.stays, 'until-touched')
    assert.equal(hear(over(), heard(notice()), awake).show.stays, 'as-usual')
  })

  test('ends with the newest revision shown, in whatever order all of them come', () => {
    const all = [advice(), notice({ revision: 2, notice: 'a1.2', what: 'update' }), over({ revision: 3 })]
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 1 }), (some) => {
        let before: HeardAlert | undefined
        let last = ''
        for (const one of some) {
          const { show, keep } = hear(one, before, awake)
          before = keep ?? before
          last = show.look
        }
        const newest = some.toSorted((a, b) => b.revision - a.revision)[0]!
        assert.equal(last, newest.look)
      }),
      { seed: 6 },
    )
  })

  test('of which the words could not be fetched says so loudly, in the place where the words come later', () => {
    const show = unfetched('a1.2', 'uk', nowMs)
    assert.deepEqual(
      [show.tag, show.ring, show.lang],
      [hear(notice(), undefined, awake).show.tag, 'loud', 'uk'],
    )
    assert.match(unfetched('a1.2', 'xx', nowMs).title, /new alert for your place/)
  })

  test('that is only a test says that there is no danger', () => {
    assert.match(proven('en', nowMs).body, /no danger/)
    assert.equal(proven('en', nowMs).ring, 'silent')
  })
})
