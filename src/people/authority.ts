/** Who warns somewhere: an authority owns areas, threats, ladders, levels and channels, and nobody warns outside of what theirs owns. */
import type { Brand, InLanguages } from '#base'

export type AuthorityId = Brand<string, 'AuthorityId'>

/** The one that the installation's file describes; all others own a part of what it owns. */
export const mainAuthority = 'main' as AuthorityId

/** What an authority may warn of, where, how loudly and by which means. Codes and ids are those of the other slices, as text. */
export interface Owned {
  readonly areas: 'everywhere' | readonly string[]
  readonly threats: 'all' | readonly string[]
  readonly ladders: 'all' | readonly string[]
  /** As `ladder/level`: `lipetsk/red`. */
  readonly levels: 'all' | readonly string[]
  readonly channels: 'all' | readonly string[]
}

export interface WarningAuthority {
  readonly id: AuthorityId
  /** As residents know it; these names stand in its warnings. */
  readonly names: InLanguages<string>
  readonly owns: Owned
  /** Its live warnings are refused until two people have switched it to live. */
  readonly service: 'drill' | 'live'
}
