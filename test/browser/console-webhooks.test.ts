/** Who is called: a receiver that really listens is subscribed, proven, found failing, given a new secret, switched on again and let go, all in the console. */
// runs apart: a browser and several people in it take longer than the other tests may
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { absent } from '../support/absent.ts'
import { hasNoBarriers } from './axe.ts'
import {
  openConsole,
  red,
  startConsoleWorld,
  takePicture,
  terbunsky,
  zadonsky,
  type ConsoleWorld,
  type Desk,
} from './console-world.ts'

interface Call {
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}

/** A program that somebody runs for themselves: it keeps every call, and answers as it is told to. */
async function startReceiver() {
  const calls: Call[] = []
  let status = 204
  let waiting: { readonly count: number; readonly done: () => void }[] = []
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    calls.push({ headers: request.headers as Call['headers'], body })
    response.writeHead(status).end()
    for (const one of waiting) if (calls.length >= one.count) one.done()
    waiting = waiting.filter(({ count }) => calls.length < count)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/warnings`,
    host: `127.0.0.1:${port}`,
    calls,
    answers: (code: number) => void (status = code),
    called: (count: number) =>
      new Promise<void>((done) => (calls.length >= count ? done() : waiting.push({ count, done }))),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

describe('webhooks in the set-up', { skip: absent('chromium') }, () => {
  let world: ConsoleWorld
  let desk: Desk
  let receiver: Awaited<ReturnType<typeof startReceiver>>
  let secret: string
  before(async () => {
    receiver = await startReceiver()
    world = await startConsoleWorld({
      ...{ sirens: 'none', settings: { TOCSIN_WEBHOOK_ALLOW: '127.0.0.1' } },
      expects: /receiver is gone/,
    })
    desk = world.administrator
    await openConsole(desk, world, '/set-up/channels', { language: 'en', theme: 'dark' })
  })
  after(async () => {
    await world?.close()
    await receiver?.close()
  })

  const form = () => desk.page.getByRole('form', { name: 'Subscribe a program' })
  const row = () => desk.page.locator('li', { hasText: receiver.url })
  const said = (text: string | RegExp) => row().getByText(text).first().waitFor()
  const read = (call: Call | undefined, by: string) =>
    new Webhook(by).verify(call?.body ?? '', call?.headers ?? {}) as {
      readonly type: string
      readonly data?: { readonly mode?: string }
    }

  test('says at the address what is wrong with it, and under what nothing is chosen', async () => {
    const { page } = desk
    await page.getByRole('button', { name: 'Subscribe a program' }).click()
    const address = form().getByLabel('Address that is called')
    await address.fill('http://10.0.0.1/warnings')
    await form().getByRole('button', { name: 'Subscribe', exact: true }).click()
    await form()
      .getByText(/must use https/)
      .waitFor()
    assert.equal(await address.getAttribute('aria-invalid'), 'true')
    await address.fill(receiver.url)
    await form().getByRole('radio', { name: 'some levels' }).check()
    await form().getByRole('button', { name: 'Subscribe', exact: true }).click()
    await form().getByText('Nothing is chosen yet under “From which levels”').waitFor()
    await form().getByRole('radio', { name: 'some areas' }).check()
    await form().getByRole('group', { name: 'All hazards' }).getByRole('checkbox').first().waitFor()
    await takePicture(desk, 'webhook-form')
    await hasNoBarriers(page, { themes: ['dark', 'light', 'contrast'] })
    await page.setViewportSize({ width: 360, height: 640 })
    const wider = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    assert.ok((wider as number) <= 0, `${wider} px too wide`)
    await takePicture(desk, 'webhook-form-small')
    await page.setViewportSize({ width: 1366, height: 768 })
  })

  test('subscribes it for what was chosen, and shows its secret once', async () => {
    const { page } = desk
    await form().getByLabel('Find an area, in any language').fill('Задонський')
    await form().getByRole('button', { name: 'Zadonsky District' }).click()
    await form().getByRole('button', { name: 'Remove: Zadonsky District' }).waitFor()
    await form().getByRole('radio', { name: 'every level' }).check()
    await form().getByRole('checkbox', { name: 'test' }).uncheck()
    await form().getByRole('button', { name: 'Subscribe', exact: true }).click()
    await desk.says(`Secret of ${receiver.host}`)
    secret = await page.locator('main code').innerText()
    assert.match(secret, /^whsec_/)
    await takePicture(desk, 'webhook-secret')
    await hasNoBarriers(page)
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), secret)
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await said(/Zadonsky District · drill · every level/i)
    await page.reload()
    await row().waitFor()
    assert.ok(!(await page.content()).includes(secret), 'the secret is not told again')
  })

  test('proves that it delivers by what the receiver took, signed with that secret', async () => {
    const { page } = desk
    await page.getByRole('button', { name: 'Test: Webhooks' }).click()
    await desk.says('Proven: it delivers')
    await page
      .locator('.proof')
      .getByText(`${receiver.host}: The receiver took a signed ping, and said so.`)
      .waitFor()
    assert.equal(receiver.calls.length, 1)
    assert.equal(read(receiver.calls[0], secret).type, 'webhook.ping')
    await row().getByRole('button', { name: 'Ping' }).click()
    await said(`Pinged ${receiver.host}: confirmed`)
    assert.equal(read(receiver.calls[1], secret).type, 'webhook.ping')
  })

  test('is called for its areas alone, and shows what became of it', async () => {
    await world.issue(red([terbunsky]))
    const { id } = await world.issue(red([zadonsky]))
    await receiver.called(3)
    assert.match(receiver.calls[2]!.body, new RegExp(id))
    assert.match(read(receiver.calls[2], secret).type, /./)
    await world.server.running.system.quiet()
    assert.equal(receiver.calls.length, 3, 'what is elsewhere is not its business')
    await row().getByRole('button', { name: 'Attempts' }).click()
    const tried = row().locator('tbody tr', { has: desk.page.locator(`a[href$="${id}"]`) })
    await tried.getByText('confirmed').waitFor()
    await tried.getByRole('link', { name: 'Drone attack threat' }).waitFor()
    await takePicture(desk, 'webhook-attempts')
    await hasNoBarriers(desk.page)
  })

  test('says that a receiver fails, and how', async () => {
    const { page } = desk
    receiver.answers(500)
    await page.getByRole('button', { name: 'Test: Webhooks' }).click()
    await desk.says('Not proven')
    await page.locator('.proof').getByText(`${receiver.host}: The receiver did not take it.`).waitFor()
    await row().getByRole('button', { name: 'Ping' }).click()
    await said(`Pinged ${receiver.host}: failed. The receiver did not take it.`)
    await takePicture(desk, 'webhook-failing')
  })

  test('makes a new secret, which signs from then on, with the old one beside it for a day', async () => {
    const { page } = desk
    receiver.answers(204)
    await row().getByRole('button', { name: 'New secret' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click()
    await desk.says(`Secret of ${receiver.host}`)
    const fresh = await page.locator('main code').innerText()
    assert.notEqual(fresh, secret)
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await row().getByRole('button', { name: 'Ping' }).click()
    await said(`Pinged ${receiver.host}: confirmed`)
    for (const one of [fresh, secret]) assert.equal(read(receiver.calls.at(-1), one).type, 'webhook.ping')
  })

  test('is switched off when the receiver says that it is gone, and on again by hand', async () => {
    receiver.answers(410)
    await world.issue(red([zadonsky], { level: 'yellow' }))
    await world.server.running.system.quiet()
    // Nobody reloads: what a channel does is told to whoever looks.
    await said('switched off: The receiver says that it is gone for good.')
    receiver.answers(204)
    await row()
      .getByRole('button', { name: /^Switch on again/ })
      .click()
    await row()
      .getByText(/switched off/)
      .waitFor({ state: 'detached' })
  })

  test('in the words of others is called for live alone unless drills are asked for', async () => {
    const { page } = desk
    await page.getByRole('button', { name: 'Subscribe a program' }).click()
    await form()
      .getByLabel(/Alertmanager/)
      .check()
    const modes = form().getByRole('group', { name: 'In which mode' }).getByRole('checkbox')
    for (const mode of await modes.all()) assert.equal(await mode.isChecked(), false)
    await form().getByLabel('Address that is called').fill(receiver.url)
    await form().getByRole('button', { name: 'Subscribe', exact: true }).click()
    await desk.says('It would never be called.')
    await form().getByRole('button', { name: 'Cancel' }).click()
  })

  test('is let go, once that was meant', async () => {
    const { page } = desk
    await row()
      .getByRole('button', { name: /^Remove/ })
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await desk.says('Removed.')
    await desk.says('Nobody is subscribed.')
  })

  test('says everything in each language', async () => {
    const { page } = desk
    for (const language of ['uk', 'ru', 'he'] as const) {
      await openConsole(desk, world, '/set-up/channels', { language })
      await page.locator('#set-up-webhooks + button').click()
      const form = page.locator('section[aria-labelledby=set-up-webhooks] form')
      await form.locator('input[type=radio]').nth(4).check()
      const text = (await form.innerText()).replaceAll(
        /https|webhooks?|Tocsin|Alertmanager|UkraineAlarm/gi,
        '',
      )
      assert.doesNotMatch(text, /[a-z]{3}/i, text)
      await takePicture(desk, `webhook-form-${language}`)
    }
    await openConsole(desk, world, '/set-up/channels', { language: 'en' })
  })

  test('waits for a second person where there are two, and then tells its secret by a new one', async () => {
    const { page } = desk
    await world.join('Iryna Second', 'administrator')
    await openConsole(desk, world, '/set-up/channels')
    await page.getByRole('button', { name: 'Subscribe a program' }).click()
    await form().getByLabel('Address that is called').fill(receiver.url)
    await form().getByRole('button', { name: 'Subscribe', exact: true }).click()
    await desk.says('This waits for a second person.')
    await desk.says('make a new secret here')
    assert.equal(await row().count(), 0)
    assert.deepEqual(desk.complaints, [])
  })
})
