/** The map alone in a browser: the component itself on a page with the console's own headers, what it is given set from outside. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { Page } from 'playwright-core'

const root = join(import.meta.dirname, '..', '..')

const entry = `
import '/src-root/assets/look.css'
import { mount, flushSync } from 'svelte'
import Given from './Given.svelte'
import { readPreferences } from '/src-root/preferences.dom.ts'
import { speakLanguage } from '/src-root/words.dom.ts'
const { language, theme } = readPreferences()
document.documentElement.lang = language
document.documentElement.dir = language === 'he' ? 'rtl' : 'ltr'
document.documentElement.dataset.theme = theme
await speakLanguage(language)
const { picture } = await import('/src-root/picture.svelte.ts')
const { areas, version } = await (await fetch('/v1/map/areas')).json()
picture.areas = new Map(areas.map((area) => [area.code, area]))
picture.areasVersion = version
window.flush = flushSync
mount(Given, { target: document.body, props: { name: 'main' } })
`

const given = `
<script>
  import Chart from '/src-root/map/Map.svelte'
  import Legend from '/src-root/map/Legend.svelte'
  let given = $state.raw({ areas: new Map(), within: [], label: 'Areas of the test' })
  let there = $state(true)
  window.told = []
  const choose = (code) => window.told.push(['choose', code])
  const drawn = (codes, shape, unsure) => window.told.push(['drawn', codes, shape, unsure])
  window.give = (next) => (given = { ...given, ...next })
  window.show = (next) => (there = next)
</script>
<main id="main">
  <h1>Map</h1>
  <div class="place">{#if there}<Chart {choose} {drawn} {...given} />{/if}</div>
  <Legend sirens="shown" choosing="yes" />
</main>
<style>
  .place { height: 560px; }
</style>
`

export interface MapPageFiles {
  /** Puts the page at \`/console/map-page\` of this server. */
  serveOn(page: Page, url: string, basemap?: string): Promise<string>
  remove(): void
}

/** Built with the console's own settings; removed again. */
export async function buildMapPage(): Promise<MapPageFiles> {
  mkdirSync(join(root, 'dist'), { recursive: true })
  const place = mkdtempSync(join(root, 'dist', '.map-page-'))
  const console_ = join(root, 'src', 'console')
  const out = join(place, 'out')
  const write = (name: string, text: string) =>
    writeFileSync(join(place, name), text.replaceAll('/src-root', console_.replaceAll('\\', '/')))
  write('page.ts', entry)
  write('Given.svelte', given)
  write(
    'index.html',
    '<!doctype html><html lang="en"><head><title>Map</title></head><body data-zone="UTC" data-basemap="%basemap%"><script type="module" src="./page.ts"></script></body></html>',
  )
  const { build, loadConfigFromFile } = await import('vite')
  const loaded = await loadConfigFromFile(
    { command: 'build', mode: 'production' },
    join(root, 'vite.config.ts'),
  )
  await build({
    ...loaded!.config,
    ...{ configFile: false, root: place, base: '/console/map-page/' },
    build: { ...loaded!.config.build, outDir: out, emptyOutDir: true },
  })
  return {
    async serveOn(page, url, basemap = '') {
      const { headers } = await page.request
        .get(`${url}/console`)
        .then((answer) => ({ headers: answer.headers() }))
      const kept = Object.fromEntries(
        Object.entries(headers).filter(
          ([name]) => !/^(content-(length|encoding|type)|transfer-encoding|date)$/.test(name),
        ),
      )
      const types: { readonly [ending: string]: string } = {
        ...{ '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript' },
        ...{ '.css': 'text/css', '.woff2': 'font/woff2' },
      }
      await page.route(`${url}/console/map-page/**`, (route) => {
        const { pathname } = new URL(route.request().url())
        const file = pathname.endsWith('/')
          ? join(out, 'index.html')
          : join(out, 'assets', basename(pathname))
        return route.fulfill({
          headers: { ...kept, 'content-type': types[extname(file)] ?? 'application/octet-stream' },
          body: pathname.endsWith('/')
            ? readFileSync(file, 'utf8').replace('%basemap%', basemap)
            : readFileSync(file),
        })
      })
      return `${url}/console/map-page/`
    },
    remove: () => rmSync(place, { recursive: true, force: true }),
  }
}
