/** What every table of recipients and of what was sent keeps to: one suite for memory, SQLite and PostgreSQL. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { plus, second, type Instant } from '#base'
import type { LineTable, SentMessage } from './line-table.ts'
import type { Recipient, RecipientId } from './recipient.ts'

export interface LineTablePlace {
  open(): Promise<LineTable>
  remove(): Promise<void>
}

const begun = '2025-11-01T21:37:00.000Z' as Instant

export function aRecipient(name: string, change: Partial<Recipient> = {}): Recipient {
  return {
    ...{ id: `recipient-${name}` as RecipientId, channel: 'sms', address: `+7474255510${name.length}` },
    ...{ language: 'uk', areas: ['gn:467120', 'gn:482803'] as never, modes: ['live', 'drill'] },
    ...{ state: 'listed', addedAt: begun, changedAt: begun, keptUntil: null, token: `token of ${name}` },
    ...change,
  }
}

export function aMessage(name: string, change: Partial<SentMessage> = {}): SentMessage {
  return {
    ...{ id: `notice/alert-1.1/${name}`, line: 'sms', to: '+74742555101', thread: 'alert-1' },
    ...{ sentAt: begun, until: plus(begun, 3_600 * second), taken: 'whole' },
    parts: [
      { reference: `${name}-1`, state: 'open' },
      { reference: `${name}-2`, state: 'delivered' },
    ],
    ...{ confirmed: null, failed: null },
    ...change,
  }
}

export function lineTableContract(
  name: string,
  place: () => Promise<LineTablePlace>,
  options: { readonly skip?: string | false } = {},
): void {
  describe(`the table of recipients in ${name}`, { skip: options.skip ?? false }, () => {
    const tables: LineTable[] = []
    const places: LineTablePlace[] = []
    const newPlace = async () => {
      const made = await place()
      places.push(made)
      return made
    }
    const open = async (at: LineTablePlace) => {
      const table = await at.open()
      tables.push(table)
      return table
    }
    const fresh = async () => open(await newPlace())
    after(async () => {
      for (const table of tables) await table.close()
      for (const made of places) await made.remove()
    })

    test('has nobody and nothing in it at first', async () => {
      const table = await fresh()
      assert.equal(await table.get('recipient-a' as RecipientId), undefined)
      assert.equal(await table.byAddress('sms', '+74742555101'), undefined)
      assert.deepEqual(await table.page({ limit: 10 }), [])
      assert.equal(await table.sent('nothing'), undefined)
      assert.equal(await table.byReference('sms', 'm1'), undefined)
      assert.deepEqual(await table.sentTo('sms', '+1', { since: begun, limit: 10 }), [])
      await table.remove(['recipient-a' as RecipientId])
      assert.equal(await table.forget(begun), 0)
      assert.deepEqual(await table.erase('+74742555101'), { recipients: 0, messages: 0 })
    })

    test('gives back whom it was given, by id and by address on a channel', async () => {
      const table = await fresh()
      const [one, mail] = [
        aRecipient('a', { keptUntil: plus(begun, second) }),
        aRecipient('bb', { channel: 'email', address: 'a@example.org', state: 'opted-out', areas: [] }),
      ]
      await table.put([one, mail])
      assert.deepEqual(await table.get(one.id), one)
      assert.deepEqual(await table.byAddress('email', 'a@example.org'), mail)
      assert.equal(await table.byAddress('sms', 'a@example.org'), undefined)
    })

    test('changes one that is there, and takes an address once for each channel', async () => {
      const table = await fresh()
      await table.put([aRecipient('a')])
      const changed = aRecipient('a', { state: 'opted-out', language: 'ru', modes: ['live'] })
      await table.put([changed])
      assert.deepEqual(await table.get(changed.id), changed)
      const { address } = changed
      await table.put([aRecipient('bb', { address, channel: 'voice' })])
      await assert.rejects(table.put([aRecipient('eeeee'), aRecipient('ccc', { address })]))
      assert.equal(await table.get('recipient-eeeee' as RecipientId), undefined)
    })

    test('turns its pages in the order of ids', async () => {
      const table = await fresh()
      await table.put(['ccc', 'a', 'bb', 'dddd'].map((one) => aRecipient(one)))
      const first = await table.page({ limit: 3 })
      const rest = await table.page({ after: first.at(-1)!.id, limit: 3 })
      assert.deepEqual(
        [...first, ...rest].map(({ id }) => id),
        ['recipient-a', 'recipient-bb', 'recipient-ccc', 'recipient-dddd'],
      )
      await table.remove(['recipient-bb', 'recipient-no'] as RecipientId[])
      assert.equal((await table.page({ limit: 9 })).length, 3)
    })

    test('gives back what was sent, by id and by a part’s name on its line', async () => {
      const table = await fresh()
      const [one, other] = [aMessage('a'), aMessage('b', { thread: null, parts: [], failed: 'line/expired' })]
      await table.note(one)
      await table.note(other)
      assert.deepEqual(await table.sent(one.id), one)
      assert.deepEqual(await table.sent(other.id), other)
      assert.deepEqual(await table.byReference('sms', 'a-2'), one)
      assert.equal(await table.byReference('voice', 'a-2'), undefined)
    })

    test('writes a message and its parts anew', async () => {
      const table = await fresh()
      await table.note(aMessage('a'))
      const after = aMessage('a', {
        ...{ taken: 'cut', confirmed: 'device' },
        parts: [{ reference: 'z-1', state: 'recalled' }],
      })
      await table.note(after)
      assert.deepEqual(await table.sent(after.id), after)
      assert.equal(await table.byReference('sms', 'a-1'), undefined)
      assert.deepEqual(await table.byReference('sms', 'z-1'), after)
    })

    test('knows what a number was sent, the newest first, of one thread or of all', async () => {
      const table = await fresh()
      const at = (name: string, seconds: number, change: Partial<SentMessage> = {}) =>
        aMessage(name, { sentAt: plus(begun, seconds * second), ...change })
      for (const one of [
        at('a', 1),
        at('b', 3, { thread: 'alert-2' }),
        at('c', 2),
        at('d', 4, { to: '+1' }),
        at('e', 5, { line: 'voice' }),
        at('f', 2),
      ])
        await table.note(one)
      const to = '+74742555101'
      const names = async (which: Parameters<LineTable['sentTo']>[2]) =>
        (await table.sentTo('sms', to, which)).map(({ id }) => id.slice(-1)).join('')
      assert.equal(await names({ since: begun, limit: 9 }), 'bfca')
      assert.equal(await names({ since: plus(begun, 2 * second), limit: 2 }), 'bf')
      assert.equal(await names({ since: begun, thread: 'alert-1', limit: 9 }), 'fca')
    })

    test('forgets what was sent long ago, with its parts', async () => {
      const table = await fresh()
      await table.note(aMessage('old'))
      await table.note(aMessage('new', { sentAt: plus(begun, 5 * second) }))
      assert.equal(await table.forget(plus(begun, second)), 1)
      assert.equal(await table.sent(aMessage('old').id), undefined)
      assert.equal(await table.byReference('sms', 'old-1'), undefined)
      assert.ok(await table.sent(aMessage('new').id))
    })

    test('shows a person everything of theirs, and erases it on every line, and nothing else', async () => {
      const table = await fresh()
      const [mine, theirs] = [aRecipient('a'), aRecipient('bb')]
      await table.put([mine, theirs, aRecipient('ccc', { channel: 'voice', address: mine.address })])
      await table.note(aMessage('a', { to: mine.address }))
      await table.note(aMessage('b', { to: theirs.address }))
      const about = await table.about(mine.address)
      assert.deepEqual([about.recipients.length, about.messages.length], [2, 1])
      assert.deepEqual(await table.erase(mine.address), { recipients: 2, messages: 1 })
      assert.deepEqual(await table.about(mine.address), { recipients: [], messages: [] })
      assert.equal(await table.byReference('sms', 'a-1'), undefined)
      assert.deepEqual(await table.get(theirs.id), theirs)
    })

    test('still has it after it is closed and opened again', async () => {
      const at = await newPlace()
      const table = await open(at)
      await table.put([aRecipient('a')])
      await table.note(aMessage('a'))
      await table.close()
      const again = await open(at)
      assert.deepEqual(await again.get(aRecipient('a').id), aRecipient('a'))
      assert.deepEqual(await again.sent(aMessage('a').id), aMessage('a'))
    })
  })
}
