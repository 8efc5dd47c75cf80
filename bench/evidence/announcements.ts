/** Announcements: action, threat, level and areas of every labelled line, ends that no text gave, and the time it takes. */
import { readPlaceName, soundKey, rootOf, type Area, type AreaCode } from '#areas'
import { printAnnouncement } from '#evidence'
import { readAnnouncement } from '#evidence/reader'
import { shippedLadders } from '#threats'
import { timesOf, type EvidenceSet, type Ground, type Score, type Table } from './frame.ts'

interface Label {
  readonly action: string
  readonly threat: string
  readonly level: string | null
  readonly areas: readonly string[]
  readonly issuer?: string | null
  readonly time?: string | null
}
interface Row {
  readonly id: string
  readonly text: string
  readonly label: Label & { readonly lang: string }
  readonly also: readonly Label[]
  readonly outside_text: readonly string[]
}

/** A line as any of the readers gives it. `areas`: codes, or a name that was found and is not sure. */
interface Line {
  readonly action: string
  readonly threat: string | null
  readonly level: string | null
  readonly areas: readonly string[]
  readonly except: readonly string[]
  readonly time: string | null
}
interface Answer {
  readonly lines: readonly Line[]
  readonly issuer: string | null
}
type Reader = (text: string) => Answer

export const announcements: EvidenceSet = {
  name: 'announcements',
  files: /^announcements.*\.jsonl$/,
  score: (rows, ground) => [accuracy(rows as readonly Row[], ground)],
}

function accuracy(rows: readonly Row[], ground: Ground): Table {
  const systems = [
    { name: 'tocsin', read: tocsin(ground) },
    { name: 'keywords', read: keywords(ground) },
    { name: 'nothing changes', read: allRaises(ground) },
  ]
  const notes: string[] = []
  const tables = systems.map(({ name, read }) => {
    const marks = new Marks(ground)
    for (const row of rows) marks.add(row, read(row.text))
    notes.push(
      `${name}: latest line right as a whole ${marks.latest()}, ends that no text gave ${marks.falseEnds}`,
    )
    if (ground.show && name === 'tocsin') notes.push(...marks.missed)
    return { name, scores: marks.scores() }
  })
  const article = rows
    .map(({ text }) => text)
    .join('\n')
    .slice(0, 5_000)
  const { median, p99 } = timesOf(
    Array.from({ length: 40 }, () => article),
    tocsin(ground),
    5,
  )
  notes.push(`5,000 characters: ${median.toFixed(1)} ms at the median, ${p99.toFixed(1)} ms at worst`)
  return { title: `announcements, ${rows.length} rows`, systems: tables, notes }
}

const fields = ['action', 'threat', 'level', 'areas', 'together', 'time', 'issuer'] as const
type Field = (typeof fields)[number]

/** Each labelled line takes the line that fits it best; what is left over was answered and not expected. */
class Marks {
  falseEnds = 0
  readonly missed: string[] = []
  readonly #ground: Ground
  readonly #right = new Map<Field, number>()
  readonly #answered = new Map<Field, number>()
  readonly #expected = new Map<Field, number>()
  #latest = 0
  #rows = 0

  constructor(ground: Ground) {
    this.#ground = ground
  }

