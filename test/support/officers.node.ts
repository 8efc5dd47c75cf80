/** Officers who order without pause, each step under a key of its own, and repeat what got no answer until it gets one. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Acknowledged } from './crash-checks.ts'
import type { Chance } from './chance.ts'
import { ask } from './serve.node.ts'

export interface OfficersOptions {
  readonly count: number
  /** Makes keys of several groups differ. */
  readonly name: string
  readonly areas: readonly string[]
  readonly chance: Chance
  /** Where orders go at the moment; asked before each try. */
  readonly url: () => string
  readonly key: () => string
  /** The longest an officer thinks between two orders, milliseconds. */
  readonly thinksFor: number
  /** Problems after which an order is sent again, as it is after “another server decides”. */
  readonly passing?: readonly string[]
}

export interface Officers {
  readonly acknowledged: readonly Acknowledged[]
  /** Answers that no order should get, such as a broken server. */
  readonly unexpected: readonly string[]
  /** Orders that got no answer at first. */
  readonly unanswered: number
  /** Answers that said `repeated`. */
  readonly repeated: number
  /** Refusals for a reason of the alert's own. */
  readonly refused: number
  /** The longest that an answered order took, milliseconds. */
  readonly slowest: number
  work(): void
  /** Nobody begins another try; resolves when every try that was begun has ended. */
  pause(): Promise<void>
}

interface Order {
  readonly path: string
  readonly body: object
  readonly key: string
}

interface Answered {
  readonly alert: {
    readonly id: string
    readonly status: string
    readonly content: { areas: { code: string }[] }
  }
  readonly repeated: 'first-time' | 'repeated'
  readonly seq: number | null
}

/** The demonstration's officer gives all the orders: `Idempotency-Key` belongs to the person. */
const person = 'olena'

export function officers(options: OfficersOptions): Officers {
  const { chance, areas } = options
  const passing = ['server/not-the-writer', 'ledger/not-the-writer', ...(options.passing ?? [])]
  const acknowledged: Acknowledged[] = []
  const unexpected: string[] = []
  let [unanswered, repeated, refused, slowest, orders] = [0, 0, 0, 0, 0]
  let working = false
  const begun = new Set<Promise<void>>()

  const nextOrder = (alert: Answered['alert'] | undefined): Order => {
    const key = `${options.name}-${++orders}`
    if (alert === undefined || alert.status === 'ended' || alert.status === 'discarded') {
      const level = chance.pick(['yellow', 'red', 'red'])
      const body = { threat: 'drone', level, areas: [chance.pick(areas), chance.pick(areas)] }
      return { path: '/v1/alerts', body, key }
    }
    const step = (name: string, body: object = {}) => ({ path: `/v1/alerts/${alert.id}/${name}`, body, key })
    if (alert.status === 'draft')
      return chance.happens(0.1) ? step('edit', { renewForMinutes: chance.between(60, 300) }) : step('issue')
    const choice = chance.next()
    const minutes = chance.between(60, 300)
    if (choice < 0.15) return step('raise', { level: 'red' })
    if (choice < 0.25) return step('lower', { level: 'yellow' })
    if (choice < 0.4) return step('extend', { areas: [chance.pick(areas)] })
    if (choice < 0.45) return step('reduce', { areas: [chance.pick(alert.content.areas).code] })
    if (choice < 0.55) return step('renew', { renewForMinutes: minutes })
    if (choice < 0.65) return step('correct', { texts: { en: { '90': `DRILL. Corrected ${key}.` } } })
    if (choice < 0.85) return step('all-clear')
    return step('retract', { reason: 'It was a bird.' })
  }

  const officer = async () => {
    let alert: Answered['alert'] | undefined
    let open: Order | undefined
    for (;;) {
      while (!working) await resumed()
      // Some repeat what was answered: nothing may come of it.
      const order = open ?? nextOrder(alert)
      open = order
      const began = performance.now()
      let ended = () => {}
      const attempt = new Promise<void>((resolve) => (ended = resolve))
      begun.add(attempt)
      try {
        const { path, body, key } = order
        const answer = await ask(options.url(), 'POST', path, { as: options.key(), body, key })
        if (answer.status === 503) {
          const { code } = answer.body as { readonly code: string }
          if (!passing.includes(code)) unexpected.push(`${path} (${key}): ${JSON.stringify(answer.body)}`)
          await wait(chance.between(20, 60))
          continue
        }
        slowest = Math.max(slowest, performance.now() - began)
        open = undefined
        if (answer.status < 300) {
          const done = answer.body as Answered
          alert = done.alert
          if (done.repeated === 'repeated') repeated++
          if (done.seq !== null)
            acknowledged.push({ key: `${person}:${key}`, alert: alert.id, seq: done.seq })
          if (chance.happens(0.05)) open = order
        } else if (answer.status < 500) {
          refused++
          // The alert may have moved on by an order that got no answer.
          if (chance.happens(0.2)) alert = undefined
        } else unexpected.push(`${path} (${key}): ${answer.status} ${JSON.stringify(answer.body)}`)
      } catch {
        unanswered++
        await wait(chance.between(10, 40))
      } finally {
        ended()
        begun.delete(attempt)
      }
      await wait(chance.between(1, options.thinksFor))
    }
  }

  let resume = Promise.withResolvers<void>()
  const resumed = () => resume.promise
  for (let i = 0; i < options.count; i++) void officer()

  return {
    acknowledged,
    unexpected,
    get unanswered() {
      return unanswered
    },
    get repeated() {
      return repeated
    },
    get refused() {
      return refused
    },
    get slowest() {
      return slowest
    },
    work() {
      working = true
      resume.resolve()
    },
    async pause() {
      working = false
      resume = Promise.withResolvers<void>()
      await Promise.all(begun)
    },
  }
}
