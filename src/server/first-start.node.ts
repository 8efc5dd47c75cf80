/** The first start of an installation: of servers that begin on one empty database only the one that decides sets it up. */
import { setTimeout as wait } from 'node:timers/promises'
import { beginReading } from './kept-follower.ts'
import type { Store } from './store.node.ts'

const installation = 'installation'

/**
 * Waits, on a database that another server has just begun to fill, until the keys and the first people are there: two
 * servers must not each make their own. Ends at once where this server decides, and must make them.
 */
export async function setUpElsewhere({ ledger, shelf }: Store): Promise<void> {
  while (ledger.writer === 'other' && (await shelf.get(installation, 'set-up')) === undefined) await wait(100)
}

/** What follows is read from here on. */
export async function finishSetUp({ ledger, shelf }: Store): Promise<void> {
  if ((await shelf.get(installation, 'set-up')) !== undefined) return
  await beginReading(shelf, (await ledger.head()).seq)
  await shelf.put(installation, [{ key: 'set-up', document: 'done' }])
}