  add(row: Row, answer: Answer): void {
    const labels = [row.label, ...row.also]
    const free = [...answer.lines]
    const wrong: string[] = []
    this.#rows++
    for (const [index, label] of labels.entries()) {
      const scored = free.map((line) => ({ line, fits: this.#fits(line, label, row) }))
      scored.sort((a, b) => weight(b.fits) - weight(a.fits))
      const best = scored[0]
      for (const field of ['action', 'threat', 'level', 'areas', 'together', 'time'] as const)
        if (field !== 'time' || label.time !== undefined) this.#count(this.#expected, field)
      if (best === undefined) wrong.push(`missing ${said(label)}`)
      else {
        free.splice(free.indexOf(best.line), 1)
        for (const field of ['action', 'threat', 'level', 'areas', 'together', 'time'] as const)
          if (field !== 'time' || label.time !== undefined) {
            this.#count(this.#answered, field)
            if (best.fits[field]) this.#count(this.#right, field)
          }
        if (best.fits.together && index === 0) this.#latest++
        if (!best.fits.together) wrong.push(`wanted ${said(label)}`, `read   ${said(best.line)}`)
      }
    }
    for (const line of free) {
      for (const field of ['action', 'threat', 'level', 'areas', 'together'] as const)
        this.#count(this.#answered, field)
      wrong.push(`more   ${said(line)}`)
    }
    const ends = labels.filter(({ action }) => action === 'end' || action === 'lower')
    this.falseEnds += answer.lines.filter(
      (line) =>
        (line.action === 'end' || line.action === 'lower') &&
        !ends.some(({ threat, level }) => threat === line.threat || level === line.level),
    ).length
    const named = row.label.issuer ?? null
    if (!row.outside_text.includes('issuer')) {
      if (named !== null) this.#count(this.#expected, 'issuer')
      if (answer.issuer !== null) this.#count(this.#answered, 'issuer')
      if (named !== null && answer.issuer !== null && sameIssuer(named, answer.issuer))
        this.#count(this.#right, 'issuer')
      else if (named !== null || answer.issuer !== null) wrong.push(`issuer ${answer.issuer}, not ${named}`)
    }
    if (wrong.length > 0)
      this.missed.push(`${row.id} ${row.text.replaceAll('\n', ' / ')}`, ...wrong.map((one) => `    ${one}`))
  }

  latest(): string {
    return `${this.#latest} of ${this.#rows} (${((100 * this.#latest) / Math.max(1, this.#rows)).toFixed(1)} %)`
  }

  scores(): Score[] {
    return fields.map((field) => ({
      ...{ field, answered: this.#answered.get(field) ?? 0, expected: this.#expected.get(field) ?? 0 },
      right: this.#right.get(field) ?? 0,
    }))
  }

  #count(into: Map<Field, number>, field: Field): void {
    into.set(field, (into.get(field) ?? 0) + 1)
  }

  #fits(line: Line, label: Label, row: Row) {
    const action = line.action === label.action
    const threat = line.threat === label.threat
    const level = line.level === label.level
    const areas = row.outside_text.includes('areas') || sameAreas(line, label.areas, this.#ground)
    return {
      action,
      threat,
      level,
      areas,
      together: action && threat && level && areas,
      time: sameTime(line.time, label.time),
    }
  }
}

function weight({
  action,
  threat,
  level,
  areas,
  time,
}: { readonly [field in Exclude<Field, 'issuer'>]: boolean }): number {
  return 4 * +action + 4 * +threat + 2 * +level + 3 * +areas + +time
}

/** “В 06:27 мск” and “06:27” are one time. */
function sameTime(said: string | null, meant: string | null | undefined): boolean {
  if (said === null || meant === null || meant === undefined) return said === (meant ?? null)
  const clock = (text: string) => /\d{1,2}[:.]\d{2}/.exec(text)?.[0] ?? text.toLowerCase()
  const [one, other] = [clock(said), clock(meant)]
  return one === other || one.includes(other) || other.includes(one)
}

/** By the words of the name or body; a label may know more of an office than its text. */
function sameIssuer(label: string, said: string): boolean {
  const words = (text: string) =>
    text
      .toLowerCase()
      .replace(/\(.*/, '')
      .match(/\p{L}{3,}/gu) ?? []
  const own = new Set(words(said))
  const shared = words(label).filter((word) => own.has(word)).length
  return shared > 0 && shared >= Math.min(own.size, words(label).length) / 2
}

function sameAreas(line: Line, names: readonly string[], ground: Ground): boolean {
  const wanted = names.map((name) =>
    codesOf(name.replace(/ \(.*\)$/, ''), / \((?!except)(.*)\)$/.exec(name)?.[1], ground),
  )
  const without = names.flatMap((name) => {
    const except = /\(except (.*)\)$/.exec(name)?.[1]
    return except === undefined ? [] : except.split(', ').map((one) => codesOf(one, undefined, ground))
  })
  return same(line.areas, wanted) && same(line.except, without)
}

/** Every area that was read is one that is meant, and the other way round; a name that no pack has must be asked for. */
function same(codes: readonly string[], wanted: readonly (readonly string[])[]): boolean {
  const left = [...wanted]
  for (const code of new Set(codes)) {
    const index = left.findIndex((meant) => (code === '?' ? meant.length === 0 : meant.includes(code)))
    if (index < 0) return false
    left.splice(index, 1)
  }
  return left.length === 0
}

const known = new Map<string, readonly string[]>()

/** The codes that a label’s English name may stand for, by kind and name, without the reader’s own index. */
function codesOf(label: string, within: string | undefined, ground: Ground): readonly string[] {
  const key = `${label}/${within ?? ''}`
  const codes = known.get(key) ?? searchCodes(label, within, ground)
  known.set(key, codes)
  return codes
}

const kindsOf: { readonly [unit: string]: readonly Area['kind'][] } = {
  region: ['region'],
  district: ['district', 'municipality'],
  hromada: ['municipality'],
}

function searchCodes(label: string, within: string | undefined, ground: Ground): string[] {
  const { hierarchy } = ground.gazetteer
  const name = readPlaceName(label)
  const unit = name.units[0]
  const kinds = kindsOf[unit ?? ''] ?? ['settlement', 'municipality', 'region', 'district', 'country']
  const exact: string[] = []
  const kin: string[] = []
  const root = rootsIn(name.plain)
  for (const area of hierarchy.all()) {
    if (!kinds.includes(area.kind)) continue
    const own = [...Object.values(area.names), ...(area.aliases ?? [])].map(readPlaceName)
    const isTown = own.some(({ units }) => units.length === 0 || units.includes('city'))
    if (unit === undefined && !isTown) continue
    const inside = () =>
      within === undefined ||
      hierarchy.ancestors(area.code).some(({ code }) => codesOf(within, undefined, ground).includes(code))
    if (own.some(({ plain }) => soundKey(plain) === soundKey(name.plain)) && inside()) exact.push(area.code)
    else if (own.some(({ plain }) => isKin(rootsIn(plain), root)) && inside()) kin.push(area.code)
  }
  return exact.length > 0 ? exact : kin
}

/** Samar and Samarivskyi, Polohy and Polohivskyi. */
function isKin(own: string, root: string): boolean {
  return own === root || (own.startsWith(root) && /^(?:iv|v|in|n)$/.test(own.slice(root.length)))
}

const rootsIn = (plain: string) => plain.split(' ').map(rootOf).join(' ')

function said({ action, threat, level, areas, time }: Label | Line): string {
  return `${action} ${threat} ${level} [${areas.join(', ')}] ${time ?? ''}`
}

function tocsin({ gazetteer }: Ground): Reader {
  const lipetsk = shippedLadders.filter(({ id }) => (id as string) === 'lipetsk')
  const ladders = lipetsk.map((ladder) => ({ ladder, areas: ['RU-LIP' as AreaCode] }))
  return (text) => {
    const printed = printAnnouncement(
      readAnnouncement(text, gazetteer, [], { ladders }),
      text,
    ) as unknown as {
      readonly lines: readonly (Omit<Line, 'areas' | 'except'> & {
        readonly areas: readonly { readonly code: string | null }[]
        readonly except: readonly { readonly code: string | null }[]
      })[]
      readonly issuer: string | null
    }
    const codes = (all: readonly { readonly code: string | null }[]) => all.map(({ code }) => code ?? '?')
    return {
      issuer: printed.issuer,
      lines: printed.lines.map((line) => ({ ...line, areas: codes(line.areas), except: codes(line.except) })),
    }
  }
}

const keywordsOf: readonly (readonly [string, RegExp])[] = [
  ['drone', /бпла|беспилот|безпілот|дрон|drone|uav/i],
  ['ballistic', /баллист|балістик|ballistic/i],
  ['missile', /ракет|missile/i],
  ['aviation', /каб|авиа|авіа|aviation|bomb/i],
  ['artillery', /обстр|артил|shelling/i],
  ['radiation', /радиа|радіа|radiation/i],
  ['chemical', /хими|хімі|chemical/i],
  ['air_raid', /тревог|тривог|воздушн|air raid|alert/i],
]

/** One line for a text: the first keyword of each list that it holds anywhere, and every region whose whole name it holds. */
function keywords(ground: Ground): Reader {
  const regions = [...ground.gazetteer.hierarchy.all()].filter(({ kind }) => kind === 'region')
  return (text) => {
    const lower = text.toLowerCase()
    const areas = regions
      .filter(({ names }) => Object.values(names).some((name) => lower.includes(name.toLowerCase())))
      .map(({ code }) => code as AreaCode as string)
    const line: Line = {
      action: /отбой|відбій|отмен|снят|скасован|all clear|cancel|lifted/i.test(text) ? 'end' : 'raise',
      threat: keywordsOf.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other',
      level: /красн|червон|\bred\b/i.test(text) ? 'red' : /ж[её]лт|жовт|yellow/i.test(text) ? 'yellow' : null,
      ...{ areas, except: [], time: /\d{1,2}[:.]\d{2}/.exec(text)?.[0] ?? null },
    }
    return { lines: [line], issuer: null }
  }
}

/** The commonest answer to everything: an air raid alert, nowhere in particular. */
function allRaises(ground: Ground): Reader {
  const find = keywords(ground)
  return (text) => ({
    issuer: null,
    lines: find(text).lines.map((line) => ({ ...line, action: 'raise', threat: 'air_raid', level: null })),
  })
}
