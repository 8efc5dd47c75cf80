/** What the server answers about call-outs, teams and the people in them, as far as these screens show it. */
import type { InstantText, Mode } from '../duty.ts'

export type AnswerKind = 'coming' | 'cannot' | 'arrived' | 'stood-down'

export interface ClosedView {
  readonly at: InstantText
  readonly why: 'by-person' | 'time-over' | 'alert-over'
  readonly by: string
}

export interface CallOutBrief {
  readonly id: string
  readonly mode: Mode
  readonly alert: string | null
  readonly openedAt: InstantText
  readonly until: InstantText
  readonly says: string
  readonly closed: ClosedView | null
  readonly wanted: number
  readonly missing: number
  readonly asked: number
}

export interface AnsweredView {
  readonly answer: AnswerKind
  readonly at: InstantText
  readonly over: string
  readonly by: string
  readonly arrivingAt: InstantText | null
}

export interface SentView {
  readonly way: string
  readonly at: InstantText
  readonly say: string
  readonly outcome: 'accepted' | 'confirmed' | 'refused' | 'unknown'
  readonly problem: string | null
}

export interface AskedView {
  readonly person: string
  readonly name: string | null
  readonly skills: readonly string[]
  readonly circle: number
  readonly askedAt: InstantText
  readonly asksAgainAt: InstantText | null
  /** The latest last. */
  readonly answers: readonly AnsweredView[]
  readonly sent: readonly SentView[]
}

export interface QuotaView {
  readonly skills: readonly string[]
  readonly wanted: number
  readonly coming: number
  readonly arrived: number
  readonly missing: number
  readonly by: readonly string[]
}

/** `GET /v1/call-outs/{id}`. */
export interface CallOutView {
  readonly id: string
  readonly mode: Mode
  readonly alert: string | null
  readonly openedAt: InstantText
  readonly openedBy: string
  readonly until: InstantText
  readonly says: string
  readonly repeatSeconds: number
  readonly circle: number
  readonly circles: number
  readonly widensAt: InstantText | null
  readonly names: { readonly [id: string]: string }
  readonly closed: ClosedView | null
  readonly quotas: readonly QuotaView[]
  readonly beyond: readonly string[]
  readonly asked: readonly AskedView[]
}

/** `POST /v1/call-outs/preview`. */
export interface PreviewView {
  readonly mode: Mode
  readonly until: InstantText
  readonly circles: readonly {
    readonly people: readonly {
      readonly person: string
      readonly name: string | null
      readonly skills: readonly string[]
      readonly ways: readonly string[]
    }[]
    readonly unfit: number
  }[]
  readonly quotas: readonly {
    readonly skills: readonly string[]
    readonly wanted: number
    readonly able: number
  }[]
}

export interface ShiftView {
  readonly from: InstantText
  readonly until: InstantText
  /** Nobody named: the whole team. */
  readonly people: readonly string[]
}

export interface TeamView {
  readonly id: string
  readonly name: string
  readonly areas: readonly string[]
  readonly members: readonly string[]
  readonly neighbours: readonly string[]
  readonly shifts: readonly ShiftView[]
  readonly calendar: 'yes' | 'no'
  readonly onDuty: readonly string[]
}

export interface ResponderView {
  readonly id: string
  readonly name: string
  readonly language: string
  readonly skills: readonly string[]
  readonly lines: {
    readonly sms?: string
    readonly voice?: string
    readonly email?: string
    readonly pager: 'yes' | 'no'
  }
  readonly account: string | null
}
