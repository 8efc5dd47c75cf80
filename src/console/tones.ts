/** What each kind of news sounds like: no two alike in rhythm or pitch, so that they are told apart without looking. Pure. */
import type { Mode } from '#base'
import type { HeardKind } from './heard-kinds.ts'

export interface Tone {
  readonly hertz: number
  /** Seconds after the first tone begins. */
  readonly at: number
  readonly seconds: number
}

/** Rising asks for something, falling ends something, low and long is trouble of our own. None is like a siren. */
export const tones: { readonly [kind in HeardKind]: readonly Tone[] } = {
  issued: [
    { hertz: 880, at: 0, seconds: 0.16 },
    { hertz: 660, at: 0.2, seconds: 0.16 },
    { hertz: 880, at: 0.4, seconds: 0.24 },
  ],
  waiting: [
    { hertz: 523, at: 0, seconds: 0.14 },
    { hertz: 784, at: 0.16, seconds: 0.26 },
  ],
  report: [{ hertz: 1_175, at: 0, seconds: 0.1 }],
  flagged: [
    { hertz: 440, at: 0, seconds: 0.22 },
    { hertz: 440, at: 0.34, seconds: 0.22 },
    { hertz: 440, at: 0.68, seconds: 0.22 },
    { hertz: 440, at: 1.02, seconds: 0.22 },
  ],
  ended: [
    { hertz: 659, at: 0, seconds: 0.2 },
    { hertz: 440, at: 0.22, seconds: 0.4 },
  ],
  lost: [
    { hertz: 220, at: 0, seconds: 0.5 },
    { hertz: 165, at: 0.55, seconds: 0.8 },
  ],
}

/** Before the news itself, so that one knows what it is about before one jumps: a drill knocks twice, a test once, what is real not at all. */
const knocks: { readonly [mode in Mode]: readonly Tone[] } = {
  live: [],
  drill: [
    { hertz: 294, at: 0, seconds: 0.07 },
    { hertz: 294, at: 0.16, seconds: 0.07 },
  ],
  test: [{ hertz: 294, at: 0, seconds: 0.07 }],
}

export function tonesIn(mode: Mode, kind: HeardKind): readonly Tone[] {
  const before = knocks[mode]
  const begins = before.length === 0 ? 0 : before.at(-1)!.at + 0.3
  return [...before, ...tones[kind].map((tone) => ({ ...tone, at: tone.at + begins }))]
}
