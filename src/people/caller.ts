/** Who asks, by what proof: a person as they may act now, through a key or a session. */
import type { KeyId } from './key.ts'
import type { Permitted } from './permitted.ts'
import type { Person } from './person.ts'
import type { SessionId } from './session.ts'

export type Via =
  | { readonly by: 'key'; readonly key: KeyId; readonly perMinute: number | null }
  | { readonly by: 'session'; readonly session: SessionId; readonly proved: 'freshly' | 'long-ago' }

export interface Caller {
  readonly person: Person
  readonly permitted: Permitted
  readonly via: Via
}

/** How a fact names it: from where something was ordered, without saying anything about the place. */
export function viaText(via: Via): string {
  return via.by === 'key' ? `key:${via.key}` : `session:${via.session}`
}
