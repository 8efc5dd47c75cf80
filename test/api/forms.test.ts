import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import {
  done,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

const shipped = readFileSync(new URL('../../packs/forms/damage-assessment.yaml', import.meta.url), 'utf8')

interface FormView {
  readonly id: string
  readonly version: number
  readonly state: string
  readonly by: string | null
}
interface Taken {
  readonly outcome: string
  readonly record: {
    readonly id: string
    readonly revision: number
    readonly current: { readonly submission: string }
    readonly observations: readonly string[]
  }
}

let drawn = 0
const newId = () => `uuid:10000000-0000-4000-8000-${String(++drawn).padStart(12, '0')}`
const answers = {
  ...{ area: zadonsky, address: 'ул. Мира, 9', kind: 'dwellings', grade: 'minor' },
  units: { atLeast: 3, atMost: null },
}

describe('forms over HTTP', () => {
  let server: TestServer
  let assessor: TestServer['olena']
  let lead: TestServer['olena']
  before(async () => {
    server = await startTestServer()
    const keyOf = async (role: string) =>
      done<{ key: string }>(
        await server.admin.post('/v1/keys', {
          ...{ name: role, roles: [role], areas: [zadonsky], modes: ['drill', 'test'] },
        }),
      ).key
    assessor = server.withKey(await keyOf('assessor'))
    lead = server.withKey(await keyOf('responder-lead'))
  })
  after(() => server.close())

  const forms = async () =>
    done<{ forms: FormView[]; areas: { code: string }[] }>(await assessor.get('/v1/forms'))
  const put = (text: string, id = 'damage-assessment') =>
    server.admin.ask('PUT', `/v1/forms/${id}`, { body: { text } })
  const submit = (body: object, as = assessor) =>
    as.post('/v1/form-records', { form: 'damage-assessment', version: 1, answers, ...body })

  test('are there from the beginning, with the areas that one would choose', async () => {
    const { forms: all, areas } = await forms()
    assert.deepEqual(
      all.map(({ id, version, state, by }) => ({ id, version, state, by })),
      [{ id: 'damage-assessment', version: 1, state: 'in-use', by: null }],
    )
    assert.ok(areas.some(({ code }) => code === zadonsky) && areas.length > 20)
    const { yaml } = done<{ yaml: string }>(await assessor.get('/v1/forms/damage-assessment'))
    const checked = done<{ faults: unknown[]; form: string }>(
      await assessor.post('/v1/forms/check', { text: yaml }),
    )
    assert.deepEqual(checked, { faults: [], form: 'damage-assessment' })
    refused(await assessor.get('/v1/forms/nothing'), 'damage/unknown-form')
  })

  test('are taken in as a new version, once; what was begun with the old one is read by it', async () => {
    const extra = shipped.replace(
      '  - key: note\n',
      '  - key: storeys\n    ask: number\n    names: { en: Storeys, uk: Поверхів, ru: Этажей, he: קומות }\n    needed: yes\n    most: 100\n  - key: note\n',
    )
    const taken = done<{ form: FormView }>(await put(extra))
    assert.equal(taken.form.version, 2)
    assert.equal(done<{ form: FormView }>(await put(extra)).form.version, 2)
    const old = done<Taken>(await submit({ submission: newId() }))
    assert.equal(old.outcome, 'taken')
    refused(await submit({ submission: newId(), version: 2 }), 'damage/answer-missing', 'answers.storeys')
    refused(await submit({ submission: newId(), version: 3 }), 'damage/unknown-form', 'body.form')
    done(await submit({ submission: newId(), version: 2, answers: { ...answers, storeys: 5 } }))
    refused(
      await submit({ submission: newId(), answers: { ...answers, storeys: 5 } }),
      'damage/answer-unasked',
      'answers.storeys',
    )
  })

  test('are refused with every fault at its line, and by nobody who may not', async () => {
    const broken = shipped.replace('ask: point', 'ask: places').replace('key: grade', 'key: Grade')
    const problem = refused(await put(broken), 'damage/form-malformed')
    const faults = problem['faults'] as { line: number; says: string; advice: string }[]
    assert.ok(
      faults.length >= 2 &&
        faults[0]!.line === shipped.split('\n').findIndex((line) => line.includes('ask: point')) + 1,
    )
    refused(await put(shipped, 'other'), 'damage/other-form')
    refused(
      await assessor.ask('PUT', '/v1/forms/damage-assessment', { body: { text: shipped } }),
      'people/not-allowed',
    )
    const missing = shipped.replaceAll(/, ru: [^,}]+/g, '')
    assert.match(refused(await put(missing), 'damage/form-malformed').detail, /not said in ru/)
  })

  test('are let go of, and what was begun with them is still taken', async () => {
    done(await put(shipped.replace('form: damage-assessment', 'form: glass'), 'glass'))
    done(await server.admin.ask('DELETE', '/v1/forms/glass'))
    const all = (await forms()).forms
    assert.equal(all.find(({ id }) => id === 'glass')?.state, 'retired')
    assert.doesNotMatch((await server.olena.get('/openrosa/formList')).text, /glass/)
    done(await submit({ submission: newId(), form: 'glass', version: 1 }))
    refused(await server.admin.ask('DELETE', '/v1/forms/nothing'), 'damage/unknown-form')
  })

  test('ask their own page on a clash, with what stands there, and keep nothing of what was refused', async () => {
    const [first, theirs, mine] = [newId(), newId(), newId()]
    done(await submit({ submission: first }))
    done(
      await submit({
        submission: theirs,
        replaces: first,
        answers: { ...answers, units: { atLeast: 7, atMost: 8 } },
      }),
    )
    const head = await server.head()
    const late = {
      submission: mine,
      replaces: first,
      answers: { ...answers, units: { atLeast: 4, atMost: 4 } },
    }
    const problem = refused(await submit(late), 'damage/record-changed')
    const shown = problem['theirs'] as { current: { submission: string; answers: { units: object } } }
    assert.equal(shown.current.submission, theirs)
    assert.deepEqual(shown.current.answers.units, { atLeast: 7, atMost: 8 })
    assert.equal(await server.head(), head)
    const both = done<Taken>(await submit({ ...late, ifChanged: 'keep-both' }))
    assert.equal(both.outcome, 'contested')
    assert.equal(done<Taken>(await submit({ ...late, ifChanged: 'keep-both' })).outcome, 'repeated')
    const { records } = done<{ records: { id: string }[] }>(
      await assessor.get('/v1/form-records?which=contested'),
    )
    assert.deepEqual(
      records.map(({ id }) => id),
      [first],
    )
  })

  test('tell where exactly only to whoever filled them in or may judge, and that it was read is written down', async () => {
    const own = newId()
    done(await submit({ submission: own }, lead))
    const listed = done<{ records: { current: { by: string } }[] }>(await lead.get('/v1/form-records'))
    assert.equal(listed.records.length, 1)
    const [other] = done<{ records: { id: string }[] }>(
      await assessor.get('/v1/form-records?limit=500'),
    ).records.filter(({ id }) => id !== own)
    refused(await lead.get(`/v1/form-records/${other!.id}`), 'damage/unknown-record')
    refused(
      await lead.post(`/v1/form-records/${other!.id}/settle`, { keep: own, readRevision: 1 }),
      'damage/unknown-record',
    )
    done(await assessor.get(`/v1/form-records/${own}`))
    refused(
      await submit({ submission: newId(), answers: { ...answers, area: terbunsky } }),
      'people/outside-area',
    )
    const facts = await server.running.system.ledger.read(1 as never, 10_000)
    assert.ok(facts.some(({ type, data }) => type === 'sensitive-read' && data['what'] === 'damage-points'))
  })

  test('are in the audit in plain words, each of their facts', async () => {
    const { facts } = done<{ facts: { type: string; what: string }[] }>(
      await server.admin.get('/v1/audit?limit=200'),
    )
    const said = new Map(
      facts.filter(({ type }) => type.startsWith('form-')).map((one) => [one.type, one.what]),
    )
    for (const type of ['form-imported', 'form-retired', 'form-submitted', 'form-contested', 'form-counted'])
      assert.match(said.get(type) ?? '', /\w+ .*\./, type)
    for (const [, what] of said) assert.doesNotMatch(what, /\?|undefined|Мира/)
  })

  test('lie there as they were when the server is started again', async () => {
    const before = await forms()
    const records = done<object>(await server.olena.get('/v1/form-records?limit=500'))
    await server.startAgain()
    assert.deepEqual(await forms(), before)
    assert.deepEqual(done<object>(await server.olena.get('/v1/form-records?limit=500')), records)
  })
})
