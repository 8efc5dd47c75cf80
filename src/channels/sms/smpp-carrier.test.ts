import assert from 'node:assert/strict'
import { afterEach, describe, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { instantOf, recordingLog, type Instant } from '#base'
import { certificate } from '../../../test/support/certificates.node.ts'
import { smsc } from '../../../test/support/smsc.node.ts'
import { systemClock } from '../../base/clock.node.ts'
import { memoryLineTable } from '../line/line-table.ts'
import { outcomesOf, type LineMessage, type LineReply } from '../line/line.ts'
import { openLine } from '../line/line-over.ts'
import type { Outcome } from '../channel.ts'
import { smppCarrier, type SmppCarrierOptions } from './smpp-carrier.smpp.ts'

const begun: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of begun.splice(0).toReversed()) await end()
})

async function world(
  options: Partial<SmppCarrierOptions> & { readonly centre?: Parameters<typeof smsc>[0] } = {},
) {
  const centre = await smsc(options.centre)
  begun.push(() => centre.close())
  const report = recordingLog()
  const clock = systemClock()
  const table = memoryLineTable()
  const open = () => {
    const carrier = smppCarrier({
      ...{ clock, report, from: '5678', firstReference: 41, firstPause: 20, longestPause: 100 },
      ...{ answerWithin: 500, askEvery: 10_000, waitFor: 2_000 },
      address: {
        ...{ host: '127.0.0.1', port: centre.port, tls: 'plain', systemId: 'tocsin', password: 'secret' },
        systemType: '',
      },
      ...options,
    })
    const line = openLine({ name: 'sms', carrier, table, clock, report })
    begun.push(() => line.close())
    return line
  }
  return { centre, report, clock, table, open, line: open() }
}

const soon = () => instantOf(Date.now() + 3_600_000)
const patience = () => AbortSignal.timeout(5_000)
let count = 0
const message = (change: Partial<LineMessage> = {}): LineMessage => ({
  ...{ id: `call-out-1/${++count}`, to: '+74742555100', text: 'Come to the station', language: 'en' },
  ...{ mode: 'live', until: soon() },
  ...change,
})
const never = new AbortController().signal

