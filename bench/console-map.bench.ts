/**
 * Measures the console's map of Ukraine's hromadas: from the change of what holds to the picture of it, drawn on a canvas and by
 * MapLibre. Run: npx node bench/console-map.bench.ts [--webgl] (under a minute; needs Chromium and the reference data in ../shared).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { chromium } from 'playwright-core'
import { importFiles } from '../src/areas/imports/import-file.node.ts'
import { flatten } from '../src/server/map-shapes.ts'
import { drawTopology } from '../src/server/map-topology.node.ts'
import { buildMapPage } from '../test/browser/map-page.ts'
import { program } from '../test/support/absent.ts'
import { startTestServer } from '../test/support/server.node.ts'

const shared = new URL('../../shared/', import.meta.url)
const files = [
  ...[
    'areas/katotth-2025-05-16.csv.gz',
    'areas/ukraine-oblasts.geojson.gz',
    'areas/ukraine-raions.geojson.gz',
  ],
  ...[
    'areas/ukraine-hromadas.geojson.gz',
    'areas/ukraine-alarm-regions.json',
    'areas/alerts-in-ua-uids.json',
  ],
]
const missing = files.filter((name) => !existsSync(new URL(name, shared)))
const executablePath = program('chromium') ?? program('google-chrome')
if (missing.length > 0 || executablePath === undefined) {
  console.log(
    missing.length > 0 ? `not run: ../shared has no ${missing.join(', ')}` : 'not run: no Chromium here',
  )
  process.exit(0)
}

const read = importFiles(
  files.map((name) => ({ name, bytes: readFileSync(new URL(name, shared)) })),
  [],
  { depth: 'municipality' },
)
if (!read.ok) throw new Error(JSON.stringify(read.problem))
const { areas } = read.value
const shapes = drawTopology(flatten(areas))
const views = areas.map(
  ({ code, kind, parent, names, centre = null, divided = null, shape, shapeQuality }) => ({
    ...{ code, kind, parent, names, aliases: [], centre, population: null, divided },
    shape: shape === undefined ? 'none' : (shapeQuality ?? 'surveyed'),
  }),
)
const leaves = areas.filter(({ kind, shape }) => kind === 'municipality' && shape !== undefined).length
console.log(
  `${areas.length} areas, ${leaves} hromadas with a shape, drawing of ${(shapes.length / 1e6).toFixed(2)} MB; ${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}`,
)

/** Runs in the page: the milliseconds of each round, to the end of the script and to the frame after the one it is in. */
const rounds = `async ({ share, count }) => {
  const codes = ${JSON.stringify(areas.filter(({ kind }) => kind === 'municipality').map(({ code }) => code))}
  const states = ['danger', 'advisory', 'partly', 'ended', 'lapsed', 'unknown', 'nothing']
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const script = [], painted = []
  for (let round = 0; round < count; round++) {
    const next = new Map(codes.map((code, i) => {
      const turn = i % 1000 < share * 1000 ? round : 0
      const state = states[(i + turn) % states.length]
      return [code, { state, gravity: i % 2 ? 'danger' : 'advisory', letter: 'R', said: state }]
    }))
    await frame()
    performance.mark('change')
    const from = performance.now()
    give({ areas: next })
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
  const url = `http://localhost:${server.port}`
  for (const by of process.argv.includes('--webgl') ? (['drawn', 'webgl'] as const) : (['drawn'] as const)) {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
    const at = await page_.serveOn(page, url)
    await page.route(`${url}/v1/map/areas`, (route) =>
      route.fulfill({ json: { version: 'ua', areas: views } }),
    )
    await page.route(`${url}/v1/map/shapes`, (route) =>
      route.fulfill({ body: shapes, contentType: 'application/json' }),
    )
    await page.goto(at)
    await page.evaluate(`localStorage.setItem('tocsin:console', JSON.stringify({ map: '${by}' }))`)
    await page.goto(at)
    await page.locator(`[data-map=there][data-by=${by}]`).waitFor({ timeout: 60_000 })
    const renderer = await page.evaluate(`(() => {
      const context = document.createElement('canvas').getContext('webgl2')
      return context?.getParameter(context.getExtension('WEBGL_debug_renderer_info').UNMASKED_RENDERER_WEBGL) ?? 'none'
    })()`)
    if (by === 'webgl') console.log(`WebGL by ${String(renderer)}`)
    await page.evaluate(`(${rounds})({ share: 1, count: 3 })`)
    for (const [what, share] of [
      ['every hromada', 1],
      ['one in ten', 0.1],
      ['none', 0],
    ] as const) {
      const count = by === 'webgl' ? 8 : 20
      const before = reckoned()
      const { script, painted } = (await page.evaluate(
        `(${rounds})({ share: ${share}, count: ${count} })`,
      )) as {
        readonly script: number[]
        readonly painted: number[]
      }
      table.push({
        by,
        'what changes': what,
        rounds: count,
        ...spread('script', script),
        ...spread('painted', painted),
        'CPU each': Math.round((reckoned() - before) / count),
      })
    }
    await page.screenshot({ path: process.env['TOCSIN_PICTURE'] ?? '/tmp/console-map-bench.png' })
    await page.close()
  }
} finally {
  await browser.close()
  page_.remove()
  await server.close()
}
console.table(table)
console.log(
  'milliseconds; painted: until the frame after the one that shows it has begun, so up to a frame too much',
)

/** Milliseconds that all processes of the browser have reckoned so far: what a machine with nothing else to do would need, or less. */
function reckoned(): number {
  const ours = new Set([process.pid])
  let ticks = 0
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  for (const pid of all.map(Number).toSorted((a, b) => a - b)) {
    let stat: string
    try {
      stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    } catch {
      continue
    }
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (!ours.has(Number(fields[1]))) continue
    ours.add(pid)
    ticks += Number(fields[11]) + Number(fields[12])
  }
  return ticks * 10
}

function spread(name: string, values: number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!)
  return { [`${name} p50`]: at(0.5), [`${name} p95`]: at(0.95) }
}
