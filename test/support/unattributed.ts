/** Facts by a person that don't say by which key or session they were ordered: an auditor could not tell from where. */
import type { Fact, Ledger, Seq } from '#ledger'
import type { Registry } from '#people'

/** What has no session or key to be told of. */
const mayLack: { readonly [type: string]: (fact: Fact) => boolean } = {
  // By a one-time link: the session begins after it.
  'person-joined': () => true,
  // By time, by another place, or by what was done to the person.
  'session-ended': ({ data }) => !['signed-out', 'ended-elsewhere'].includes(String(data['why'])),
}

export async function unattributed(
  ledger: Pick<Ledger, 'read'>,
  { people }: Pick<Registry, 'people'>,
): Promise<string[]> {
  const found: string[] = []
  for (let after = 0; ;) {
    const facts = await ledger.read(after as Seq, 1_000)
    for (const fact of facts) {
      if (!people.has(fact.by as never) || mayLack[fact.type]?.(fact) === true) continue
      if (!/^(key|session):/.test(fact.via ?? '')) found.push(`${fact.seq} ${fact.type} by ${fact.by}`)
    }
    const last = facts.at(-1)
    if (last === undefined) return found
    after = last.seq
  }
}
