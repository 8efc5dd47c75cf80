import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { absent } from '../support/absent.ts'
import {
  dankovsky,
  done,
  issueAlert,
  lipetskOblast,
  red,
  startTestServer,
  terbunsky,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

const schemaFile = join(import.meta.dirname, '../../../shared/cap/schema/CAP-v1.2.xsd')
const names = { cap: 'urn:oasis:names:tc:emergency:cap:1.2', atom: 'http://www.w3.org/2005/Atom' }

describe('what was said, for machines', () => {
  let server: TestServer
  let alert: string
  let published: { readonly id: string; readonly xml: string }[]
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    // A life with every kind of notice in it.
    const issued = await issueAlert(server, { threat: 'drone', level: 'yellow', areas: [zadonsky] })
    alert = issued.id
    for (const [step, body] of [
      ['raise', { level: 'red' }],
      ['extend', { areas: [terbunsky, dankovsky] }],
      ['correct', { texts: { en: { '90': 'Drones. <Stay> "inside" & away from windows.' } } }],
      ['lower', { level: 'yellow' }],
      ['reduce', { areas: [dankovsky] }],
      ['renew', {}],
      ['all-clear', { areas: [terbunsky] }],
      ['retract', { reason: 'It was a flock of birds.' }],
    ] as const)
      done(await server.olena.post(`/v1/alerts/${alert}/${step}`, body))
    const ids = ['1', '2', '3', '4', '5', '6', '6e', '7', '8', '8e', '9'].map(
      (revision) => `${alert}.${revision}`,
    )
    published = []
    for (const id of ids) {
      const answer = await server.stranger.get(`/v1/notices/${id}`)
      done(answer)
      published.push({ id, xml: answer.text })
    }
  })
  after(() => server.close())

  const parsed = <Value>(xml: string, read: (document: XmlDocument) => Value): Value => {
    const document = XmlDocument.fromString(xml)
    try {
      return read(document)
    } finally {
      document.dispose()
    }
  }
  const texts = (xml: string, path: string) =>
    parsed(xml, (document) => document.find(path, names).map((node) => node.content))

  test('is valid CAP 1.2, notice by notice', { skip: absent('shared') }, () => {
    const schema = XmlDocument.fromString(readFileSync(schemaFile, 'utf8'))
    const validator = XsdValidator.fromDoc(schema)
    try {
      for (const { id, xml } of published)
        assert.doesNotThrow(() => parsed(xml, (document) => validator.validate(document)), id)
      const broken = published[0]!.xml.replace('<scope>Public</scope>', '')
      assert.throws(() => parsed(broken, (document) => validator.validate(document)), 'the judge sleeps')
    } finally {
      validator.dispose()
      schema.dispose()
    }
  })

  test('is an exercise in every message, and an alert, then updates, then a cancellation', () => {
    for (const { id, xml } of published)
      assert.deepEqual(texts(xml, '/cap:alert/cap:status'), ['Exercise'], id)
    const types = published.map(({ xml }) => texts(xml, '/cap:alert/cap:msgType')[0])
    assert.equal(types[0], 'Alert')
    assert.equal(types.at(-1), 'Cancel')
    assert.ok(
      types.slice(1, -1).every((type) => type === 'Update'),
      types.join(),
    )
  })

  test('names the messages that it is about, each of which can be had', async () => {
    for (const { id, xml } of published.slice(1)) {
      const references = (texts(xml, '/cap:alert/cap:references')[0] ?? '').split(/\s+/)
      assert.ok(references.length > 0 && references[0] !== '', id)
      for (const reference of references) {
        const [sender, identifier, sent] = reference.split(',')
        assert.equal(sender, 'demonstration@tocsin.invalid')
        const earlier = published.find(
          ({ xml: other }) => texts(other, '/cap:alert/cap:identifier')[0] === identifier,
        )
        assert.ok(earlier !== undefined, `${id} is about ${identifier}, which nobody can read`)
        assert.equal(texts(earlier.xml, '/cap:alert/cap:sent')[0], sent)
      }
    }
  })

  test('says in XML what was written by hand, character by character', () => {
    const [headline] = texts(published[3]!.xml, "//cap:info[cap:language='en']/cap:headline")
    assert.equal(headline, 'DRILL. Drones. <Stay> "inside" & away from windows.')
  })

  test('stays as it was said, for ever and for everybody', async () => {
    await server.startAgain()
    for (const { id, xml } of published) {
      const again = await server.stranger.get(`/v1/notices/${id}.cap`)
      assert.equal(again.text, xml, id)
      assert.match(again.headers.get('content-type') ?? '', /^application\/cap\+xml/)
    }
  })

  test('is a feed of the last day, the newest first, each entry with its message', async () => {
    const answer = await server.stranger.get('/v1/feed.atom')
    done(answer)
    const entries = texts(answer.text, '/atom:feed/atom:entry/atom:id')
    // The whole life took less than a second, in which CAP's times don't differ.
    assert.deepEqual(
      entries.map((entry) => entry.slice(entry.lastIndexOf(':') + 1)),
      published.map(({ id }) => id).toReversed(),
    )
    const updated = texts(answer.text, '/atom:feed/atom:entry/atom:updated').map((text) => Date.parse(text))
    assert.deepEqual(
      updated,
      updated.toSorted((a, b) => b - a),
    )
    const links = parsed(answer.text, (document) =>
      document
        .find("/atom:feed/atom:entry/atom:link[@type='application/cap+xml']/@href", names)
        .map((node) => node.content),
    )
    assert.equal(links.length, published.length)
    for (const link of links) done(await server.stranger.get(new URL(link).pathname))
    assert.match(texts(answer.text, '/atom:feed/atom:title')[0] ?? '', /^DRILL/)
    assert.deepEqual(texts((await server.stranger.get('/v1/feed.atom?mode=test')).text, '//atom:entry'), [])
  })

  test('is GeoJSON of what is in force: a feature a line, its shape closed, its mode and its vagueness named', async () => {
    const { id } = await issueAlert(server, red([zadonsky, terbunsky]))
    const wide = await issueAlert(server, { threat: 'drone', level: 'yellow', areas: [lipetskOblast] })
    const answer = await server.stranger.get('/v1/in-force.geojson')
    done(answer)
    const { type, features } = JSON.parse(answer.text) as {
      type: string
      features: {
        geometry: { type: string; coordinates: [number, number][][][] }
        properties: { area: string; mode: string; approximate: boolean; level: string }
      }[]
    }
    assert.equal(type, 'FeatureCollection')
    assert.deepEqual(
      features.map(({ properties: { area, level } }) => `${area} ${level}`).toSorted(),
      ['RU-LIP yellow', `${zadonsky} red`, `${terbunsky} red`].toSorted(),
    )
    for (const { geometry, properties } of features) {
      assert.equal(properties.mode, 'drill')
      assert.equal(properties.approximate, true)
      const rings = geometry.type === 'Polygon' ? [geometry.coordinates as never] : geometry.coordinates
      for (const ring of (rings as [number, number][][][]).flat()) {
        assert.ok(ring.length >= 4)
        assert.deepEqual(ring[0], ring.at(-1))
        for (const [lon, lat] of ring)
          assert.ok(lon > 37 && lon < 41 && lat > 51 && lat < 54, `${lon} ${lat}`)
      }
    }
    for (const one of [id, wide.id]) done(await server.olena.post(`/v1/alerts/${one}/all-clear`, {}))
    const after = await server.stranger.get('/v1/in-force.geojson')
    assert.deepEqual((JSON.parse(after.text) as { features: [] }).features, [])
  })
})
