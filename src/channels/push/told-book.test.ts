import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { day, recordingLog, virtualClock, type AlertId, type Instant, type NoticeId } from '#base'
import { memoryPushTable } from './push-table.ts'
import { openToldBook } from './told-book.ts'

describe('what subscribers were told', () => {
  test('is forgotten in memory too, before a row stands for somebody else', async () => {
    const clock = virtualClock('2025-11-01T21:37:00.000Z' as Instant)
    const told = openToldBook({ table: memoryPushTable(), clock, report: recordingLog() })
    const alert = 'alert-1' as AlertId
    const notice = { id: 'alert-1.1' as NoticeId, alert, revision: 1, kind: 'warning' } as const
    await told.assign(await told.of(alert), notice, 'a', [[5, 'loud']])
    told.note(notice.id, alert, 'a', 5, 'accepted')
    await new Promise<void>((resolve) => setImmediate(resolve))
    await told.flush()
    clock.advance(6 * day)
    await told.forget()
    assert.equal((await told.of(alert)).notices.get(notice.id)?.has('a'), true)
    clock.advance(2 * day)
    await told.forget()
    assert.equal((await told.of(alert)).notices.size, 0)
    await told.close()
  })
})
