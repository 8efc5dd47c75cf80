/** Takes in what arrives from outside: kept, decided and written down once; the board is moved afterwards, by whoever reads the ledger. */
import type { Alert } from '#alerts'
import { sha256, type ActorId, type AlertId, type Clock, type Log, type Mode, type Shelf } from '#base'
import type { CapMessage } from '#cap'
import type { Ledger, NewFact } from '#ledger'
import type { Arrival, Intake, Taken } from '../arrival.ts'
import { asMessageFact, receivedOf, type MessageFact } from './facts.ts'
import { land, messageStream, modeOf, ownReferences, type Before, type Rules } from './landing.ts'

export interface IntakeParts {
  readonly ledger: Ledger
  readonly shelf: Shelf
  readonly clock: Clock
  readonly log: Log
  /** Who we are, as CAP's `sender`. */
  readonly sender: string
  /** The alert as it stands, also one that ended long ago. */
  readonly alert: (id: AlertId) => Promise<Alert>
  /** Asked at every message: the map may be imported anew meanwhile. */
  readonly rules: (mapping: string | undefined) => Rules
  /** Resolves when the board is as everything in the ledger asks; rejects where nobody moves it. */
  readonly boardMoved: () => Promise<void>
}

/** Where the bytes of messages are kept, by their SHA-256. */
export const messageCollection = 'messages-from-outside'

export function sourceActor(source: string): ActorId {
  return `source:${source}` as ActorId
}

export function openIntake(parts: IntakeParts): Intake {
  const { ledger, shelf, clock, log } = parts

  const before = async ({ message, source }: Arrival): Promise<Before & { readonly known: 'yes' | 'no' }> => {
    const own = await factsOf(messageStream(message))
    const alerts = new Map<AlertId, Before['alerts'][number]>()
    const alone = new Set<AlertId>()
    const references = ownReferences(message)
    // What it changes may be written down and not stand on the board yet: then it would look as if there were nothing to change.
    if (references.length > 0 && source.takes === 'relayed') await parts.boardMoved()
    for (const reference of references) {
      const facts = await factsOf(messageStream(reference))
      const goneOnWith = facts.some(({ type }) => type === 'message-superseded')
      for (const { alert: id } of facts.flatMap((fact) =>
        fact.type === 'message-received' ? fact.data.acts : [],
      )) {
        const alert = await parts.alert(id)
        if (alert.status === 'none') continue
        alerts.set(id, alert)
        if (!goneOnWith) alone.add(id)
      }
    }
    return {
      known: own.some(({ type }) => type === 'message-received') ? 'yes' : 'no',
      superseded: own.some(({ type }) => type === 'message-superseded') ? 'yes' : 'no',
      alerts: [...alerts.values()],
      leftAlone: [...alone],
    }
  }
  const factsOf = async (stream: string) =>
    (await ledger.readStream(stream)).flatMap((fact) => asMessageFact(fact) ?? [])

  /** A peer may send back what we said: under our name, or in a message of its own that names our alert. */
  const isOurs = async (message: CapMessage): Promise<boolean> => {
    if (message.sender === parts.sender) return true
    const named = [
      ...(message.incidents ?? []),
      ...message.info.flatMap(({ parameter = [] }) =>
        parameter.flatMap(({ valueName, value }) => (valueName === 'tocsin:alert' ? value : [])),
      ),
    ]
    for (const id of new Set(named.slice(0, 50)))
      if ((await parts.alert(id as AlertId)).status !== 'none') return true
    return false
  }

  const take = async (arrival: Arrival): Promise<Taken> => {
    const { message, source, receivedAt, bytes } = arrival
    if (await isOurs(message)) return 'ours'
    const known = await before(arrival)
    if (known.known === 'yes') return 'known'
    const landing = land(message, source, receivedAt, known, parts.rules(source.mapping))
    const hash = sha256(bytes)
    const document = { source: source.id, bytes: toBase64(bytes) }
    await shelf.put(messageCollection, [{ key: hash, document }])
    const mode: Mode = modeOf(message) ?? 'test'
    const head = { at: clock.now(), by: sourceActor(source.id), mode }
    const fact = (stream: string, typed: Pick<MessageFact, 'type' | 'data'>) =>
      ({ ...head, ...typed, stream }) as unknown as NewFact
    const stream = messageStream(message)
    const { sender, identifier, sent } = message
    const facts = [
      fact(stream, { type: 'message-received', data: receivedOf(arrival, hash, landing) }),
      ...ownReferences(message).map((reference) =>
        fact(messageStream(reference), {
          type: 'message-superseded',
          data: { by: { sender, identifier, sent } },
        }),
      ),
    ]
    const version = known.superseded === 'yes' ? (await ledger.readStream(stream)).length : 0
    const written = await ledger.append({ facts, expected: { [stream]: version } })
    if (written.ok) return 'new'
    // Somebody wrote to its stream since it was read: the same message from another source, or what takes it back.
    if (written.problem.code === 'ledger/conflict') return take(arrival)
    log.warn('A message from outside could not be written down', { why: written.problem.code })
    throw new Error(`not now: ${written.problem.code}`)
  }

  return { take }
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
