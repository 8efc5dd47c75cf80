/** Whether somebody may do something, there, in that mode. The answer is no unless everything says yes. */
import { ok, refuse, type Mode, type Result } from '#base'
import type { Owned } from './authority.ts'
import type { Permitted } from './permitted.ts'
import type { Action } from './role.ts'

export interface Deed {
  readonly action: Action
  /** Where it would have an effect; left out for what has no place. */
  readonly areas?: readonly string[]
  readonly mode?: Mode
  readonly threat?: string
  readonly ladder?: string
  readonly level?: string
  readonly channels?: 'all' | readonly string[]
}

export type NotPermitted =
  | 'people/suspended'
  | 'people/not-allowed'
  | 'people/outside-area'
  | 'people/outside-mode'
  | 'people/not-live-yet'
  | 'people/outside-authority'

/** Whether an area is another or lies in it; both are areas' codes. */
export type Contains = (outer: string, inner: string) => boolean

export function may(who: Permitted, deed: Deed, contains: Contains): Result<void, NotPermitted> {
  if (who.state !== 'active') return refuse('people/suspended')
  if (!who.actions.includes(deed.action)) return refuse('people/not-allowed', { action: deed.action })
  if (deed.mode !== undefined && !who.modes.includes(deed.mode))
    return refuse('people/outside-mode', { mode: deed.mode, modes: who.modes })
  for (const own of who.within) {
    if (own === 'everywhere') continue
    const outside = deed.areas?.find((area) => !own.some((mine) => contains(mine, area)))
    if (outside !== undefined) return refuse('people/outside-area', { at: 'areas', area: outside })
  }
  const foreign = notOwned(who.owns, deed)
  if (foreign !== undefined) return refuse('people/outside-authority', foreign)
  // What stands is ended by whoever may, also after their authority went back to drills.
  if (deed.mode === 'live' && who.service !== 'live' && deed.action !== 'alert.end')
    return refuse('people/not-live-yet')
  return ok()
}

/** The first thing of the deed that is not the authority's to warn of, or by. */
function notOwned(
  { threats, ladders, levels, channels }: Owned,
  { threat, ladder, level, channels: used }: Deed,
): { readonly at: string; readonly what: string; readonly named: string } | undefined {
  if (threat !== undefined && !includes(threats, threat))
    return { at: 'threat', what: 'threat', named: threat }
  if (ladder !== undefined && !includes(ladders, ladder))
    return { at: 'ladder', what: 'ladder', named: ladder }
  if (ladder !== undefined && level !== undefined && !includes(levels, `${ladder}/${level}`))
    return { at: 'level', what: 'level', named: level }
  if (used === undefined || channels === 'all') return undefined
  if (used === 'all') return { at: 'channels', what: 'channel', named: 'all' }
  const strange = used.find((channel) => !channels.includes(channel))
  return strange === undefined ? undefined : { at: 'channels', what: 'channel', named: strange }
}

function includes(owned: 'all' | readonly string[], one: string): boolean {
  return owned === 'all' || owned.includes(one)
}
