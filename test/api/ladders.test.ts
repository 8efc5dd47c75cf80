import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { shippedLadders } from '#threats'
import { invite, setUpAdministrator } from '../support/people.node.ts'
import {
  done,
  issueAlert,
  red,
  refused,
  startTestServer,
  zadonsky,
  type Ordered,
  type TestServer,
} from '../support/server.node.ts'

interface Ladders {
  readonly ladders: readonly {
    readonly id: string
    readonly origin: string
    readonly changedBy: string | null
    readonly usedBy: { readonly authorities: string[]; readonly alerts: string[]; readonly sources: string[] }
    readonly levels: readonly { readonly id: string }[]
  }[]
  readonly ladder: string
  readonly leftOut: readonly { readonly ladder: string; readonly why: string }[]
}

const said = (en: string, ru: string, uk: string) => ({ en, ru, uk })
const level = (id: string, height: number, more: object = {}) => ({
  ...{ id, height, names: said(`Step ${height}`, `Ступень ${height}`, `Ступінь ${height}`) },
  ...{ gravity: 'danger', colour: 'red', siren: 'attention' },
  ...{ severity: 'Severe', urgency: 'Immediate', certainty: 'Likely', ...more },
})
const own = (more: object = {}) => ({
  names: said('Town', 'Город', 'Місто'),
  speaks: 'the-degree',
  levels: [level('ready', 1, { gravity: 'advisory', colour: 'yellow', siren: undefined }), level('act', 2)],
  ...more,
})

