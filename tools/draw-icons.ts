/** Draws the app's icons as PNG from their SVG beside them: run by hand when one of those changes, with Chromium installed. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openChromium } from '../test/browser/resident-now-world.ts'

const folder = join(import.meta.dirname, '../src/resident/assets/app-icons')
const wanted = [
  ['any', 192],
  ['any', 512],
  ['maskable', 192],
  ['maskable', 512],
  ['monochrome', 96],
  ['monochrome', 512],
] as const

const browser = await openChromium()
try {
  for (const [name, size] of wanted) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    const svg = readFileSync(join(folder, `${name}.svg`), 'utf8').replace(
      '<svg ',
      `<svg width="${size}" height="${size}" `,
    )
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`)
    writeFileSync(join(folder, `${name}-${size}.png`), await page.screenshot({ omitBackground: true }))
    await page.close()
  }
} finally {
  await browser.close()
}
