/** What happened, as the timeline tells it; and what was in force at any moment of it, told from that alone. Pure. */
import type { Gravity, InstantText, Mode, Names } from '../duty.ts'

/** `GET /v1/timeline`. */
export interface Entry {
  readonly seq: number
  readonly at: InstantText
  readonly stream: string
  readonly kind: string
  readonly group: string
  /** One plain English sentence, for kinds without words of their own. */
  readonly what: string
  readonly mode: Mode
  readonly alert: string | null
  readonly by: {
    readonly id: string
    readonly name: string | null
    readonly kind: 'human' | 'machine' | 'server'
  } | null
  readonly areas: readonly string[]
  readonly data: EntryData
}

export interface EntryData {
  readonly threat?: string
  readonly ladder?: string
  readonly level?: string
  readonly gravity?: Gravity
  readonly height?: number
  readonly issuer?: Names
  readonly revision?: number
  readonly reason?: string
  /** Where the alert stands from then on; empty where it ended. */
  readonly inForce?: readonly string[]
  readonly consent?: {
    readonly how: 'alone-in-an-emergency' | 'one-is-enough' | 'two-people'
    readonly approvedBy: { readonly name: string | null } | null
    readonly emergency: string | null
  }
  readonly told?: readonly {
    readonly kind: string
    readonly areas: readonly string[]
    readonly texts: { readonly [language: string]: { readonly [length: string]: string } }
  }[]
  /** What a drill brought. */
  readonly inject?: { readonly text?: Names }
  /** What was answered when a task was done. */
  readonly answer?: string
  /** Of a drill’s script, a list’s task or zone. */
  readonly name?: Names | string
  readonly [member: string]: unknown
}

export interface TimelinePage {
  readonly entries: readonly Entry[]
  readonly next: number | null
  readonly seq: number
}

export interface Stood {
  readonly alert: string
  readonly threat: string
  readonly ladder: string
  readonly level: string
  readonly gravity: Gravity
  readonly height: number
}

/** The gravest in each area at `at` (milliseconds since 1970), of entries in their order. What began before the first of them is not known. */
export function stoodAt(entries: readonly Entry[], at: number): ReadonlyMap<string, Stood> {
  const alerts = new Map<string, { readonly codes: readonly string[]; readonly stood: Stood }>()
  for (const { at: when, alert, data } of entries) {
    if (Date.parse(when) > at) break
    if (alert === null || data.inForce === undefined) continue
    if (data.inForce.length === 0) {
      alerts.delete(alert)
      continue
    }
    const { threat = '', ladder = '', level = '', gravity = 'danger', height = 1 } = data
    alerts.set(alert, { codes: data.inForce, stood: { alert, threat, ladder, level, gravity, height } })
  }
  const areas = new Map<string, Stood>()
  for (const { codes, stood } of alerts.values())
    for (const code of codes) {
      const before = areas.get(code)
      if (before === undefined || isGraver(stood, before)) areas.set(code, stood)
    }
  return areas
}

/** What holds in an area, in what it lies in too: nothing milder of its own hides that. */
export function gravestIn(
  stood: ReadonlyMap<string, Stood>,
  code: string,
  areas: ReadonlyMap<string, { readonly parent: string | null }>,
): Stood | undefined {
  let gravest: Stood | undefined
  for (let at: string | null = code; at !== null; at = areas.get(at)?.parent ?? null) {
    const here = stood.get(at)
    if (here !== undefined && (gravest === undefined || isGraver(here, gravest))) gravest = here
  }
  return gravest
}

function isGraver(one: Stood, other: Stood): boolean {
  if (one.gravity !== other.gravity) return one.gravity === 'danger'
  return one.height > other.height
}

export interface AlertSummary {
  readonly alert: string
  readonly first: Entry
  readonly last: Entry
  /** Every area it ever stood in. */
  readonly areas: readonly string[]
  readonly highest: Stood | undefined
  /** Null while it stands, as far as these entries tell. */
  readonly endedAt: InstantText | null
  readonly how: 'all-clear' | 'retracted' | 'lapsed' | 'in-force'
}

const endings: { readonly [kind: string]: AlertSummary['how'] } = {
  'alert-cleared': 'all-clear',
  'alert-retracted': 'retracted',
  'alert-lapsed': 'lapsed',
}

/** One line an alert that was issued within these entries, in the order they began: the table of a report. */
export function summariesOf(entries: readonly Entry[]): readonly AlertSummary[] {
  const found = new Map<string, AlertSummary>()
  for (const entry of entries) {
    const { alert, data } = entry
    if (alert === null || data.inForce === undefined) continue
    const before = found.get(alert)
    const { threat = '', ladder = '', level = '', gravity = 'danger', height = 1 } = data
    const stood = { alert, threat, ladder, level, gravity, height }
    const how = endings[entry.kind] ?? 'in-force'
    found.set(alert, {
      alert,
      first: before?.first ?? entry,
      last: entry,
      areas: [
        ...new Set([...(before?.areas ?? []), ...data.inForce, ...(before === undefined ? entry.areas : [])]),
      ],
      highest: before?.highest !== undefined && !isGraver(stood, before.highest) ? before.highest : stood,
      ...{ how, endedAt: how === 'in-force' ? null : entry.at },
    })
  }
  return [...found.values()]
}

/** Of what a report is: of what was real as soon as anything in it was; what only tries or drills is then marked line by line. */
export function modeOf(entries: readonly Entry[], usual: Mode): Mode {
  const told = new Set(entries.filter(({ alert }) => alert !== null).map(({ mode }) => mode))
  return (['live', 'drill', 'test'] as const).find((mode) => told.has(mode)) ?? usual
}

/** Entries with this text in what they say, wherever it stands; nothing typed finds everything. */
export function holding(
  entries: readonly Entry[],
  text: string,
  saidOf: (entry: Entry) => string,
): readonly Entry[] {
  const wanted = text.trim().toLocaleLowerCase()
  return wanted === ''
    ? entries
    : entries.filter((entry) => saidOf(entry).toLocaleLowerCase().includes(wanted))
}
