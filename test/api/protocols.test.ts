import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  dankovsky,
  done,
  issueAlert,
  red,
  refused,
  startTestServer,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

interface Run {
  readonly id: string
  readonly alert: string
  readonly mode: string
  readonly phase: string
  readonly late: number
  readonly protocol: { readonly id: string; readonly version: number }
  readonly tasks: readonly {
    readonly key: string
    readonly state: string
    readonly list: string
    readonly owner: string
    readonly done: { readonly by: string; readonly given: { readonly photo?: string } } | null
  }[]
  readonly zones: readonly { readonly key: string; readonly state: string | null }[]
}
interface Checked {
  readonly protocol: string | null
  readonly faults: readonly { readonly line: number; readonly column: number; readonly at: string }[]
}

interface Told {
  readonly kind: string
  readonly group: string
  readonly data: {
    readonly name?: { readonly [language: string]: string }
    readonly answer?: string
    readonly to?: string
  }
}
const photoTask = 'A photo of each fenced-off place with debris, taken from outside the fence.'
const folder = join(import.meta.dirname, '..', '..', 'packs', 'protocols')
const yaml = (name: string) => readFileSync(join(folder, `${name}.yaml`), 'utf8')
const withZone = yaml('drone-red').concat(
  yaml('flood')
    .slice(yaml('flood').indexOf('zones:'))
    .replace('    shape:', `    areas: ['${zadonsky}']\n    shape:`),
)
/** One grey pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

describe('protocols over HTTP', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
  })
  after(() => server.close())

  const runsOf = async (alert: string, which = 'all') => {
    await server.head()
    return done<{ runs: readonly Run[] }>(
      await server.olena.get(`/v1/protocol-runs?which=${which}&alert=${alert}`),
    ).runs
  }

  const pageOf = async (place: string, lang: string) =>
    (await fetch(`${server.url}/?place=${place}&lang=${lang}`)).text()

  test('are checked with every fault at its line and column, and kept by nobody', async () => {
    const faulty = yaml('drone-red')
      .replace('threats: [drone]', 'threats: [boredom]')
      .replace('due: 2 min', 'due: soon')
    const checked = done<Checked>(await server.olena.post('/v1/protocols/check', { text: faulty }))
    assert.equal(checked.protocol, null)
    assert.deepEqual(
      checked.faults.map(({ at, line }) => [at, faulty.split('\n')[line - 1]!.trim()]),
      [
        ['for.threats[0]', 'threats: [boredom]'],
        ['tasks[0].due', 'due: soon'],
      ],
    )
    const taken = await server.admin.ask('PUT', '/v1/protocols/drone-red', { body: { text: faulty } })
    const problem = refused(taken, 'response/protocol-malformed', 'for.threats[0]')
    assert.equal((problem['faults'] as unknown[]).length, 2)
    const other = await server.admin.ask('PUT', '/v1/protocols/other', { body: { text: yaml('drone-red') } })
    refused(other, 'response/other-protocol')
    refused(
      await server.olena.ask('PUT', '/v1/protocols/drone-red', { body: { text: yaml('drone-red') } }),
      'people/not-allowed',
    )
    assert.deepEqual(done(await server.olena.get('/v1/protocols'))['protocols'], [])
  })

  test('are given back as a form and as a file from what was checked, as far as it can be read', async () => {
    const check = async (text: string) =>
      done<Checked & { form: unknown; yaml: string | null }>(
        await server.olena.post('/v1/protocols/check', { text }),
      )
    const right = await check(yaml('drone-red'))
    assert.deepEqual(await check(right.yaml!), right)
    assert.deepEqual(await check(JSON.stringify(right.form)), right)
    const half = await check('protocol: half\n')
    assert.deepEqual([half.form, half.yaml, half.protocol], [{ protocol: 'half' }, 'protocol: half\n', null])
    const none = await check('a: [1')
    assert.deepEqual([none.form, none.yaml, none.faults[0]!.line], [null, null, 1])
  })

  test('start by themselves, are done task by task, and are closed after the all-clear', async () => {
    const put = done<{ protocol: { version: number } }>(
      await server.admin.ask('PUT', '/v1/protocols/drone-red', { body: { text: withZone } }),
    )
    assert.equal(put.protocol.version, 1)
    const kept = done<{ yaml: string }>(await server.olena.get('/v1/protocols/drone-red'))
    assert.deepEqual(
      done<Checked>(await server.olena.post('/v1/protocols/check', { text: kept.yaml })).faults,
      [],
    )
    const alert = await issueAlert(server, red())
    const [run] = await runsOf(alert.id)
    assert.ok(run)
    assert.deepEqual([run.mode, run.phase, run.protocol.version], ['drill', 'running', 1])
    assert.deepEqual(
      run.tasks.map(({ key, state }) => `${key} ${state}`),
      [
        'tell-duty-services open',
        'shelters-open open',
        'open-the-rest waiting',
        'plant open',
        'go-to-the-plant waiting',
      ],
    )
    const at = `/v1/protocol-runs/${run.id}`
    const doing = (task: string, given?: object) =>
      server.olena.post(`${at}/tasks/${task}/done`, given === undefined ? {} : { given })
    refused(await doing('shelters-open', { how: 'value', value: 501 }), 'response/not-what-is-needed')
    refused(await doing('nothing'), 'response/unknown-task')
    const after = done<{ run: Run }>(await doing('shelters-open', { how: 'value', value: 12 })).run
    assert.equal(after.tasks.find(({ key }) => key === 'open-the-rest')!.state, 'not-needed')
    done(await doing('tell-duty-services'))
    done(await server.olena.post(`${at}/tasks/tell-duty-services/undone`, {}))
    // A second server reads the same from the ledger.
    await server.startAgain()
    const [again] = await runsOf(alert.id)
    assert.deepEqual(again!.tasks.map(({ key, state }) => `${key} ${state}`).slice(0, 3), [
      'tell-duty-services open',
      'shelters-open done',
      'open-the-rest not-needed',
    ])
    refused(await server.olena.post(`${at}/zones/low-bank`, { to: 'lifted' }), 'response/nothing-to-lift')
    done(await server.olena.post(`${at}/zones/low-bank`, { to: 'order' }))
    refused(await server.olena.post(`${at}/close`, {}), 'response/alert-goes-on')
    // Residents of the area see it at once, each in their language; others do not.
    const says: readonly (readonly [string, string])[] = [
      ['en', 'School on the hill'],
      ['uk', 'Школа на пагорбі'],
      ['ru', 'Школа на холме'],
      ['he', 'בית הספר שעל הגבעה'],
    ]
    for (const [lang, school] of says) {
      const page = await pageOf(zadonsky, lang)
      assert.ok(page.includes('data-told="order"') && page.includes(school), lang)
    }
    assert.ok(!(await pageOf(dankovsky, 'en')).includes('data-told'))
    done(await server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {}))
    const [closing] = await runsOf(alert.id)
    assert.deepEqual([closing!.phase, closing!.zones[0]!.state], ['closing', 'order'])
    assert.ok((await pageOf(zadonsky, 'en')).includes('data-told="order"'))
    const photo = `${at}/tasks/picture-of-debris/photo`
    refused(await server.olena.get(photo), 'response/no-photo')
    const send = async (path: string) =>
      fetch(`${server.url}${path}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${await server.keyOf('olena')}`, 'content-type': 'image/png' },
        body: png,
      })
    const photosKept = () => server.running.system.personal.list('protocol-photo-index')
    // What no task asks for is kept nowhere.
    assert.equal((await send(`${at}/tasks/count-heads/photo`)).status, 422)
    assert.deepEqual(await photosKept(), [])
    const sent = await send(photo)
    assert.equal(sent.status, 200, await sent.text())
    const [one] = await photosKept()
    const days = (Date.parse((one!.document as { until: string }).until) - Date.now()) / 86_400_000
    assert.ok(days > 6.9 && days <= 7, `${days} days`)
    refused(await server.olena.post(`${at}/close`, { why: 'Enough.' }), 'response/zone-not-lifted')
    done(await server.olena.post(`${at}/zones/low-bank`, { to: 'lifted' }))
    assert.ok((await pageOf(zadonsky, 'en')).includes('data-told="lifted"'))
    refused(await server.olena.post(`${at}/close`, {}), 'response/tasks-open')
    const due = done<{ lists: number; due: readonly string[] }>(
      await server.olena.get('/v1/protocol-runs/due'),
    )
    assert.deepEqual([due.lists, due.due.length], [1, 3])
    assert.deepEqual(done(await server.olena.get('/v1/duty'))['protocols'], due)
    done(await server.olena.post(`${at}/close`, { why: 'The rest was a drill for the crew of tomorrow.' }))
    const whole = done<{ run: Record<string, unknown> }>(await server.olena.get(at)).run
    assert.equal(whole['closedWhy'], 'The rest was a drill for the crew of tomorrow.')
    assert.equal(typeof whole['closedByName'], 'string')
    assert.deepEqual(whole['danger'], { threat: 'drone', ladder: 'lipetsk', level: 'red' })
    // In the night’s timeline, and in the alert’s own, in words.
    const { entries } = done<{ entries: readonly Told[] }>(
      await server.olena.get(`/v1/timeline?kinds=protocols&alert=${alert.id}`),
    )
    assert.deepEqual(
      entries.map(({ kind, group, data }) => [kind, group, data.name?.['en'], data.answer ?? data.to]),
      [
        ['protocol-started', 'protocols', 'Drones, attack near', undefined],
        ['protocol-task-done', 'protocols', 'How many shelters are open?', '12 shelters'],
        ['protocol-task-done', 'protocols', 'Tell fire, ambulance and police by the direct line.', undefined],
        [
          'protocol-task-undone',
          'protocols',
          'Tell fire, ambulance and police by the direct line.',
          undefined,
        ],
        ['protocol-zone-changed', 'protocols', 'Low bank', 'order'],
        ['protocol-closing-started', 'protocols', 'Drones, attack near', undefined],
        ['protocol-task-done', 'protocols', photoTask, undefined],
        ['protocol-zone-changed', 'protocols', 'Low bank', 'lifted'],
        ['protocol-closed', 'protocols', 'Drones, attack near', undefined],
      ],
    )
    assert.deepEqual(await runsOf(alert.id, 'open'), [])
    const facts = await server.running.system.ledger.readStream('protocol-runs')
    assert.ok(!JSON.stringify(facts).includes('crew of tomorrow'))
    refused(await doing('plant', { how: 'choice', choice: 'running' }), 'response/run-closed')
  })

  test('start for nothing that they are not for, nor once they are retired', async () => {
    const { id } = await issueAlert(server, red([dankovsky], { level: 'yellow' }))
    assert.deepEqual(await runsOf(id), [])
    const gone = done<{ protocol: { state: string } }>(
      await server.admin.ask('DELETE', '/v1/protocols/drone-red'),
    )
    assert.equal(gone.protocol.state, 'retired')
    const later = await issueAlert(server, red([dankovsky]))
    assert.deepEqual(await runsOf(later.id), [])
    const kept = done<{ versions: readonly { version: number }[] }>(
      await server.olena.get('/v1/protocols/drone-red'),
    )
    assert.deepEqual(
      kept.versions.map(({ version }) => version),
      [1],
    )
    refused(await server.olena.get('/v1/protocol-runs/run-none'), 'response/unknown-run')
    refused(await server.olena.get('/v1/protocols/none'), 'response/unknown-protocol')
  })
})
