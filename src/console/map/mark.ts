/** What a map shows of an area and of a siren: its state, and how that state looks without its colour. */
import type { Gravity } from '#threats'

export const areaStates = ['danger', 'advisory', 'partly', 'ended', 'lapsed', 'nothing', 'unknown'] as const
export type AreaState = (typeof areaStates)[number]

export interface AreaMark {
  readonly state: AreaState
  /** Of what holds in a part of it, where the state is `partly`. */
  readonly gravity?: Gravity
  /** The level's letter, shown on the area. */
  readonly letter?: string
  /** The state in words, for the tooltip and for who listens. */
  readonly said: string
  readonly chosen?: 'yes' | 'no'
  /** Chosen, but somebody has to look: a drawn line went through a shape that is only approximate. */
  readonly unsure?: 'yes' | 'no'
}

export interface SirenOnMap {
  readonly id: string
  readonly lon: number
  readonly lat: number
  readonly status: 'pending' | 'sounding' | 'passed' | 'failed' | 'silent' | 'unknown'
  readonly name: string
}

/** How the inside of an area is filled: each differs from the others in black and white. */
export const patterns = [
  'plain',
  'solid',
  'hatch',
  'half-danger',
  'half-advisory',
  'dots',
  'fine-dots',
] as const
export type Pattern = (typeof patterns)[number]

export function patternOf({ state, gravity }: AreaMark): Pattern {
  switch (state) {
    case 'danger':
      return 'solid'
    case 'advisory':
      return 'hatch'
    case 'partly':
      return gravity === 'advisory' ? 'half-advisory' : 'half-danger'
    case 'lapsed':
      return 'dots'
    case 'unknown':
      return 'fine-dots'
    case 'ended':
    case 'nothing':
      return 'plain'
  }
}

export const edges = ['plain', 'danger', 'advisory', 'ended', 'lapsed'] as const
export type Edge = (typeof edges)[number]

export function edgeOf({ state, gravity }: AreaMark): Edge {
  if (state === 'partly') return gravity === 'advisory' ? 'advisory' : 'danger'
  if (state === 'danger' || state === 'advisory' || state === 'ended' || state === 'lapsed') return state
  return 'plain'
}

/** What stands on the area, beside its letter. */
export function signOf({ state, letter = '' }: AreaMark): string {
  const signs: { readonly [state in AreaState]: string } = {
    ...{ danger: '▲', advisory: '△', partly: '◐', ended: '✓', lapsed: '?', unknown: '?', nothing: '' },
  }
  return state === 'nothing' ? '' : [signs[state], letter].filter((part) => part !== '').join(' ')
}

export const sirenSigns: { readonly [status in SirenOnMap['status']]: string } = {
  ...{ pending: '○', sounding: '●', passed: '✓', failed: '✕', silent: '✕', unknown: '?' },
}
