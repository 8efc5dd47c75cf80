import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { JsonObject } from '#base'
import {
  dankovsky,
  done,
  issueAlert,
  red,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type Client,
  type TestServer,
} from '../support/server.node.ts'

interface DrillAnswer {
  readonly drill: {
    readonly id: string
    readonly state: string
    readonly how: string | null
    readonly from: string
    readonly until: string
    readonly announcedBy: JsonObject
    readonly brokenOffBy: readonly string[]
  }
  readonly given: readonly { readonly step: string; readonly inject: JsonObject }[]
  readonly score: {
    readonly steps: readonly {
      readonly step: string
      readonly verdict: string
      readonly mistakes: readonly JsonObject[]
    }[]
    readonly counts: JsonObject
    readonly unexpected: readonly JsonObject[]
    readonly toIssueSeconds: number | null
  } | null
  readonly reach: readonly { readonly alert: string; readonly warned: JsonObject | null }[]
  readonly script: JsonObject | null
}

const inject = { kind: 'sighting', text: { en: 'Two engines are heard.' } }
const red60 = { threat: 'drone', ladder: 'lipetsk', level: 'red', withinSeconds: 60 }
/** Everything at once: what takes time is tried with a clock of its own. */
const atOnce = {
  name: { en: 'All at once' },
  steps: [
    { id: 'alarm', atMinutes: 0, inject, expect: { do: 'issue', ...red60, areas: [zadonsky, terbunsky] } },
    { id: 'over', atMinutes: 0, inject, expect: { do: 'all-clear', withinSeconds: 60 } },
    { id: 'later', atMinutes: 500, inject, expect: { do: 'issue', ...red60, areas: [dankovsky] } },
  ],
  endsAtMinutes: 600,
}

