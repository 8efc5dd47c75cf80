/** Areas in which explosives were left: where nobody may touch anything, and how sure that is. */
import type { AreaCode } from '#areas'
import type { Brand, Instant, Mode, Sha256 } from '#base'
import type { OutageSource } from './outage.ts'
import type { Square } from './squares.ts'

export type RemnantId = Brand<string, 'RemnantId'>

/** `cleared` is said by those who cleared it; nothing becomes it by time. */
export const remnantStates = ['suspected', 'confirmed', 'cleared'] as const
export type RemnantState = (typeof remnantStates)[number]

export interface RemnantArea {
  readonly id: RemnantId
  readonly version: number
  readonly mode: Mode
  readonly area: AreaCode
  readonly state: RemnantState
  readonly source: OutageSource
  /** Of the outline that somebody drew; null where it is known by its area’s name alone. */
  readonly outline: Sha256 | null
  /** What the public is shown of that outline. */
  readonly squares: readonly Square[]
  readonly since: Instant
  readonly changedAt: Instant
  readonly facts: readonly number[]
}
