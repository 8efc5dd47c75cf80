/** A background map from a real PMTiles file, as the graphics processor draws it: beneath the areas, never over what holds in them; and the areas without it. */
// runs apart: it drives a browser that reckons its graphics, which takes both cores
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { PMTiles } from 'pmtiles'
import { absent, program } from '../support/absent.ts'
import { builtConsole } from '../support/console.ts'
import { startTestServer, type TestServer } from '../support/server.node.ts'
import { buildMapPage, type MapPageFiles } from './map-page.ts'
import { startTinyBasemap, type TinyBasemap } from './tiny-basemap.node.ts'

/** Through the middle of the region, where `lipetsky` lies. */
const border = 39.375
const lipetsky = 'gn:535119'

interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

describe('the background map of the console', { skip: absent('chromium') }, () => {
  let server: TestServer
  let browser: Browser
  let files: MapPageFiles
  let bordered: TinyBasemap
  before(
    async () => {
      bordered = await startTinyBasemap('© Land mappers', border)
      server = await startTestServer({ settings: { TOCSIN_BROKER: 'none', TOCSIN_BASEMAP: bordered.url } })
      await builtConsole()
      files = await buildMapPage()
      const executablePath =
        program('chromium') ?? program('chromium-browser') ?? program('google-chrome') ?? ''
      const reckoned = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']
      browser = await chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--no-first-run', '--disable-features=LocalNetworkAccessChecks', ...reckoned],
      })
    },
    { timeout: 180_000 },
  )
  after(async () => {
    await browser?.close()
    files?.remove()
    await server?.close()
    await bordered?.close()
  })

  let context: BrowserContext
  /** The map by WebGL over this background, with one district in danger, and nothing written on it. */
  async function open(basemap: string): Promise<Page> {
    context = await browser.newContext({ viewport: { width: 640, height: 640 } })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    const url = `http://localhost:${server.port}`
    const at = await files.serveOn(page, url, basemap)
    await context.addInitScript(
      `localStorage.setItem('tocsin:console', '{"language":"en","map":"webgl","theme":"dark"}')`,
    )
    await page.goto(at)
    await page.locator('[data-map=there]').waitFor()
    await page.evaluate(
      `give({ within: ['RU-LIP'], areas: new Map([['${lipetsky}', { state: 'danger', letter: 'R', said: 'Drone attack threat, red' }]]) })`,
    )
    await page.locator('[data-by=webgl]').waitFor()
    await page.evaluate(`document.querySelector('canvas.signs').style.visibility = 'hidden'`)
    return page
  }

  /** What is on the screen, once it stays as it is. */
  async function seen(page: Page): Promise<Picture> {
    const box = (await page.locator('.webgl canvas').boundingBox())!
    // Without what stands in its corners.
    const clip = { x: box.x + 60, y: box.y, width: box.width - 120, height: box.height - 24 }
    let before: Buffer | undefined
    for (;;) {
      const now = await page.screenshot({ clip })
      if (before?.equals(now)) break
      before = now
      await page.evaluate(
        'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
      )
    }
    const reader = await browser.newPage()
    const read = (await reader.evaluate(`(async () => {
      const bytes = Uint8Array.from(atob('${before!.toString('base64')}'), (one) => one.charCodeAt(0))
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const canvas = new OffscreenCanvas(image.width, image.height)
      const context = canvas.getContext('2d')
      context.drawImage(image, 0, 0)
      const { data } = context.getImageData(0, 0, image.width, image.height)
      let text = ''
      for (let i = 0; i < data.length; i += 8192) text += String.fromCharCode(...data.subarray(i, i + 8192))
      return { width: image.width, height: image.height, text: btoa(text) }
    })()`)) as { width: number; height: number; text: string }
    await reader.close()
    return { width: read.width, height: read.height, pixels: Buffer.from(read.text, 'base64') }
  }
  const colourAt = ({ width, pixels }: Picture, x: number, y: number) =>
    [...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)].join(' ')
  const danger = '168 0 13'

  test('is a file that the library of its format reads as what it is', async () => {
    const archive = new PMTiles(bordered.url)
    const { specVersion, tileType, maxZoom, numTileEntries } = await archive.getHeader()
    assert.deepEqual({ specVersion, tileType, maxZoom }, { specVersion: 3, tileType: 1, maxZoom: 6 })
    assert.ok(numTileEntries > 20, `${numTileEntries} entries`)
    const here = await archive.getZxy(6, Math.floor(((border + 180) / 360) * 64), 21)
    const beside = await archive.getZxy(6, 0, 21)
    assert.match(Buffer.from(here!.data).toString('latin1'), /boundaries/)
    assert.doesNotMatch(Buffer.from(beside!.data).toString('latin1'), /boundaries/)
    assert.equal(await archive.getZxy(7, 0, 0), undefined)
  })

  test('lies beneath the areas: seen through land where nothing holds, and not at all through danger', async () => {
    const page = await open(bordered.url)
    await page.getByText('© Land mappers').waitFor()
    const asked = bordered.asked()
    assert.ok(asked >= 3, `${asked} parts: header, metadata and tiles`)
    const picture = await seen(page)
    await context.close()

    // The border of the tiles is one line from top to bottom: the column in which most pixels differ from both their neighbours.
    const { width, height } = picture
    const lineAt = (x: number) => {
      let count = 0
      for (let y = 0; y < height; y++) {
        const here = colourAt(picture, x, y)
        if (
          here !== colourAt(picture, x - 3, y) &&
          colourAt(picture, x - 3, y) === colourAt(picture, x + 3, y)
        )
          count++
      }
      return count
    }
    const columns = Array.from({ length: width - 6 }, (_, i) => i + 3)
    const x = columns.reduce((best, column) => (lineAt(column) > lineAt(best) ? column : best))
    assert.ok(lineAt(x) > height / 2, `the border is seen in ${lineAt(x)} of ${height} rows`)
    const rows = Array.from({ length: height }, (_, y) => y)
    const inDanger = rows.filter((y) => [x - 3, x + 3].every((at) => colourAt(picture, at, y) === danger))
    assert.ok(inDanger.length > 20, `the border runs under ${inDanger.length} rows of danger`)
    assert.deepEqual(
      inDanger.filter((y) => colourAt(picture, x, y) !== danger),
      [],
      'nothing shines through danger',
    )
  })

  test('leaves the areas standing where it is missing, as if there had been none, and says so', async () => {
    const plain = await open('')
    const alone = await seen(plain)
    assert.equal(await plain.locator('.credit').count(), 0)
    await context.close()

    bordered.is('gone')
    const page = await open(bordered.url)
    await page.getByText('The background map could not be fetched. The areas are all there.').waitFor()
    const without = await seen(page)
    assert.equal(await page.getByRole('option').count(), 20)
    await context.close()
    bordered.is('there')
    assert.ok(Buffer.from(alone.pixels).equals(Buffer.from(without.pixels)), 'pixel by pixel the same')
    let red = 0
    for (let y = 0; y < alone.height; y++)
      for (let x = 0; x < alone.width; x++) if (colourAt(alone, x, y) === danger) red++
    assert.ok(red > 1_000, `${red} red pixels`)
  })
})
