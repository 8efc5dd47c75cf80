/**
 * How well announcements are read: right lines per field over labelled sets, ends that no text gave, and the time it takes.
 * `npx node bench/announcements.bench.ts [--data DIR] [--show]` reads `announcements*.jsonl` of ../shared/evidence or DIR.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv, cpuUsage, exit, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import {
  buildGazetteer,
  buildHierarchy,
  importGeoNames,
  importUkraine,
  parsePack,
  readPlaceName,
  rootOf,
  type Area,
  type AreaCode,
  type Gazetteer,
} from '#areas'
import type { Json } from '#base'
import { readAnnouncement, type PlaceMention, type ReadLine, type SaidThreat } from '#evidence'

const here = fileURLToPath(new URL('..', import.meta.url))
const shared = join(here, '../shared')
const folder = argv.includes('--data') ? argv[argv.indexOf('--data') + 1]! : join(shared, 'evidence')
const show = argv.includes('--show')
if (!existsSync(folder) || !existsSync(join(shared, 'gazetteer'))) {
  stdout.write('skipped: there is no ../shared/evidence or ../shared/gazetteer here\n')
  exit(0)
}

interface Labelled {
  readonly action: string
  readonly threat: string
  readonly level: string | null
  readonly areas: readonly string[]
  readonly time?: string | null
}
interface Row {
  readonly id: string
  readonly text: string
  readonly label: Labelled & { readonly lang: string }
  readonly also: readonly Labelled[]
  readonly outside_text: readonly string[]
}

/** English names of the labels that no rule makes of the codifier's; each stands for the stem beside it. */
const exonyms: { readonly [name: string]: string } = {
  'Kryvyi Rih Raion': 'Kryvorizkyi Raion',
  'Chervonohryhorivka Hromada': 'Chervonohryhorivska Hromada',
  'Polohy Raion': 'Polohivskyi Raion',
  'Kalmiuske Raion': 'Kalmiuskyi Raion',
  'Volnovakha Raion': 'Volnovaskyi Raion',
}

const known = new Map<string, readonly string[]>()

const gazetteer = russiaAndUkraine()
const rows = readdirSync(folder)
  .filter((name) => /^announcements.*\.jsonl$/.test(name))
  .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
  .map((line) => JSON.parse(line) as Row)

const labelled: { readonly [said in SaidThreat]: string } = {
  'air-raid': 'air_raid',
  drone: 'drone',
  missile: 'missile',
  ballistic: 'ballistic',
  aeroballistic: 'missile',
  'guided-bomb': 'aviation',
  aircraft: 'aviation',
  artillery: 'artillery',
  chemical: 'chemical',
  radiation: 'radiation',
  other: 'other',
}
const threatOf = ({ threat }: ReadLine) => (threat === null ? null : labelled[threat])

/** `main`: the latest state of each text; `all`: every labelled line. */
const fields = ['action', 'threat', 'level', 'areas', 'together', 'time'] as const
const right = { main: tally(), all: tally() }
const lines = { main: 0, all: 0 }
let read = 0
let expected = 0
let falseEnds = 0
for (const row of rows) {
  const announcement = readAnnouncement(row.text, gazetteer)
  const skipAreas = row.outside_text.includes('areas')
  const all = [row.label, ...row.also]
  const free = [...announcement.lines]
  const missed: string[] = []
  for (const [index, label] of all.entries()) {
    const scored = free.map((line) => ({ line, ...score(line, label, skipAreas) }))
    scored.sort((a, b) => weight(b) - weight(a))
    const best = scored[0]
    const into = index === 0 ? [right.main, right.all] : [right.all]
    lines.all++
    if (index === 0) lines.main++
    if (best === undefined) {
      missed.push(`  missing ${sayLabel(label)}`)
      continue
    }
    free.splice(free.indexOf(best.line), 1)
    for (const count of into) for (const field of fields) if (best[field]) count[field]++
    if (!best.together) missed.push(`  wanted  ${sayLabel(label)}\n  read    ${sayLine(best.line, row.text)}`)
  }
  read += announcement.lines.length
  expected += all.length - missed.length
  for (const line of free) missed.push(`  surplus ${sayLine(line, row.text)}`)
  const ends = all.filter(({ action }) => action === 'end' || action === 'lower')
  const wrong = announcement.lines.filter(
    (line) =>
      (line.action === 'end' || line.action === 'lower') &&
      !ends.some((end) => end.threat === threatOf(line) || end.level === line.colour),
  )
  falseEnds += wrong.length
  if (show && missed.length > 0)
    stdout.write(`${row.id} ${row.label.lang} ${row.text.replaceAll('\n', ' / ')}\n${missed.join('\n')}\n`)
}