describe('a line through an SMSC', { concurrency: false }, () => {
  test('binds as a transceiver of version 3.4 and hands a text over as the specification reads it', async () => {
    const { centre, line } = await world()
    const until = '2030-01-02T03:04:05.600Z' as Instant
    const said = await line.send(message({ until }), patience())
    assert.deepEqual(said, { kind: 'accepted', reference: 'm0001' })
    const [bind] = centre.binds
    assert.deepEqual([bind?.['system_id'], bind?.['interface_version']], ['tocsin', 0x34])
    const [submit] = centre.submits()
    assert.deepEqual(submit?.source, [3, 0, '5678'])
    assert.deepEqual(submit?.destination, [1, 1, '74742555100'])
    assert.equal(submit?.validity, '300102030405600+')
    assert.deepEqual([submit?.registered, submit?.dataCoding, submit?.priority], [1, 0, 1])
    assert.equal(submit?.text, 'Come to the station')
  })

  test('sends a long Cyrillic text as parts of one reference, each with its own validity', async () => {
    const { centre, line } = await world()
    const text = 'Угроза атаки беспилотников. Зайдите в помещение, отойдите от окон. '.repeat(3).trim()
    const said = await line.send(message({ text, language: 'ru' }), patience())
    assert.equal(said.kind, 'accepted')
    const submits = centre.submits()
    assert.equal(submits.map((one) => one.text).join(''), text)
    assert.deepEqual(
      submits.map(({ header }) => header),
      submits.map((_, at) => ({ reference: 41, of: submits.length, which: at + 1 })),
    )
    assert.equal(new Set(submits.map(({ validity }) => validity)).size, 1)
  })

  test('marks a drill and a test before anything else', async () => {
    const { centre, line } = await world()
    await line.send(message({ mode: 'drill', language: 'uk', text: 'Йдіть у сховище' }), patience())
    await line.send(message({ mode: 'test' }), patience())
    assert.deepEqual(
      centre.submits().map(({ text }) => text),
      ['НАВЧАННЯ. Йдіть у сховище', 'TEST. Come to the station'],
    )
  })

  test('speaks TLS to an SMSC whose certificate it can check, and to no other', async () => {
    const authority = certificate({ name: 'Authority of a test', authority: 'yes' })
    const leaf = certificate({ name: 'localhost', by: authority, names: ['localhost'], purpose: 'server' })
    const centre = await smsc({ key: leaf.keyPem, cert: leaf.pem })
    begun.push(() => centre.close())
    const address = { host: 'localhost', port: centre.port, tls: 'tls' as const, systemId: 'tocsin' }
    const secured = { address: { ...address, password: 'secret', systemType: '' } }
    const { line } = await world({ ...secured, ca: authority.pem })
    assert.equal((await line.send(message(), patience())).kind, 'accepted')
    const strange = await world({ ...secured, waitFor: 200 })
    const refused = await strange.line.send(message(), patience())
    assert.deepEqual(refused, { kind: 'refused', problem: 'line/not-connected', retry: 'later' })
    assert.equal(centre.binds.length, 1)
  })

  test('says that its password is refused, and knocks no faster for it', async () => {
    const { centre, line, report } = await world({ centre: { password: 'another' }, waitFor: 100 })
    const said = await line.send(message(), patience())
    assert.deepEqual(said, { kind: 'refused', problem: 'line/sign-in-refused', retry: 'later' })
    assert.equal(line.standing().problem, 'line/sign-in-refused')
    assert.ok(centre.binds.length <= 3, `${centre.binds.length} binds`)
    assert.doesNotMatch(JSON.stringify(report.lines), /secret/)
  })

  test('comes back after the connection broke, and hands over what waited meanwhile', async () => {
    const { centre, line } = await world()
    await line.send(message(), patience())
    centre.cut()
    while (line.standing().state === 'working') await setImmediate()
    const said = await line.send(message(), patience())
    assert.equal(said.kind, 'accepted')
    assert.equal(centre.binds.length, 2)
  })

  test('asks whether the connection lives, and opens another where nobody answers', async () => {
    const { centre } = await world({ askEvery: 30, answerWithin: 60, centre: { silentLinks: 'yes' } })
    await centre.until(() => centre.binds.length >= 2)
    assert.ok(centre.wire.some(({ id }) => id === 0x15))
  })

  test('keeps no more unanswered than the window', async () => {
    const { centre, line } = await world({ window: 3, answerWithin: 5_000 })
    centre.behave('silence')
    const off = new AbortController()
    const sending = Array.from({ length: 8 }, () => line.send(message(), off.signal))
    await centre.until(() => centre.submits().length === 3)
    // Whatever had been written before this answer would have come before it.
    assert.equal(await centre.text('+74742555100', { short_message: Buffer.from('1') }), 0)
    assert.equal(centre.submits().length, 3)
    off.abort()
    const said = await Promise.all(sending)
    assert.equal(said.filter(({ kind }) => kind === 'unknown').length, 3)
    assert.equal(said.filter((one) => one.kind === 'refused' && one.problem === 'line/called-off').length, 5)
  })

  test('holds back when it is throttled, and loses and doubles nothing', async () => {
    const { centre, line } = await world({ window: 4 })
    centre.behave((at) => (at < 5 ? 'throttle' : 'confirm'))
    const sending = Array.from({ length: 10 }, (_, at) =>
      line.send(message({ text: `text ${at}` }), patience()),
    )
    for (const said of await Promise.all(sending)) assert.equal(said.kind, 'accepted')
    const texts = centre.taken.map(({ submit }) => submit.text)
    assert.equal(texts.length, 10)
    assert.equal(new Set(texts).size, 10)
  })

  test('keeps to the pace it is told', async () => {
    const { centre, line } = await world({ perSecond: 50 })
    const from = performance.now()
    await Promise.all(Array.from({ length: 6 }, () => line.send(message(), patience())))
    assert.ok(performance.now() - from >= 90, 'six messages took less than five gaps of 20 ms')
    assert.equal(centre.taken.length, 6)
  })

  test('hears by receipts that a phone has it, only once every part is there', async () => {
    const { centre, line } = await world()
    const long = message({ text: 'я'.repeat(100), language: 'ru' })
    const heard: Outcome[] = []
    const outcomes = outcomesOf(line, long, patience())
    heard.push((await outcomes.next()).value as Outcome)
    assert.equal(await centre.receipt('m0001', 'DELIVRD', long.to), 0)
    assert.equal(await centre.receipt('m0002', 'DELIVRD', long.to), 0)
    for await (const outcome of outcomes) heard.push(outcome)
    assert.deepEqual(heard, [
      { kind: 'accepted', reference: 'm0001 m0002' },
      { kind: 'confirmed', by: 'device' },
    ])
    assert.deepEqual(await line.send(long, patience()), { kind: 'confirmed', by: 'device' })
    assert.equal(centre.submits().length, 2)
  })

  for (const [stat, fields, problem] of [
    ['UNDELIV', {}, 'line/undeliverable'],
    ['EXPIRED', {}, 'line/expired'],
    ['REJECTD', {}, 'line/rejected'],
    // By its fields alone (SMPP 3.4 §5.3.2.35): 5 is undeliverable.
    ['NOTHING', { receipted_message_id: 'm0001', message_state: 5, short_message: '' }, 'line/undeliverable'],
  ] as const)
    test(`hears by a receipt ${stat} that it never arrives: ${problem}`, async () => {
      const { centre, line } = await world()
      const one = message()
      const news = Promise.withResolvers<Outcome>()
      line.onOutcome((id, outcome) => id === one.id && news.resolve(outcome))
      await line.send(one, patience())
      await centre.receipt('m0001', stat, one.to, fields)
      assert.deepEqual(await news.promise, { kind: 'refused', problem, retry: 'never' })
    })

  test('knows a receipt that comes after a restart, and one whose number is written in another base', async () => {
    const { centre, line, table, open, clock } = await world()
    const one = message()
    await table.note({
      ...{ id: one.id, line: 'sms', to: one.to, thread: null, sentAt: clock.now(), until: soon() },
      ...{ taken: 'whole', parts: [{ reference: '1a2f', state: 'open' }], confirmed: null, failed: null },
    })
    await line.prove()
    await line.close()
    const again = open()
    const news = Promise.withResolvers<Outcome>()
    again.onOutcome((id, outcome) => id === one.id && news.resolve(outcome))
    await centre.until(() => centre.binds.length === 2)
    await centre.receipt(String(0x1a2f), 'DELIVRD', one.to)
    assert.deepEqual(await news.promise, { kind: 'confirmed', by: 'device' })
  })

  test('takes a receipt for what it is about: another number’s changes nothing', async () => {
    const { centre, line } = await world()
    const one = message()
    await line.send(one, patience())
    await centre.receipt('m0001', 'DELIVRD', '+74742555199')
    assert.equal((await line.send(one, patience())).kind, 'accepted')
  })

  test('calls back what the SMSC has not delivered, and says so where it is too late', async () => {
    const { centre, line } = await world()
    const [one, other] = [message(), message()]
    await line.send(one, patience())
    assert.deepEqual(await line.cancel(one.id), { kind: 'recalled' })
    assert.deepEqual(centre.cancelled, ['m0001'])
    assert.deepEqual(await line.send(one, patience()), {
      ...{ kind: 'refused', problem: 'line/called-off', retry: 'never' },
    })
    await line.send(other, patience())
    await centre.receipt('m0002', 'DELIVRD', other.to)
    assert.deepEqual(await line.cancel(other.id), { kind: 'too-late', problem: 'line/cannot-recall' })
    assert.deepEqual(await line.cancel('never-sent'), { kind: 'not-sent' })
    assert.equal(centre.submits().length, 2)
  })

  test('deletes at the SMSC what was taken after it was called off', async () => {
    const { centre, line } = await world({ answerWithin: 5_000 })
    centre.behave('silence')
    const off = new AbortController()
    const sending = line.send(message(), off.signal)
    await centre.until(() => centre.taken.length === 1)
    off.abort()
    assert.equal((await sending).kind, 'unknown')
    centre.answer('m0001')
    await centre.until(() => centre.cancelled.length === 1)
    assert.deepEqual(centre.cancelled, ['m0001'])
  })

  test('says unknown when the connection breaks over a message, and sends it again under its id', async () => {
    const { centre, line } = await world()
    const one = message()
    centre.behave('drop')
    assert.deepEqual(await line.send(one, patience()), { kind: 'unknown', problem: 'line/no-answer' })
    centre.behave('confirm')
    assert.equal((await line.send(one, patience())).kind, 'accepted')
    assert.equal((await line.send(one, patience())).kind, 'accepted')
    assert.equal(centre.taken.length, 2)
  })

  test('hands replies to whoever listens, with what they may answer, and takes them only then', async () => {
    const { centre, line } = await world()
    const one = message({ thread: 'call-out-1' })
    await line.send(one, patience())
    const replies: LineReply[] = []
    let disk: 'writes' | 'full' = 'writes'
    line.onReply(async (reply) => {
      if (disk === 'full') throw new Error('the disk is full')
      replies.push(reply)
    })
    const text = { data_coding: 8, short_message: Buffer.from('Еду', 'utf16le').swap16() }
    assert.equal(await centre.text(one.to, text), 0)
    assert.deepEqual(
      replies.map(({ from, text, answers }) => [from, text, answers]),
      [[one.to, 'Еду', [{ id: one.id, thread: 'call-out-1' }]]],
    )
    disk = 'full'
    assert.equal(await centre.text(one.to, text), 0x64)
  })

  test('puts a long reply together before anybody hears of it, whatever the order of its parts', async () => {
    const { centre, line } = await world()
    await line.send(message(), patience())
    const replies: LineReply[] = []
    line.onReply((reply) => void replies.push(reply))
    const part = (which: number, text: string) => ({
      ...{ esm_class: 0x40, data_coding: 0 },
      short_message: Buffer.concat([Buffer.from([5, 0, 3, 99, 2, which]), Buffer.from(text)]),
    })
    await centre.text('+74742555100', part(2, 'in 20 minutes'))
    assert.equal(replies.length, 0)
    await centre.text('+74742555100', part(1, 'I am coming '))
    assert.deepEqual(
      replies.map(({ text }) => text),
      ['I am coming in 20 minutes'],
    )
  })

  test('sends nothing after its time, to nobody’s number, or longer than it may be', async () => {
    const { centre, line } = await world({ mostParts: 2 })
    const past = message({ until: '2025-01-01T00:00:00.000Z' as Instant })
    assert.deepEqual(await line.send(past, patience()), {
      ...{ kind: 'refused', problem: 'line/too-late', retry: 'never' },
    })
    for (const [change, problem] of [
      [{ to: '0800 000' }, 'line/bad-address'],
      [{ text: 'я'.repeat(200), language: 'ru' }, 'line/too-long'],
    ] as const)
      assert.deepEqual(await line.send(message(change), patience()), {
        ...{ kind: 'refused', problem, retry: 'never' },
      })
    await line.close()
    assert.deepEqual(await line.send(message(), never), {
      ...{ kind: 'refused', problem: 'line/closed', retry: 'later' },
    })
    assert.equal(centre.submits().length, 0)
  })
})
