/** All that counts when it is decided whether somebody may do something. */
import type { Mode } from '#base'
import type { Owned } from './authority.ts'
import type { Action } from './role.ts'

/** All that counts when it is decided: a person as they act now, narrowed by the key they act with. */
export interface Permitted {
  readonly state: 'invited' | 'active' | 'suspended' | 'removed'
  readonly actions: readonly Action[]
  /** Each of these must hold an area for it to be theirs: the person's, the key's, the authority's. */
  readonly within: readonly ('everywhere' | readonly string[])[]
  readonly modes: readonly Mode[]
  readonly owns: Owned
  readonly service: 'drill' | 'live'
}
