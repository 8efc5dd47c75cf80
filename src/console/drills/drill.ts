/** Drills as the server tells of them, and how a score is summed up in a line. Pure. */
import type { InstantText, Names } from '../duty.ts'

export interface Script {
  readonly id: string
  readonly name: Names
  readonly about?: Names
  readonly steps: readonly {
    readonly id: string
    readonly atMinutes: number
    readonly [member: string]: unknown
  }[]
  readonly endsAtMinutes: number
  readonly origin: 'shipped' | 'written-here'
}

export interface Sum {
  readonly counts: {
    readonly expected: number
    readonly inTime: number
    readonly late: number
    readonly early: number
    readonly missed: number
    readonly mistakes: number
  }
  readonly toIssueSeconds: number | null
  readonly medianSeconds: number | null
}

export interface Run {
  readonly id: string
  readonly script: string
  readonly name: Names
  readonly state: 'announced' | 'running' | 'over'
  readonly from: InstantText
  readonly until: InstantText
  readonly how: 'finished' | 'ended' | 'broken-off' | null
  readonly reason: string | null
}

export interface Mistake {
  readonly kind: string
  readonly areas?: readonly string[]
  readonly said?: string
}

export interface ScoredStep {
  readonly step: string
  readonly expected: {
    readonly do: string
    readonly withinSeconds: number
    readonly threat?: string
    readonly ladder?: string
    readonly level?: string
    readonly areas?: readonly string[]
  }
  readonly givenAt: InstantText | null
  readonly verdict: string
  readonly done: { readonly at: InstantText; readonly alert: string; readonly seconds: number } | null
  readonly mistakes: readonly Mistake[]
}

export interface Detail {
  readonly drill: Run
  readonly given: readonly {
    readonly step: string
    readonly at: InstantText
    readonly inject: { readonly kind: string; readonly text: Names }
  }[]
  readonly score:
    | (Sum & {
        readonly steps: readonly ScoredStep[]
        readonly unexpected: readonly (Mistake & { readonly at: InstantText; readonly alert: string })[]
      })
    | null
  readonly reach: readonly {
    readonly alert: string
    readonly warned: {
      readonly channels?: readonly {
        readonly channel: string
        readonly counts: { readonly [state: string]: number }
      }[]
    } | null
  }[]
}

/** A script as it is written: without what the server adds, and under an id of its own where it was shipped. */
export function toWrite({ origin, id, ...rest }: Script): string {
  return JSON.stringify({ id: origin === 'shipped' ? `${id}-copy` : id, ...rest }, null, 2)
}

export type Written =
  | { readonly ok: true; readonly id: string; readonly body: object }
  | { readonly ok: false; readonly why: string }

/** What was typed, parted into the id and the body that `PUT /v1/drill-scripts/:id` takes. */
export function written(text: string): Written {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    return { ok: false, why: (error as Error).message }
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    return { ok: false, why: 'no { } around it' }
  const { id, ...body } = read as { readonly id?: unknown }
  return typeof id === 'string' && id !== '' ? { ok: true, id, body } : { ok: false, why: 'it has no "id"' }
}
