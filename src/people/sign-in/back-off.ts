/**
 * How long somebody must wait before a password or a code is looked at again. Guessing gets slow; nobody is ever locked out:
 * what one address does to a login delays that address, and others only by fewer free tries. Passkeys can’t be guessed and don’t wait.
 */
import {
  addressGroup,
  day,
  epochMilliseconds,
  minute,
  second,
  sha256,
  type Instant,
  type Milliseconds,
} from '#base'
import { loginAs } from '../credentials/particulars-book.ts'

export interface Attempt {
  /** As it was typed; it need not exist. */
  readonly login: string
  readonly address: string
}

export interface BackOff {
  /**
   * Milliseconds to wait; 0 lets the try begin and counts it as failed until `succeeded` says otherwise, so that many at
   * once gain nothing. What has to wait isn’t counted.
   */
  begin(attempt: Attempt, at: Instant): Milliseconds
  /** Ends a try that began: the pair starts anew, and is known as one that has succeeded. */
  succeeded(attempt: Attempt, at: Instant): void
  /** Ends a try that began and was never judged, as there was no room: it costs nothing. */
  undecided(attempt: Attempt): void
  /** The password was right and the code wrong: somebody may have the one and be guessing the other, from many addresses. */
  codeFailed(attempt: Attempt, at: Instant): void
  /**
   * Whether no code of this login is taken for now, be it right. It is to be answered like a wrong one: a wait would tell
   * a stranger that the password is right. Only who knows the password brings it about, and never where its owner came in before.
   */
  holdsCodes(attempt: Attempt, at: Instant): 'held' | 'free'
  /** Entries in memory. */
  readonly size: number
}

interface Growth {
  readonly free: number
  readonly first: Milliseconds
  readonly longest: Milliseconds
}

/** For a login from an address. The fifth failure is the first that costs time. */
export const pairGrowth: Growth = { free: 4, first: 5 * second, longest: 15 * minute }
/** The same where the login has succeeded before: its owner is there, tired, and may be the only officer on shift. */
export const knownPairGrowth: Growth = { free: 4, first: 2 * second, longest: minute }
/** For an address, whatever the login: many people share one. */
export const addressGrowth: Growth = { free: 30, first: second, longest: minute }
/** For codes that came with the right password, whatever the address. About a hundred a day: one chance in 3,000 that one of them is right. */
export const codeGrowth: Growth = { free: 5, first: 30 * second, longest: 15 * minute }
/** So many failures at one login, from wherever, leave one free try to each address from which it hasn’t succeeded yet. */
export const loginUnderAttack = 20

const forgetAfter: Milliseconds = day
const knownFor: Milliseconds = 90 * day

interface Failures {
  count: number
  last: Milliseconds
}

export function openBackOff(rules: { readonly mostEach?: number } = {}): BackOff {
  const { mostEach = 20_000 } = rules
  const pairs = tally(mostEach)
  const addresses = tally(mostEach)
  const logins = tally(mostEach)
  const codes = tally(mostEach)
  /** When the pair last succeeded. */
  const known = new Map<string, Milliseconds>()
  const keysOf = ({ login, address }: Attempt) => {
    const group = addressGroup(address)
    // Whoever types their password into the field of the login must not find it in a memory dump.
    const name = sha256(`tocsin-login:${loginAs(login)}`)
    return { pair: `${name} ${group}`, group, name }
  }
  const isKnownAt = (pair: string, now: Milliseconds) => now - (known.get(pair) ?? -Infinity) < knownFor
  return {
    begin(attempt, at) {
      const now = epochMilliseconds(at)
      const { pair, group, name } = keysOf(attempt)
      const isKnown = isKnownAt(pair, now)
      const underAttack = logins.of(name, now).count >= loginUnderAttack
      const growth = isKnown ? knownPairGrowth : underAttack ? { ...pairGrowth, free: 1 } : pairGrowth
      const wait = Math.max(
        leftOf(growth, pairs.of(pair, now), now),
        isKnown ? 0 : leftOf(addressGrowth, addresses.of(group, now), now),
      )
      if (wait > 0) return wait
      pairs.add(pair, now)
      addresses.add(group, now)
      logins.add(name, now)
      return 0
    },
    succeeded(attempt, at) {
      const now = epochMilliseconds(at)
      const { pair, group, name } = keysOf(attempt)
      pairs.forget(pair)
      codes.forget(name)
      // Only this try: with an account of one’s own one could else wipe out what one did to others.
      addresses.takeBack(group)
      logins.takeBack(name)
      known.delete(pair)
      if (known.size >= mostEach) known.delete(known.keys().next().value!)
      known.set(pair, now)
    },
    undecided(attempt) {
      const { pair, group, name } = keysOf(attempt)
      pairs.takeBack(pair)
      addresses.takeBack(group)
      logins.takeBack(name)
    },
    codeFailed: (attempt, at) => codes.add(keysOf(attempt).name, epochMilliseconds(at)),
    holdsCodes(attempt, at) {
      const now = epochMilliseconds(at)
      const { pair, name } = keysOf(attempt)
      if (isKnownAt(pair, now)) return 'free'
      return leftOf(codeGrowth, codes.of(name, now), now) > 0 ? 'held' : 'free'
    },
    get size() {
      return pairs.size() + addresses.size() + logins.size() + codes.size() + known.size
    },
  }
}

/** How long after so many failures, counted from the last one. */
export function waitAfter(failures: number, { free, first, longest }: Growth): Milliseconds {
  return failures <= free ? 0 : Math.min(longest, first * 2 ** Math.min(failures - free - 1, 40))
}

function leftOf(growth: Growth, failures: Failures, now: Milliseconds): Milliseconds {
  return Math.max(0, failures.last + waitAfter(failures.count, growth) - now)
}

const none: Failures = { count: 0, last: -Infinity }

/** Counts by key, forgets after a day, and gives up the longest quiet ones when there are too many. */
function tally(most: number) {
  const failures = new Map<string, Failures>()
  const of = (key: string, now: Milliseconds): Failures => {
    const found = failures.get(key)
    return found === undefined || now - found.last >= forgetAfter ? none : found
  }
  return {
    of,
    add(key: string, now: Milliseconds) {
      const { count } = of(key, now)
      // Set anew, so that the map’s order is that of the last failures.
      failures.delete(key)
      if (failures.size >= most) failures.delete(failures.keys().next().value!)
      failures.set(key, { count: count + 1, last: now })
    },
    takeBack(key: string) {
      const found = failures.get(key)
      if (found === undefined) return
      if (found.count <= 1) failures.delete(key)
      else found.count--
    },
    forget: (key: string) => void failures.delete(key),
    size: () => failures.size,
  }
}
