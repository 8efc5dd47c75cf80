/** The protocols of an installation, every version of them: a list that runs keeps the one it began with, whatever is taken in later. */
import {
  oneAfterAnother,
  ok,
  refuse,
  type ActorId,
  type Instant,
  type Json,
  type Log,
  type Result,
  type Shelf,
} from '#base'
import type { KeptAtHand } from '#channels'
import type { Protocol, ProtocolId, ReadProtocol } from '#response'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

const collection = 'protocols'
const stream = 'protocols'

export interface KeptProtocol {
  readonly protocol: Protocol
  /** Nothing starts by a retired one any more. */
  readonly state: 'in-use' | 'retired'
  readonly by: ActorId
  readonly at: Instant
}

export interface ProtocolBook {
  /** The newest version of each, in the order of their ids. */
  newest(): readonly KeptProtocol[]
  /** By which lists start now. */
  inUse(): readonly Protocol[]
  /** In the version that was there then; of what is retired since, nothing. */
  inUseAt(at: Instant): readonly Protocol[]
  get(id: ProtocolId, version?: number): KeptProtocol | undefined
  /** The oldest first. */
  versions(id: ProtocolId): readonly KeptProtocol[]
  /** The same again stays the version that it is. */
  put(read: ReadProtocol, by: OrderedBy, system: System): Promise<Result<KeptProtocol>>
  retire(id: ProtocolId, by: OrderedBy, system: System): Promise<Result<KeptProtocol>>
  onChanged(listen: () => void): void
  readonly kept: KeptAtHand
}

export async function openProtocolBook(shelf: Shelf, log: Log): Promise<ProtocolBook> {
  let versions = new Map<ProtocolId, KeptProtocol[]>()
  const listeners: (() => void)[] = []
  const told = () => {
    for (const listen of listeners) listen()
  }
  const reload = async () => {
    const read = new Map<ProtocolId, KeptProtocol[]>()
    for (const { key, document } of await shelf.list(collection)) {
      const one = document as unknown as KeptProtocol
      if (keyOf(one.protocol) !== key) {
        log.error('A protocol can’t be read; it is left out', { protocol: key })
        continue
      }
      const { id } = one.protocol
      read.set(id, [...(read.get(id) ?? []), one])
    }
    for (const all of read.values()) all.sort((a, b) => a.protocol.version - b.protocol.version)
    versions = read
    told()
  }
  await reload()

  /** One after the other: two at once would be the same version. */
  const inTurn = oneAfterAnother()
  const newestOf = (id: ProtocolId) => versions.get(id)?.at(-1)
  /** On the shelf before the fact: another server reads it again when it hears of it. */
  const keep = async (one: KeptProtocol, type: string, by: OrderedBy, system: System) => {
    const { protocol } = one
    const { id, version, hash, tasks, closing, zones } = protocol
    const key = keyOf(protocol)
    const before = await shelf.get(collection, key)
    await shelf.put(collection, [{ key, document: one as unknown as Json }])
    const data = {
      ...{ protocol: id, version, hash },
      ...{ tasks: tasks.length, closing: closing.length, zones: zones.length },
    }
    const fact = await system.note({ stream, type, ...by, mode: system.config.mode, data })
    if (fact === undefined) {
      if (before === undefined) await shelf.remove(collection, [key])
      else await shelf.put(collection, [{ key, document: before }])
      return refuse('ledger/cannot-write', { why: 'it was not taken' })
    }
    await reload()
    return ok(one)
  }
  return {
    newest: () => [...versions.keys()].toSorted().map((id) => newestOf(id)!),
    inUse: () =>
      [...versions.values()].flatMap((all) => (all.at(-1)!.state === 'in-use' ? all.at(-1)!.protocol : [])),
    inUseAt: (at) =>
      [...versions.values()].flatMap((all) => {
        const then = all.findLast((one) => one.at <= at)
        return all.at(-1)!.state === 'in-use' && then !== undefined ? then.protocol : []
      }),
    versions: (id) => versions.get(id) ?? [],
    get: (id, version) =>
      version === undefined
        ? newestOf(id)
        : versions.get(id)?.find((one) => one.protocol.version === version),
    put: (read, by, system) =>
      inTurn(async () => {
        const before = newestOf(read.id)
        if (before?.protocol.hash === read.hash && before.state === 'in-use') return ok(before)
        const version = (before?.protocol.version ?? 0) + 1
        const protocol: Protocol = { ...read, version }
        const one: KeptProtocol = { protocol, state: 'in-use', by: by.by, at: system.clock.now() }
        return keep(one, 'protocol-imported', by, system)
      }),
    retire: (id, by, system) =>
      inTurn(async () => {
        const before = newestOf(id)
        if (before === undefined) return refuse('response/unknown-protocol', { protocol: id })
        if (before.state === 'retired') return ok(before)
        return keep({ ...before, state: 'retired' }, 'protocol-retired', by, system)
      }),
    onChanged: (listen) => void listeners.push(listen),
    kept: { changedBy: ['protocol-imported', 'protocol-retired'], reload },
  }
}

function keyOf({ id, version }: Pick<Protocol, 'id' | 'version'>): string {
  return `${id}@${version}`
}
