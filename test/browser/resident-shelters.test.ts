// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { zadonsky } from '../support/server.node.ts'
import { startAppWorld, type AppWorld } from './resident-app-world.ts'

describe('shelters in a browser', { skip: absent('chromium') }, () => {
  let world: AppWorld
  before(async () => {
    world = await startAppWorld()
    const one = (name: string, lon: number, lat: number, change: object = {}) =>
      world.server.admin.post('/v1/shelters', {
        ...{ names: { en: name }, address: `${name} street`, lon, lat, type: 'basement', protects: [] },
        ...{ capacity: { places: 50, bound: 'at-least' }, wheelchair: 'unknown', pets: 'unknown' },
        ...{ opening: { when: 'always' }, admits: 'everyone', use: 'in-use', visibility: 'public', note: '' },
        ...change,
      })
    for (const answer of [
      await one('North', 38.93, 52.394),
      await one('East', 38.939, 52.391, { wheelchair: 'yes' }),
      await one('Steps', 38.931, 52.3912, { wheelchair: 'no' }),
      await one('Secret', 38.93, 52.391, { visibility: 'hidden' }),
    ])
      assert.equal(answer.status, 201, answer.text)
  })
  after(() => world?.close())

  const names = (all: readonly string[]) => all.map((one) => one.trim())

  test('are a list and a map without a script, of a place or near a point, and none is hidden there', async () => {
    const phone = await world.phone({ path: `/shelters?near=38.93,52.391&lang=en`, script: 'off' })
    const { page } = phone
    assert.deepEqual(names(await page.locator('.name').allInnerTexts()), ['Steps', 'North', 'East'])
    assert.match(
      await page.locator('.best').innerText(),
      /Go here[^]*Steps[^]*70 m to the [^]*about 3 min on foot/,
    )
    await page.getByRole('img', { name: /Map: north is up/ }).waitFor()
    assert.equal((await page.content()).includes('Secret'), false)
    await page.getByText('Only some…').click()
    await page.getByLabel('for wheelchairs').check()
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    assert.deepEqual(names(await page.locator('.name').allInnerTexts()), ['North', 'East'])
    await page.locator('.name').first().click()
    await page.getByRole('heading', { level: 1, name: 'North' }).waitFor()
    assert.match(await page.locator('dl').innerText(), /at least 50 places[^]*always open/)
    const geo = await page.getByRole('link', { name: 'Show in the phone’s map' }).getAttribute('href')
    assert.equal(geo, 'geo:52.39400,38.93000?q=52.39400,38.93000')
    assert.equal((await world.server.stranger.get('/shelters/nothing-here')).status, 404)
    await phone.close()
  })

  test('are found from where one stands without telling anybody where that is', async () => {
    const phone = await world.phone({
      ...{ path: `/shelters?lang=en`, permissions: ['geolocation'] },
      geolocation: { longitude: 38.9391, latitude: 52.3911 },
    })
    const { page } = phone
    const asked: string[] = []
    page.on('request', (request) => void asked.push(request.url() + (request.postData() ?? '')))
    await page.click('#here')
    await page.locator('.best .way').waitFor()
    assert.deepEqual(names(await page.locator('.name').allInnerTexts()), ['East', 'Steps', 'North'])
    assert.match(
      await page.locator('.best .way').innerText(),
      /10 m to the (south|west|south-west) · about 1 min/,
    )
    for (const url of asked) assert.doesNotMatch(url, /38\.93|52\.39/)
    assert.equal(await page.locator('#map .you').count(), 1)
    await phone.close()
  })

  test('say so when the phone does not tell where it is', async () => {
    const phone = await world.phone({ path: `/shelters?place=${zadonsky}&lang=en`, permissions: [] })
    await phone.page.click('#here')
    await phone.page.getByText('The phone does not say where it is.').waitFor()
    await phone.close()
  })
})
