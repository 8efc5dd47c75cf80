/** What channels may know of this installation: its map, and where an alert goes on. */
import { codesOf } from '#alerts'
import type { AreaCode } from '#areas'
import type { AlertId } from '#base'
import type { ChannelSurroundings } from '#channels'
import type { AreaBook } from './area-book.ts'
import type { System } from './system.ts'

export function areasFor({ hierarchy, neighbours }: AreaBook): ChannelSurroundings['areas'] {
  return {
    isArea: (code) => hierarchy().get(code) !== undefined,
    contains: (outer, inner) => hierarchy().contains(outer, inner),
    ...{ neighbours, hierarchy },
  }
}

/** By the ledger, as far as it is folded; none of an alert that is not in force. */
export function goingOnIn(system: () => System | undefined): (alert: AlertId) => readonly AreaCode[] {
  return (alert) => {
    const known = system()?.world.alert(alert)
    return known?.status === 'issued' ? codesOf(known.content.areas) : []
  }
}
