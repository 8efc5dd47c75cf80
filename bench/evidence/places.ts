/** Names of places: is the first answer right, how often is a wrong one given for certain, are traps refused, how long it takes. */
import {
  findAreas,
  fold,
  readPlaceName,
  recognise,
  soundKey,
  type Area,
  type AreaCode,
  type Gazetteer,
} from '#areas'
import { timesOf, type EvidenceSet, type Ground, type Score, type Table } from './frame.ts'
import { world } from './ground.ts'
import { madePlaces } from './made-places.ts'

interface Row {
  readonly id: string
  readonly text: string
  readonly context: string
  readonly region: string
  readonly expected: string | null
  readonly native: string | null
  readonly level: string | null
  readonly kind: string
  readonly note: string | null
}

interface Answer {
  readonly area: Area | undefined
  readonly decision: 'one' | 'ask' | 'none'
}
type Finder = (text: string, within: AreaCode | undefined, beside: string) => Answer

export const places: EvidenceSet = {
  name: 'places',
  files: /^places.*\.jsonl$/,
  score: (rows, ground) => [
    accuracy(rows as readonly Row[], ground),
    madePlaces(ground.gazetteer, ground.show),
    speed(),
  ],
}

const kindsOfLevel: { readonly [level: string]: readonly Area['kind'][] } = {
  oblast: ['region'],
  district: ['district', 'municipality'],
  raion: ['district'],
  hromada: ['municipality'],
  city: ['settlement', 'municipality', 'district', 'region'],
  city_district: ['settlement'],
  settlement: ['settlement', 'municipality'],
}

/** By name and level, and by what a bracket says it lies in. */
function isExpected(area: Area, row: Row, { hierarchy }: Gazetteer): boolean {
  const level = row.level ?? ''
  if (kindsOfLevel[level]?.includes(area.kind) !== true) return false
  const own = Object.values(area.names).map(readPlaceName)
  const isTown = own.some(({ units }) => units.length === 0 || units.includes('city'))
  if ((level === 'city' || level === 'settlement') && !isTown) return false
  if (level === 'district' && own.every(({ units }) => !units.includes('district'))) return false
  const names = [...Object.values(area.names), ...(area.aliases ?? [])].map(bare)
  const asked = [row.expected!, row.native!].map(bare)
  if (!asked.some((name) => names.includes(name))) return false
  const inside = /\((.*)\)/u.exec(row.expected!)?.[1]
  return (
    inside === undefined ||
    hierarchy
      .ancestors(area.code)
      .some((above) => Object.values(above.names).some((name) => stem(bare(name)) === stem(bare(inside))))
  )
}

const bare = (text: string) => soundKey(readPlaceName(text.replace(/\(.*\)/u, '')).plain)
const stem = (sound: string) => sound.replace(/(?:ski?i?|e|a|o|i)$/, '')

function accuracy(rows: readonly Row[], { gazetteer, show }: Ground): Table {
  const { hierarchy } = gazetteer
  const codes = new Map<string, AreaCode | undefined>()
  for (const { region } of rows) {
    const { matches } = findAreas(gazetteer, region)
    codes.set(region, matches[0]?.area.code)
  }
  const lost = [...codes].flatMap(([region, code]) => (code === undefined ? [region] : []))
  const known = new Map<string, ReadonlySet<AreaCode>>()
  for (const row of rows) {
    const within = codes.get(row.region)
    if (row.expected === null || within === undefined) continue
    const all = [hierarchy.get(within)!, ...hierarchy.descendants(within)]
    const fitting = all.filter((area) => isExpected(area, row, gazetteer))
    // Two communities may have one Ukrainian adjective; the English name says which of them is meant.
    const exactly = fitting.filter(({ names }) => bare(names.en ?? '') === bare(row.expected!))
    known.set(row.id, new Set((exactly.length > 0 ? exactly : fitting).map(({ code }) => code)))
  }
  const systems: readonly (readonly [string, Finder])[] = [
    ['Tocsin', (text, within, beside) => tocsin(gazetteer, text, within, beside)],
    ['Tocsin, name alone', (text, within) => tocsin(gazetteer, text, within, '')],
    ['nearest by edit distance', nearest(gazetteer)],
    ['keywords only', keywords(gazetteer)],
  ]
  const notes = [
    `${rows.length} rows; regions that no name was found for: ${lost.join(', ') || 'none'}`,
    `places that the imported names have not: ${rows
      .filter(({ id }) => known.get(id)?.size === 0)
      .map(({ id, expected }) => `${id} ${expected}`)
      .join(', ')}`,
  ]
  const tables = systems.map(([name, find]) => {
    const counts = { asked: 0, top: 0, sure: 0, sureRight: 0, wrongSure: 0, none: 0, ask: 0, traps: 0 }
    for (const row of rows) {
      const within = codes.get(row.region)
      const { area, decision } = find(row.text, within, row.context)
      const alsoCity = /also_ok: ([^;]+)/.exec(row.note ?? '')?.[1]
      if (row.expected === null) {
        counts.traps++
        if (decision === 'none') counts.none++
        if (decision === 'ask') counts.ask++
        if (decision === 'one') counts.wrongSure++
        if (show && name === 'Tocsin' && decision !== 'none')
          notes.push(`  ${row.id} ${decision} “${row.text}” ${row.kind}: ${say(area)}`)
        continue
      }
      if ((known.get(row.id)?.size ?? 0) === 0) {
        // What is not among the names can't be found; it can still be taken for something else.
        if (decision === 'one') counts.wrongSure++
        if (show && name === 'Tocsin')
          notes.push(`  ${row.id} ${decision} “${row.text}” (not among the names): ${say(area)}`)
        continue
      }
      counts.asked++
      const right =
        area !== undefined &&
        (known.get(row.id)!.has(area.code) ||
          (alsoCity !== undefined && Object.values(area.names).some((text) => fold(text) === fold(alsoCity))))
      if (right) counts.top++
      if (decision === 'one') counts.sure++
      if (decision === 'one' && right) counts.sureRight++
      if (decision === 'one' && !right) counts.wrongSure++
      if (show && name === 'Tocsin' && (!right || decision !== 'one'))
        notes.push(
          `  ${row.id} ${right ? 'right' : 'WRONG'} ${decision} “${row.text}” ${row.kind}, expected ${row.expected}: ${say(area)}`,
        )
    }
    const { asked, top, traps, none, ask, wrongSure, sure, sureRight } = counts
    notes.push(
      `${name}: wrong but certain ${wrongSure} of ${rows.length}; of ${traps} traps ${none} refused outright, ${ask} asked about`,
    )
    const scores: Score[] = [
      { field: 'first answer', answered: asked, expected: asked, right: top },
      { field: 'decided', answered: sure, expected: asked, right: sureRight },
      { field: 'traps refused', answered: traps, expected: traps, right: none + ask },
    ]
    return { name, scores }
  })
  return { title: 'places', systems: tables, notes }
}

