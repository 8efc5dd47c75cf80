/**
 * What is proven of each push service, by test pushes that phones sent back, without sending any: a browser shows whatever is
 * pushed, and a test of the duty room must wake nobody.
 */
import { between, day, type Clock } from '#base'
import type { ProofStep, Prover } from '../prover.ts'
import type { SubscriptionBook } from './subscription-book.ts'

/** So many services are named, those with most phones first. */
const mostNamed = 50

export function pushProver(book: Pick<SubscriptionBook, 'services'>, clock: Pick<Clock, 'now'>): Prover {
  const named = () =>
    book
      .services()
      .toSorted((a, b) => b.phones - a.phones)
      .slice(0, mostNamed)
  return {
    needs: 'channels.test',
    targets: () => named().map(({ host }) => ({ id: host, areas: 'everywhere' as const })),
    async prove(targets) {
      const at = clock.now()
      return named()
        .filter(({ host }) => targets.includes(host))
        .map(({ host, phones, provenAt }): ProofStep => {
          const isFresh = provenAt !== undefined && between(provenAt, at) < day
          return {
            ...{ at, target: host, outcome: isFresh ? 'passed' : 'unknown' },
            code: isFresh ? 'test-push-came-back' : 'no-test-push-lately',
            says: isFresh
              ? `A test push to a phone at ${host} came back at ${provenAt}; ${phones} phones are subscribed there.`
              : `No test push to a phone at ${host} came back since the server started, or within a day; ${phones} phones are subscribed there.`,
          }
        })
    },
  }
}
