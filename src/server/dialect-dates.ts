/**
 * When what dialects show last changed, told by the ledger alone: every server of an installation says the same, before and after
 * a restart, and no two changes have the same second.
 */
import { alertOf, asAlertFact, noticeReasonOf } from '#alerts'
import { epochMilliseconds, instantOf, type Instant, type Mode } from '#base'
import type { Fact, Seq } from '#ledger'

export interface LastChange {
  /** A fact that comes after all that it was told before. */
  apply(fact: Fact): void
  /** Undefined while nothing is known. */
  readonly at: Instant | undefined
  /** In a second that no other change has: that of `at`, or a later one. */
  readonly datedAt: Instant | undefined
}

/** Whether there is another picture with this fact, as far as clients can see; an import gives areas other ids. */
function isChange(fact: Fact, modes: readonly Mode[]): boolean {
  if (fact.type === 'areas-imported') return true
  if (alertOf(fact) === undefined || !modes.includes(fact.mode)) return false
  const { type } = asAlertFact(fact)
  return noticeReasonOf(type) !== null || type === 'expiry-flagged'
}

/** After so many seconds without a change none is told apart from those before. */
const restFor = 60

/**
 * A date has whole seconds. Of several changes in one, each has a second of its own, the next one: else the date of the first would
 * hide the others from who comes back with it.
 */
export function lastChange(modes: readonly Mode[]): LastChange {
  let last: { readonly second: number; readonly dated: number } | undefined
  let at: Instant | undefined
  let datedAt: Instant | undefined
  return {
    apply(fact) {
      if (!isChange(fact, modes)) return
      const second = secondOf(fact)
      const isRested = last === undefined || second - last.second > restFor
      const dated = isRested ? second : Math.max(second, last!.dated + 1)
      last = { second, dated }
      at = fact.at
      datedAt = dated === second ? at : instantOf(dated * 1_000)
    },
    get at() {
      return at
    },
    get datedAt() {
      return datedAt
    },
  }
}

const page = 500
/** Of what lies further back nobody wants to wait for the date: that of the oldest fact read stands for it. */
const furthestBack = 20_000
/** No crowd of changes lasts longer. */
const longestCrowd = 3_600

/** Tells each what happened up to `head`, as far back as it needs. */
export async function readLastChanges(
  ledger: { read(after: Seq, limit: number): Promise<readonly Fact[]> },
  head: Seq,
  all: readonly { readonly modes: readonly Mode[]; apply(fact: Fact): void }[],
): Promise<{ readonly oldest: Instant | undefined }> {
  const back = all.map((one) => ({ ...one, found: [] as Fact[], isEnough: false }))
  let oldest: Instant | undefined
  for (let to: number = head; to > 0 && head - to < furthestBack; to -= page) {
    const from = Math.max(0, to - page)
    const facts = await ledger.read(from as Seq, to - from)
    oldest = facts[0]?.at ?? oldest
    for (const fact of facts.toReversed())
      for (const one of back) {
        if (one.isEnough || !isChange(fact, one.modes)) continue
        const [newest, before] = [one.found[0], one.found.at(-1)]
        one.found.push(fact)
        one.isEnough =
          before !== undefined &&
          (secondOf(before) - secondOf(fact) > restFor || secondOf(newest!) - secondOf(fact) > longestCrowd)
      }
    if (back.every(({ isEnough }) => isEnough)) break
  }
  for (const { found, apply } of back) for (const fact of found.toReversed()) apply(fact)
  return { oldest }
}

function secondOf({ at }: Fact): number {
  return Math.floor(epochMilliseconds(at) / 1_000)
}
