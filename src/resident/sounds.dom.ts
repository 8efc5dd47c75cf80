/** Three sounds that nobody takes for one another, made here: a danger, an advice, an all-clear. Only after somebody asked for sounds. */

export type Sound = 'danger' | 'advisory' | 'ended'

/** Hertz, seconds of sound, seconds until the next. */
type Tone = readonly [hertz: number, lasts: number, rests: number]

const tones: { readonly [sound in Sound]: readonly Tone[] } = {
  // Up and down, without a pause: nobody sleeps through it.
  danger: Array.from({ length: 16 }, (_, i): Tone => [i % 2 === 0 ? 960 : 640, 0.32, 0]),
  // Twice the same, soft.
  advisory: [
    [520, 0.22, 0.16],
    [520, 0.22, 0.5],
    [520, 0.22, 0.16],
    [520, 0.22, 0],
  ],
  // One long, level tone, as sirens end.
  ended: [
    [440, 1.6, 0.1],
    [660, 1.2, 0],
  ],
}

let context: AudioContext | undefined

/** Browsers let a page sound only after a touch: call it from one. */
export function allowSounds(): void {
  context ??= new AudioContext()
  void context.resume()
}

export function play(sound: Sound): void {
  if (context === undefined) return
  let at = context.currentTime + 0.05
  for (const [hertz, lasts, rests] of tones[sound]) {
    const tone = context.createOscillator()
    const loud = context.createGain()
    tone.type = sound === 'danger' ? 'square' : 'sine'
    tone.frequency.value = hertz
    const most = sound === 'danger' ? 0.5 : 0.3
    loud.gain.setValueAtTime(0, at)
    loud.gain.linearRampToValueAtTime(most, at + 0.02)
    loud.gain.setValueAtTime(most, at + lasts - 0.03)
    loud.gain.linearRampToValueAtTime(0, at + lasts)
    tone.connect(loud).connect(context.destination)
    tone.start(at)
    tone.stop(at + lasts)
    at += lasts + rests
  }
}
