import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { beginning } from '#ledger'
import type { SituationReport } from '#situation'
import { absent, program } from '../support/absent.ts'
import { nightByApi, type NightByApi } from '../support/night-by-api.ts'
import { done, refused, startTestServer, zadonsky, type TestServer } from '../support/server.node.ts'
import { traceAll } from '../support/tracing.ts'

interface Answer {
  readonly report: SituationReport
  readonly facts: readonly { readonly seq: number; readonly hash: string; readonly what: string }[]
  readonly paper: {
    readonly title: string
    readonly direction: string
    readonly sections: readonly {
      readonly id: string
      readonly title: string
      readonly rows: readonly object[]
    }[]
  }
  readonly again: string
}

describe('the situation report over HTTP', () => {
  let server: TestServer
  let night: NightByApi
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    night = await nightByApi(server)
    await server.head()
  })
  after(() => server?.close())

  const ask = async (query = '') => done<Answer>(await server.olena.get(`/v1/situation-report${query}`))
  const section = ({ report }: Answer, id: string) => report.sections.find((one) => one.id === id)!
  const bytesOf = async (path: string) => {
    const key = await server.keyOf('olena')
    const answer = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${key}` } })
    assert.equal(answer.status, 200, path)
    return { bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers }
  }

  test('says what happened, and every number of it is traced to the ledger', async () => {
    const given = await ask()
    const ledger = await server.running.system.ledger.read(beginning, 100_000)
    assert.ok(traceAll(given.report, ledger).length > 30)
    const hashes = new Map(ledger.map(({ seq, hash }) => [seq as number, hash as string]))
    for (const { seq, hash, what } of given.facts) {
      assert.equal(hash, hashes.get(seq))
      assert.notEqual(what, '')
    }
    assert.equal(section(given, 'alerts').rows.length, 1)
    assert.ok(section(given, 'unknown').rows.some(({ id }) => id === `unknown silent ${night.callOut}`))
    assert.deepEqual(given.report.withheld, [])
  })

  test('asked again by its own address it is the same, whatever came since', async () => {
    const { again } = await ask('?lang=uk')
    const first = await bytesOf(again)
    const pdf = await bytesOf(again.replace('?', '.pdf?'))
    const zip = await bytesOf(again.replace('?', '.zip?'))
    const more = { area: zadonsky, subject: 'schools', atLeast: 2, atMost: 2, cause: 'glass' }
    done(await server.olena.post('/v1/damage/observations', more))
    assert.deepEqual((await bytesOf(again)).bytes, first.bytes)
    assert.deepEqual((await bytesOf(again.replace('?', '.pdf?'))).bytes, pdf.bytes)
    assert.deepEqual((await bytesOf(again.replace('?', '.zip?'))).bytes, zip.bytes)
    assert.match(
      pdf.headers.get('content-disposition')!,
      /^attachment; filename="situation-.*-staff-\d+-uk\.pdf"$/,
    )
    assert.equal(pdf.headers.get('cache-control'), 'no-store')
    const now = await ask('?lang=uk')
    assert.ok(now.report.asOf.seq > (JSON.parse(first.bytes.toString()) as Answer).report.asOf.seq)
  })

  test('speaks four languages, one of them from right to left', async () => {
    const titles = await Promise.all(
      ['en', 'uk', 'ru', 'he'].map(async (lang) => (await ask(`?lang=${lang}`)).paper),
    )
    assert.deepEqual(
      titles.map(({ direction }) => direction),
      ['ltr', 'ltr', 'ltr', 'rtl'],
    )
    assert.equal(new Set(titles.map(({ title }) => title)).size, 4)
    refused(await server.olena.get('/v1/situation-report?lang=xx'), 'server/invalid-request')
  })

  test('is about the areas that are asked for, and says no to those that nobody knows', async () => {
    const elsewhere = await ask('?areas=Dankovsky District')
    assert.equal(section(elsewhere, 'alerts').rows.length, 0)
    assert.equal(section(elsewhere, 'damage').rows.length, 0)
    const here = await ask(`?areas=${zadonsky};Terbunsky District`)
    assert.equal(section(here, 'alerts').rows.length, 1)
    refused(await server.olena.get('/v1/situation-report?areas=Nowhereville'), 'areas/unknown')
  })

  test('refuses a period that ends before it begins, a place that is not there, and a year', async () => {
    const get = (query: string) => server.olena.get(`/v1/situation-report?${query}`)
    const [early, late] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z']
    refused(await get(`from=${late}&to=${early}`), 'server/invalid-request', 'query.from')
    refused(await get('position=99999999'), 'server/invalid-request', 'query.position')
    refused(
      await get('from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z'),
      'server/invalid-request',
      'query.from',
    )
    refused(await get('from=yesterday'), 'server/invalid-request')
    refused(await server.stranger.get('/v1/situation-report'), 'people/unknown-key')
  })

  test('leaves out what a role may not read, and says what', async () => {
    done(
      await server.admin.ask('PUT', '/v1/roles/only-alerts', {
        body: { actions: ['board.read', 'alert.read'] },
      }),
    )
    const body = { id: 'reader', name: 'Reader', roles: ['only-alerts'], areas: ['RU-LIP'] }
    const { key } = done<{ key: string }>(await server.admin.post('/v1/keys', body))
    const given = done<Answer>(await server.withKey(key).get('/v1/situation-report'))
    assert.ok(given.report.withheld.includes('damage') && given.report.withheld.includes('observations'))
    assert.ok(
      !JSON.stringify(given).includes('1400') && !JSON.stringify(given).includes('Regional administration'),
    )
  })

  test('tells of damage and of sites only where whoever asks may read it', async () => {
    const body = { id: 'terbuny', name: 'Terbuny', roles: ['assessor'], areas: ['Terbunsky District'] }
    const { key } = done<{ key: string }>(await server.admin.post('/v1/keys', body))
    const given = done<Answer>(await server.withKey(key).get('/v1/situation-report'))
    assert.deepEqual(section(given, 'observations').rows, [])
    assert.deepEqual(section(given, 'statements').rows, [])
    assert.ok(!JSON.stringify(given.paper).includes('1,400'))
  })

  test('gives the public nothing under embargo in any of its forms', async () => {
    const { again } = await ask('?face=public&lang=en')
    const zip = await bytesOf(again.replace('?', '.zip?'))
    const folder = unpacked(zip.bytes)
    try {
      for (const file of readdirSync(folder)) {
        const text = file.endsWith('.pdf')
          ? absent('pdftotext') === false
            ? execFileSync('pdftotext', [join(folder, file), '-'], { encoding: 'utf8' })
            : ''
          : readFileSync(join(folder, file), 'utf8')
        for (const secret of [
          '1400',
          '1,400',
          'Regional administration',
          'Мира',
          'Hospital',
          'North gate',
          'Drill plant',
        ])
          assert.ok(!text.includes(secret), `${secret} is in ${file}`)
      }
      assert.ok(!readdirSync(folder).includes('sites.geojson'))
    } finally {
      rmSync(folder, { recursive: true })
    }
    const lifted = done<{ occurrences: { id: string }[] }>(await server.olena.get('/v1/damage/occurrences'))
    const reason = { why: 'The families know' }
    done(await server.olena.post(`/v1/damage/embargo/${lifted.occurrences[0]!.id}/lift`, reason))
    const after = await ask('?face=public&lang=en')
    assert.ok(JSON.stringify(section(after, 'damage')).includes('1400'))
    assert.ok(!JSON.stringify(after).includes('Regional administration'))
  })

  test('comes as a bundle that others unpack, with the hash of each file and tables that no spreadsheet runs', async () => {
    const evil = { area: zadonsky, subject: 'industry', atLeast: 1, atMost: 1, cause: 'fire' }
    const source = { kind: 'official', name: '=HYPERLINK("http://x","y")' }
    done(await server.olena.post('/v1/damage/observations', { ...evil, source }))
    const given = await ask('?lang=en')
    const { bytes } = await bytesOf(given.again.replace('?', '.zip?'))
    const folder = unpacked(bytes)
    try {
      const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
        readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[]
        readonly asOf: { readonly seq: number; readonly hash: string }
      }
      assert.equal(manifest.asOf.seq, given.report.asOf.seq)
      assert.deepEqual(
        manifest.files.map(({ name }) => name).toSorted(),
        readdirSync(folder)
          .filter((name) => name !== 'manifest.json')
          .toSorted(),
      )
      for (const { name, sha256, bytes: size } of manifest.files) {
        const file = readFileSync(join(folder, name))
        assert.deepEqual([sha256, size], [createHash('sha256').update(file).digest('hex'), file.length], name)
      }
      // csv-parse is not what wrote them.
      for (const one of given.paper.sections) {
        const rows = parse(readFileSync(join(folder, `${one.id}.csv`)), { bom: true }) as string[][]
        assert.equal(rows.length, one.rows.length + 1, one.id)
        for (const cell of rows.flat()) assert.doesNotMatch(cell, /^[=+\-@\t]/, `${one.id}: ${cell}`)
      }
      const observations = readFileSync(join(folder, 'observations.csv'), 'utf8')
      assert.ok(observations.includes(`"'=HYPERLINK(""http://x"",""y"")"`), observations)
      const areas = JSON.parse(readFileSync(join(folder, 'areas.geojson'), 'utf8')) as {
        readonly features: readonly { readonly id: string; readonly geometry: { readonly type: string } }[]
      }
      assert.match(areas.features.find(({ id }) => id === zadonsky)!.geometry.type, /Polygon/)
      const sites = readFileSync(join(folder, 'sites.geojson'), 'utf8')
      assert.ok(sites.includes('Drill plant') && !sites.includes('Мира'))
      assert.ok(!readFileSync(join(folder, 'report.json'), 'utf8').includes('Мира'), 'no address, either')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('a second server that folds the same ledger answers the same', async () => {
    const { again } = await ask('?lang=he')
    const before = (await bytesOf(again)).bytes
    await server.startAgain()
    assert.deepEqual((await bytesOf(again)).bytes, before)
  })
})

/** By a program that is not ours: unzip, or Python. */
function unpacked(bytes: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bundle-'))
  const file = `${folder}.zip`
  writeFileSync(file, bytes)
  if (program('unzip') !== undefined) execFileSync('unzip', ['-q', file, '-d', folder])
  else execFileSync('python3', ['-m', 'zipfile', '-e', file, folder])
  rmSync(file)
  return folder
}
