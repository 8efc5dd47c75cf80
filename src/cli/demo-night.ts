/**
 * The night of 2 November 2025 in Lipetsk Oblast as a script. The times of yellow and red are those reported;
 * the times of the two endings are chosen.
 */
import { minute, type Milliseconds } from '#base'

export interface NightStep {
  /** After the first step. */
  readonly after: Milliseconds
  /** Moscow time of that night. */
  readonly clock: string
  readonly title: string
  readonly orders: readonly NightOrder[]
}

export type NightOrder =
  | {
      readonly does: 'warn'
      readonly name: 'yellow' | 'red'
      readonly level: string
      readonly areas: readonly string[]
    }
  | { readonly does: 'all-clear'; readonly name: 'yellow' | 'red' }

export const sevenAreas = [
  'Lipetsk',
  'Lipetsky Municipal Okrug',
  'Volovsky Municipal Okrug',
  'Dolgorukovsky District',
  'Zadonsky District',
  'Terbunsky District',
  'Khlevensky District',
] as const

export const night: readonly NightStep[] = [
  {
    after: 0,
    clock: '00:14',
    title: 'Yellow, air danger, for the whole oblast',
    orders: [{ does: 'warn', name: 'yellow', level: 'yellow', areas: ['RU-LIP'] }],
  },
  {
    after: 23 * minute,
    clock: '00:37',
    title: 'Red, drone attack threat, for the city of Lipetsk and six districts; sirens sound in all of them',
    orders: [{ does: 'warn', name: 'red', level: 'red', areas: sevenAreas }],
  },
  {
    after: 162 * minute,
    clock: '02:56',
    title: 'Red ended there; yellow stays (time chosen)',
    orders: [{ does: 'all-clear', name: 'red' }],
  },
  {
    after: 206 * minute,
    clock: '03:40',
    title: 'All-clear for the whole oblast (time chosen)',
    orders: [{ does: 'all-clear', name: 'yellow' }],
  },
]
