/** A map that holds more than the authority's own territory: its names are recognised, nothing there can be warned. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  done,
  lipetskOblast,
  red,
  refused,
  startTestServer,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

const list = (name: string, lines: readonly string[]) => ({
  name,
  base64: Buffer.from(lines.map((line) => `${line}\n`).join('')).toString('base64'),
})
const regions = list('admin1.txt', [
  'RU.09\tBelgorod Oblast\tBelgorod Oblast\t578071',
  'RU.43\tLipetsk\tLipetsk\t535120',
])
const districts = list('admin2.txt', [
  'RU.09.477189\tValuyskiy Rayon\tValuyskiy Rayon\t477189',
  'RU.43.465724\tZadonskiy Rayon\tZadonskiy Rayon\t465724',
])
const ring = [
  [38, 50.1],
  [38.3, 50.1],
  [38.3, 50.4],
  [38, 50.1],
]
const boundaries = (name: string) =>
  list('districts.geojson', [
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name },
          geometry: { type: 'Polygon', coordinates: [ring] },
        },
      ],
    }),
  ])
interface Imported {
  readonly changed: number
  readonly joined: readonly { readonly area: string }[]
}
interface Found {
  readonly matches: readonly { readonly code: string }[]
  readonly decision: string
}

describe('names of another authority’s territory', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    done(await server.admin.post('/v1/areas/import', { files: [regions] }))
    done(await server.admin.post('/v1/areas/import', { files: [districts] }))
  })
  after(() => server.close())

  test('and its boundaries are imported, told by a code of any scheme or by name where they belong', async () => {
    for (const within of ['RU-BEL', 'gn:578071', 'RU.09', 'Belgorod Oblast', 'Белгородская область']) {
      const files = [boundaries('Валуйский район')]
      const { joined } = done<Imported>(await server.admin.post('/v1/areas/import', { files, within }))
      assert.deepEqual(
        joined.map(({ area }) => area),
        ['gn:477189'],
        within,
      )
    }
    const found = done<Found>(
      await server.stranger.get(
        '/v1/areas?find=%D0%92%D0%B0%D0%BB%D1%83%D0%B9%D1%81%D0%BA%D0%B8%D0%B9&within=RU-BEL',
      ),
    )
    assert.deepEqual([found.decision, found.matches[0]?.code], ['one', 'gn:477189'])
  })

  test('make nothing there that could be warned, by whomever', async () => {
    const files = [boundaries('Нежеголь')]
    done(await server.admin.post('/v1/areas/import', { files, within: 'RU-BEL', unmatched: 'add' }))
    for (const area of ['RU', 'RU-BEL', 'gn:477189', 'RU-BEL:нежеголь'])
      refused(await server.olena.post('/v1/alerts', red([area])), 'people/outside-area')
    for (const area of [lipetskOblast, zadonsky]) done(await server.olena.post('/v1/alerts', red([area])))
  })

  test('are looked for nowhere, where the place they should lie in is unknown', async () => {
    const files = [boundaries('Валуйский район')]
    const answer = await server.admin.post('/v1/areas/import', { files, within: 'RU-XYZ' })
    refused(answer, 'areas/unknown', 'within')
  })

  test('are imported by nobody who may not import', async () => {
    const answer = await server.olena.post('/v1/areas/import', { files: [districts], within: 'RU-BEL' })
    refused(answer, 'people/not-allowed')
  })
})
