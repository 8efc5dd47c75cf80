/** Reads the ledger for the courier: every notice is planned durably before the courier's place in the ledger moves on. */
import { noticesOf } from '#alerts'
import type { Courier } from '#delivery'
import type { Follower } from '#ledger'
import { followKept } from './kept-follower.ts'
import type { System } from './system.ts'

/** Takes up open attempts, then follows from where the last courier was. The same notice met twice is planned once. */
export async function courierFollower(system: System, courier: Courier): Promise<Follower> {
  const open = await courier.resume()
  if (open > 0) system.log.info('Taking up what was left open', { attempts: open })
  return followKept(system, 'courier', {
    wanted: (facts) => facts.flatMap(noticesOf),
    act: (notices) => courier.onNotices(notices),
    failure: 'Notices could not be planned',
  })
}
