import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  done,
  issueAlert,
  refused,
  startTestServer,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

let server: TestServer
before(async () => {
  server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
})
after(() => server.close())

interface Place {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly decision: string
  readonly code: string | null
  readonly candidates: readonly {
    readonly code: string
    readonly names: { readonly [language: string]: string }
  }[]
}
interface Read {
  readonly language: string
  readonly issuer: { readonly name: string } | null
  readonly lines: readonly {
    readonly action: string
    readonly threat: string | null
    readonly ladder: string | null
    readonly level: string | null
    readonly areas: readonly Place[]
    readonly except: readonly Place[]
    readonly time: { readonly text: string } | null
    readonly quote: { readonly text: string; readonly start: number; readonly end: number }
  }[]
  readonly doubts: readonly { readonly code: string }[]
}
const read = async (text: string, within?: string) =>
  done<Read>(
    await server.olena.post('/v1/announcements/read', { text, ...(within === undefined ? {} : { within }) }),
  )

describe('a pasted announcement', () => {
  test('comes back as what the compose screen needs, on the ladder of the caller’s authority', async () => {
    const text = 'Внимание! Красный уровень «Угроза атаки БПЛА» объявлен в Ельце и Задонском районе.'
    const { language, lines } = await read(text)
    assert.equal(language, 'ru')
    assert.deepEqual(
      lines.map(({ action, threat, ladder, level, areas }) => ({
        ...{ action, threat, ladder, level },
        areas: areas.map(({ code }) => code),
      })),
      [
        {
          ...{ action: 'raise', threat: 'drone', ladder: 'lipetsk', level: 'red' },
          areas: ['gn:12625447', 'gn:465724'],
        },
      ],
    )
    for (const { start, end, text: said } of lines[0]!.areas) assert.equal(text.slice(start, end), said)
  })
  test('brings its doubts, its exceptions and what to choose from where a name is unsure', async () => {
    const { lines, doubts } = await read(
      'Red level, drone attack threat in Zadoonsky, Dobrovinsky and Dankov districts of Lipetsk Oblast, except Yelets.',
    )
    assert.deepEqual(
      lines[0]!.areas.map(({ decision, code, candidates }) => [
        decision,
        code,
        ...candidates.slice(0, 2).map(({ names }) => names['en']),
      ]),
      [
        ['one', 'gn:465724', 'Zadonsky District'],
        ['ask', null, 'Dobrovsky District', 'Dobrinsky District'],
        ['one', 'gn:567100', 'Dankovsky District'],
      ],
    )
    assert.deepEqual(
      lines[0]!.except.map(({ code }) => code),
      ['gn:12625447'],
    )
    assert.deepEqual(
      doubts.map(({ code }) => code),
      ['area-unsure'],
    )
  })
  test('reads a lowering as the level that is now in force, and no end into an instruction', async () => {
    const levels = async (text: string) =>
      (await read(text)).lines.map(({ action, threat, level }) => `${action} ${threat} ${level}`)
    assert.deepEqual(
      await levels(
        'Отбой красного уровня «Угроза атаки БПЛА» в Ельце. Жёлтый уровень «Воздушная опасность» сохраняется.',
      ),
      ['lower drone yellow', 'info drone yellow'],
    )
    assert.deepEqual(await levels('Угроза атаки БПЛА в Ельце. Оставайтесь в укрытиях до отбоя.'), [
      'raise drone red',
    ])
  })
  test('says who gives it, and what ended before the danger came again ends nothing', async () => {
    const { issuer, lines } = await read(
      'Вчера в 05:40 отбой красного уровня дали в Ельце. Сегодня в 03:10 губернатор Игорь Артамонов снова объявил красный уровень в Ельце.',
    )
    assert.equal(issuer?.name, 'Igor Artamonov (governor)')
    assert.deepEqual(
      lines.map(({ action }) => action).filter((action) => action !== 'info'),
      ['raise'],
    )
  })
  test('of “the previously announced districts” is about those that the board has', async () => {
    const { id } = await issueAlert(server, { threat: 'drone', level: 'red', areas: [zadonsky] })
    const { lines } = await read('По ранее объявленным районам – отбой красного уровня «Угроза атаки БПЛА».')
    assert.deepEqual(
      lines.map(({ action, areas }) => [action, areas.map(({ code }) => code)]),
      [['end', [zadonsky]]],
    )
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
  })
  test('is computed and not kept: the ledger does not move', async () => {
    const head = await server.head()
    await read('Отбой желтого уровня.')
    assert.equal(await server.head(), head)
  })
  test('is refused when it is too long, empty, or read for an area that is not there', async () => {
    const ask = (body: unknown) => server.olena.post('/v1/announcements/read', body)
    refused(await ask({ text: 'я'.repeat(20_001) }), 'server/invalid-request')
    refused(await ask({ text: '' }), 'server/invalid-request')
    refused(await ask({ text: 'Отбой', within: 'RU-NOWHERE' }), 'areas/unknown')
    refused(await server.stranger.post('/v1/announcements/read', { text: 'Отбой' }), 'people/unknown-key')
  })
})
