/** What must be true of a server that was killed and started again. Each check names every violation; none means that all is well. */
import { alertOf, noticesOf, type NoticeKind } from '#alerts'
import type { Fact } from '#ledger'

/** An order that a client was told is done. */
export interface Acknowledged {
  readonly key: string
  readonly alert: string
  /** The place of its fact. */
  readonly seq: number
}

/** One HTTP request that a webhook's receiver got, or one order that a siren obeyed. Lives count the server's starts, from 1. */
export interface Told {
  readonly life: number
  /** `{notice}/{channel}/{target}`, as in the attempt log. */
  readonly attempt: string
  readonly alert: string
  readonly kind: NoticeKind | 'sound' | 'stop'
}

/** What was known for certain when a life ended. */
export interface KnownAtDeath {
  readonly life: number
  /** Attempts that the log holds as confirmed. */
  readonly confirmed: ReadonlySet<string>
  /** Alerts that the ledger holds as ended. */
  readonly ended: ReadonlySet<string>
}

export interface HeardEvent {
  readonly event: string
  readonly id: string
  /** The notice's id, of a `notice`. */
  readonly notice?: string
}

/** Facts that were acknowledged and are not in the ledger where they were said to be. */
export function lostFacts(acknowledged: Iterable<Acknowledged>, facts: ReadonlyMap<number, Fact>): string[] {
  const flaws: string[] = []
  for (const { key, alert, seq } of acknowledged) {
    const fact = facts.get(seq)
    if (fact === undefined) flaws.push(`fact ${seq} (order ${key}) was acknowledged and is not there`)
    else if (alertOf(fact) !== alert || keyIn(fact) !== key)
      flaws.push(
        `fact ${seq} was acknowledged as order ${key} of ${alert} and is ${keyIn(fact)} of ${fact.stream}`,
      )
  }
  return flaws
}

/** Facts that are no longer what they were when they were read before. */
export function changedFacts(before: ReadonlyMap<number, Fact>, now: readonly Fact[]): string[] {
  return now.flatMap((fact) => {
    const was = before.get(fact.seq)
    return was !== undefined && was.hash !== fact.hash ? [`fact ${fact.seq} is another than before`] : []
  })
}

/** Orders that were carried out more than once under one key. */
export function doneTwice(facts: Iterable<Fact>): string[] {
  const first = new Map<string, number>()
  const flaws: string[] = []
  for (const fact of facts) {
    const key = keyIn(fact)
    if (key === undefined) continue
    const seq = first.get(key)
    if (seq === undefined) first.set(key, fact.seq)
    else flaws.push(`order ${key} was carried out twice, by facts ${seq} and ${fact.seq}`)
  }
  return flaws
}

/**
 * What was sent again in a later life although it was confirmed, or although its alert was over and it is not the end.
 * A death knows what those before it knew.
 */
export function wronglySent(told: Iterable<Told>, deaths: readonly KnownAtDeath[]): string[] {
  const flaws: string[] = []
  const ends: readonly string[] = ['all-clear', 'retraction', 'lapse', 'stop']
  for (const { life, attempt, alert, kind } of told) {
    const death = deaths.findLast((one) => one.life < life)
    if (death?.confirmed.has(attempt))
      flaws.push(`${attempt} was confirmed in life ${death.life} and sent again in life ${life}`)
    else if (!ends.includes(kind) && death?.ended.has(alert))
      flaws.push(`${alert} was over in life ${death.life} and ${attempt} (${kind}) was sent in life ${life}`)
  }
  return flaws
}

/** Orders to sound that a siren carried out more than once. */
export function soundedTwice(told: Iterable<Told>): string[] {
  const first = new Map<string, number>()
  const flaws: string[] = []
  for (const { life, attempt, kind } of told) {
    if (kind !== 'sound') continue
    const before = first.get(attempt)
    if (before === undefined) first.set(attempt, life)
    else flaws.push(`${attempt} sounded in life ${before} and again in life ${life}`)
  }
  return flaws
}

/** What a reader of the live stream, who has been there since the first fact, missed, heard twice or heard out of order. */
export function streamFlaws(heard: readonly HeardEvent[], facts: Iterable<Fact>): string[] {
  const flaws: string[] = []
  const said: string[] = []
  for (const { event, id, notice } of heard) {
    if (event === 'notice') said.push(notice ?? '')
    else if (event !== 'ping') flaws.push(`the stream said “${event}” at ${id}: it began anew`)
  }
  const expected = [...facts].flatMap((fact) => noticesOf(fact).map((notice) => notice.id as string))
  const counted = new Map<string, number>()
  for (const id of said) counted.set(id, (counted.get(id) ?? 0) + 1)
  for (const [id, times] of counted) if (times > 1) flaws.push(`the stream said ${id} ${times} times`)
  for (const id of expected) if (!counted.has(id)) flaws.push(`the stream never said ${id}`)
  const known = new Set(expected)
  for (const id of counted.keys())
    if (!known.has(id)) flaws.push(`the stream said ${id}, which is in no fact`)
  if (flaws.length === 0 && said.join() !== expected.join()) flaws.push('the stream was out of order')
  return flaws
}

/** Alerts that are over by these facts. */
export function endedBy(facts: Iterable<Fact>): Set<string> {
  const ended = new Set<string>()
  for (const fact of facts) {
    const alert = alertOf(fact)
    if (alert !== undefined && ['alert-cleared', 'alert-retracted', 'alert-lapsed'].includes(fact.type))
      ended.add(alert)
  }
  return ended
}

function keyIn(fact: Fact): string | undefined {
  return (fact.data['order'] as { readonly key?: string } | undefined)?.key
}
