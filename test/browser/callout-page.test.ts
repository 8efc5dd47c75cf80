// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser } from 'playwright-core'
import { absent, program } from '../support/absent.ts'
import { done, startTestServer, zadonsky, type TestServer } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'

interface CallOut {
  readonly id: string
  readonly asked: readonly {
    readonly person: string
    readonly answers: readonly { readonly answer: string }[]
  }[]
}

describe('the page of somebody who is called', { skip: absent('chromium') }, () => {
  let server: TestServer
  let browser: Browser
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    browser = await chromium.launch({ executablePath: program('chromium')!, args: ['--no-sandbox'] })
    for (const [id, language] of [
      ['ann', 'en'],
      ['bohdan', 'uk'],
      ['rita', 'ru'],
      ['dina', 'he'],
    ] as const)
      done(await server.admin.ask('PUT', `/v1/responders/${id}`, { body: { name: id, language, lines: {} } }))
    const members = ['ann', 'bohdan', 'rita', 'dina']
    done(
      await server.admin.ask('PUT', '/v1/teams/crew', { body: { name: 'Crew', areas: [zadonsky], members } }),
    )
  })
  after(async () => {
    await browser?.close()
    await server?.close()
  })
  const call = async () =>
    done<CallOut>(
      await server.olena.post('/v1/call-outs', {
        ...{ says: 'Fire station 2, Lenina 14: four with breathing apparatus, one driver' },
        ...{ teams: ['crew'], quotas: [{ wanted: 4 }] },
      }),
    )
  const open = async (callOut: CallOut, person: string, colorScheme: 'light' | 'dark' = 'light') => {
    const context = await browser.newContext({
      ...{ viewport: { width: 360, height: 640 }, colorScheme, javaScriptEnabled: false },
    })
    const page = await context.newPage()
    const found = server.running.callOuts.pathFor(callOut as never, person as never)
    await page.goto(`${server.url}${found}`)
    return page
  }

  test('takes an answer with one touch, without a script, and another one later', async () => {
    const callOut = await call()
    const page = await open(callOut, 'ann')
    await page.getByText('You have not answered yet.').waitFor()
    assert.ok(await page.getByText('DRILL', { exact: true }).isVisible())
    for (const name of ['I’m coming', '20', 'I can’t']) {
      const box = await page.getByRole('button', { name, exact: true }).boundingBox()
      // One thumb: 44 px at least (WCAG 2.2 §2.5.5), and all of it on the first screen.
      assert.ok(box !== null && box.height >= 44 && box.width >= 44 && box.y + box.height <= 640, name)
    }

    await page.getByRole('button', { name: '20', exact: true }).click()
    await page.getByText(/You said: I’m coming · expected at/).waitFor()
    await page.getByRole('button', { name: 'I’m there' }).click()
    await page.getByText('You said: I’m there').waitFor()

    await page.getByRole('button', { name: 'I can’t' }).click()
    await page.getByText('You said: I can’t').waitFor()
    const { asked } = done<CallOut>(await server.olena.get(`/v1/call-outs/${callOut.id}`))
    assert.deepEqual(
      asked.find(({ person }) => person === 'ann')!.answers.map(({ answer }) => answer),
      ['coming', 'arrived', 'cannot'],
    )
    done(await server.olena.post(`/v1/call-outs/${callOut.id}/close`, {}))
    await page.reload()
    await page.getByText(/is over/).waitFor()
    assert.equal(await page.getByRole('button').count(), 0)
    await page.context().close()
  })

  test('speaks the language of whoever is called, also from right to left, and fits a small screen', async () => {
    const callOut = await call()
    for (const [person, coming] of [
      ['bohdan', 'Йду'],
      ['rita', 'Иду'],
      ['dina', 'בדרך'],
    ] as const) {
      const page = await open(callOut, person, 'dark')
      await page.getByRole('button', { name: coming, exact: true }).waitFor()
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
      assert.ok(wide <= 360, `${person}: ${wide}`)

      await page.context().close()
    }
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const page = await context.newPage()
    await page.goto(`${server.url}${server.running.callOuts.pathFor(callOut as never, 'ann' as never)}`)
    await hasNoBarriers(page)
    await context.close()
    done(await server.olena.post(`/v1/call-outs/${callOut.id}/close`, {}))
  })
})
