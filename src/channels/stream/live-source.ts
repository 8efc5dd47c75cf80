/** What the live stream asks of the server behind it: the ledger's past, the board's present, the map. */
import type { Json, Result } from '#base'
import type { AreaFilter } from './area-filter.ts'
import type { LiveBatch } from './live-event.ts'

export interface Greeting {
  /** The board is that of exactly this many facts. */
  readonly seq: number
  readonly data: Json
}

export interface LiveSource {
  /** The filter for codes as a client wrote them, or why there is none. */
  filter(codes: readonly string[]): Promise<Result<AreaFilter>>
  /** The newest durable fact. */
  head(): Promise<number>
  /**
   * The facts after `seq`, in order, `limit` facts looked at at most. `after` of the answer is `seq`, and `through` is
   * beyond it whenever the ledger goes further.
   */
  after(seq: number, limit: number): Promise<LiveBatch>
  /** What is in force now for these areas; never older than what was last published. */
  board(filter: AreaFilter): Promise<Greeting>
}
