import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hour, minute, plus, type ActorId, type AlertId, type Instant } from '#base'
import type { CapInfo, CapMessage } from '#cap'
import { memoryLedger } from '#ledger'
import { mainAuthority } from '#people'
import {
  about,
  arrivalOf,
  capAt,
  gale,
  messageOf,
  night,
  receptionWorld,
} from '../support/reception-world.ts'

const zadonsk = 'gn:465724'
const terbuny = 'gn:483542'
const coded = (...codes: string[]): NonNullable<CapInfo['area']> => [
  { areaDesc: codes.join(), geocode: codes.map((value) => ({ valueName: 'tocsin:area', value })) },
]
const only = (world: { system: { world: { inForce(): Iterable<{ id: AlertId }> } } }) =>
  [...world.system.world.inForce()][0]!.id

describe('a message of a source that is let onto the board', () => {
  test('stands there in its sender’s words, as long as it says, and lapses openly', async () => {
    const it = await receptionWorld()
    assert.equal(await it.take(messageOf()), 'new')
    assert.deepEqual(it.board(), [`drill wind warning ${zadonsk}`])
    const [alert] = it.system.world.inForce()
    assert.equal(alert?.renewBy, '2026-11-22T12:00:00.000Z')
    assert.match(
      alert?.content.wording.texts['en']?.['360'] ?? '',
      /^DRILL\. Gusts up to 110 km\/h from noon\. Zadonsk\. /,
    )
    assert.equal(alert?.content.relayed?.sender, 'met.example')
    for (const wait of [11 * hour + 55 * minute, 6 * minute]) {
      it.clock.advance(wait)
      await it.system.quiet()
    }
    const ended = it.system.world.alert(alert!.id)
    assert.ok(ended.status === 'ended' && ended.how === 'lapsed')
    await it.close()
  })

  test('is taken once, however often and from wherever it comes', async () => {
    const it = await receptionWorld()
    const message = messageOf()
    assert.deepEqual(
      await Promise.all([it.take(message), it.take(message), it.take(message, { id: 'other' as never })]),
      ['new', 'known', 'known'],
    )
    assert.equal(it.board().length, 1)
    await it.close()
  })

  test('in two languages is one alert; of two dangers it is two', async () => {
    const it = await receptionWorld()
    const russian = { ...gale, language: 'ru-RU', event: 'Штормовой ветер', headline: 'Порывы до 110 км/ч' }
    const flood = { ...gale, event: 'Flood', severity: 'Moderate' as const }
    await it.take(messageOf({ info: [gale, russian, flood] }))
    assert.deepEqual(it.board(), [`drill flood watch ${zadonsk}`, `drill wind warning ${zadonsk}`])
    const texts = [...it.system.world.inForce()].map(({ content }) =>
      Object.keys(content.wording.texts).sort(),
    )
    assert.deepEqual(texts, [['en', 'ru'], ['en']])
    await it.close()
  })

  test('is changed by its sender’s Update: what it still says stays, what it no longer says ends', async () => {
    const it = await receptionWorld()
    const flood = { ...gale, event: 'Flood', severity: 'Moderate' as const }
    const first = messageOf({ info: [gale, flood] })
    await it.take(first)
    const before = new Set([...it.system.world.inForce()].map(({ id }) => id))
    await it.take(about(first, { info: [{ ...gale, severity: 'Moderate', area: coded(zadonsk, terbuny) }] }))
    assert.deepEqual(it.board(), [`drill wind watch ${zadonsk}+${terbuny}`])
    assert.ok(before.has(only(it)), 'it is the same alert')
    await it.close()
  })

  test('is changed also by an Update that comes before the board has moved', async () => {
    const it = await receptionWorld()
    const first = messageOf()
    const second = about(first, { info: [{ ...gale, severity: 'Moderate' }] })
    for (const message of [first, second]) await it.intake.take(arrivalOf(message, it.clock.now()))
    await it.system.quiet()
    assert.deepEqual(it.board(), [`drill wind watch ${zadonsk}`])
    await it.close()
  })

  test('ends also where a message between it and its end came last of all', async () => {
    const it = await receptionWorld()
    const first = messageOf()
    const second = about(first, {})
    const third = about(second, {})
    const cancel = about(third, { msgType: 'Cancel', info: [] })
    for (const message of [first, cancel, third, second]) await it.take(message)
    assert.deepEqual(it.board(), [])
    await it.close()
  })

  test('stays where a message that others have gone past comes late', async () => {
    const it = await receptionWorld()
    const first = messageOf()
    const second = about(first, {})
    const { sender, identifier, sent } = first
    const both = [...about(second, {}).references!, { sender, identifier, sent }]
    // It says the same as the first, so that nothing on the board shows that it came.
    const third = about(second, { references: both })
    for (const message of [first, third, second]) await it.take(message)
    assert.deepEqual(it.board(), [`drill wind warning ${zadonsk}`])
    await it.close()
  })

  test('ends with its sender’s Cancel, and with an AllClear in the sender’s words', async () => {
    const it = await receptionWorld()
    const [one, two] = [messageOf(), messageOf({ info: [{ ...gale, area: coded(terbuny) }] })]
    await it.take(one)
    await it.take(two)
    const { info: _, ...bare } = messageOf({ msgType: 'Cancel', sent: capAt('02:00') })
    await it.take(about(one, { ...bare, info: [] } as CapMessage))
    assert.deepEqual(it.board(), [`drill wind warning ${terbuny}`])
    const id = only(it)
    const over = {
      ...gale,
      responseType: ['AllClear' as const],
      headline: 'The gale is over',
      area: coded(terbuny),
    }
    await it.take(about(two, { info: [over] }))
    assert.deepEqual(it.board(), [])
    const facts = await it.system.ledger.readStream(`alert:${id}`)
    assert.match(JSON.stringify(facts.at(-1)), /DRILL\. The gale is over/)
    await it.close()
  })

  test('that comes after what took it back is not put up any more', async () => {
    const it = await receptionWorld()
    const late = messageOf()
    await it.take(about(late, { msgType: 'Cancel', info: [] }))
    assert.equal(await it.take(late), 'new')
    assert.deepEqual(it.board(), [])
    assert.deepEqual(
      it
        .open()
        .map(({ message }) => message.identifier)
        .includes(late.identifier),
      false,
    )
    await it.close()
  })

  test('is never ended or changed by another sender', async () => {
    const it = await receptionWorld()
    const first = messageOf()
    await it.take(first)
    await it.take(about(first, { msgType: 'Cancel', sender: 'stranger.example', info: [] }))
    assert.equal(it.board().length, 1)
    await it.close()
  })

  test('comes back as a report when somebody here had ended it', async () => {
    const it = await receptionWorld()
    const first = messageOf()
    await it.take(first)
    await it.system.desk.order({ type: 'all-clear', alert: only(it), reason: 'not here' }, 'olena' as ActorId)
    await it.take(about(first, {}))
    assert.deepEqual(it.board(), [])
    assert.deepEqual(
      it.open().map(({ message }) => message.why),
      ['exchange/ended-here'],
    )
    await it.close()
  })

  test('is a report, with the reason, where it may not stand on the board', async () => {
    const it = await receptionWorld()
    const cases: [CapMessage, Parameters<typeof it.take>[1], string | undefined][] = [
      [messageOf({ status: 'Actual' }), {}, 'exchange/not-in-this-mode'],
      [messageOf({ scope: 'Restricted', restriction: 'staff' }), {}, 'exchange/not-public'],
      [messageOf({ info: [{ ...gale, area: [{ areaDesc: 'Elsewhere' }] }] }), {}, 'exchange/nowhere-here'],
      [messageOf(), { areas: [terbuny as never] }, 'exchange/beyond-its-areas'],
      [messageOf(), { takes: 'reports' }, undefined],
    ]
    for (const [message, source, why] of cases) {
      await it.take(message, source)
      const found = it.open().find((one) => one.message.identifier === message.identifier)
      assert.equal(found?.message.landed, 'report')
      assert.equal(found?.message.why, why)
    }
    assert.deepEqual(it.board(), [])
    await it.close()
  })

  test('is live where the authority was switched to live and nowhere else, and is taken back also afterwards', async () => {
    const actual = () => messageOf({ status: 'Actual' })
    const switchTo = (it: Awaited<ReturnType<typeof receptionWorld>>, service: 'live' | 'drill') =>
      it.system.people.asInstallation(() => [
        { type: 'authority-switched', data: { authority: mainAuthority, service } },
      ])
    const shown = await receptionWorld({ mode: 'live' })
    const own = await receptionWorld({ mode: 'live', demonstration: 'no' })
    await switchTo(shown, 'live')
    for (const it of [shown, own]) {
      await it.take(actual())
      assert.deepEqual(
        it.open().map(({ message }) => message.why),
        ['exchange/not-in-this-mode'],
      )
      assert.deepEqual(it.board(), [])
    }
    await shown.close()
    await switchTo(own, 'live')
    const [first, second] = [actual(), actual()]
    await own.take(first)
    await own.take(second)
    assert.equal(own.board().length, 2)
    await switchTo(own, 'drill')
    await own.take(about(first, { status: 'Actual' }))
    assert.equal(own.board().length, 2, 'what goes on is said by nobody here now')
    await own.take(about(first, { status: 'Actual', msgType: 'Cancel', info: [] }))
    const over = [{ ...gale, responseType: ['AllClear' as const] }]
    await own.take(about(second, { status: 'Actual', info: over }))
    assert.deepEqual(own.board(), [])
    await own.close()
  })

  test('is drawn by its polygon where its codes are nobody’s here, without the slivers of neighbours', async () => {
    const it = await receptionWorld()
    const shape = it.system.areas.hierarchy().get(zadonsk as never)?.shape
    const ring = shape![0]![0]!.map(({ lon, lat }) => ({ lon: lon + 0.002, lat: lat + 0.002 }))
    const area = [{ areaDesc: 'Z', polygon: [ring], geocode: [{ valueName: 'FIPS', value: '12345' }] }]
    await it.take(messageOf({ info: [{ ...gale, area }] }))
    assert.deepEqual(it.board(), [`drill wind warning ${zadonsk}`])
    await it.close()
  })
})

