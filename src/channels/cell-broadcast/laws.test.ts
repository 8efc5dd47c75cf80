import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Notice } from '#alerts'
import type { AreaCode } from '#areas'
import {
  memoryShelf,
  second,
  silentLog,
  virtualClock,
  type AlertId,
  type Instant,
  type Json,
  type NoticeId,
} from '#base'
import { drillNotice } from '../../../test/support/notices.ts'
import { openAirBook } from './air-book.ts'
import { cellBroadcastChannel } from './cell-broadcast-channel.cbe.ts'
import type { Answer, Centre } from './centre.cbe.ts'
import { ecbeBody } from './ecbe.ts'
import { readNetworks } from './network.ts'
import { simulatedNetwork } from './simulated-network.ts'

/** What becomes of one order: it is done and answered; done and not answered; on its way for a while; refused; never sent. */
const fates = ['done', 'done', 'unanswered', 'late', 'busy', 'unreachable'] as const
type Fate = (typeof fates)[number]

type Act =
  | { readonly does: 'says'; readonly alert: number; readonly text: number }
  | { readonly does: 'ends'; readonly alert: number }
  | { readonly does: 'restarts' }
  | { readonly does: 'waits'; readonly seconds: number }

const alert = fc.integer({ min: 1, max: 3 })
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('says' as const), alert, text: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('ends' as const), alert }) },
  { weight: 1, arbitrary: fc.constant({ does: 'restarts' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('waits' as const), seconds: fc.integer({ min: 1, max: 100 }) }),
  },
)

const says = { does: 'says', alert: 1, text: 1 } as const
/** Found at random, and wrong once: a stop that comes late, and a start that came late and passed for somebody else's. */
const examples: [Act[], Fate[], 'refused'][] = [
  [[says, says], ['busy', 'late'], 'refused'],
  [[says, says, { does: 'waits', seconds: 60 }], ['late', 'unanswered', 'done', 'unanswered'], 'refused'],
]

test('whatever becomes of single orders, in the end each alert that goes on is heard once, in its last version, and no other', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 1, maxLength: 14 }),
      fc.array(fc.constantFrom(...fates), { maxLength: 30 }),
      fc.constantFrom('refused' as const, 'replaces' as const),
      async (acts, fateOf, sameId) => {
        const clock = virtualClock('2025-11-01T21:37:00.000Z' as Instant)
        const network = simulatedNetwork({ cells: ['one'], phones: [], at: clock.now(), sameId })
        const shelf = memoryShelf()
        const ahead: Fate[] = [...fateOf]
        const meet = (order: () => { status: number; text: string }): Answer => {
          const fate = ahead.shift() ?? 'done'
          if (fate === 'unreachable') return { kind: 'not-sent', why: 'unreachable' }
          if (fate === 'busy') return { kind: 'answered', status: 503, text: '' }
          if (fate === 'late') {
            clock.after(20 * second, order)
            return { kind: 'unanswered' }
          }
          const answer = order()
          return fate === 'done' ? { kind: 'answered', ...answer } : { kind: 'unanswered' }
        }
        const centre: Centre = {
          start: async (broadcast) =>
            meet(() => network.start(ecbeBody(broadcast) as unknown as Json, clock.now())),
          stop: async (messageId) => meet(() => network.stop(messageId, clock.now())),
        }
        const entry = {
          id: 'one',
          name: 'One',
          url: 'http://127.0.0.1:1',
          areas: ['gn:467120'],
          languages: ['ru', 'en'],
        }
        const list = readNetworks(JSON.stringify({ networks: [{ ...entry, modes: ['live'] }] }))
        assert.ok(list.ok)
        const open = async () =>
          cellBroadcastChannel({
            networks: list.value,
            ...{ book: await openAirBook(shelf, clock.now), clock, report: silentLog, centre: () => centre },
            contains: (outer: AreaCode, inner: AreaCode) => outer === inner,
          })
        let channel = await open()
        const last = new Map<number, { notice: Notice; text: number | undefined }>()
        const send = ({ notice }: { notice: Notice }) =>
          channel.send(notice, { id: 'one', areas: ['gn:467120' as AreaCode] }, new AbortController().signal)
        for (const one of acts) {
          if (one.does === 'waits') clock.advance(one.seconds * second)
          else if (one.does === 'restarts') {
            await channel.close()
            channel = await open()
          } else {
            const before = last.get(one.alert)
            if (before !== undefined && before.text === undefined) continue
            if (before === undefined && one.does === 'ends') continue
            const revision = (before?.notice.revision ?? 0) + 1
            const name = `alert-${one.alert}`
            const said = one.does === 'says' ? `${one.alert} says ${one.text}` : ''
            const texts = { '90': said, '360': said, '1395': said }
            const notice = drillNotice({
              ...{ id: `${name}.${revision}` as NoticeId, alert: name as AlertId, revision, mode: 'live' },
              ...{ wording: { texts: { en: texts, ru: texts }, missing: [] } },
              ...(one.does === 'ends' ? { kind: 'all-clear', reason: 'cleared', loudFor: [] } : {}),
            })
            const now = { notice, text: one.does === 'says' ? one.text : undefined }
            last.set(one.alert, now)
            await send(now)
          }
        }
        // The line is good again, and the courier tries what it owes, as it does until it is told that it is done.
        ahead.length = 0
        for (let again = 0; again < 8; again++) {
          for (const owed of last.values()) await send(owed)
          clock.advance(31 * second)
          await new Promise((resolve) => setImmediate(resolve))
        }
        const heard = network
          .state()
          .onAir.map(({ text }) => text)
          .toSorted()
        const wanted = [...last]
          .filter(([, { text }]) => text !== undefined)
          .flatMap(([number, { text }]) => Array<string>(2).fill(`${number} says ${text}`))
          .toSorted()
        assert.deepEqual(heard, wanted)
        for (const owed of last.values()) assert.equal((await send(owed)).kind, 'accepted')
        await channel.close()
      },
    ),
    { seed: 20_261_123, numRuns: 150, examples },
  ))
