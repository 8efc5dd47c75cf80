// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { createServer, type AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { absent } from '../support/absent.ts'
import { madePng } from '../support/made-png.ts'
import { done } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { invite, setUpAdministrator, startPeopleWorld, type Desk, type PeopleWorld } from './people-world.ts'

const photo = {
  name: 'IMG_Ivan.png',
  mimeType: 'image/png',
  buffer: madePng({ hidden: 'GPS 52.39N taken by Ivan', side: 60 }),
}

interface View {
  readonly id: string
  readonly revision: number
  readonly current: {
    readonly submission: string
    readonly answers: { readonly [key: string]: unknown }
    readonly photos: readonly {
      readonly name: string
      readonly state: string
      readonly photo: string | null
    }[]
  }
  readonly contested: readonly unknown[]
  readonly observations: readonly string[]
}

async function freePort(): Promise<number> {
  const held = createServer()
  await new Promise<void>((resolve) => held.listen(0, '127.0.0.1', resolve))
  const { port } = held.address() as AddressInfo
  await new Promise((resolve) => held.close(resolve))
  return port
}

describe('the assessor’s page', { skip: absent('chromium') }, () => {
  let world: PeopleWorld
  let iryna: Desk
  let petro: Desk
  before(async () => {
    world = await startPeopleWorld({ TOCSIN_PORT: String(await freePort()) })
    const administrator = await world.desk()
    await setUpAdministrator(world, administrator)
    const join = async (name: string) => {
      const desk = await invite(world, administrator, { name, role: 'assessor', login: name.toLowerCase() })
      desk.page.setDefaultTimeout(20_000)
      await desk.page.setViewportSize({ width: 360, height: 640 })
      await desk.page.goto(`${world.url}/assess?lang=en`)
      await desk.page.getByRole('button', { name: 'New: Damage assessment' }).waitFor()
      await controlled(desk.page)
      return desk
    }
    iryna = await join('Iryna')
    petro = await join('Petro')
    await administrator.close()
  })
  after(() => world?.close())

  const onPhone = async (context: BrowserContext) => {
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.setViewportSize({ width: 360, height: 640 })
    return page
  }
  const controlled = async (page: Page) => {
    for (const over = Date.now() + 20_000; ;) {
      // Controlled, and what the page needs lies on the phone.
      const is = await page.evaluate(
        `navigator.serviceWorker.controller !== null && caches.open('tocsin-assess').then((one) => one.match('/assess?lang=en')).then((found) => found !== undefined)`,
      )
      if (is === true) return
      assert.ok(Date.now() < over, 'no worker controls the page')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  const records = async () =>
    done<{ records: View[] }>(await world.server.olena.get('/v1/form-records?limit=500')).records
  const at = async (address: string) =>
    (await records()).filter(({ current }) => current.answers['address'] === address)
  const standing = (page: Page) => page.locator('#standing')
  const fillIn = async (page: Page, address: string, least: string) => {
    await page.getByRole('button', { name: 'New: Damage assessment' }).click()
    await page.getByLabel('Area').selectOption({ label: 'Zadonsky District' })
    await page.getByLabel('Address: street and number').fill(address)
    await page.getByLabel('Homes').check()
    await page.locator('[data-field=units]').getByLabel('At least').fill(least)
    await page.getByLabel('Minor: repairable, windows, roof').check()
  }
  const finish = (page: Page) => page.getByRole('button', { name: 'Finish and send' }).click()
  const sent = async (page: Page) => {
    // Until the list is there again it says what was true before the form was opened.
    await page.locator('[data-list=known]').waitFor()
    await standing(page).getByText('Everything is sent').waitFor()
  }

  test('opens and fills in three forms without a network, and sends each once when it is there again', async () => {
    const { page, context } = iryna
    await context.setOffline(true)
    await page.reload()
    await page.getByRole('button', { name: 'New: Damage assessment' }).waitFor()
    await standing(page).getByText('No network').waitFor()
    for (const n of [1, 2, 3]) {
      await fillIn(page, `Long Road ${n}`, String(n))
      if (n === 1) {
        await page.locator('[data-field=photo_1] input').setInputFiles(photo)
        await page.locator('[data-field=photo_1]').getByText('without where and when').waitFor()
      }
      await finish(page)
      await page.getByRole('heading', { name: 'Waiting to be sent' }).waitFor()
    }
    await standing(page).getByText('3 wait for the network').waitFor()
    // The phone is switched off and on again.
    await page.close()
    const again = await onPhone(context)
    await again.goto(`${world.url}/assess?lang=en`)
    await standing(again).getByText('3 wait for the network').waitFor()
    assert.deepEqual(await at('Long Road 1'), [])
    await context.setOffline(false)
    await sent(again)
    for (const n of [1, 2, 3]) {
      const [one, ...more] = await at(`Long Road ${n}`)
      assert.deepEqual(more, [])
      assert.deepEqual(one!.current.answers['units'], { atLeast: n, atMost: null })
      assert.equal(one!.observations.length, 1)
    }
    const [first] = await at('Long Road 1')
    const [picture] = first!.current.photos
    assert.equal(picture!.state, 'here')
    assert.doesNotMatch(picture!.name, /Ivan/)
    iryna = { ...iryna, page: again }
  })

  test('keeps every letter of a draft, and says what is missing before it is sent', async () => {
    const { page } = iryna
    await page.getByRole('button', { name: 'New: Damage assessment' }).click()
    await page.getByLabel('Address: street and number').fill('Half a Street 5')
    await page.getByText(/Kept on this phone at/).waitFor()
    await finish(page)
    await page
      .getByText('Still missing: Where are you standing, Area, What was hit, How many of them, How badly')
      .waitFor()
    await page.reload()
    await page.locator('[data-list=draft]').getByRole('button', { name: 'Open' }).click()
    assert.equal(await page.getByLabel('Address: street and number').inputValue(), 'Half a Street 5')
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('button', { name: 'Yes, delete' }).click()
    assert.equal(await page.locator('[data-list=draft]').count(), 0)
  })

  test('sends again what was taken although the answer was lost, and it is one', async () => {
    const { page } = iryna
    let lost = 0
    await page.route('**/v1/form-records', async (route) => {
      lost += 1
      await route.fetch()
      await route.abort('connectionreset')
    })
    await fillIn(page, 'Lost Answer 1', '4')
    await finish(page)
    await standing(page).getByText('1 waits for the network').waitFor()
    assert.ok(lost >= 1)
    assert.equal((await at('Lost Answer 1')).length, 1)
    await page.unroute('**/v1/form-records')
    await page.evaluate(`dispatchEvent(new Event('online'))`)
    await sent(page)
    assert.equal((await at('Lost Answer 1')).length, 1)
    assert.equal((await at('Lost Answer 1'))[0]!.revision, 1)
  })

  test('goes on where it was when the tab is closed between the words and their photo', async () => {
    const { page, context } = iryna
    let held = () => {}
    const asked = new Promise<void>((resolve) => (held = resolve))
    await page.route('**/photos/**', () => held())
    await fillIn(page, 'Closed Tab 1', '2')
    await page.locator('[data-field=photo_2] input').setInputFiles(photo)
    await page.locator('[data-field=photo_2]').getByText('without where and when').waitFor()
    await finish(page)
    await asked
    await page.close({ runBeforeUnload: false })
    // The worker may go on with it by itself once the tab is gone; what was sent before stands either way.
    const [before] = await at('Closed Tab 1')
    assert.ok(['awaited', 'here'].includes(before!.current.photos[0]!.state))
    const again = await onPhone(context)
    await again.goto(`${world.url}/assess?lang=en`)
    await sent(again)
    const [one, ...more] = await at('Closed Tab 1')
    assert.deepEqual(more, [])
    assert.equal(one!.current.photos[0]!.state, 'here')
    iryna = { ...iryna, page: again }
  })

  test('shows both sides where somebody changed the same record meanwhile, and overwrites nothing unasked', async () => {
    const { page } = iryna
    await fillIn(page, 'Two Sides 1', '5')
    await finish(page)
    await sent(page)
    const fetched = async (one: Page) => {
      await one.getByRole('button', { name: 'Fetch records' }).click()
      await one.locator('[data-list=known] li', { hasText: 'Two Sides 1' }).getByRole('button').waitFor()
    }
    const openIt = (one: Page) =>
      one
        .locator('[data-list=known] li', { hasText: 'Two Sides 1' })
        .getByRole('button', { name: 'Change' })
        .click()
    await petro.page.reload()
    await fetched(petro.page)
    await fetched(page)
    await petro.context.setOffline(true)
    await openIt(petro.page)
    await petro.page.locator('[data-field=units]').getByLabel('At least').fill('9')
    await finish(petro.page)
    await standing(petro.page).getByText('1 waits for the network').waitFor()

    await openIt(page)
    await page.locator('[data-field=units]').getByLabel('At least').fill('6')
    await page.getByLabel('Broken glass').check()
    await finish(page)
    await sent(page)
    const [changed] = await at('Two Sides 1')
    assert.deepEqual(changed!.current.answers['units'], { atLeast: 6, atMost: null })

    await petro.context.setOffline(false)
    await standing(petro.page).getByText('You are needed: 1').waitFor()
    assert.deepEqual((await at('Two Sides 1'))[0]!.current.answers['units'], { atLeast: 6, atMost: null })
    await petro.page.locator('[data-list=conflict]').getByRole('button', { name: 'Choose' }).click()
    const sides = petro.page.locator('[data-field=units] .side')
    assert.match(await sides.nth(0).innerText(), /Yours\s+At least 9/)
    assert.match(await sides.nth(1).innerText(), /Iryna, \d\d:\d\d\s+At least 6/)
    assert.equal(await petro.page.locator('.sides').count(), 2)
    await hasNoBarriers(petro.page)
    if (process.env['PICTURES'] !== undefined)
      await petro.page.screenshot({ path: `${process.env['PICTURES']}/conflict.png`, fullPage: true })
    await petro.page.getByRole('button', { name: 'Mine holds' }).click()
    await sent(petro.page)
    const [settled, ...more] = await at('Two Sides 1')
    assert.deepEqual(more, [])
    assert.deepEqual(settled!.current.answers['units'], { atLeast: 9, atMost: null })
    assert.deepEqual(settled!.contested, [])
    assert.equal(settled!.observations.length, 1)
    // Both sides stand in the ledger.
    const facts = await world.server.running.system.ledger.readStream('form-records')
    const those = facts.filter(({ data }) => data['record'] === settled!.id).map(({ type }) => type)
    assert.deepEqual(
      those.filter((type) => type !== 'form-counted' && !type.startsWith('form-photo')),
      ['form-submitted', 'form-submitted', 'form-submitted'],
    )
  })

  test('lets the duty room choose, and leaves what the server doesn’t take with its reason', async () => {
    const { page } = petro
    await page.getByRole('button', { name: 'Fetch records' }).click()
    await page
      .locator('[data-list=known] li', { hasText: 'Long Road 2' })
      .getByRole('button', { name: 'Change' })
      .click()
    await page.locator('[data-field=units]').getByLabel('At least').fill('12')
    const [record] = await at('Long Road 2')
    const [observation] = record!.observations
    done(
      await world.server.olena.post(`/v1/damage/observations/${observation}/judge`, {
        ...{ to: 'confirmed', why: 'seen on a picture' },
      }),
    )
    await finish(page)
    await standing(page).getByText('You are needed: 1').waitFor()
    await page.locator('[data-list=conflict]').getByRole('button', { name: 'Choose' }).click()
    await page.getByRole('button', { name: 'Let the duty room choose' }).click()
    await sent(page)
    const [waits] = await at('Long Road 2')
    assert.equal(waits!.contested.length, 1)
    assert.deepEqual(waits!.current.answers['units'], { atLeast: 2, atMost: null })
  })

  test('is fit for a thumb, in four languages, by night and by day', async () => {
    const { page } = iryna
    for (const language of ['en', 'uk', 'ru', 'he']) {
      await page.goto(`${world.url}/assess?lang=${language}`)
      await page.locator('button.main').first().waitFor()
      assert.equal(await page.locator('html').getAttribute('dir'), language === 'he' ? 'rtl' : 'ltr')
      await page.locator('button.main').first().click()
      await page.locator('[data-field=kind]').waitFor()
      const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
      assert.equal(wide, false, `${language} is wider than the phone`)
      const small = await page.evaluate(
        `[...document.querySelectorAll('button, .press, select, .choices label')].filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).map((one) => one.textContent)`,
      )
      assert.deepEqual(small, [])
      if (process.env['PICTURES'] !== undefined)
        await page.screenshot({ path: `${process.env['PICTURES']}/form-${language}.png`, fullPage: true })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await hasNoBarriers(page, { themes: ['light'] })
      }
      await page.locator('.acts button').nth(1).click()
      await page.locator('[data-list]').first().waitFor()
      await hasNoBarriers(page, { themes: ['light'] })
      if (process.env['PICTURES'] !== undefined)
        await page.screenshot({ path: `${process.env['PICTURES']}/home-${language}.png`, fullPage: true })
      await page.emulateMedia({ colorScheme: 'light' })
    }
    assert.deepEqual(iryna.complaints, [])
  })

  test('asks on signing out what becomes of what is here, and deletes all of it', async () => {
    const { page } = iryna
    await page.goto(`${world.url}/assess?lang=en`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText(/4 are not sent yet/).waitFor()
    await page.getByRole('button', { name: 'Keep it here, sign out' }).click()
    await page.getByText('You are signed out').waitFor()
    assert.equal(await page.locator('[data-list=draft] li').count(), 4)
    const kept = `new Promise((resolve) => { const asked = indexedDB.open('tocsin-assess'); asked.onsuccess = () => { const all = asked.result.transaction('records').objectStore('records').count(); all.onsuccess = () => { asked.result.close(); resolve(all.result) } } })`
    assert.ok(Number(await page.evaluate(kept)) >= 4)
    const { page: other } = petro
    await other.goto(`${world.url}/assess?lang=en`)
    await other.getByRole('button', { name: 'Sign out' }).click()
    await other.getByRole('button', { name: 'Delete it, sign out' }).click()
    await other.getByText('You are signed out').waitFor()
    assert.equal(await other.evaluate(kept), 0)
    assert.equal(await other.locator('[data-list=sent]').count(), 0)
  })
})
