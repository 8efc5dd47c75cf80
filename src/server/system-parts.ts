/** What a system is made of, and what a deciding server does beside delivering. */
import type { Speaker } from '#alerts'
import type { Clock, IdSource, Log, Result, Shelf } from '#base'
import type { CapDressing } from '#cap'
import type { Channel, KeptAtHand } from '#channels'
import type { AttemptLog, RetrySchedule } from '#delivery'
import type { KeptLedger, Seq } from '#ledger'
import type { ParticularsBook, People } from '#people'
import type { ThreatBook } from '#threats'
import type { AreaBook } from './area-book.ts'
import type { Authority } from './authority.ts'
import type { Config } from './config.ts'
import type { System } from './system.ts'

/** How published CAP is written beyond what the authority's file says. */
export interface CapWritten {
  readonly dressings: readonly CapDressing[]
  readonly web?: string
  /** Absent where nothing is signed. */
  readonly sign?: (xml: string) => Promise<Result<string>>
  /** PEM: what others check our signatures by. */
  readonly certificate?: string
}

export interface SystemParts {
  readonly config: Pick<Config, 'mode' | 'twoPeopleInDrills'> &
    Partial<Pick<Config, 'hub' | 'evidenceKeptForDays' | 'originalsKeptForDays' | 'sourceAllow'>>
  readonly authority: Authority
  readonly areas: AreaBook
  readonly people: People
  readonly book: ThreatBook
  /** Messages carry nothing beyond the standard where it is left out. */
  readonly capWritten?: CapWritten
  readonly speak: Speaker
  readonly ledger: KeptLedger
  readonly shelf: Shelf
  readonly personal: Shelf
  readonly particulars: ParticularsBook
  readonly attempts: AttemptLog
  readonly clock: Clock
  readonly ids: IdSource
  readonly random: () => number
  readonly log: Log
  /** Opened when this server begins to decide, closed when it stops: sirens obey one server at a time. */
  readonly openChannels: (system: System) => Promise<readonly Channel[]>
  /** What else only a deciding server does, opened after the channels and closed before them. */
  readonly openBeside?: (system: System) => Promise<Beside>
  readonly schedules?: { readonly [channel: string]: RetrySchedule }
  /** The newest fact before anything was read from the shelf: what came later may have changed it. */
  readonly readAt?: Seq
  /** What channels hold at hand of the shelf, which another server may change. */
  readonly kept?: readonly KeptAtHand[]
  /** Facts between two snapshots of the world. */
  readonly snapshotEvery?: number
}

export interface Beside {
  /** Resolves when everything in the ledger that concerns it is done. */
  caughtUp(): Promise<void>
  close(): Promise<void>
}

/** Several as one; they are opened in this order and closed together. */
export function beside(all: readonly Beside[]): Beside {
  return {
    caughtUp: async () => void (await Promise.all(all.map((one) => one.caughtUp()))),
    close: async () => void (await Promise.all(all.map((one) => one.close()))),
  }
}
