/** What the first screen costs: bytes as they came over the line, and the time until it can be used on a slow machine. */
import type { ConsoleWorld, Desk } from './console-world.ts'

export interface FirstScreen {
  /** Compressed, of scripts, styles and fonts; without the map and what it needs. */
  readonly bytes: number
  /** Of the map and what it needs; it comes after the rest. */
  readonly mapBytes: number
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
  /** Milliseconds from going there until the Watch stands. */
  readonly shown: number
  /** And until a pressed key was answered. */
  readonly usable: number
}

/** Nothing of it is known to the browser before. */
export async function measureFirstScreen(
  { page, context }: Desk,
  { url }: Pick<ConsoleWorld, 'url'>,
  language: 'en' | 'uk',
  slower: number,
): Promise<FirstScreen> {
  await page.goto(`${url}/account`)
  await page.evaluate(`localStorage.setItem('tocsin:console', JSON.stringify({ language: '${language}' }))`)
  const tools = await context.newCDPSession(page)
  await tools.send('Network.enable')
  await tools.send('Network.clearBrowserCache')
  await tools.send('Emulation.setCPUThrottlingRate', { rate: slower })
  const asked = new Map<string, { readonly url: string; readonly type: string }>()
  const files: { name: string; bytes: number }[] = []
  tools.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    asked.set(requestId, { url: request.url, type: type ?? '' })
  })
  tools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = asked.get(requestId)
    if (one !== undefined && one.url.includes('/assets/'))
      files.push({ name: one.url.split('/').at(-1)!, bytes: encodedDataLength })
  })
  const begun = performance.now()
  await page.goto(`${url}/console`, { waitUntil: 'commit' })
  await page.locator('[data-in-force]').waitFor()
  const shown = performance.now() - begun
  await page.keyboard.press('?')
  await page.locator('dialog[open]').waitFor()
  const usable = performance.now() - begun
  await page.keyboard.press('Escape')
  await page.locator('.map canvas').first().waitFor()
  await tools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await tools.detach()
  const isLater = ({ name }: { readonly name: string }) =>
    /^(Map|webgl|graphics|maplibre|drawn|shapes|chart|hand|Keys|Dialog)/i.test(name)
  const sum = (some: typeof files) => some.reduce((total, { bytes }) => total + bytes, 0)
  return {
    bytes: sum(files.filter((file) => !isLater(file))),
    mapBytes: sum(files.filter(isLater)),
    files: files.toSorted((a, b) => b.bytes - a.bytes),
    ...{ shown, usable },
  }
}
