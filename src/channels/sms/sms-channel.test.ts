import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import type { AreaCode } from '#areas'
import { countingIds, recordingLog, type NoticeId } from '#base'
import { drillNotice, frozenArea } from '../../../test/support/notices.ts'
import { smsc } from '../../../test/support/smsc.node.ts'
import { systemClock } from '../../base/clock.node.ts'
import { channelContract, type ChannelWorld } from '../channel.contract.ts'
import type { Outcome } from '../channel.ts'
import { listedChannel } from '../line/listed-channel.ts'
import { memoryLineTable } from '../line/line-table.ts'
import { openLine } from '../line/line-over.ts'
import { openRecipientBook } from '../line/recipient-book.ts'
import type { ListedAddress } from '../line/recipient-list.ts'
import { fitParts } from './fit.ts'
import { smppCarrier } from './smpp-carrier.smpp.ts'

const listed = (address: string, area: string, change: Partial<ListedAddress> = {}): ListedAddress => ({
  ...{ channel: 'sms', address, language: 'ru', areas: [area as AreaCode] },
  ...{ modes: ['live', 'drill', 'test'], keptUntil: null },
  ...change,
})

async function world(list: readonly ListedAddress[]) {
  const centre = await smsc()
  const [clock, report, table] = [systemClock(), recordingLog(), memoryLineTable()]
  const book = await openRecipientBook({ table, ids: countingIds(), newToken: () => 'token' })
  const imported = await book.import(list, 'stay', clock.now())
  assert.ok(imported.ok)
  const carrier = smppCarrier({
    ...{ clock, report, from: 'Tocsin', firstReference: 0, firstPause: 20, answerWithin: 400, waitFor: 400 },
    address: {
      ...{ host: '127.0.0.1', port: centre.port, tls: 'plain', systemId: 'tocsin', password: '' },
      systemType: '',
    },
  })
  const line = openLine({ name: 'sms', carrier, table, clock, report })
  const wishes: (readonly [string, readonly string[]])[] = []
  const channel = listedChannel({
    ...{ line, book, clock, report, modes: ['drill', 'test'], concurrency: 8 },
    fit: (texts) => fitParts(texts, 2),
    onWish: (wish, recipients) => void wishes.push([wish, recipients]),
  })
  const close = async () => {
    await channel.close()
    await centre.close()
  }
  return { centre, book, line, channel, wishes, close, clock }
}

channelContract('sms', async (): Promise<ChannelWorld> => {
  const here = await world([listed('+74742555100', 'gn:467120'), listed('+74742555101', 'gn:482803')])
  let count = 0
  const texts = (id: string) => ({ '90': `УЧЕНИЕ. ${id}`, '360': `УЧЕНИЕ. ${id}`, '1395': `УЧЕНИЕ. ${id}` })
  return {
    channel: here.channel,
    notice: (overrides) => {
      const id = `alert-000001.${++count}` as NoticeId
      const notice = drillNotice({ id, ...overrides })
      const renewBy = new Date(Date.now() + 3_600_000).toISOString() as never
      return { ...notice, renewBy, wording: { texts: { ru: texts(notice.id) }, missing: [] } }
    },
    behave: (how) => here.centre.behave(how),
    received: () =>
      here.centre.taken.map(({ submit }) => {
        const notice = / (alert-\S+)$/.exec(submit.text)?.[1] ?? ''
        const recipient = here.book.all().find(({ address }) => address === `+${submit.destination[2]}`)
        return {
          ...{ notice, target: recipient?.id ?? '' },
          mode: submit.text.startsWith('УЧЕНИ') ? 'drill' : submit.text.startsWith('ПРОВ') ? 'test' : 'live',
        }
      }),
    close: here.close,
  }
})

async function opened(t: TestContext, list: readonly ListedAddress[]) {
  const made = await world(list)
  t.after(() => made.close())
  return made
}
const patience = () => AbortSignal.timeout(5_000)
const short = { '90': 'УЧЕНИЯ. Угроза.', '360': 'УЧЕНИЯ. Угроза.', '1395': 'УЧЕНИЯ. Угроза.' }
const inForce = {
  wording: { texts: { ru: short }, missing: [] },
  renewBy: new Date(Date.now() + 3_600_000).toISOString() as never,
}

