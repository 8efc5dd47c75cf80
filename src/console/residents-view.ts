/** What residents told, as it arrives: the shapes of its answers, and nothing else. */
import type { InstantText } from './duty.ts'

export interface HeardView {
  readonly heard: number
  readonly notHeard: number
  readonly says: 'heard' | 'not-heard' | 'divided' | 'too-few'
}

/** What residents told of one thing. */
export interface ResidentReportView {
  readonly id: string
  readonly kind: 'sighting' | 'damage' | 'help'
  readonly what: string
  readonly area: string | null
  readonly state: 'open' | 'closed' | 'merged' | 'sighting' | 'taken-back'
  readonly lastSeenAt: InstantText
  readonly told: number
  readonly atLeast: number
  readonly tellings: readonly {
    readonly late: 'in-time' | 'late'
    readonly text: string
    readonly at: { readonly lon: number; readonly lat: number } | null
    readonly precision: 'area' | 'coarse' | 'exact'
    readonly bearing: { readonly degrees: number; readonly accuracyDegrees: number } | null
    readonly photo: {
      readonly hash: string
      readonly widthPixels: number
      readonly heightPixels: number
    } | null
  }[]
  readonly contact: 'kept' | 'none'
}

/** `GET /v1/resident-reports`. */
export interface ResidentsView {
  readonly reports: readonly ResidentReportView[]
  readonly crossings: readonly {
    readonly what: string
    readonly seenAt: InstantText
    readonly at: { readonly lon: number; readonly lat: number }
    readonly withinKm: number
    readonly sights: number
  }[]
  readonly sirens: readonly (HeardView & { readonly area: string })[]
}
