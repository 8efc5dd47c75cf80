/** Opens the intake: originals on a shelf, threads that read them, documents for the desk. Loaded when the first original comes. */
import type { Clock, Log, Shelf } from '#base'
import type { EvidenceBook } from '../desk/document.ts'
import { originalsOn, type OriginalRecord, type Originals } from './originals.ts'
import { openReadingDesk, type ReadingBounds } from './reading-desk.node.ts'
import { openTaking, type Taking } from './taking.ts'

export interface IntakePorts {
  /** What is personal may stand in any original. */
  readonly shelf: Shelf
  readonly book: EvidenceBook
  readonly clock: Clock
  readonly log: Log
  /** Writes down that an original came, durably. */
  readonly tell: (record: OriginalRecord) => Promise<unknown>
  readonly bounds?: ReadingBounds
}

export interface OpenIntake extends Taking {
  readonly originals: Originals
}

export function openIntake({ shelf, book, clock, log, tell, bounds }: IntakePorts): OpenIntake {
  const originals = originalsOn(shelf)
  const desk = openReadingDesk(bounds)
  const taking = openTaking({ originals, book, read: desk.read, clock, log, tell })
  return {
    ...taking,
    originals,
    async close() {
      const ended = taking.close()
      await desk.close()
      await ended
    },
  }
}
