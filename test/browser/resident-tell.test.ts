// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { done, zadonsky } from '../support/server.node.ts'
import { until } from './eventually.ts'
import { startAppWorld, type AppWorld } from './resident-app-world.ts'

interface Report {
  readonly id: string
  readonly kind: string
  readonly what: string
  readonly tellings: readonly {
    readonly text: string
    readonly at: { readonly lon: number; readonly lat: number } | null
    readonly bearing: { readonly degrees: number } | null
    readonly photo: { readonly widthPixels: number } | null
  }[]
}

describe('telling the duty room', { skip: absent('chromium') }, () => {
  let world: AppWorld
  before(async () => (world = await startAppWorld()))
  after(() => world?.close())
  const path = `/tell?place=${zadonsky}&lang=en`
  const reports = async () =>
    done<{ readonly reports: readonly Report[] }>(await world.server.olena.get('/v1/resident-reports'))
      .reports
  const told = async (fits: (one: Report) => boolean) => {
    const over = Date.now() + 20_000
    for (;;) {
      const found = (await reports()).find(fits)
      if (found !== undefined) return found
      assert.ok(Date.now() < over, JSON.stringify(await reports()))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  test('works as plain forms, says what became of it, and can be taken back', async () => {
    const phone = await world.phone({ path, script: 'off' })
    const { page } = phone
    await page.getByRole('button', { name: 'I hear a siren' }).click()
    await page.getByText('Received. Thank you.').waitFor()
    await page.getByText('I saw something').click()
    await page.getByRole('radio', { name: 'smoke' }).check()
    await page
      .getByRole('group', { name: 'In which direction was it?' })
      .getByRole('radio', { name: 'south-east' })
      .check()
    await page.locator('#sighting-text').fill('Behind the mill')
    await page.locator('form[data-kind=sighting] button.main').click()
    await page.getByText('Received. Thank you.').waitFor()
    const report = await told(({ what }) => what === 'smoke')
    assert.deepEqual(
      [report.kind, report.tellings[0]?.text, report.tellings[0]?.bearing?.degrees],
      ['sighting', 'Behind the mill', 135],
    )
    await page.getByRole('button', { name: 'Take it back' }).click()
    await page.getByText('Taken back.').waitFor()
    await phone.close()
  })

  test('without a network is kept, says that it is not sent, and goes by itself', async () => {
    const phone = await world.phone({ path })
    const { page, context } = phone
    await phone.controlled()
    await context.setOffline(true)
    await page.getByText('Something is damaged').click()
    await page.getByRole('radio', { name: 'gas' }).check()
    await page.locator('#damage-text').fill('It smells')
    await page.locator('form[data-kind=damage] button.main').click()
    await page.getByText('Not sent yet: no connection.').waitFor()
    assert.deepEqual(await reports().then((all) => all.filter(({ what }) => what === 'gas')), [])
    await context.setOffline(false)
    await page.evaluate(`dispatchEvent(new Event('online'))`)
    const report = await told(({ what }) => what === 'gas')
    assert.equal(report.tellings[0]?.text, 'It smells')
    await until(page, `document.getElementById('outcomes').textContent.includes('Received. Thank you.')`)
    await phone.close()
  })

  test('sends no place more exactly than was said, and no photo as it was taken', async () => {
    const phone = await world.phone({
      ...{ path, permissions: ['geolocation'], geolocation: { longitude: 38.92437, latitude: 52.39112 } },
    })
    const { page } = phone
    await page.getByText('I saw something').click()
    const form = page.locator('form[data-kind=sighting]')
    await form.getByRole('radio', { name: 'a flash' }).check()
    await form.getByRole('button', { name: 'Where I am' }).click()
    await form.getByText('to about one kilometre').waitFor()
    const sent: { readonly url: string; readonly body: Buffer }[] = []
    page.on('request', (request) => {
      if (request.url().includes('/v1/tell/'))
        sent.push({ url: request.url(), body: request.postDataBuffer() ?? Buffer.alloc(0) })
    })
    await page.evaluate(`{
      const asked = fetch
      fetch = (url, how) => {
        if (how?.body instanceof Blob) sentPhoto = how.body.arrayBuffer().then((bytes) => new TextDecoder('latin1').decode(bytes))
        return asked(url, how)
      }
    }`)
    // As a camera writes it: a picture with where and when in its EXIF.
    await page.evaluate(`(async () => {
      const canvas = document.createElement('canvas')
      canvas.width = 2400
      canvas.height = 1200
      canvas.getContext('2d').fillRect(100, 100, 900, 900)
      const jpeg = new Uint8Array(await (await new Promise((done) => canvas.toBlob(done, 'image/jpeg'))).arrayBuffer())
      const exif = new TextEncoder().encode('Exif\\0\\0MM\\0*\\0\\0\\0\\b GPS 52.39112 38.92437')
      const segment = new Uint8Array([0xff, 0xe1, 0, exif.length + 2, ...exif])
      const file = new File([jpeg.slice(0, 2), segment, jpeg.slice(2)], 'photo.jpg', { type: 'image/jpeg' })
      const files = new DataTransfer()
      files.items.add(file)
      document.getElementById('sighting-photo').files = files.files
    })()`)
    await form.locator('button.main').click()
    await page.getByText('Received. Thank you.').waitFor()
    const [telling, photo] = sent
    const body = JSON.parse(telling!.body.toString()) as { readonly [name: string]: unknown }
    assert.deepEqual([body['lon'], body['lat']], [38.925, 52.395])
    assert.ok(photo!.url.endsWith('/v1/tell/photo'), photo?.url)
    const bytes = String(await page.evaluate('sentPhoto'))
    assert.ok(bytes.startsWith('\u00ff\u00d8') && bytes.length > 500, 'a JPEG')
    assert.doesNotMatch(bytes, /GPS|Exif/, 'where it was taken never left the phone')
    await told((one) => one.tellings.some(({ photo: kept }) => kept?.widthPixels === 1_600))
    await phone.close()
  })

  test('has names for those who hear it', async () => {
    const phone = await world.phone({ path })
    const { page } = phone
    await page.getByRole('button', { name: 'I hear none' }).waitFor()
    await page.evaluate(`document.querySelectorAll('details.threat').forEach((one) => (one.open = true))`)
    await page.getByRole('radio', { name: 'north-west' }).first().waitFor()
    await page.getByRole('combobox', { name: 'Where' }).first().waitFor()
    await page.getByRole('textbox', { name: 'How to reach you, if you like' }).waitFor()
    await phone.close()
  })
})

describe('“I am safe”', { skip: absent('chromium') }, () => {
  let world: AppWorld
  before(async () => (world = await startAppWorld()))
  after(() => world?.close())

  test('is a link whose words only its reader can read; the server never has the key', async () => {
    const phone = await world.phone({ path: `/tell?place=${zadonsky}&lang=en` })
    const { page } = phone
    const bodies: string[] = []
    page.on('request', (request) => void bodies.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.locator('#safe-words').fill('With Oksana, all well')
    await page.getByRole('button', { name: 'Make the link' }).click()
    await page.getByText('Received. Thank you.').waitFor()
    const address = await page.locator('#safe-address').innerText()
    const [path, key] = address.split('#') as [string, string]
    assert.match(path, /\/safe\/[0-9a-f]{32}\?lang=en$/)
    assert.match(key, /^[\w-]{22}$/)
    for (const body of bodies) assert.ok(!body.includes('Oksana') && !body.includes(key), body)

    const family = await world.phone({ path: address.replace(world.url, '') })
    await family.page.getByText('With Oksana, all well').waitFor()
    await family.page.getByRole('heading', { name: 'I am safe' }).waitFor()
    await family.page.goto('about:blank')
    await family.page.goto(path)
    await family.page.getByText('its end is missing').waitFor()
    assert.deepEqual(family.complaints, [])
    await family.close()

    await page.getByRole('button', { name: 'Take it back' }).click()
    await page.getByText('Taken back.').waitFor()
    await page.goto(path)
    await page.getByText('There is no such word here').waitFor()
    await phone.close()
  })

  test('works without a script, without words', async () => {
    const phone = await world.phone({ path: `/tell?place=${zadonsky}&lang=en`, script: 'off' })
    await phone.page.getByRole('button', { name: 'Make the link' }).click()
    await phone.page.getByText('Send them this link').first().waitFor()
    await phone.page.locator('#outcomes a').click()
    await phone.page.getByText('No words were added.').waitFor()
    await phone.close()
  })
})
