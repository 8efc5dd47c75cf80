/** What the server answers about protocols and the lists that run, as far as this screen shows it. */
import type { InstantText, Mode, Names } from '../duty.ts'

export interface ConditionView {
  readonly task: string
  readonly texts: Names
  readonly is?: 'done' | 'not-needed'
  readonly atLeast?: number
  readonly below?: number
  readonly chose?: string
  readonly holds: 'yes' | 'no' | 'unknown'
}

export type Needs =
  | { readonly how: 'tick' }
  | { readonly how: 'photo' }
  | { readonly how: 'choice'; readonly of: readonly string[] }
  | {
      readonly how: 'value'
      readonly unit: string
      readonly least: number | null
      readonly most: number | null
    }

export interface TaskView {
  readonly key: string
  readonly texts: Names
  readonly list: 'main' | 'closing'
  readonly state: 'waiting' | 'open' | 'late' | 'done' | 'not-needed'
  readonly dueAt: InstantText
  readonly owner: string
  readonly line: readonly string[]
  readonly climbed: number
  readonly climbsAt: InstantText | null
  readonly needs: Needs
  readonly if: readonly ConditionView[]
  readonly done: {
    readonly at: InstantText
    readonly by: string
    readonly byName: string | null
    readonly given: {
      readonly how: string
      readonly value?: number
      readonly choice?: string
      readonly photo?: string
    }
  } | null
}

export const zoneStates = ['order', 'warning', 'shelter-in-place', 'lifted'] as const
export type ZoneState = (typeof zoneStates)[number]

export interface ZoneView {
  readonly key: string
  readonly names: Names
  readonly areas: readonly string[]
  readonly assembly: readonly { readonly names: Names; readonly at: Names }[]
  readonly routes: Names
  readonly transport: Names
  readonly state: ZoneState | null
  readonly changedAt: InstantText | null
  readonly changedByName: string | null
}

export interface RunView {
  readonly id: string
  readonly protocol: {
    readonly id: string
    readonly version: number
    readonly names: Names
    readonly newest: number
  }
  readonly alert: string
  readonly danger: { readonly threat: string; readonly ladder: string; readonly level: string } | null
  readonly areas: readonly string[]
  readonly mode: Mode
  readonly phase: 'running' | 'closing' | 'closed'
  readonly startedAt: InstantText
  readonly closingAt: InstantText | null
  readonly closedAt: InstantText | null
  readonly closedByName: string | null
  readonly closedWhy: string | null
  readonly tasks: readonly TaskView[]
  readonly zones: readonly ZoneView[]
}

export interface ProtocolView {
  readonly id: string
  readonly version: number
  readonly state: 'in-use' | 'retired'
  readonly names: Names
  readonly fits: {
    readonly threats: 'any' | readonly string[]
    readonly levels: 'any' | readonly string[]
    readonly authorities: 'any' | readonly string[]
  }
  readonly changedAt: InstantText
  readonly changedByName: string | null
  readonly tasks: number
  readonly closing: number
  readonly zones: number
}

export interface WholeProtocol {
  readonly protocol: ProtocolView
  readonly form: unknown
  readonly yaml: string
  readonly versions: readonly {
    readonly version: number
    readonly changedAt: InstantText
    readonly changedByName: string | null
  }[]
}

export interface FaultView {
  /** From 1. */
  readonly line: number
  readonly column: number
  /** `tasks[0].due`. */
  readonly at: string
  readonly code: string
  readonly values: { readonly [name: string]: string }
  readonly says: string
  readonly advice: string
}

export interface CheckedView {
  readonly faults: readonly FaultView[]
  readonly protocol: string | null
  readonly form: unknown
  readonly yaml: string | null
}
