/** While this server decides: erasures are finished, where from is forgotten in time, and nobody's link outlives their access. */
import { hour, type Clock, type Log } from '#base'
import type { LinkBook } from '../links/link-book.ts'
import { linkKinds } from '../links/link.ts'
import type { Registry } from '../registry.ts'
import type { Erasure } from './erasure.ts'
import type { VisitBook } from './visit-book.ts'

const every = hour

export interface KeepingParts {
  readonly clock: Clock
  readonly log: Log
  readonly registry: Pick<Registry, 'people'>
  readonly erasure: Erasure
  readonly visits: Pick<VisitBook, 'sweep'>
  readonly links: Pick<LinkBook, 'listOf' | 'withdraw'>
}

/** At once, which makes up for a crash, and once an hour. What fails is tried again at the next time. */
export function beginKeeping(parts: KeepingParts): { caughtUp(): Promise<void>; close(): Promise<void> } {
  const { clock, log, registry, erasure, visits, links } = parts
  let closed = false
  let callOff = () => {}
  const withdrawLinks = async () => {
    const all = (await Promise.all(linkKinds.map((kind) => links.listOf(kind)))).flat()
    for (const person of new Set(all.map((link) => link.person))) {
      const state = registry.people.get(person)?.state
      if (state === 'suspended' || state === 'removed') await links.withdraw(person)
    }
  }
  const keep = async () => {
    try {
      await erasure.finish()
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
