/** While this server decides: erasures are finished, where from is forgotten in time, nobody's link outlives their access, and no name stays of who never came. */
import { hour, type Clock, type Log, type PersonId } from '#base'
import type { ParticularsBook } from '../credentials/particulars-book.ts'
import type { LinkBook } from '../links/link-book.ts'
import { linkKinds } from '../links/link.ts'
import type { Registry } from '../registry.ts'
import type { Erasure } from './erasure.ts'
import type { VisitBook } from './visit-book.ts'

const every = hour

export interface KeepingParts {
  readonly clock: Clock
  readonly log: Log
  readonly registry: Pick<Registry, 'people' | 'proposals'>
  readonly particulars: Pick<ParticularsBook, 'all' | 'remove'>
  readonly erasure: Erasure
  readonly visits: Pick<VisitBook, 'sweep'>
  readonly links: Pick<LinkBook, 'listOf' | 'withdraw'>
}

/** At once, which makes up for a crash, and once an hour. What fails is tried again at the next time. */
export function beginKeeping(parts: KeepingParts): { caughtUp(): Promise<void>; close(): Promise<void> } {
  const { clock, log, registry, particulars, erasure, visits, links } = parts
  let closed = false
  let callOff = () => {}
  const withdrawLinks = async () => {
    const all = (await Promise.all(linkKinds.map((kind) => links.listOf(kind)))).flat()
    for (const person of new Set(all.map((link) => link.person))) {
      const state = registry.people.get(person)?.state
      if (state === 'suspended' || state === 'removed') await links.withdraw(person)
    }
  }
  /** A name is kept just before the fact that somebody is invited: who is nobody an hour later is nobody. */
  let nobodyYet = new Set<PersonId>()
  const forgetNobody = async () => {
    const now = clock.now()
    const mayCome = new Set(
      [...registry.proposals.values()].flatMap(({ order, endsAt }) =>
        endsAt > now && 'person' in order ? order.person : [],
      ),
    )
    const nobody = particulars
      .all()
      .flatMap(({ id }) => (registry.people.has(id) || mayCome.has(id) ? [] : id))
    for (const id of nobody) if (nobodyYet.has(id)) await particulars.remove(id)
    nobodyYet = new Set(nobody)
  }
  const keep = async () => {
    try {
      await erasure.finish()
      await forgetNobody()
      await withdrawLinks()
      await visits.sweep()
    } catch (error) {
      log.warn('What is kept of people for a time could not be looked through', {
        why: error instanceof Error ? error.message : String(error),
      })
    }
    if (!closed) callOff = clock.after(every, () => void (keeping = keep()))
  }
  let keeping = keep()
  return {
    caughtUp: () => keeping,
    async close() {
      closed = true
      callOff()
      await keeping
    },
  }
}
