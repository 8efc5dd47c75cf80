/** What is read out of an original: its parts with their text, when and by whom they say they were said, and what in it was not read. */
import type { Instant, Problem, Result } from '#base'
import type { TakingProblem } from './problems.ts'
import type { OriginalKind } from './kind.ts'

/** A time at which something was said, and whose word that is. */
export interface SaidTime {
  readonly by: 'person' | 'page' | 'feed' | 'mail' | 'telegram' | 'file'
  /** Where it stands: `article:published_time`, `Date`. */
  readonly field: string
  /** As it is written there. */
  readonly text: string
  /** Null where it has no zone: nobody knows whose clock it was. */
  readonly at: Instant | null
}

/** One text of an original: the whole, a message, an entry. */
export interface ReadPart {
  /** The same at every reading: `whole`, `message 123`, `entry https://…`. */
  readonly part: string
  readonly text: string
  readonly title?: string
  readonly url?: string
  /** Where it says it was published: a site, a channel. */
  readonly publisher?: { readonly key: string; readonly name: string }
  readonly author?: string
  readonly times: readonly SaidTime[]
  readonly encoding?: string
  /** By which it is known again in another original: `telegram 123/456`; absent where the original is the document. */
  readonly identity?: string
  readonly marks?: PartMarks
}

export interface PartMarks {
  readonly forwardedFrom?: string
  readonly replyTo?: string
  readonly editedAt?: Instant
}

/** Something within that is an original of its own: an attachment. */
export interface InnerOriginal {
  readonly part: string
  readonly name?: string
  readonly type: string
  readonly bytes: Uint8Array
}

export interface ReadBatch {
  readonly parts: readonly ReadPart[]
  readonly inner: readonly InnerOriginal[]
  /** Known once the reader has looked over the whole. */
  readonly of?: number
}

/** What a reading came to. */
export interface ReadEnd {
  /** Parts in which there is no text: a post that is a picture. */
  readonly empty: number
  /** What was not as it should be, and passed over. */
  readonly passedOver: number
}

/** What is known of an original before it is read. */
export interface ReadAsk {
  readonly kind: OriginalKind
  readonly type?: string
  readonly name?: string
  readonly url?: string
}

/** Hands over batch after batch, and goes on when the last was dealt with. */
export type OnBatch = (batch: ReadBatch) => Promise<void>

/** Reads an original. Whatever the bytes do, it ends within bounds of time and memory, and says what was wrong. */
export type ReadOriginal = (
  bytes: Uint8Array,
  ask: ReadAsk,
  onBatch: OnBatch,
) => Promise<Result<ReadEnd, TakingProblem | 'server/busy'>>

/** A refusal thrown out of the depth of a parser's callbacks; caught at the reader's door. */
export class Unreadable extends Error {
  readonly problem: Problem<TakingProblem>
  constructor(problem: Problem<TakingProblem>) {
    super(problem.code)
    this.problem = problem
  }
}

/** In UTF-16 units, of all parts together where there is one text (a page, a PDF). */
export const longestRead = 2_000_000
/** Messages or entries in one original. */
export const mostParts = 100_000