function say(area: Area | undefined): string {
  return area === undefined ? 'nothing' : `${area.code} ${Object.values(area.names).join(' · ')}`
}

function tocsin(gazetteer: Gazetteer, text: string, within: AreaCode | undefined, beside: string): Answer {
  const { matches, decision } = recognise(gazetteer, text, {
    ...(within === undefined ? {} : { within }),
    ...(beside === '' ? {} : { beside }),
  })
  return { area: matches[0]?.area, decision }
}

/** Baseline: the name with the fewest letters changed, taken for certain when at most a third of them are. */
function nearest({ hierarchy }: Gazetteer): Finder {
  return (text, within) => {
    const asked = fold(text)
    let best: { area: Area; distance: number } | undefined
    for (const area of scope(hierarchy, within))
      for (const name of [...Object.values(area.names), ...(area.aliases ?? [])]) {
        const distance = editDistance(asked, fold(name), best?.distance ?? Infinity)
        if (best === undefined || distance < best.distance) best = { area, distance }
      }
    if (best === undefined || best.distance > asked.length / 2) return { area: undefined, decision: 'none' }
    return { area: best.area, decision: best.distance <= asked.length / 3 ? 'one' : 'ask' }
  }
}

/** Baseline: the first area of which a name stands in the text, letter by letter. */
function keywords({ hierarchy }: Gazetteer): Finder {
  return (text, within) => {
    const asked = ` ${fold(text)} `
    for (const area of scope(hierarchy, within))
      for (const name of Object.values(area.names))
        if (asked.includes(` ${readPlaceName(name).plain} `)) return { area, decision: 'one' }
    return { area: undefined, decision: 'none' }
  }
}

function scope(hierarchy: Gazetteer['hierarchy'], within: AreaCode | undefined): Iterable<Area> {
  if (within === undefined) return hierarchy.all()
  return [hierarchy.get(within)!, ...hierarchy.descendants(within)]
}

function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++)
      current.push(
        Math.min(previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1), previous[j]! + 1, current[j - 1]! + 1),
      )
    previous = current
  }
  return previous[b.length]!
}

/** Names as written and with a slip, among all of GeoNames and in one region of it. */
function speed(): Table {
  const gazetteer = world()
  const areas = [...gazetteer.hierarchy.all()].filter(({ parent }) => parent !== null)
  // The same in every run: a linear congruential generator (Numerical Recipes).
  let state = 20261123
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
  const asked = Array.from({ length: 4000 }, (_, index) => {
    const area = areas[Math.floor(random() * areas.length)]!
    const name = Object.values(area.names)[0]!
    const at = 1 + Math.floor(random() * Math.max(1, name.length - 2))
    const text = index % 2 === 0 ? name : name.slice(0, at) + name.slice(at + 1)
    return { text, within: index % 4 < 2 ? undefined : area.parent! }
  })
  const { median, p99 } = timesOf(asked, ({ text, within }) => tocsin(gazetteer, text, within, ''), 200)
  const micro = (time: number) => `${Math.round(time * 1e3)} µs`
  return {
    title: `a name among ${gazetteer.hierarchy.size}`,
    systems: [],
    notes: [`half of them with a letter missing: median ${micro(median)}, 99 % under ${micro(p99)}`],
  }
}
