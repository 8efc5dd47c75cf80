// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import { absent, program } from '../support/absent.ts'
import { openRosaClient, type OpenRosaClient } from '../support/openrosa-client.ts'
import { done, startTestServer, type TestServer } from '../support/server.node.ts'

/** ODK's own engine, which its web forms are made of: it knows nothing of us but the form that we serve. */
const engine = new URL('../../node_modules/@getodk/xforms-engine/dist/index.js', import.meta.url)

interface Node1 {
  readonly nodeType: string
  readonly currentState: {
    readonly reference: string
    readonly relevant: boolean
    readonly required: boolean
  }
}

describe('ODK’s own engine', { skip: absent('chromium') }, () => {
  let server: TestServer
  let client: OpenRosaClient
  let browser: Browser
  let page: Page
  const host = createServer((request, answer) => {
    if (request.url === '/engine.js')
      answer.setHeader('content-type', 'text/javascript').end(readFileSync(engine))
    else answer.setHeader('content-type', 'text/html').end('<!doctype html><title>engine</title>')
  })
  before(async () => {
    server = await startTestServer()
    client = openRosaClient(`http://localhost:${server.port}`, await server.keyOf('olena'))
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    browser = await chromium.launch({
      executablePath: program('chromium') ?? program('chromium-browser') ?? program('google-chrome') ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`)
  })
  after(async () => {
    await browser.close()
    host.close()
    await server.close()
  })

  test('loads our form in four languages, asks what we ask when we ask it, and what it sends is taken', async () => {
    const [listed] = await client.list()
    const form = await client.fetchForm(listed!)
    const filled = (await page.evaluate(
      `(async (xml) => {
        const { createInstance } = await import('/engine.js')
        const { root } = await createInstance(xml)
        const all = (node) => [node, ...(node.currentState.children ?? []).flatMap(all)]
        const at = (path) => all(root).find((one) => one.currentState.reference === path)
        const state = (path) => { const { relevant, required } = at(path).currentState; return { relevant, required } }
        const languages = root.languages.map((one) => one.language)
        const before = { injured: state('/data/injured/at_least'), area: state('/data/area'), place: state('/data/place') }
        const label = () => at('/data/kind').currentState.label.asString
        root.setLanguage(root.languages.find((one) => one.language.includes('(he)')))
        const hebrew = label()
        root.setLanguage(root.languages.find((one) => one.language.includes('(en)')))
        at('/data/place').setValue({ latitude: 52.39143, longitude: 38.93127, altitude: 150, accuracy: 4.5 })
        at('/data/kind').selectValue('schools')
        at('/data/units/at_least').setValue(2n)
        at('/data/units/at_most').setValue(1n)
        const bad = at('/data/units/at_most').validationState.constraint?.valid
        at('/data/units/at_most').setValue(4n)
        at('/data/grade').selectValue('minor')
        at('/data/cause').selectValue('glass')
        at('/data/address').setValue('ул. Школьная, 1')
        at('/data/people').selectValue('yes')
        at('/data/injured/at_least').setValue(1n)
        at('/data/utilities').selectValues(['power', 'heat'])
        const violations = root.validationState.violations.map((one) => one.reference)
        const after = { injured: state('/data/injured/at_least'), area: state('/data/area') }
        const payload = await root.prepareInstancePayload()
        const file = payload.data[0].get('xml_submission_file')
        return { languages, label: label(), hebrew, before, after, bad, violations, status: payload.status, xml: await file.text() }
      })(${JSON.stringify(form)})`,
    )) as {
      readonly languages: readonly string[]
      readonly label: string
      readonly hebrew: string
      readonly before: { readonly [name: string]: Partial<Node1['currentState']> }
      readonly after: { readonly [name: string]: Partial<Node1['currentState']> }
      readonly bad: boolean
      readonly violations: readonly string[]
      readonly status: string
      readonly xml: string
    }
    assert.deepEqual(filled.languages, ['English (en)', 'Українська (uk)', 'Русский (ru)', 'עברית (he)'])
    assert.deepEqual([filled.label, filled.hebrew], ['What was hit', 'מה נפגע'])
    assert.equal(filled.before['injured']!.relevant, false)
    assert.deepEqual(
      [filled.before['area']!.required, filled.before['place']!.required, filled.after['area']!.required],
      [true, true, false],
    )
    assert.equal(filled.after['injured']!.relevant, true)
    assert.equal(filled.bad, false)
    assert.deepEqual([filled.status, filled.violations], ['ready', []])

    const [posted] = await client.send({ xml: filled.xml, files: [] })
    assert.deepEqual(posted, { status: 201, message: 'Taken.' })
    const instance = /<instanceID>([^<]+)</.exec(filled.xml)![1]!
    const { current } = done<{ current: { answers: { [key: string]: unknown } } }>(
      await server.olena.get(`/v1/form-records/${instance}`),
    )
    const { kind, units, injured, utilities, place, address } = current.answers
    assert.deepEqual(
      { kind, units, injured, utilities, place, address },
      {
        ...{ kind: 'schools', units: { atLeast: 2, atMost: 4 }, injured: { atLeast: 1, atMost: null } },
        ...{ utilities: ['power', 'heat'], address: 'ул. Школьная, 1' },
        place: { lon: 38.931_27, lat: 52.391_43, accuracyMetres: 5 },
      },
    )
  })
})
