/** Reads the ledger for the courier: every notice is planned durably before the courier's place in the ledger moves on. */
import { noticesOf } from '#alerts'
import type { Courier } from '#delivery'
import { beginning, type Follower, type Seq } from '#ledger'
import type { System } from './system.ts'

const collection = 'places-in-the-ledger'
/** Facts without notices that a restart may read again, so that not each of them costs a write. */
const mostReadAgain = 500

/** Takes up open attempts, then follows from where the last courier was. The same notice met twice is planned once. */
export async function courierFollower(system: System, courier: Courier): Promise<Follower> {
  const { ledger, shelf, log } = system
  const kept = (await shelf.get(collection, 'courier')) as { readonly seq: Seq } | undefined
  const open = await courier.resume()
  if (open > 0) log.info('Taking up what was left open', { attempts: open })
  let written = (kept?.seq ?? beginning) as number
  return ledger.follow(written as Seq, async (facts) => {
    const last = (facts.at(-1) as { seq: Seq }).seq
    // The courier asks the world what is stopped: it must not know less than the courier.
    await system.folded(last)
    const notices = facts.flatMap(noticesOf)
    if (notices.length > 0) await courier.onNotices(notices)
    else if (last - written < mostReadAgain) return
    await shelf.put(collection, [{ key: 'courier', document: { seq: last } }])
    written = last
  })
}
