/**
 * Measures the console's map with a whole measuring network on it: from a pull of the map, or a change of what every station says, to
 * the picture of it. Run: npx node bench/console-stations.bench.ts (under a minute; needs Chromium and the reference data in ../shared).
 */
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { gunzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { stationStates, type StationOnMap } from '../src/console/map/stations.ts'
import { worldOf } from '../src/console/map/view.ts'
import { buildMapPage } from '../test/browser/map-page.ts'
import { program } from '../test/support/absent.ts'
import { startTestServer } from '../test/support/server.node.ts'

const list = new URL('../../shared/radiation/bfs_odl_stations_stamm.json.gz', import.meta.url)
const executablePath = program('chromium') ?? program('google-chrome')
if (!existsSync(list) || executablePath === undefined) {
  console.log(existsSync(list) ? 'not run: no Chromium here' : 'not run: ../shared has no list of stations')
  process.exit(0)
}

/** As the network itself writes it: Latin-1, places in degrees. */
const read = JSON.parse(gunzipSync(readFileSync(list)).toString('latin1')) as {
  readonly [id: string]: { readonly lon: number; readonly lat: number; readonly ort: string }
}
const stations = Object.entries(read).map(([id, { lon, lat, ort }]): StationOnMap => ({
  ...{ id, name: ort, site: 'network', at: worldOf({ lon, lat }), state: 'usual', value: '82 nSv/h' },
  ...{ unit: 'nSv/h', latest: null, dark: null, darkSince: null, excess: null, since: null },
}))
console.log(`${stations.length} stations; ${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}`)

/** Runs in the page: the milliseconds of each round, of the script alone and to the frame after the one it is in. */
const rounds = `async ({ count, what }) => {
  const stations = ${JSON.stringify(stations)}
  const states = ${JSON.stringify(stationStates)}
  const rank = new Map(states.map((state, i) => [state, i]))
  const layerIn = (round) => ({
    // One in eight is news, as in a bad night: half of it dark.
    stations: stations
      .map((one, i) => ({ ...one, state: (i + round) % 16 === 0 ? 'dark' : (i + round) % 16 === 8 ? states[(i + round) % 8] : 'usual' }))
      .sort((a, b) => rank.get(a.state) - rank.get(b.state)),
    sites: [],
    said: (one) => one.name,
  })
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const script = [], painted = []
  give({ layer: what === 'nothing' ? undefined : layerIn(0), near: { lon: 10.4, lat: 51.2, km: 450 } })
  flush()
  for (let round = 0; round < count; round++) {
    const next = what === 'states' ? { layer: layerIn(round) } : { near: { lon: 10.4 + round / 50, lat: 51.2, km: 450 } }
    await frame()
    performance.mark('change')
    const from = performance.now()
    give(next)
    flush()
    script.push(performance.now() - from)
    await frame()
    await frame()
    performance.mark('painted')
    painted.push(performance.measure('update', 'change', 'painted').duration)
  }
  return { script, painted }
}`

const server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
const page_ = await buildMapPage()
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--no-first-run'] })
const table: { [column: string]: string | number }[] = []
try {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  const at = await page_.serveOn(page, `http://localhost:${server.port}`)
  await page.goto(at)
  await page.evaluate(`localStorage.setItem('tocsin:console', JSON.stringify({ map: 'drawn' }))`)
  await page.goto(at)
  await page.locator('[data-map=there]').waitFor({ timeout: 60_000 })
  await page.evaluate(`(${rounds})({ what: 'states', count: 5 })`)
  for (const [what, said] of [
    ['nothing', 'the map is pulled, no stations'],
    ['view', 'the map is pulled'],
    ['states', 'every station changes'],
  ] as const) {
    const { script, painted } = (await page.evaluate(
      `(${rounds})({ what: ${JSON.stringify(what)}, count: 60 })`,
    )) as { readonly script: number[]; readonly painted: number[] }
    table.push({ what: said, rounds: 60, ...spread('script', script), ...spread('painted', painted) })
  }
  if (process.env['TOCSIN_PICTURE'] !== undefined)
    await page.screenshot({ path: process.env['TOCSIN_PICTURE'] })
} finally {
  await browser.close()
  page_.remove()
  await server.close()
}
console.table(table)
console.log(
  'milliseconds; painted: until the frame after the one that shows it has begun, so up to a frame too much',
)

function spread(name: string, values: number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]! * 10) / 10
  return { [`${name} p50`]: at(0.5), [`${name} p95`]: at(0.95) }
}
