/** The stream of people in memory, for tests of what needs people and no ledger. */
import { ok, refuse } from '#base'
import type { KeptPeopleFact } from './facts.ts'
import type { Journal } from './people.ts'

export function memoryJournal(): Journal & { readonly facts: readonly KeptPeopleFact[] } {
  const facts: KeptPeopleFact[] = []
  return {
    facts,
    read: async (after) => facts.slice(after),
    async append(more, version) {
      if (version !== facts.length) return refuse('ledger/conflict')
      const kept = more.map((fact, i) => ({ ...fact, version: version + i + 1 }))
      facts.push(...kept)
      return ok(kept)
    },
  }
}
