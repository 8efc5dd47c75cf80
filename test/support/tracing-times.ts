/** What of a situation report's cells is a number, a time or a length; and whether facts speak of such a time. */
import type { Fact } from '#ledger'
import type { Cell, SituationReport } from '#situation'

type Facts = readonly Fact[]
export type Numbered = Extract<Cell, { readonly is: 'count' | 'time' | 'length' }>

/** Every number, time and length of a cell, also within a sentence: `what did-not-answer number`. */
export function numbersIn(name: string, cell: Cell): readonly (readonly [string, Numbered])[] {
  if (cell.is === 'count' || cell.is === 'time' || cell.is === 'length') return [[name, cell]]
  if (cell.is === 'list') return cell.of.flatMap((one) => numbersIn(name, one))
  if (cell.is !== 'said') return []
  return Object.entries(cell.parts).flatMap(([part, one]) =>
    numbersIn(`${name} ${cell.sentence} ${part}`, one),
  )
}

/** When the facts happened, and every time that they speak of. */
function instantsIn(facts: Facts): readonly number[] {
  const within = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT/.test(value) ? [value] : []
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(within) : []
  }
  return facts
    .flatMap(({ at, data }) => [at as string, ...within(data)])
    .map((instant) => Date.parse(instant))
}

const day = 24 * 3_600_000

export function isTimed(
  cell: Numbered,
  id: string,
  facts: Facts,
  { asOf, of: asked }: SituationReport,
  ledger: Facts,
): boolean {
  const instants = instantsIn(facts)
  if (cell.is === 'time') {
    const at = Date.parse(cell.at)
    // The public is told a day after the last that was said of the night.
    if (id === 'damage.until' || id.startsWith('open.what under-embargo'))
      return ledger.some(({ stream, at: said }) => stream === 'damage' && at - Date.parse(said) === day)
    // A task is due so many minutes after its list began.
    const isDue = id === 'open.since' && facts.every(({ stream }) => stream === 'protocol-runs')
    return instants.some((one) => one === at || (isDue && at > one && (at - one) % 60_000 === 0))
  }
  // From one to another, or until now where it goes on.
  const ends = [...instants, Date.parse(asOf.at), Date.parse(asked.to)]
  return (
    cell.is === 'length' &&
    instants.some((one) => ends.some((other) => Math.abs(other - one) === cell.milliseconds))
  )
}