describe('ladders over HTTP', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({
      settings: { TOCSIN_BROKER: 'none' },
      expects: /A ladder of this installation/,
    })
  })
  after(() => server.close())
  const put = (id: string, ladder: object) => server.admin.ask('PUT', `/v1/ladders/${id}`, { body: ladder })
  const list = async () => done<Ladders>(await server.olena.get('/v1/ladders'))
  const one = async (id: string) => (await list()).ladders.find((ladder) => ladder.id === id)

  test('are the shipped ones, and the authority’s is said', async () => {
    const { ladders, ladder } = await list()
    assert.deepEqual(
      ladders.map(({ id, origin }) => [id, origin]),
      shippedLadders.map(({ id }) => [id, 'shipped']),
    )
    assert.equal(ladder, 'lipetsk')
    assert.deepEqual((await one('lipetsk'))?.usedBy.authorities, ['main'])
  })

  test('of one’s own are spoken by at once, and what was issued by them stays as it was said', async () => {
    assert.equal(done<{ origin: string }>(await put('town', own())).origin, 'own')
    const body = { ...red([zadonsky]), ladder: 'town', level: 'act' }
    const issued = await issueAlert(server, body)
    assert.match(JSON.stringify(issued.content.wording), /Drone attack threat|step 2/i)
    const changed = own({
      levels: [level('ready', 1), level('act', 2, { names: said('Now', 'Сейчас', 'Зараз') })],
    })
    done(await put('town', changed))
    const { alert } = done<{ alert: typeof issued }>(await server.olena.get(`/v1/alerts/${issued.id}`))
    assert.deepEqual(alert.content.wording, issued.content.wording)
    const next = done<Ordered>(await server.olena.post('/v1/alerts', body)).alert
    assert.match(JSON.stringify(next.content.wording), /now/)
    done(await server.olena.post(`/v1/alerts/${next.id}/discard`, {}))
    // The step at which the alert stands has to be named in its all-clear.
    refused(await put('town', own({ levels: [level('ready', 1)] })), 'threats/step-in-use')
    refused(await put('town', own({ threats: ['flood'] })), 'threats/step-in-use')
    refused(await server.admin.ask('DELETE', '/v1/ladders/town'), 'threats/ladder-in-use')
    done(await server.olena.post(`/v1/alerts/${issued.id}/all-clear`, {}))
    assert.equal((await server.admin.ask('DELETE', '/v1/ladders/town')).status, 204)
    assert.equal(await one('town'), undefined)
    refused(await server.olena.post('/v1/alerts', body), 'alerts/unknown-ladder', 'ladder')
  })

  test('are refused with the place of what is wrong', async () => {
    const names = { en: 'A', ru: 'Б' }
    const cases: [object, string, string | undefined][] = [
      [own({ levels: [] }), 'threats/no-levels', undefined],
      [own({ names }), 'threats/name-missing', 'names.uk'],
      [own({ levels: [level('a', 1, { names })] }), 'threats/name-missing', 'levels[0].names.uk'],
      [
        own({ levels: [level('a', 1, { namesFor: { drone: names } })] }),
        'threats/name-missing',
        'levels[0].namesFor.drone.uk',
      ],
      [own({ levels: [level('a', 1), level('b', 3)] }), 'threats/heights-not-contiguous', 'levels[1]'],
      [own({ levels: [level('a', 1), level('a', 2)] }), 'threats/duplicate-id', 'levels[1]'],
      [own({ threats: ['dragons'] }), 'threats/unknown-threat', 'threats'],
      [
        own({ levels: [level('a', 1, { names: said('A\u0007', 'Б', 'В') })] }),
        'threats/unsendable-name',
        'levels[0].names.en',
      ],
      [own({ levels: [level('a', 1, { colour: 'blue' })] }), 'server/invalid-request', 'levels[0].colour'],
      [own({ levels: [level('a', 1, { siren: 'song' })] }), 'server/invalid-request', 'levels[0].siren'],
    ]
    const before = await server.head()
    for (const [ladder, code, at] of cases) refused(await put('bad', ladder), code, at)
    refused(await put('lipetsk', own()), 'threats/shipped-ladder')
    refused(await server.admin.ask('DELETE', '/v1/ladders/lipetsk'), 'threats/shipped-ladder')
    refused(await server.admin.ask('DELETE', '/v1/ladders/none'), 'threats/no-such-ladder')
    assert.equal(await server.head(), before)
  })

  test('are an administrator’s to change, and the change is a fact that says by which key', async () => {
    refused(await server.olena.ask('PUT', '/v1/ladders/other', { body: own() }), 'people/not-allowed')
    done(await put('other', own()))
    assert.equal((await server.admin.ask('DELETE', '/v1/ladders/other')).status, 204)
    const facts = await server.running.system.ledger.readStream('ladder:other')
    assert.deepEqual(
      facts.map(({ type, by, via }) => [type, by, via?.split(':')[0]]),
      [
        ['ladder-changed', 'admin', 'key'],
        ['ladder-removed', 'admin', 'key'],
      ],
    )
  })

  test('outlive a restart, and one that can’t be read any more is left out and said', async () => {
    done(await put('kept', own()))
    await server.running.system.shelf.put('ladders', [{ key: 'torn', document: { ladder: { id: 'torn' } } }])
    await server.startAgain()
    assert.equal((await one('kept'))?.origin, 'own')
    assert.deepEqual((await list()).leftOut, [{ ladder: 'torn', why: 'threats/ladder-malformed' }])
    const broken = server.log.lines.filter(({ message }) => message.startsWith('A ladder of this'))
    assert.equal(broken[0]?.level, 'error')
    assert.equal((await server.admin.ask('DELETE', '/v1/ladders/torn')).status, 204)
    assert.deepEqual((await list()).leftOut, [])
  })
})

describe('where two people govern', () => {
  test('a ladder waits for the second, and is checked again when they agree', async (t) => {
    const server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    t.after(() => server.close())
    const ann = await setUpAdministrator(server)
    const ben = await invite(server, ann.client, 'Ben', { roles: ['administrator'] })
    const { proposal } = done<{ proposal: { id: string; contentHash: string } }>(
      await ann.client.ask('PUT', '/v1/ladders/town', { body: own() }),
    )
    const count = async () => done<Ladders>(await ann.client.get('/v1/ladders')).ladders.length
    assert.equal(await count(), shippedLadders.length)
    const { contentHash } = proposal
    done(await ben.client.post(`/v1/proposals/${proposal.id}/confirm`, { contentHash }))
    assert.equal(await count(), shippedLadders.length + 1)
  })
})
