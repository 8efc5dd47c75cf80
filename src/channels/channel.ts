/** One way of reaching people. Shared code asks its abilities, never its name. */
import type { Notice } from '#alerts'
import type { Area, AreaCode } from '#areas'
import type { AlertId, Instant, Mode, NoticeId } from '#base'
import type { Prover } from './prover.ts'

export interface Abilities {
  readonly longestText: number | 'any'
  /** Who can say that it arrived: nobody, the device, or the person. */
  readonly confirms: 'nothing' | 'device' | 'person'
  readonly aims: 'everyone' | 'area' | 'person'
  /** Whether it carries notices of levels that don't sound sirens. */
  readonly carries: 'every-level' | 'sounding-levels'
  readonly modes: readonly Mode[]
}

/** One receiver on a channel: a siren, a webhook's address, a subscriber. */
export interface Target {
  /** Unique within its channel and stable over restarts; no personal data. */
  readonly id: string
  /** Where it is, for targets that serve a place. */
  readonly areas: readonly AreaCode[] | 'everywhere'
}

/**
 * What is known of one try, never more.
 * `accepted` is not heard; `unknown` is an answer; only `refused … never` and `confirmed` stop further tries.
 */
export type Outcome =
  | { readonly kind: 'accepted'; readonly reference: string } // taken by the carrier; nobody has heard it yet
  | { readonly kind: 'confirmed'; readonly by: 'device' | 'person'; readonly detail?: string }
  | {
      readonly kind: 'refused'
      readonly problem: string
      readonly retry: 'never' | 'later'
      /** The target asked to be left alone until then (Retry-After). */
      readonly notBefore?: Instant
    }
  | { readonly kind: 'unknown'; readonly problem: string } // sent, then the line dropped, or no answer in time

export interface Channel {
  readonly name: string
  readonly abilities: Abilities
  /** Longest time a try may take before it counts as unknown, milliseconds. */
  readonly patienceFor: number
  /** Tries in flight at once. */
  readonly concurrency: number
  /** Who must be told of a notice in these areas; `covers` answers with inheritance in both directions. */
  targets(notice: Notice, covers: (area: AreaCode) => boolean): Promise<readonly Target[]>
  /** As `targets`, for a notice that is only previewed; left out where naming targets notes nothing. */
  foreseenTargets?(notice: Notice, covers: (area: AreaCode) => boolean): Promise<readonly Target[]>
  /** Hands one notice to one target and says what is known of it. Repeating a try with the same notice is harmless. */
  send(notice: Notice, target: Target, signal: AbortSignal): Promise<Outcome>
  /** Whether it could carry something now, where it can tell without sending: a line that is down needs no try to be known. */
  standing?(): ChannelStanding
  /** Those behind its targets, where one target stands for many; they are counted instead. */
  readonly subscribers?: Subscribers
  /** How it proves that it delivers; left out where it can't. */
  readonly prover?: Prover
  /** Called with outcomes that arrive later than the try (a siren's answer, a delivery report). */
  onLateOutcome?(listen: (notice: string, target: string, outcome: Outcome) => void): void
  close(): Promise<void>
}

/** Subscribers by what is known of each. `unproven` are tried too, but nothing ever came back from them: they are counted apart. */
export interface SubscriberTally {
  readonly subscribers: number
  readonly accepted: number
  readonly unknown: number
  readonly refused: number
  readonly pending: number
  readonly unproven: number
}

export interface Subscribers {
  /** The best that is known of each over these notices of an alert: once in all, and in each area in which they have a place. */
  tallies(
    alert: AlertId,
    notices: readonly NoticeId[],
    areas: readonly AreaCode[],
  ): Promise<{
    readonly all: SubscriberTally
    readonly areas: readonly { readonly area: AreaCode; readonly tally: SubscriberTally }[]
  }>
  /** How many would be tried with a notice. */
  foreseen(notice: Notice): number
}

/** How a channel says it stands, and since when. */
export interface ChannelStanding {
  readonly state: 'working' | 'failing'
  readonly since: Instant
  /** What is wrong; a code of the channel's own table. */
  readonly problem?: string
}

/** What a channel may ask of its surroundings when it renders: names, centres, shapes. */
export interface AreaLookup {
  get(code: AreaCode): Area | undefined
}