function tally(): { [field in (typeof fields)[number]]: number } {
  return { action: 0, threat: 0, level: 0, areas: 0, together: 0, time: 0 }
}

function weight(scored: { readonly [field in (typeof fields)[number]]: boolean }): number {
  const { action, threat, level, areas, time } = scored
  return 4 * +action + 4 * +threat + 2 * +level + 3 * +areas + +time
}

function score(line: ReadLine, label: Labelled, skipAreas: boolean) {
  const action = line.action === label.action
  const threat = threatOf(line) === label.threat
  const level = line.colour === label.level
  const areas = skipAreas || sameAreas(line, label.areas)
  const said = line.time?.text.toLowerCase() ?? null
  const meant = label.time?.toLowerCase() ?? null
  const time = said === meant || (said !== null && meant !== null && clockOf(said) === clockOf(meant))
  return { action, threat, level, areas, time, together: action && threat && level && areas }
}

/** The clock time in it, or the whole: “в 06:27 мск” and “06:27” are one time. */
function clockOf(text: string): string {
  return /\d{1,2}[:.]\d{2}/.exec(text)?.[0] ?? text
}

function sameAreas(line: ReadLine, names: readonly string[]): boolean {
  const wanted: (readonly string[])[] = []
  const without: (readonly string[])[] = []
  for (const name of names) {
    const except = /\(except (.*)\)$/.exec(name)
    wanted.push(codesOf(name.replace(/ \(.*\)$/, ''), / \((?!except)(.*)\)$/.exec(name)?.[1]))
    if (except !== null) without.push(codesOf(except[1]!))
  }
  return same(line.areas, wanted) && same(line.except, without)
}

/** Every area that was read is one that is meant, and the other way round; a name that no pack has must be asked for. */
function same(mentions: readonly PlaceMention[], wanted: readonly (readonly string[])[]): boolean {
  const left = [...wanted]
  const seen = new Set<string>()
  for (const { decision, candidates } of mentions) {
    const code = decision === 'one' ? (candidates[0]!.area.code as string) : undefined
    if (code !== undefined && seen.has(code)) continue
    if (code !== undefined) seen.add(code)
    const index = left.findIndex((codes) => (code === undefined ? codes.length === 0 : codes.includes(code)))
    if (index < 0) return false
    left.splice(index, 1)
  }
  return left.length === 0
}

/** The codes that a label's English name may stand for, without the reader's own index: by kind, and by the root of the name. */
function codesOf(label: string, within?: string): readonly string[] {
  const key = `${label}/${within ?? ''}`
  if (!known.has(key)) known.set(key, searchCodes(label, within))
  return known.get(key)!
}

function searchCodes(label: string, within: string | undefined): readonly string[] {
  const name = readPlaceName(exonyms[label] ?? label)
  const unit = name.units[0]
  const kinds: readonly Area['kind'][] =
    unit === 'region'
      ? ['region']
      : unit === 'district'
        ? ['district']
        : unit === 'hromada'
          ? ['municipality']
          : ['settlement', 'municipality', 'region', 'district']
  const root = name.plain.split(' ').map(rootOf).join(' ')
  const found: string[] = []
  for (const area of gazetteer.hierarchy.all()) {
    if (!kinds.includes(area.kind)) continue
    const own = readPlaceName(area.names['en'] ?? Object.values(area.names)[0]!)
    if (unit === undefined && area.kind !== 'settlement' && own.units[0] !== 'city' && own.units.length > 0)
      continue
    const key = own.plain.split(' ').map(rootOf).join(' ')
    if (
      key === root ||
      (unit !== undefined && key.startsWith(root) && /^(?:iv|v|in|n)$/.test(key.slice(root.length)))
    )
      if (
        within === undefined ||
        gazetteer.hierarchy.ancestors(area.code).some(({ code }) => codesOf(within).includes(code))
      )
        found.push(area.code)
  }
  return found
}

