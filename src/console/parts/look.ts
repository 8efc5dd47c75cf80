/** How each state looks: one word for its colour and pattern, and the mark that says it without colour. Pure. */
import type { AlertView, ChannelView, Gravity } from '../duty.ts'

/** Each is a class beside `.state` in look.css. */
export type StateLook =
  | Gravity
  | 'ended'
  | 'retracted'
  | 'lapsed'
  | 'nothing'
  | 'unknown'
  | 'draft'
  | 'waiting'
  | 'partly'

export const marks: { readonly [look in StateLook]: string } = {
  danger: '▲',
  advisory: '△',
  partly: '◐',
  ended: '✓',
  retracted: '⨯',
  lapsed: '?',
  nothing: '',
  unknown: '?',
  draft: '◌',
  waiting: '◔',
}

/** How an alert looks by what has become of it. */
export function lookOf({ status, how, content }: Pick<AlertView, 'status' | 'how' | 'content'>): StateLook {
  switch (status) {
    case 'issued':
      return content.step.gravity
    case 'ended':
      return how === 'lapsed' ? 'lapsed' : how === 'retracted' ? 'retracted' : 'ended'
    case 'submitted':
    case 'approved':
      return 'waiting'
    case 'draft':
      return 'draft'
    case 'discarded':
      return 'nothing'
  }
}

/** Marks of what is known of a siren, as SCREENS.md draws them on the map. */
export const sirenMarks: { readonly [status: string]: string } = {
  pending: '○',
  sounding: '●',
  passed: '✓',
  failed: '✕',
  silent: '▽',
  unknown: '?',
}

/** Marks of what is known of an attempt to tell one target. */
export const attemptMarks: { readonly [known: string]: string } = {
  pending: '○',
  accepted: '◑',
  confirmed: '✓',
  refused: '✕',
  expired: '⧖',
  unknown: '?',
  superseded: '↷',
}

export const channelMarks: { readonly [state in ChannelView['state']]: string } = {
  working: '✓',
  failing: '✕',
  off: '–',
  unknown: '?',
}

/** What needs somebody’s eyes comes first; what is well comes last. */
export const sirenOrder = ['failed', 'silent', 'unknown', 'pending', 'sounding', 'passed'] as const
export const attemptOrder = [
  'refused',
  'expired',
  'unknown',
  'pending',
  'accepted',
  'confirmed',
  'superseded',
] as const

/** Whether a siren in this state can be counted on. */
export function isTrouble(status: string): boolean {
  return status === 'failed' || status === 'silent' || status === 'unknown'
}