describe('drills over HTTP', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    done(await server.olena.ask('PUT', '/v1/drill-scripts/at-once', { body: atOnce }))
  })
  after(() => server.close())

  const begin = async (who: Client = server.olena) => {
    const { drill } = done<DrillAnswer>(await who.post('/v1/drills', { script: 'at-once', announce: 0 }))
    await server.running.system.quiet()
    return drill.id
  }
  const look = async (id: string, who: Client = server.olena) =>
    done<DrillAnswer>(await who.get(`/v1/drills/${id}`))
  const now = async () => done(await server.stranger.get('/v1/drills/now'))
  const end = async (id: string) => done<DrillAnswer>(await server.olena.post(`/v1/drills/${id}/end`, {}))

  test('have scripts, one of them shipped, which is checked whole and can be written anew', async () => {
    const scripts = async () =>
      done<{ scripts: { id: string; origin: string }[] }>(await server.olena.get('/v1/drill-scripts')).scripts
    assert.deepEqual(
      (await scripts()).map(({ id, origin }) => [id, origin]),
      [
        ['at-once', 'written-here'],
        ['lipetsk-drone-night', 'shipped'],
      ],
    )
    const put = (body: object, id = 'wrong') => server.olena.ask('PUT', `/v1/drill-scripts/${id}`, { body })
    const [step] = atOnce.steps
    const with_ = (more: object) => ({ ...atOnce, steps: [{ ...step, ...more }] })
    refused(await put({ ...atOnce, steps: [] }), 'server/invalid-request', 'steps')
    refused(await put({ ...atOnce, steps: [step, step] }), 'server/invalid-request', 'steps[1].id')
    refused(await put(with_({ atMinutes: 600 })), 'server/invalid-request', 'steps[0].atMinutes')
    const nowhere = { do: 'issue', ...red60, areas: ['gn:0'] }
    refused(await put(with_({ expect: nowhere })), 'areas/unknown', 'steps[0].expect.areas[0]')
    const purple = { do: 'issue', ...red60, level: 'purple', areas: [zadonsky] }
    refused(await put(with_({ expect: purple })), 'drills/bad-script', 'steps[0].expect.level')
    const remove = (id: string) => server.olena.ask('DELETE', `/v1/drill-scripts/${id}`)
    refused(await remove('lipetsk-drone-night'), 'drills/script-is-shipped')
    refused(await remove('nobody-wrote-it'), 'drills/no-such-script')
    done(await put({ ...atOnce, name: { en: 'Ours' } }, 'lipetsk-drone-night'))
    assert.equal((await scripts())[1]?.origin, 'written-here')
    done(await remove('lipetsk-drone-night'))
    assert.equal((await scripts())[1]?.origin, 'shipped')
  })

  test('are announced to everybody, begin by themselves, and are called off by a word', async () => {
    assert.deepEqual(await now(), { state: 'none', from: null, until: null, name: null })
    const { drill } = done<DrillAnswer>(
      await server.olena.post('/v1/drills', { script: 'at-once', announce: 30 }),
    )
    assert.equal(drill.state, 'announced')
    assert.deepEqual(drill.announcedBy, { id: 'olena', name: 'Olena K., duty officer' })
    assert.deepEqual(await now(), {
      state: 'announced',
      from: drill.from,
      until: drill.until,
      name: atOnce.name,
    })
    // The page is drawn anew with every fact.
    assert.match(
      (await server.stranger.get('/?lang=en')).text,
      /A drill is announced: \d\d:\d\d to \d\d:\d\d/,
    )
    assert.equal(Date.parse(drill.until) - Date.parse(drill.from), 600 * 60_000)
    refused(await server.olena.post('/v1/drills', { script: 'at-once', announce: 0 }), 'drills/another-one')
    refused(await server.olena.post('/v1/drills', { script: 'none', announce: 0 }), 'drills/no-such-script')
    const ended = done<DrillAnswer>(
      await server.olena.post(`/v1/drills/${drill.id}/end`, { reason: 'The weather.' }),
    )
    assert.deepEqual([ended.drill.state, ended.drill.how], ['over', 'ended'])
    refused(await server.olena.post(`/v1/drills/${drill.id}/end`, {}), 'drills/over')
    refused(await server.olena.post('/v1/drills/none/end', {}), 'drills/no-such-drill')
    assert.equal((await now())['state'], 'none')
    assert.doesNotMatch((await server.stranger.get('/?lang=en')).text, /A drill is announced/)
  })

  test('bring what the script says, go on after a restart, and are scored by what the duty room did', async () => {
    const id = await begin()
    const before = await look(id)
    assert.deepEqual(
      before.given.map(({ step }) => step),
      ['alarm', 'over'],
    )
    await server.startAgain()
    await server.running.system.quiet()
    assert.deepEqual((await look(id)).given, before.given)
    assert.equal((await now())['state'], 'running')
    const alert = await issueAlert(server, red([zadonsky, dankovsky]))
    done(await server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {}))
    const second = await issueAlert(server, red([terbunsky]))
    done(await server.olena.post(`/v1/alerts/${second.id}/retract`, { reason: 'It was a tractor.' }))
    await server.running.system.quiet()
    const { score, reach } = await look(id)
    assert.deepEqual(
      score?.steps.map(({ step, verdict, mistakes }) => [step, verdict, mistakes]),
      [
        [
          'alarm',
          'in-time',
          [
            { kind: 'areas-missing', areas: [terbunsky] },
            { kind: 'areas-too-many', areas: [dankovsky] },
          ],
        ],
        ['over', 'in-time', []],
        ['later', 'not-yet', []],
      ],
    )
    assert.deepEqual(
      score?.unexpected.map(({ kind, alert: which }) => [kind, which]),
      [
        ['issued-for-nothing', second.id],
        ['retracted', second.id],
      ],
    )
    assert.ok(score.toIssueSeconds !== null && score.toIssueSeconds >= 0)
    assert.deepEqual(
      reach.map((one) => one.alert),
      [alert.id, second.id],
    )
    assert.ok(reach.every(({ warned }) => warned !== null))
    await end(id)
    const over = await look(id)
    assert.equal(over.score?.counts['mistakes'], 4)
    const { drills } = done<{ drills: { id: string; score: { counts: JsonObject } | null }[] }>(
      await server.olena.get('/v1/drills?script=at-once'),
    )
    assert.equal(drills[0]?.id, id)
    assert.deepEqual(drills[0].score?.counts, over.score?.counts)
  })

  test('show what is still to come to those alone who run them', async () => {
    const { key } = done<{ key: string }>(
      await server.admin.post('/v1/keys', { id: 'trainee', name: 'trainee', roles: ['watcher'] }),
    )
    const trainee = server.withKey(key)
    refused(await trainee.get('/v1/drill-scripts'), 'people/not-allowed')
    refused(await trainee.post('/v1/drills', { script: 'at-once', announce: 0 }), 'people/not-allowed')
    const id = await begin()
    const seen = await look(id, trainee)
    assert.deepEqual([seen.script, seen.score, seen.given.length], [null, null, 2])
    assert.ok((await look(id)).script !== null)
    // Nor is it told by the list's sums, nor by what the ledger says of the announcement.
    const sums = async (who: Client) =>
      done<{ drills: { id: string; score: JsonObject | null }[] }>(await who.get('/v1/drills')).drills.find(
        (one) => one.id === id,
      )?.score
    assert.equal(await sums(trainee), null)
    assert.ok(await sums(server.olena))
    const told = await trainee.get('/v1/timeline?kinds=drills')
    assert.match(told.text, /drill-announced/)
    assert.doesNotMatch(told.text, /withinSeconds|"later"/)
    await end(id)
    assert.ok((await look(id, trainee)).script !== null)
    assert.ok(await sums(trainee))
  })

  test('and their scripts are a caller’s as far as their areas are', async () => {
    const { key } = done<{ key: string }>(
      await server.admin.post('/v1/keys', {
        ...{ id: 'terbuny-drills', name: 'T', roles: ['officer'], areas: [terbunsky] },
      }),
    )
    const local = server.withKey(key)
    const [first, ...rest] = atOnce.steps
    const here = { ...atOnce, steps: [{ ...first, expect: { ...first!.expect, areas: [terbunsky] } }] }
    assert.equal(rest.length, 2)
    // It speaks of districts that are not theirs: neither written anew, held nor ended by them.
    const put = (id: string) => local.ask('PUT', `/v1/drill-scripts/${id}`, { body: here })
    refused(await put('at-once'), 'people/outside-area')
    refused(await put('lipetsk-drone-night'), 'people/outside-area')
    refused(await local.post('/v1/drills', { script: 'at-once', announce: 0 }), 'people/outside-area')
    done(await put('terbuny'))
    const id = await begin()
    refused(await local.post(`/v1/drills/${id}/end`, {}), 'people/outside-area')
    await end(id)
    const { drill } = done<DrillAnswer>(await local.post('/v1/drills', { script: 'terbuny', announce: 5 }))
    done(await local.post(`/v1/drills/${drill.id}/end`, {}))
  })

  test('stand in the timeline, and on the console', async () => {
    const id = await begin()
    const { drill } = done<{ drill: JsonObject | null }>(await server.olena.get('/v1/duty'))
    assert.deepEqual([drill?.['id'], drill?.['state']], [id, 'running'])
    const { entries } = done<{ entries: { kind: string; mode: string; what: string; data: JsonObject }[] }>(
      await server.olena.get('/v1/timeline?kinds=drills'),
    )
    const own = entries.filter(({ data }) => data['drill'] === id)
    assert.deepEqual(
      own.map(({ kind, mode }) => [kind, mode]),
      [
        ['drill-announced', 'drill'],
        ['drill-begun', 'drill'],
        ['drill-inject-given', 'drill'],
        ['drill-inject-given', 'drill'],
      ],
    )
    await end(id)
    assert.equal(done(await server.olena.get('/v1/duty'))['drill'], null)
  })
})
