/** What this person likes on this device: language, look, sounds. Kept in the browser alone; a browser without storage has the defaults. */
import { heardKinds, type HeardKind } from './heard-kinds.ts'
import { consoleLanguages, type ConsoleLanguage } from './words.ts'

export const themes = ['dark', 'light', 'contrast', 'system'] as const
export type Theme = (typeof themes)[number]

export interface Preferences {
  readonly language: ConsoleLanguage
  readonly theme: Theme
  readonly sounds: readonly HeardKind[]
  /** 0 to 1. */
  readonly volume: number
  /** `drawn` needs no WebGL; `auto` takes it where there is none or where it is only reckoned; `webgl` takes even that. */
  readonly map: 'auto' | 'drawn' | 'webgl'
  /** Which stations the Watch’s map shows. */
  readonly stations: 'news' | 'all' | 'none'
}

const key = 'tocsin:console'

export function readPreferences(): Preferences {
  let kept: Partial<Preferences> = {}
  try {
    kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>
  } catch {}
  const { language, theme, sounds, volume, map, stations } = kept
  return {
    language: consoleLanguages.find((one) => one === language) ?? spokenHere(),
    theme: themes.find((one) => one === theme) ?? 'dark',
    sounds: heardKinds.filter((kind) => sounds?.includes(kind)),
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : 0.6,
    map: map === 'drawn' || map === 'webgl' ? map : 'auto',
    stations: stations === 'all' || stations === 'none' ? stations : 'news',
  }
}

export function keepPreferences(changes: Partial<Preferences>): Preferences {
  const preferences = { ...readPreferences(), ...changes }
  try {
    localStorage.setItem(key, JSON.stringify(preferences))
  } catch {}
  return preferences
}

function spokenHere(): ConsoleLanguage {
  for (const tag of navigator.languages) {
    const language = consoleLanguages.find((one) => one === tag.split('-')[0])
    if (language !== undefined) return language
  }
  return 'en'
}