describe('a report', () => {
  test('leaves the desk when its sender takes it back or its time is over', async () => {
    const it = await receptionWorld()
    const [first, second] = [messageOf(), messageOf()]
    await it.take(first, { takes: 'reports' })
    await it.take(second, { takes: 'reports' })
    assert.equal(it.open().length, 2)
    await it.take(about(first, { msgType: 'Cancel', info: [] }), { takes: 'reports' })
    assert.deepEqual(
      it.open().map(({ message }) => [message.identifier === second.identifier, message.msgType]),
      [
        [false, 'Cancel'],
        [true, 'Alert'],
      ],
    )
    it.clock.advance(12 * hour)
    assert.deepEqual(
      it.open().map(({ message }) => message.msgType),
      ['Cancel'],
    )
    await it.close()
  })
})

describe('a crash', () => {
  test('between writing a message down and putting it up repeats it, and puts it up once', async () => {
    const ledger = memoryLedger()
    // Dies before anybody came to read what it had written down.
    const dead = await receptionWorld({ ledger, follows: 'no' })
    assert.equal(await dead.take(messageOf()), 'new')
    assert.deepEqual(dead.board(), [])
    await dead.close()
    const alive = await receptionWorld({ ledger })
    await alive.system.quiet()
    assert.deepEqual(alive.board(), [`drill wind warning ${zadonsk}`])
    const { seq } = await ledger.head()
    await alive.close()
    // Its place in the ledger is lost with its shelf, so that it reads everything again, when less time is left.
    const again = await receptionWorld({ ledger, at: plus(night, 10 * minute) })
    await again.system.quiet()
    assert.deepEqual([again.board().length, (await ledger.head()).seq], [1, seq])
    await again.close()
  })
})

describe('two servers that read each other', () => {
  test('don’t send an alert round: neither takes back what was its own', async () => {
    const [a, b] = [
      await receptionWorld({ sender: 'a.example' }),
      await receptionWorld({ sender: 'b.example' }),
    ]
    const own = messageOf({ sender: 'a.example' })
    assert.equal(await b.take(own), 'new')
    assert.equal(await a.take(own), 'ours')
    const drafted = await a.system.desk.order(
      {
        ...{ type: 'draft', mode: 'drill', threat: 'drone' as never, ladder: 'lipetsk' as never },
        ...{
          level: 'red' as never,
          areas: [zadonsk as never],
          renewBy: '2026-11-22T01:00:00.000Z' as Instant,
        },
      },
      'olena' as ActorId,
    )
    assert.ok(drafted.ok)
    // Wrapped anew under the peer's name, it still names our alert.
    const wrapped = messageOf({ sender: 'b.example', incidents: [drafted.value.alert.id] })
    assert.equal(await a.take(wrapped), 'ours')
    assert.deepEqual(a.board(), [])
    await Promise.all([a.close(), b.close()])
  })
})
