/** What residents tell, as it comes to the duty room: shown live with its photo and bearing, judged, and never mistaken for an alert. */
// runs apart: a browser and a server of its own
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { program } from '../support/absent.ts'
import { done } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, startConsoleWorld, takePicture, zadonsky, type ConsoleWorld } from './console-world.ts'
import { until } from './eventually.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')

let drawnSoFar = 0
const drawn = () => `drawn-by-chance-in-test-${String(++drawnSoFar).padStart(6, '0')}`

/** Eight pixels by sixteen in a JPEG coded by hand, lying on its side, with a place in its metadata. */
function turnedJpeg(): Buffer {
  const segment = (code: number, ...bytes: (Buffer | number[])[]) => {
    const body = Buffer.concat(bytes.map((one) => Buffer.from(one as never)))
    const length = Buffer.alloc(2)
    length.writeUInt16BE(body.length + 2)
    return Buffer.concat([Buffer.of(0xff, code), length, body])
  }
  const tiff = Buffer.from('4d4d002a000000080001011200030000000100060000', 'hex')
  const code = [1, ...Array<number>(15).fill(0), 0]
  return Buffer.concat([
    Buffer.of(0xff, 0xd8),
    segment(0xe1, Buffer.from('Exif\0\0'), tiff, [0, 0, 0, 0], Buffer.from('GPS 52.39 38.92')),
    segment(0xdb, [0, ...Array<number>(64).fill(1)]),
    segment(0xc0, [8, 0, 8, 0, 16, 1, 1, 0x11, 0]),
    segment(0xc4, [0x00, ...code]),
    segment(0xc4, [0x10, ...code]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    Buffer.of(0b0000_1111, 0xff, 0xd9),
  ])
}

describe(
  'what residents tell the duty room',
  { skip: chromium === undefined ? 'no Chromium here' : false },
  () => {
    let world: ConsoleWorld
    before(async () => {
      world = await startConsoleWorld({ sirens: 'none' })
    })
    after(() => world?.close())

    const tell = async (kind: string, body: object) => {
      const id = drawn()
      done(await world.server.stranger.post(`/v1/tell/${kind}`, { id, device: drawn(), ...body }))
      return id
    }

    test('comes while it is looked at, with its photo, its bearing and how many they are', async () => {
      const { officer, server } = world
      const { page } = officer
      await openConsole(officer, world)
      await page.getByText('Note a sighting').waitFor()
      const seen = { what: 'drone', text: 'Low, no lights', lon: 38.9, lat: 52.4 }
      const telling = await tell('sighting', { ...seen, bearingDegrees: 45, bearingAccuracyDegrees: 6 })
      await officer.says('Residents saw')
      await tell('sighting', {
        ...seen,
        text: '',
        lon: 38.95,
        bearingDegrees: 315,
        bearingAccuracyDegrees: 8,
      })
      await officer.says(/at least 2 devices/)
      await officer.says(/Seen towards 45°, give or take 6°/)
      await officer.says(/Lines of sight cross: a drone/)
      done(
        await server.stranger.ask('PUT', '/v1/tell/photo', {
          raw: turnedJpeg(),
          headers: { 'content-type': 'image/jpeg', 'tocsin-telling': telling },
        }),
      )
      const photo = page.getByRole('img', { name: 'Photo of a resident' })
      await photo.waitFor()
      await photo.scrollIntoViewIfNeeded()
      // The browser can read what was made anew, and turns it upright.
      await until(page, `document.querySelector('.photo img')?.naturalWidth > 0`)
      assert.deepEqual(
        await photo.evaluate((image) => {
          const { naturalWidth, naturalHeight } = image as unknown as {
            naturalWidth: number
            naturalHeight: number
          }
          return [naturalWidth, naturalHeight]
        }),
        [8, 16],
      )
      await hasNoBarriers(page)
      await takePicture(officer, 'residents')
    })

    test('is answered: who needs help is reached, what is believed becomes a sighting, what is done is closed', async () => {
      const { officer } = world
      const { page } = officer
      await tell('help', { what: 'trapped', area: zadonsky, contact: 'the cellar of house 4' })
      await officer.says('Somebody needs help')
      await page.getByRole('button', { name: 'How to reach them' }).click()
      await officer.says('the cellar of house 4')
      await page.getByRole('button', { name: 'Take as a sighting' }).click()
      await page.getByText('Residents saw').waitFor({ state: 'detached' })
      await officer.says(/a drone · Low, no lights/)
      const help = page.locator('[data-resident-report]')
      await help.getByRole('button', { name: 'Close…' }).click()
      await page.getByLabel('Reason').fill('The rescuers are there')
      await page.getByRole('dialog').locator('button[type=submit]').click()
      await help.waitFor({ state: 'detached' })
      assert.equal([...world.server.running.system.world.alerts()].length, 0)
      assert.deepEqual(officer.complaints, [])
    })

    test('says what they hear of the sirens', async () => {
      const { officer } = world
      for (let i = 0; i < 5; i++)
        await tell('siren', { hears: i === 0 ? 'not-heard' : 'heard', area: zadonsky })
      await officer.says(/Zadonsky District: 4 of 5 answers hear the sirens: too few to say/)
    })
  },
)
