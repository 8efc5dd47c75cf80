/** What this person wants to hear, and whether the browser lets it be heard. */
import type { Mode } from '#base'
import { picture } from './picture.svelte.ts'
import type { HeardKind } from './heard-kinds.ts'
import { keepPreferences, readPreferences } from './preferences.dom.ts'
import { play, wakeSound } from './sounds.dom.ts'

class Sounding {
  kinds = $state.raw<readonly HeardKind[]>(readPreferences().sounds)
  volume = $state(readPreferences().volume)
  /** No sound can be made before somebody touched the page. */
  asleep = $state(true)
}

export const sounding = new Sounding()

/** Within a gesture. */
export async function wake(): Promise<void> {
  sounding.asleep = (await wakeSound()) === 'asleep'
}

export function choose(kinds: readonly HeardKind[]): void {
  sounding.kinds = kinds
  keepPreferences({ sounds: kinds })
}

export function setVolume(volume: number): void {
  sounding.volume = volume
  keepPreferences({ volume })
}

/** What this duty room is for. */
const roomMode = (): Mode => picture.duty?.mode ?? 'drill'

/** One that was chosen; `mode` is that of what it is about. */
export function hear(kind: HeardKind, mode: Mode = roomMode()): void {
  if (!sounding.kinds.includes(kind)) return
  if (play(kind, mode, sounding.volume) === 'asleep') sounding.asleep = true
}

/** One that somebody wants to know, chosen or not. */
export async function tryOut(kind: HeardKind): Promise<void> {
  await wake()
  play(kind, roomMode(), sounding.volume)
}

/** The first touch of the page lets it sound, whatever was touched. */
export function wakeAtFirstTouch(): void {
  const touched = () => {
    if (sounding.kinds.length === 0) return
    void wake().then(() => {
      if (sounding.asleep) return
      for (const event of gestures) removeEventListener(event, touched)
    })
  }
  for (const event of gestures) addEventListener(event, touched, { passive: true })
}

const gestures = ['pointerdown', 'keydown'] as const
