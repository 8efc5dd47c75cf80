/** The table of who was reached: one row for each siren and each target of a channel, sorted and filtered as asked. Pure. */
import type { SirenView } from '../duty.ts'
import type { AttemptView, Known } from './reach-view.ts'

/** What a duty officer asks: is it still open, does it sound, is it sure, did it fail, or does nobody know. */
export const answers = [
  'failed',
  'unknown',
  'pending',
  'sounding',
  'handed-over',
  'confirmed',
  'overtaken',
] as const
export type ReachState = (typeof answers)[number]

export interface ReachRow {
  /** The attempt’s id; of a siren that was never ordered, its own. */
  readonly id: string
  readonly channel: string
  readonly target: string
  /** The siren’s name, or the target as the channel calls it. */
  readonly name: string
  readonly areas: readonly string[]
  readonly state: ReachState
  /** The code of a problem, or undefined. */
  readonly problem: string | undefined
  readonly tries: number
  readonly at: string | undefined
  /** The attempt that can be sent again; undefined where there is none or nothing to gain. */
  readonly resend: string | undefined
  readonly position: { readonly lon: number; readonly lat: number } | null
  readonly signed: 'signed' | 'unsigned' | undefined
}

/** Of each target the attempt of the latest revision; the sirens that stand in the alert’s areas and were never tried as well. */
export function rowsOf(
  attempts: readonly AttemptView[],
  sirens: readonly SirenView[],
  concerns: (siren: SirenView) => boolean,
  sounds: 'sounds' | 'silent',
): ReachRow[] {
  const latest = new Map<string, AttemptView>()
  for (const attempt of attempts) {
    const key = `${attempt.channel}/${attempt.target}`
    const known = latest.get(key)
    if (known === undefined || attempt.revision >= known.revision) latest.set(key, attempt)
  }
  const byId = new Map(sirens.map((siren) => [siren.id, siren]))
  const rows = [...latest.values()].map((attempt) =>
    rowOf(attempt, attempt.channel === 'siren' ? byId.get(attempt.target) : undefined),
  )
  const untried = sirens.filter(
    (one) => sounds === 'sounds' && concerns(one) && !latest.has(`siren/${one.id}`),
  )
  return [
    ...rows,
    ...untried.map((siren): ReachRow => {
      const { id, name, area, position, authenticity, lastHeard } = siren
      return {
        ...{ id: `siren/${id}`, channel: 'siren', target: id, name, areas: [area], state: 'unknown' },
        ...{ problem: undefined, tries: 0, at: lastHeard ?? undefined, resend: undefined, position },
        signed: authenticity,
      }
    }),
  ]
}

function rowOf(attempt: AttemptView, siren: SirenView | undefined): ReachRow {
  const { id, channel, target, areas, tries, lastOutcome, changedAt } = attempt
  const state = siren === undefined ? stateOf(attempt) : stateOfSiren(attempt, siren)
  return {
    ...{ id, channel, target, tries, at: changedAt, state },
    name: siren?.name ?? target,
    areas: siren === undefined ? areas : [siren.area],
    problem: lastOutcome?.problem,
    resend: canBeResent(attempt) ? id : undefined,
    position: siren?.position ?? null,
    signed: siren?.authenticity,
  }
}

const states: { readonly [known in Known]: ReachState } = {
  ...{ confirmed: 'confirmed', accepted: 'handed-over', unknown: 'unknown', refused: 'failed' },
  ...{ expired: 'failed', pending: 'pending', superseded: 'overtaken' },
}

export function knownOf({ state, tries, lastOutcome }: AttemptView): Known {
  const said = lastOutcome?.kind as Known | undefined
  if (state === 'waiting' || state === 'sending') return said ?? 'pending'
  if (state === 'superseded') return tries > 0 && said !== undefined ? said : 'superseded'
  return state as Known
}

function stateOf(attempt: AttemptView): ReachState {
  return states[knownOf(attempt)]
}

/** A siren says more than its attempt: that it sounds now, that it broke since, or that its heart no longer beats. */
function stateOfSiren(attempt: AttemptView, { status }: SirenView): ReachState {
  const known = stateOf(attempt)
  if (known === 'overtaken' || known === 'failed') return known
  switch (status) {
    case 'sounding':
      return 'sounding'
    case 'failed':
      return 'failed'
    case 'silent':
    case 'unknown':
      return known === 'confirmed' ? 'confirmed' : 'unknown'
    case 'pending':
      return known === 'confirmed' ? 'confirmed' : 'pending'
    case 'passed':
      return known
  }
}

/** What was refused, ran out of time or is not known; and nothing that is about to be tried again by itself. */
function canBeResent(attempt: AttemptView): boolean {
  const known = knownOf(attempt)
  return known === 'refused' || known === 'unknown' || known === 'expired'
}

export const columns = ['name', 'state', 'areas', 'channel', 'tries', 'at'] as const
export type Column = (typeof columns)[number]
export interface Sorting {
  readonly by: Column
  readonly order: 'ascending' | 'descending'
}

/** A second press turns it round. */
export function sortedBy(before: Sorting, by: Column): Sorting {
  return before.by === by
    ? { by, order: before.order === 'ascending' ? 'descending' : 'ascending' }
    : { by, order: 'ascending' }
}

export interface Naming {
  readonly area: (code: string) => string
  readonly channel: (name: string) => string
}

export interface Filter {
  readonly text: string
  readonly state: ReachState | 'all'
  readonly channel: string
}

/** By state, what needs somebody’s eyes comes first; rows that are equal in it stand by their names. */
export function arranged(
  rows: readonly ReachRow[],
  { text, state, channel }: Filter,
  { by, order }: Sorting,
  naming: Naming,
  compare: (a: string, b: string) => number,
): ReachRow[] {
  const asked = text.trim().toLocaleLowerCase()
  const value = (row: ReachRow): string | number => {
    if (by === 'state') return answers.indexOf(row.state)
    if (by === 'tries') return row.tries
    if (by === 'at') return row.at ?? ''
    if (by === 'areas') return row.areas.map(naming.area).join(', ')
    return by === 'channel' ? naming.channel(row.channel) : row.name
  }
  const turned = order === 'ascending' ? 1 : -1
  return rows
    .filter((row) => (state === 'all' || row.state === state) && (channel === '' || row.channel === channel))
    .filter(
      (row) =>
        asked === '' ||
        [row.name, row.target, ...row.areas.map(naming.area)].some((one) =>
          one.toLocaleLowerCase().includes(asked),
        ),
    )
    .map((row) => ({ row, value: value(row) }))
    .toSorted((a, b) => {
      const first =
        typeof a.value === 'number' && typeof b.value === 'number'
          ? a.value - b.value
          : compare(String(a.value), String(b.value))
      return first * turned || compare(a.row.name, b.row.name)
    })
    .map(({ row }) => row)
}

/** How many are in which state. */
export function countedStates(rows: readonly ReachRow[]): { readonly [state in ReachState]: number } {
  const counts = Object.fromEntries(answers.map((state) => [state, 0])) as { [state in ReachState]: number }
  for (const { state } of rows) counts[state]++
  return counts
}
