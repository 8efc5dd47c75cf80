/** Reads the ledger for the courier: every notice is planned durably before the courier's place in the ledger moves on. */
import { noticesOf } from '#alerts'
import type { Courier } from '#delivery'
import type { Shelf } from '#base'
import { beginning, type Follower, type Seq } from '#ledger'
import type { System } from './system.ts'
import { untilItWorks } from './until-it-works.ts'

const collection = 'places-in-the-ledger'
/** Facts without notices that a restart may read again, so that not each of them costs a write. */
const mostReadAgain = 500

/**
 * Where the courier of a new installation begins: what a restored ledger holds was delivered by the one it comes from.
 * Called before the first order; where a courier has been at work already it changes nothing.
 */
export async function beginDelivering(shelf: Shelf, head: Seq): Promise<void> {
  if ((await shelf.get(collection, 'courier')) === undefined)
    await shelf.put(collection, [{ key: 'courier', document: { seq: head } }])
}

/** Takes up open attempts, then follows from where the last courier was. The same notice met twice is planned once. */
export async function courierFollower(system: System, courier: Courier): Promise<Follower> {
  const { ledger, shelf, log, clock } = system
  const kept = (await shelf.get(collection, 'courier')) as { readonly seq: Seq } | undefined
  const { seq: head } = await ledger.head()
  const open = await courier.resume()
  if (open > 0) log.info('Taking up what was left open', { attempts: open })
  // A ledger restored beside newer tables ends before the place that they remember.
  let written = Math.min(kept?.seq ?? beginning, head)
  let closed = false
  const around = { clock, log, isOver: () => closed }
  const follower = ledger.follow(written as Seq, async (facts) => {
    const last = (facts.at(-1) as { seq: Seq }).seq
    const notices = facts.flatMap(noticesOf)
    if (notices.length === 0 && last - written < mostReadAgain) return
    // The courier asks the world what is stopped: it must not know less than the courier.
    await system.folded(last)
    if (notices.length > 0)
      await untilItWorks('Notices could not be planned', () => courier.onNotices(notices), around)
    if (closed) throw new Error('closed before everything was planned')
    const place = [{ key: 'courier', document: { seq: last } }]
    await untilItWorks('The courier’s place can’t be kept', () => shelf.put(collection, place), around)
    written = last
  })
  return {
    caughtUp: () => follower.caughtUp(),
    async close() {
      closed = true
      await follower.close()
    },
  }
}
