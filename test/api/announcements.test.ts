import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { done, refused, startTestServer, type TestServer } from '../support/server.node.ts'

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
  readonly candidates: readonly { readonly code: string }[]
}
interface Read {
  readonly language: string
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
      'Red level, drone attack threat in Zadoonsky, Klewenensky and Volinsky districts of Lipetsk Oblast, except Yelets.',
    )
    assert.deepEqual(
      lines[0]!.areas.map(({ decision, code, candidates }) => [decision, code, candidates[0]!.code]),
      [
        ['one', 'gn:465724', 'gn:465724'],
        ['ask', null, 'gn:550109'],
        ['ask', null, 'gn:472303'],
      ],
    )
    assert.deepEqual(
      lines[0]!.except.map(({ code }) => code),
      ['gn:12625447'],
    )
    assert.deepEqual(
      doubts.map(({ code }) => code),
      ['area-unsure', 'area-unsure'],
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
