/** Areas in which explosives were left: where nobody may touch anything, and how sure that is. */
import type { AreaCode } from '#areas'
import type { Brand, Instant, Mode } from '#base'
import type { OutageSource } from './outage.ts'

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
  readonly since: Instant
  readonly changedAt: Instant
  readonly facts: readonly number[]
}
