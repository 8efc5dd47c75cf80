/** Now in a browser: a server that shows the state one names and a stream one speaks into, under the headers of the real one. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { plus } from '#base'
import { kioskPage, nowPage, type NowView } from '#resident'
import { residentAssets } from '../../src/server/resident-assets.node.ts'
import { securityHeaders } from '../../src/server/security-headers.ts'
import { program } from '../support/absent.ts'
import { at } from '../support/resident-night.node.ts'

export interface Opened {
  readonly page: Page
  readonly context: BrowserContext
  readonly complaints: string[]
  close(): Promise<void>
}

export interface Opening {
  readonly clock?: 'by-hand'
  readonly script?: 'off'
  readonly size?: readonly [widthPixels: number, heightPixels: number]
  readonly theme?: 'light' | 'dark'
  readonly kiosk?: readonly NowView[]
  /** Run in the page before anything else. */
  readonly first?: string
}

export interface ResidentWorld {
  readonly browser: Browser
  open(view: NowView, how?: Opening): Promise<Opened>
  /** What the next fetch of the page gives. */
  show(...views: readonly NowView[]): void
  /** Time passes for the page and for the server. */
  pass(page: Page, seconds: number): Promise<void>
  /** To everybody who listens. */
  say(event: string): void
  fetched(): number
  listened(): readonly string[]
  close(): Promise<void>
}

export async function openChromium(): Promise<Browser> {
  const executablePath = program('chromium') ?? program('chromium-browser') ?? program('google-chrome') ?? ''
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
  return chromium.launch({ executablePath, args })
}

export async function startResidentWorld(): Promise<ResidentWorld> {
  const assets = residentAssets()
  let shown: readonly NowView[] = []
  let fetched = 0
  let passed = 0
  const listened: string[] = []
  const streams = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const file = assets.files.get(pathname)
    if (file !== undefined)
      return void file
        .packed()
        .then(({ identity }) => response.writeHead(200, { 'content-type': file.type }).end(identity))
    if (pathname === '/v1/live') {
      listened.push(search)
      streams.add(response.writeHead(200, { 'content-type': 'text/event-stream' }))
      response.write(`event: board\nid: ${shown[0]!.seq}\ndata: {}\n\n`)
      return request.once('close', () => streams.delete(response))
    }
    fetched += 1
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      ...securityHeaders({ route: '/', action: undefined, cacheControl: 'no-store', publicBy: 'http' }),
    }
    const [view, ...others] = shown.map((one) => ({ ...one, at: plus(one.at, passed) })) as [
      NowView,
      ...NowView[],
    ]
    const html =
      pathname === '/kiosk'
        ? kioskPage([view, ...others], { assets: assets.kiosk })
        : nowPage(view, { assets: assets.now })
    return response.writeHead(200, headers).end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await openChromium()
  return {
    browser,
    async open(view, how = {}) {
      const [width, height] = how.size ?? [360, 640]
      shown = how.kiosk ?? [view]
      fetched = 0
      passed = 0
      listened.length = 0
      const context = await browser.newContext({
        viewport: { width, height },
        javaScriptEnabled: how.script !== 'off',
        colorScheme: how.theme ?? 'light',
      })
      const page = await context.newPage()
      page.setDefaultTimeout(45_000)
      const complaints: string[] = []
      page.on('console', (message) => void complaints.push(message.text()))
      page.on('pageerror', (error) => void complaints.push(error.message))
      if (how.clock === 'by-hand') await page.clock.install({ time: at })
      if (how.first !== undefined) await page.addInitScript(how.first)
      const { port } = server.address() as AddressInfo
      const path = how.kiosk === undefined ? '/' : '/kiosk'
      await page.goto(`http://127.0.0.1:${port}${path}?place=x&lang=${view.language}`)
      return { page, context, complaints, close: () => context.close() }
    },
    show(...views) {
      shown = views
    },
    async pass(page, seconds) {
      for (let i = 0; i < seconds; i++) {
        passed += 1_000
        await page.clock.runFor(1_000)
      }
    },
    say(event) {
      for (const stream of streams) stream.write(event)
    },
    fetched: () => fetched,
    listened: () => listened,
    async close() {
      await browser.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