describe('alerts by short message', () => {
  test('go to those who live there and were listed for the mode, and to nobody who asked for no more', async (t) => {
    const here = await opened(t, [
      listed('+74742555100', 'gn:467120'),
      listed('+74742555101', 'gn:467120', { modes: ['live'] }),
      listed('+74742555102', 'gn:482803'),
      listed('+74742555103', 'gn:467120'),
    ])
    await here.book.optOut('+74742555103', here.clock.now())
    const targets = await here.channel.targets(drillNotice(inForce), (area) => area === 'gn:467120')
    assert.deepEqual(
      targets.map(({ id }) => here.book.get(id)?.address),
      ['+74742555100'],
    )
    for (const [address, problem] of [
      ['+74742555101', 'line/mode-not-carried'],
      ['+74742555103', 'line/opted-out'],
    ]) {
      const { id, areas } = here.book.all().find((one) => one.address === address)!
      const said = await here.channel.send(drillNotice(inForce), { id, areas }, patience())
      assert.deepEqual(said, { kind: 'refused', problem, retry: 'never' })
    }
    assert.equal(here.centre.submits().length, 0)
  })

  test('are taken back at the SMSC by what is newer, so that no phone hears of a danger that is over', async (t) => {
    const here = await opened(t, [listed('+74742555100', 'gn:467120')])
    const notice = drillNotice(inForce)
    const [target] = await here.channel.targets(notice, () => true)
    const late: (readonly [string, string, Outcome])[] = []
    here.channel.onLateOutcome?.((...heard) => late.push(heard))
    await here.channel.send(notice, target!, patience())
    const end = drillNotice({ ...inForce, revision: 2, kind: 'all-clear', reason: 'cleared', loudFor: [] })
    assert.equal((await here.channel.send(end, target!, patience())).kind, 'accepted')
    assert.deepEqual(here.centre.cancelled, ['m0001'])
    assert.deepEqual(late, [
      [notice.id, target!.id, { kind: 'refused', problem: 'line/recalled', retry: 'never' }],
    ])
    const again = await here.channel.send(notice, target!, patience())
    assert.deepEqual(again, { kind: 'refused', problem: 'line/called-off', retry: 'never' })
    assert.equal(here.centre.taken.length, 2)
    assert.deepEqual(here.centre.cancelled, ['m0001'])
  })

  test('tell later that a phone has it', async (t) => {
    const here = await opened(t, [listed('+74742555100', 'gn:467120')])
    const heard = Promise.withResolvers<readonly [string, string, Outcome]>()
    here.channel.onLateOutcome?.((...said) => heard.resolve(said))
    const notice = drillNotice({ ...inForce, areas: [frozenArea('gn:467120')] })
    const [target] = await here.channel.targets(notice, () => true)
    await here.channel.send(notice, target!, patience())
    await here.centre.receipt('m0001', 'DELIVRD', '+74742555100')
    assert.deepEqual(await heard.promise, [notice.id, target!.id, { kind: 'confirmed', by: 'device' }])
  })

  test('end for a number that answers STOP, in its own language, until it answers START', async (t) => {
    const here = await opened(t, [listed('+74742555100', 'gn:467120')])
    const notice = drillNotice(inForce)
    const targets = () => here.channel.targets(notice, () => true)
    assert.equal((await targets()).length, 1)
    const say = (text: string) =>
      here.centre.text('+74742555100', {
        data_coding: 8,
        short_message: Buffer.from(text, 'utf16le').swap16(),
      })
    const [{ id }] = here.book.all() as unknown as [{ id: string }]
    await here.line.prove()
    assert.equal(await say(' Стоп. '), 0)
    assert.deepEqual(await targets(), [])
    assert.equal(await say('Start'), 0)
    assert.equal((await targets()).length, 1)
    assert.equal(await say('Please stop the noise'), 0)
    assert.equal((await targets()).length, 1)
    assert.deepEqual(here.wishes, [
      ['stop', [id]],
      ['start', [id]],
    ])
  })

  test('say as much as fits the messages allowed', () => {
    const texts = { '90': 'я'.repeat(80), '360': 'я'.repeat(130), '1395': 'я'.repeat(900) }
    assert.equal(fitParts(texts, 2), texts['360'])
    assert.equal(fitParts(texts, 20), texts['1395'])
    assert.equal(fitParts(texts, 1), texts['90'])
  })
})
