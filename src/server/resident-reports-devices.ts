/**
 * Tells devices apart for a day and no longer: what a phone calls itself is hashed with a salt of that day, which is then forgotten,
 * so that nobody can say that who told something today told something yesterday. Who answers from a crowded address is told by
 * counting in memory, for a minute.
 */
import { between, day, minute, plus, sha256, type Instant } from '#base'
import type { System } from './system.ts'

const collection = 'resident-salts'

export interface Devices {
  /** A name for the device that means nothing after its day. */
  named(device: string): Promise<string>
}

export function openDevices(
  { personal, clock }: Pick<System, 'personal' | 'clock'>,
  drawn: () => string,
): Devices {
  let known: { readonly day: string; readonly salt: Promise<string> } | undefined
  const saltOf = async (today: string, now: Instant): Promise<string> => {
    // Whoever comes first draws it; another server that takes over reads it.
    await personal.add(collection, [{ key: today, document: { salt: drawn() } }])
    const kept = await personal.list(collection)
    const yesterday = plus(now, -day).slice(0, 10)
    const over = kept.map(({ key }) => key).filter((key) => key < yesterday)
    if (over.length > 0) await personal.remove(collection, over)
    const found = kept.find(({ key }) => key === today)?.document as { readonly salt: string } | undefined
    return found?.salt ?? drawn()
  }
  return {
    async named(device) {
      const now = clock.now()
      const today = now.slice(0, 10)
      if (known?.day !== today) {
        const salt = saltOf(today, now)
        known = { day: today, salt }
        salt.catch(() => (known = undefined))
      }
      return sha256(`${await known.salt} ${device}`).slice(0, 32)
    },
  }
}

/** From one address in a minute: a family, a stairwell, a bus; beyond it nobody can tell many people from one with a program. */
const mostAlone = 30
const mostGroups = 20_000

export interface Crowds {
  of(addressGroup: string, now: Instant): 'alone' | 'crowd'
}

export function openCrowds(): Crowds {
  let since: Instant | undefined
  let counts = new Map<string, number>()
  return {
    of(group, now) {
      if (since === undefined || between(since, now) >= minute || now < since) {
        since = now
        counts = new Map()
      }
      const count = (counts.get(group) ?? 0) + 1
      if (counts.has(group) || counts.size < mostGroups) counts.set(group, count)
      return count > mostAlone ? 'crowd' : 'alone'
    },
  }
}
