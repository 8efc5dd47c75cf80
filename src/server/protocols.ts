/** Opens what an installation does by protocol: its book, and one desk on each server. */
import type { Log, Shelf } from '#base'
import type { KeptAtHand } from '#channels'
import { openProtocolBook } from './protocol-book.ts'
import { openProtocolDesk, type ProtocolDesk } from './protocol-desk.ts'
import type { Beside, System } from './system.ts'

export interface Protocols {
  readonly kept: KeptAtHand
  desk(system: System): Promise<ProtocolDesk>
  /** On the server that decides. */
  begin(system: System): Promise<Beside>
}

export async function openProtocols(shelf: Shelf, log: Log): Promise<Protocols> {
  const book = await openProtocolBook(shelf, log)
  let opened: Promise<ProtocolDesk> | undefined
  const desk = (system: System) => (opened ??= openProtocolDesk(system, book))
  return { kept: book.kept, desk, begin: async (system) => (await desk(system)).begin() }
}
