/** What must be true of people's access at a server that was killed and started again. Each check names every violation; none means that all is well. */
import type { Fact } from '#ledger'
import { emptyRegistry, peopleStream, type KeptPeopleFact, type Registry } from '#people'

/**
 * What a client was told of a key, session, device, link or code. `unsure`: it asked for the end of it and got no answer.
 * `out`: its owner is suspended, and may be let in again.
 */
export type Promised = 'good' | 'out' | 'over' | 'unsure'

/** One try to get in by it. */
export interface Trial {
  readonly life: number
  readonly thing: string
  readonly promised: Promised
  readonly status: number
}

/** What let somebody in who was to be out, or kept somebody out who was to be let in. */
export function brokenPromises(trials: Iterable<Trial>): string[] {
  const flaws: string[] = []
  for (const { life, thing, promised, status } of trials) {
    const met =
      status < 300 ? 'let in' : [401, 403, 404, 409, 410, 429].includes(status) ? 'refused' : 'broken'
    const wanted = promised === 'good' ? 'let in' : promised === 'unsure' ? met : 'refused'
    if (met === 'broken' || met !== wanted)
      flaws.push(`in life ${life} ${thing}, which was told to be ${promised}, was answered ${status}`)
  }
  return flaws
}

/** One-time codes and links that somebody showed, by whose they are. */
export interface Shown {
  readonly person: string
  /** As the fact of a session says it. */
  readonly method: 'recovery-code' | 'password-totp' | 'link'
  /** How many different ones. */
  readonly different: number
}

/** People who were let in more often than they had one-time codes or links. */
export function moreThanShown(facts: Iterable<Fact>, shown: readonly Shown[]): string[] {
  const begun = new Map<string, number>()
  for (const { type, data } of facts) {
    if (type !== 'session-started' && type !== 'session-renewed') continue
    const { person, method } = data as { readonly person: string; readonly method: string }
    const key = `${person} by ${method}`
    begun.set(key, (begun.get(key) ?? 0) + 1)
  }
  return shown.flatMap(({ person, method, different }) => {
    const times = begun.get(`${person} by ${method}`) ?? 0
    return times > different ? [`${person} was let in ${times} times by ${different} of ${method}`] : []
  })
}

/** What is for once and happened again: joining, being added, an answer to a proposal, carrying it out. */
export function happenedTwice(facts: Iterable<Fact>): string[] {
  const seen = new Map<string, number>()
  const flaws: string[] = []
  for (const { seq, type, data } of facts) {
    const { person, proposal } = data as { readonly person?: string; readonly proposal?: string }
    const once =
      type === 'person-added' || type === 'person-joined'
        ? `${type} of ${person}`
        : ['proposal-confirmed', 'proposal-refused', 'proposal-withdrawn'].includes(type)
          ? `the answer to ${proposal}`
          : type === 'proposal-carried-out'
            ? `${type} of ${proposal}`
            : undefined
    if (once === undefined) continue
    const before = seen.get(once)
    if (before === undefined) seen.set(once, seq)
    else flaws.push(`${once} is fact ${before} and again fact ${seq}`)
  }
  return flaws
}

/** Webhooks that two people agreed to and that are not there once, and those that are there without having been agreed to. */
export function agreedOtherwise(facts: Iterable<Fact>, webhooks: readonly string[]): string[] {
  const digests = new Map<string, string>()
  const due = new Set<string>()
  const flaws: string[] = []
  const carriedOut = new Set<string>()
  for (const { type, data } of facts) {
    const { proposal, order } = data as {
      readonly proposal: string
      readonly order?: { readonly type: string; readonly digest?: string }
    }
    if (type === 'proposal-made' && order?.type === 'foreign') digests.set(proposal, order.digest!)
    if (type === 'proposal-confirmed' && digests.has(proposal)) due.add(proposal)
    if (type === 'proposal-carried-out') carriedOut.add(proposal)
  }
  const named = (proposal: string) => `webhook-${digests.get(proposal)!.slice(0, 20)}`
  for (const proposal of due) {
    const there = webhooks.filter((id) => id === named(proposal)).length
    if (there !== 1) flaws.push(`${proposal} was agreed to, and its webhook is there ${there} times`)
    if (!carriedOut.has(proposal)) flaws.push(`${proposal} was agreed to and not carried out`)
  }
  const agreed = new Set([...due].map(named))
  for (const id of webhooks) if (!agreed.has(id)) flaws.push(`nobody agreed to ${id}`)
  return flaws
}

/** Orders that were acknowledged, as the facts that must be there. */
export interface Acknowledged {
  readonly type: string
  /** What the fact's data must hold, at least. */
  readonly holds: { readonly [member: string]: string }
}

export function lostOrders(facts: Iterable<Fact>, acknowledged: readonly Acknowledged[]): string[] {
  const all = [...facts]
  return acknowledged.flatMap(({ type, holds }) =>
    all.some(
      (fact) =>
        fact.type === type && Object.entries(holds).every(([member, value]) => fact.data[member] === value),
    )
      ? []
      : [`${type} of ${Object.values(holds).join(', ')} was acknowledged and is not there`],
  )
}

/** The registry as anybody folds it from an exported ledger. */
export function refolded(facts: Iterable<Fact>): Registry {
  const owns = {
    areas: 'everywhere',
    threats: 'all',
    ladders: 'all',
    levels: 'all',
    channels: 'all',
  } as const
  const registry = emptyRegistry({ names: {}, owns })
  let version = 0
  for (const fact of facts)
    if (fact.stream === peopleStream)
      registry.apply({ ...(fact as unknown as KeptPeopleFact), version: ++version })
  return registry
}

export interface Told {
  readonly people: readonly {
    readonly id: string
    readonly state: string
    readonly roles: readonly string[]
  }[]
  readonly keys: readonly {
    readonly id: string
    readonly owner: string
    readonly endsAt: string | null
    readonly replacedBy: string | null
  }[]
  readonly proposals: readonly { readonly id: string; readonly contentHash: string }[]
}

/** Where the server says something else than its ledger. */
export function otherwiseTold(registry: Registry, told: Told): string[] {
  const person = ({ id, state, roles }: Told['people'][number]) => `person ${id} ${state} ${roles.join('+')}`
  const key = ({ id, owner, endsAt, replacedBy }: Told['keys'][number]) =>
    `key ${id} of ${owner}, ends ${endsAt}, then ${replacedBy}`
  const proposal = ({ id, contentHash }: Told['proposals'][number]) => `proposal ${id} ${contentHash}`
  const folded = new Set([
    ...[...registry.people.values()].map(person),
    ...[...registry.keys.values()].map((one) => key({ ...one, replacedBy: one.replacedBy ?? null })),
    ...[...registry.proposals.values()].map((one) => proposal({ ...one, id: one.id as string })),
  ])
  const said = new Set([...told.people.map(person), ...told.keys.map(key), ...told.proposals.map(proposal)])
  return [
    ...[...folded].filter((one) => !said.has(one)).map((one) => `the server does not tell: ${one}`),
    ...[...said].filter((one) => !folded.has(one)).map((one) => `the ledger does not hold: ${one}`),
  ]
}

/** What is personal and stands in a text for everybody: the ledger's export. */
export function personalIn(text: string, personal: readonly string[]): string[] {
  const lower = text.toLowerCase()
  return personal
    .filter((one) => lower.includes(one.toLowerCase()))
    .map((one) => `“${one}” stands in the ledger`)
}