function sayLabel({ action, threat, level, areas, time }: Labelled): string {
  return `${action} ${threat} ${level} [${areas.map((name) => (codesOf(name.replace(/ \(except.*/, '').replace(/ \(.*\)$/, '')).length === 0 ? `${name}?` : name)).join(', ')}] ${time ?? ''}`
}

function sayLine(line: ReadLine, text: string): string {
  const say = ({ start, end, decision, candidates }: PlaceMention) =>
    `${text.slice(start, end)}${decision === 'one' ? '=' : '?'}${candidates[0]?.area.names['en'] ?? '-'}`
  return `${line.action} ${threatOf(line)} ${line.colour} [${line.areas.map(say).join(', ')}]${line.except.length > 0 ? ` but [${line.except.map(say).join(', ')}]` : ''} ${line.time?.text ?? ''}`
}

function russiaAndUkraine(): Gazetteer {
  const pack = parsePack(JSON.parse(readFileSync(join(here, 'packs/lipetsk/pack.json'), 'utf8')) as Json)
  if (!pack.ok) throw new Error('the shipped pack cannot be read')
  const text = (name: string) => {
    const bytes = readFileSync(join(shared, name))
    return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  }
  const russian = (list: string) =>
    list
      .split('\n')
      .filter((line) => line.startsWith('RU.'))
      .join('\n')
  const named = importGeoNames(
    [
      { name: 'admin1', text: russian(text('gazetteer/geonames_admin1CodesASCII_2026.txt')) },
      { name: 'admin2', text: russian(text('gazetteer/geonames_admin2Codes_2026.txt.gz')) },
    ],
    pack.value.pack.areas,
  )
  const ukraine = importUkraine(
    [{ name: 'katotth', kind: 'katotth', text: text('areas/katotth-2025-05-16.csv.gz') }],
    [],
    { depth: 'settlement' },
  )
  if (!ukraine.ok) throw new Error('the codifier cannot be read')
  const built = buildHierarchy([...pack.value.pack.areas, ...named.areas, ...ukraine.value.areas])
  if (!built.ok) throw new Error(built.problem.code)
  return buildGazetteer(built.value)
}

const percent = (n: number, of: number) => `${((100 * n) / Math.max(1, of)).toFixed(1).padStart(5)} %`
stdout.write(
  `${rows.length} texts, ${lines.all} labelled lines, ${read} read, ${gazetteer.hierarchy.size} areas\n`,
)
stdout.write('field      latest   all lines\n')
for (const field of fields)
  stdout.write(
    `${field.padEnd(9)} ${percent(right.main[field], lines.main)}  ${percent(right.all[field], lines.all)}\n`,
  )
stdout.write(
  `precision of lines ${percent(right.all.together, read)}, ends that no text gave: ${falseEnds}\n`,
)

const long = rows.map(({ text }) => text).join('\n')
const article = Array.from({ length: Math.ceil(5_000 / long.length) }, () => long)
  .join('\n')
  .slice(0, 5_000)
const lipetsk = gazetteerOfLipetsk()
for (const [what, where, within] of [
  [`${gazetteer.hierarchy.size} areas`, gazetteer, []],
  ['Lipetsk Oblast', lipetsk, ['RU-LIP' as AreaCode]],
] as const) {
  const took: number[] = []
  for (let i = 0; i < 60; i++) {
    const begun = cpuUsage()
    readAnnouncement(article, where, within)
    const { user, system } = cpuUsage(begun)
    took.push((user + system) / 1000)
  }
  const [first] = took
  took.sort((a, b) => a - b)
  stdout.write(
    `5 kB against ${what}: median ${took[30]!.toFixed(1)} ms of processor, first ${first!.toFixed(1)} ms\n`,
  )
}

function gazetteerOfLipetsk(): Gazetteer {
  const pack = parsePack(JSON.parse(readFileSync(join(here, 'packs/lipetsk/pack.json'), 'utf8')) as Json)
  const built = pack.ok ? buildHierarchy(pack.value.pack.areas) : pack
  if (!built.ok) throw new Error('the shipped pack cannot be read')
  return buildGazetteer(built.value)
}
