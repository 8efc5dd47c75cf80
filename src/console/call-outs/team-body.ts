/** A team as it is sent to be kept: all that is entered by hand. Its calendar stays as it is unless another is given. Pure. */
import type { ShiftView, TeamView } from './answers.ts'

export interface TeamBody {
  readonly name: string
  readonly areas: readonly string[]
  readonly members: readonly string[]
  readonly neighbours: readonly string[]
  readonly shifts: readonly ShiftView[]
  readonly calendar?: string | null
}

export function bodyOf({ name, areas, members, neighbours, shifts }: TeamView): TeamBody {
  return { name, areas, members, neighbours, shifts }
}
