/** The ledger's stream of people, as the people read and write it. */
import { ok, type JsonObject } from '#base'
import type { Ledger, NewFact } from '#ledger'
import { peopleStream, type Journal, type KeptPeopleFact } from '#people'

export function peopleJournal(ledger: Ledger): Journal {
  return {
    read: async (afterVersion) =>
      (await ledger.readStream(peopleStream, afterVersion)) as unknown as readonly KeptPeopleFact[],
    async append(facts, version) {
      const written = await ledger.append({
        facts: facts.map(
          (fact) => ({ ...fact, data: fact.data as unknown as JsonObject, stream: peopleStream }) as NewFact,
        ),
        expected: { [peopleStream]: version },
      })
      return written.ok ? ok(written.value as unknown as readonly KeptPeopleFact[]) : written
    },
  }
}
