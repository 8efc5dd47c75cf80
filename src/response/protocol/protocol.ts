/** A protocol: what has to be done when a danger of this kind and level is warned of, by whom, by when, and what counts as done. */
import type { AreaCode, Shape } from '#areas'
import type { Brand, InLanguages, Milliseconds, Sha256 } from '#base'

export type ProtocolId = Brand<string, 'ProtocolId'>
/** A task's name in its protocol; conditions and facts speak of it. */
export type TaskKey = Brand<string, 'TaskKey'>
export type ZoneKey = Brand<string, 'ZoneKey'>

/** What has to be there before a task is done. */
export type DoneBy =
  | { readonly how: 'tick' }
  /** A number in this unit, within bounds where they are given. */
  | {
      readonly how: 'value'
      readonly unit: string
      readonly least: number | null
      readonly most: number | null
    }
  /** One of these words: a branch can hang on it. */
  | { readonly how: 'choice'; readonly of: readonly string[] }
  | { readonly how: 'photo' }

/** A task is only there where all of its conditions hold. */
export type Condition =
  | { readonly task: TaskKey; readonly is: 'done' | 'not-needed' }
  | { readonly task: TaskKey; readonly atLeast: number }
  | { readonly task: TaskKey; readonly below: number }
  | { readonly task: TaskKey; readonly chose: string }

export interface Task {
  readonly key: TaskKey
  readonly texts: InLanguages<string>
  /** Who does it, then who is next in line when it is late: roles or duties by their names, at least one. */
  readonly line: readonly string[]
  /** After the start of its list. */
  readonly dueAfter: Milliseconds
  readonly done: DoneBy
  readonly onlyIf: readonly Condition[]
}

/** A piece of an evacuation: who leaves or stays, where to, which way, with what. */
export interface Zone {
  readonly key: ZoneKey
  readonly names: InLanguages<string>
  /** What it covers: areas by their code, and what was drawn beside them. */
  readonly areas: readonly AreaCode[]
  readonly shape: Shape
  readonly assembly: readonly { readonly names: InLanguages<string>; readonly at: InLanguages<string> }[]
  readonly routes: InLanguages<string>
  readonly transport: InLanguages<string>
}

/** `any` threat, level or authority: for whatever is warned of, by whomever. */
export interface Fits {
  readonly threats: readonly string[] | 'any'
  /** `red` of every ladder, or `ru-colours/red` of one. */
  readonly levels: readonly string[] | 'any'
  /** Whose alerts, by their id. */
  readonly authorities: readonly string[] | 'any'
}

/** What an alert must be told by, so that it is known what is for it. */
export interface WarnedOf {
  readonly threat: string
  readonly ladder: string
  readonly level: string
  readonly authority: string
}

export interface Protocol {
  readonly id: ProtocolId
  /** From 1; a list that runs keeps the version it began with. */
  readonly version: number
  readonly names: InLanguages<string>
  readonly fits: Fits
  /** How long a late task may stay with one of its line before it climbs on. */
  readonly climbAfter: Milliseconds
  /** In the order of doing. */
  readonly tasks: readonly Task[]
  /** What begins with the all-clear. */
  readonly closing: readonly Task[]
  readonly zones: readonly Zone[]
  /** Of all of it but the version. */
  readonly hash: Sha256
}

/** Whether it is for what is warned of. */
export function isFor(
  { fits }: Pick<Protocol, 'fits'>,
  { threat, ladder, level, authority }: WarnedOf,
): boolean {
  const has = (names: Fits['threats'], ...named: readonly string[]) =>
    names === 'any' || named.some((name) => names.includes(name))
  return (
    has(fits.threats, threat) &&
    has(fits.levels, level, `${ladder}/${level}`) &&
    has(fits.authorities, authority)
  )
}
