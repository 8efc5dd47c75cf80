/** What composing an order needs to know of the world around it: the map, the book of threats, the board, and who finds the words. */
import type { AreaCode, Hierarchy } from '#areas'
import type { InLanguages, Instant, Mode, Result, Sha256 } from '#base'
import type { LadderId, LevelId, ThreatBook, ThreatId } from '#threats'
import type { FrozenArea, Wording } from './alert.ts'
import type { Board } from './board.ts'
import type { CommandBy } from './command.ts'
import type { NoticeKind, NoticeReason } from './notice.ts'
import type { Overrides } from './order.ts'

/** What a text has to say. */
export interface Saying {
  readonly kind: NoticeKind
  readonly reason: NoticeReason
  readonly mode: Mode
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
  readonly issuer: InLanguages<string>
  readonly areas: readonly FrozenArea[]
  /** When this is said. */
  readonly at: Instant
  /** When the alert was first issued: a retraction says which message was wrong. */
  readonly since?: Instant
  /** What goes on there when this has ended. */
  readonly stillInForce: readonly {
    readonly threat: ThreatId
    readonly ladder: LadderId
    readonly level: LevelId
  }[]
  readonly texts?: Overrides
}

/** Finds the words; the phrase books stand behind it. */
export type Speaker = (saying: Saying) => Result<Wording>

export interface Surroundings {
  readonly hierarchy: Hierarchy
  readonly book: ThreatBook
  readonly board: Board
  readonly speak: Speaker
  readonly issuer: InLanguages<string>
  /** In which this authority speaks, BCP 47. */
  readonly languages: readonly string[]
  readonly renewForMinutes: number
  readonly hashOfShape: (code: AreaCode) => Sha256 | null
}

export interface Asked extends CommandBy {
  readonly at: Instant
}

/** With the time of the order: a text may have to name it. */
export type Here = Surroundings & { readonly at: Instant }
