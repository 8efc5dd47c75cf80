/** Plays the tones of news. A browser lets no page sound before somebody touched it: until then it is asleep, and says so. */
import type { Mode } from '#base'
import type { HeardKind } from './heard-kinds.ts'
import { tonesIn } from './tones.ts'

let context: AudioContext | undefined

/** Called in a gesture it lets the page sound; at another time the browser may refuse. */
export async function wakeSound(): Promise<'awake' | 'asleep'> {
  try {
    context ??= new AudioContext()
    // Without a gesture this neither succeeds nor fails: it waits.
    if (context.state !== 'running')
      await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 400))])
    return context.state === 'running' ? 'awake' : 'asleep'
  } catch {
    return 'asleep'
  }
}

/** `volume` from 0 to 1. Says nothing when the page may not sound. */
export function play(kind: HeardKind, mode: Mode, volume: number): 'played' | 'asleep' {
  if (context?.state !== 'running') return 'asleep'
  const begins = context.currentTime + 0.02
  for (const { hertz, at, seconds } of tonesIn(mode, kind)) {
    const tone = context.createOscillator()
    const gain = context.createGain()
    tone.type = kind === 'lost' ? 'sawtooth' : 'triangle'
    tone.frequency.value = hertz
    const [from, to] = [begins + at, begins + at + seconds]
    // Without a slope at both ends a tone begins and ends with a click.
    gain.gain.setValueAtTime(0, from)
    gain.gain.linearRampToValueAtTime(volume * 0.5, from + 0.015)
    gain.gain.setValueAtTime(volume * 0.5, to - 0.03)
    gain.gain.linearRampToValueAtTime(0, to)
    tone.connect(gain).connect(context.destination)
    tone.start(from)
    tone.stop(to + 0.01)
  }
  return 'played'
}
