/** All areas of an installation as one tree: who lies in whom, and how a set of areas is said most shortly. */
import type { Area, AreaCode } from './area.ts'

export interface Hierarchy {
  /** Changes whenever any area changes: SHA-256 over the canonical areas. */
  readonly version: string
  readonly size: number
  get(code: AreaCode): Area | undefined
  all(): Iterable<Area>
  roots(): readonly Area[]
  /** Direct children, in the pack's order. */
  children(code: AreaCode): readonly Area[]
  /** From the parent up to the root. */
  ancestors(code: AreaCode): readonly Area[]
  /** Everything below, at any depth. */
  descendants(code: AreaCode): readonly Area[]
  /** Whether `inner` is `outer` or lies below it. */
  contains(outer: AreaCode, inner: AreaCode): boolean
}
