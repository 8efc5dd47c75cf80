/** Broadcasts to every phone of a mobile network: one version of a warning at a time, and nothing once it has ended. */
import type { Notice } from '#alerts'
import type { AreaCode } from '#areas'
import { modes as allModes, second, type AlertId, type Clock, type Log, type Mode } from '#base'
import type { Abilities, Channel, ChannelStanding, Outcome } from '../channel.ts'
import type { AirBook } from './air-book.ts'
import { carrier, type Carried } from './carry-out.cbe.ts'
import { centreAt, patienceFor as patienceForOne, type Centre } from './centre.cbe.ts'
import { decide, isLeftOver, keyOf } from './on-air.ts'
import type { Network } from './network.ts'

export interface CellBroadcastOptions {
  readonly networks: readonly Network[]
  readonly book: AirBook
  readonly clock: Clock
  readonly report: Log
  readonly modes?: readonly Mode[]
  readonly contains: (outer: AreaCode, inner: AreaCode) => boolean
  readonly goesOnIn?: (alert: AlertId) => readonly AreaCode[]
  readonly centre?: (network: Network) => Centre
  /** Why the list could not be used, where it couldn't: then there are no networks, and somebody must know. */
  readonly broken?: string
}

/** How long after its end a message that could not be stopped is tried again. */
const tidyEvery = 30 * second
/** A stop, a start, and the stop of what was there under another identifier, each as long as a slow centre takes. */
const patienceFor = 3 * patienceForOne

export function cellBroadcastChannel(options: CellBroadcastOptions): Channel {
  const { book, clock, report, contains } = options
  const modes = options.modes ?? allModes
  const networks = new Map(options.networks.map((network) => [network.id, network]))
  const centres = new Map(
    options.networks.map((network) => [
      network.id,
      (options.centre ?? (({ url }) => centreAt(url)))(network),
    ]),
  )
  const closing = new AbortController()
  const opened = clock.now()
  /** What is under way for an alert on a network: two orders for one never cross. */
  const running = new Map<string, { readonly off: AbortController; readonly done: Promise<unknown> }>()
  const abilities: Abilities = {
    longestText: 'any',
    // A centre's answer says that it took an order; no network says who heard it.
    confirms: 'nothing',
    aims: 'area',
    carries: 'sounding-levels',
    modes,
  }

  const carryOut = carrier({ book, clock, report })

  /** One after the other for an alert on a network; what is newer calls off what is under way. */
  const alone = async (
    key: string,
    signal: AbortSignal,
    work: (off: AbortSignal) => Promise<Carried>,
  ): Promise<Carried> => {
    const before = running.get(key)
    before?.off.abort()
    const off = new AbortController()
    const done = (async () => {
      await before?.done.catch(() => {})
      return work(AbortSignal.any([signal, off.signal, closing.signal]))
    })()
    const mine = { off, done }
    running.set(key, mine)
    try {
      return await done
    } finally {
      if (running.get(key) === mine) running.delete(key)
    }
  }

  /** Stops what an ended alert has still on the air although nobody asks any more: a try was given up, or we were away. */
  const tidy = async () => {
    for (const left of book.all()) {
      const network = networks.get(left.network)
      const centre = centres.get(left.network)
      const key = keyOf(left)
      if (running.has(key) || !isLeftOver(left, clock.now())) continue
      if (network === undefined || centre === undefined) continue
      await alone(key, new AbortController().signal, async (off) =>
        carryOut(book.get(key) ?? left, network, centre, off),
      )
    }
  }
  let callOffTidying = () => {}
  const tidyLater = () => {
    callOffTidying = clock.after(tidyEvery, () => {
      tidy().catch((error: Error) =>
        report.error('What is on the air could not be put right', { why: error.message }),
      )
      if (!closing.signal.aborted) tidyLater()
    })
  }
  tidyLater()

  const send = async (
    notice: Notice,
    network: Network,
    centre: Centre,
    signal: AbortSignal,
  ): Promise<Outcome> => {
    const key = keyOf({ network: network.id, alert: notice.alert, mode: notice.mode })
    const begun = decide(book.get(key), notice, network, {
      contains,
      goesOnIn: options.goesOnIn ?? (() => []),
      others: book.all().filter((other) => other.network === network.id && keyOf(other) !== key),
      lastCode: book.lastCode(network.id),
      at: clock.now(),
    })
    if (!begun.ok)
      return {
        kind: 'refused',
        problem: begun.problem.code,
        retry: begun.problem.code === 'cell-broadcast/id-taken' ? 'later' : 'never',
      }
    const wanted = begun.value
    if (wanted === undefined) return { kind: 'accepted', reference: 'off-air' }
    if (wanted.leftOut.length > 0)
      report.warn('Languages are not on the air: the network takes no more, or the pages are full', {
        ...{ network: network.id, alert: notice.alert, languages: wanted.leftOut.join(', ') },
      })
    // In memory before anything is waited for, so that no other alert takes the same identifier.
    const written = book.put(wanted)
    const carried = await alone(key, signal, async (off) => {
      await written.catch((error: unknown) => {
        if (wanted.standing === 'goes-on') throw error
      })
      return carryOut(book.get(key) ?? wanted, network, centre, off)
    })
    return carried === 'taken-by-others' ? send(notice, network, centre, signal) : carried
  }

  return {
    name: 'cell-broadcast',
    abilities,
    patienceFor,
    concurrency: 16,
    async targets(notice, covers) {
      return options.networks
        .filter((network) => network.modes.includes(notice.mode) && network.areas.some(covers))
        .map(({ id, areas }) => ({ id, areas }))
    },
    async send(notice, target, signal) {
      const refused = (problem: string, retry: 'never' | 'later' = 'never'): Outcome => ({
        kind: 'refused',
        problem,
        retry,
      })
      if (closing.signal.aborted) return refused('cell-broadcast/closed', 'later')
      const network = networks.get(target.id)
      const centre = centres.get(target.id)
      // It may be put back: what it has on the air must still be stopped then.
      if (network === undefined || centre === undefined)
        return refused('cell-broadcast/no-such-network', 'later')
      if (!modes.includes(notice.mode) || !network.modes.includes(notice.mode))
        return refused('cell-broadcast/mode-not-carried')
      if (signal.aborted) return refused('cell-broadcast/called-off', 'later')
      return send(notice, network, centre, signal)
    },
    ...(options.broken === undefined
      ? {}
      : { standing: (): ChannelStanding => ({ state: 'failing', since: opened, problem: options.broken! }) }),
    async close() {
      closing.abort()
      callOffTidying()
      await Promise.allSettled([...running.values()].map(({ done }) => done))
    },
  }
}
