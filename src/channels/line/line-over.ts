/**
 * Makes a line of a carrier: what was taken under an id is not sent twice, what was called back is not sent at all, and
 * what a carrier says later finds its message. Nothing leaves without the mark of a drill or a test.
 * Long because one picture of what flies, what is kept and what was called back decides all of that.
 */
import { day, plus, second, type Clock, type Instant, type Log } from '#base'
import type { Outcome } from '../channel.ts'
import { markFor } from '../push/message.ts'
import type { Carrier, Receipt } from './carrier.ts'
import type { HearOutcome, HearReply, Line, LineMessage, LineName, Recall } from './line.ts'
import type { LineTable, PartState, SentMessage, SentPart } from './line-table.ts'
import { readAddress } from './recipient.ts'

export interface LineOptions {
  readonly name: LineName
  readonly carrier: Carrier
  readonly table: LineTable
  readonly clock: Clock
  readonly report: Log
}

/** What is known of a message is asked for again within this, and replies look back two days. */
const repliesLookBack = 2 * day
const threadsLookBack = 30 * day
/** Messages at hand, so that a disk that takes nothing for a while makes nobody hear a thing twice. */
const mostHeld = 20_000
/** A receipt can overtake the answer that names its message. */
const mostEarly = 2_000

interface Flying {
  readonly message: LineMessage
  readonly off: AbortController
  readonly outcome: Promise<Outcome>
}

export function openLine({ name, carrier, table, clock, report }: LineOptions): Line {
  const flying = new Map<string, Flying>()
  const held = new Map<string, SentMessage>()
  const idOf = new Map<string, string>()
  const early = new Map<string, Outcome>()
  const calledBack = new Set<string>()
  const outcomeListeners = new Set<HearOutcome>()
  const replyListeners = new Set<HearReply>()
  let closed = false
  let changing: Promise<unknown> = Promise.resolve()

  const keep = async (message: SentMessage) => {
    held.set(message.id, message)
    for (const { reference } of message.parts) idOf.set(reference, message.id)
    if (held.size > mostHeld) {
      const [oldest] = held.values()
      if (oldest !== undefined) {
        held.delete(oldest.id)
        for (const { reference } of oldest.parts) idOf.delete(reference)
      }
    }
    try {
      await table.note(message)
    } catch (error) {
      report.error('What was sent could not be written down; it is at hand until the next start.', {
        line: name,
        why: error instanceof Error ? error.message : String(error),
      })
    }
  }
  const known = async (id: string): Promise<SentMessage | undefined> =>
    held.get(id) ?? table.sent(id).catch(() => undefined)

  /** One change of what is kept at a time: the parts of a message are reported side by side. */
  const changed = <Value>(change: () => Promise<Value>): Promise<Value> => {
    const done = changing.then(change)
    changing = done.catch(() => {})
    return done
  }
  const tell = (id: string, outcome: Outcome) => {
    for (const hear of outcomeListeners) hear(id, outcome)
  }

  const hand = async (message: LineMessage, signal: AbortSignal): Promise<Outcome> => {
    const before = await known(message.id)
    const said = before === undefined ? undefined : outcomeOf(before)
    if (said !== undefined) return said
    const at = clock.now()
    const until = message.until ?? plus(at, day)
    const thread = message.thread ?? null
    const follows = thread === null ? [] : await earlierIds(thread, message.to, at)
    if (signal.aborted) return calledOff
    const { outcome, references } = await carrier.hand(
      { ...message, until, text: marked(message), follows: follows.filter((id) => id !== message.id) },
      signal,
    )
    if (outcome.kind === 'refused' && references.length === 0) return outcome
    return changed(async () => {
      const parts = references.map((reference): SentPart => ({ reference, state: 'open' }))
      let sent: SentMessage = {
        ...{ id: message.id, line: name, to: message.to, thread, sentAt: at, until, parts },
        taken: outcome.kind === 'accepted' || outcome.kind === 'confirmed' ? 'whole' : 'cut',
        ...{ confirmed: outcome.kind === 'confirmed' ? outcome.by : null, failed: null },
      }
      await keep(sent)
      for (const reference of references) {
        const overtook = early.get(reference)
        if (overtook === undefined) continue
        early.delete(reference)
        sent = withReceipt(sent, reference, overtook)
      }
      if (sent.parts !== parts || sent.confirmed !== null) await keep(sent)
      return outcomeOf(sent) ?? outcome
    })
  }

  const earlierIds = async (thread: string, to: string, at: Instant) => {
    const since = plus(at, -threadsLookBack)
    const sent = await table.sentTo(name, to, { since, thread, limit: 20 }).catch(() => [])
    return sent.map(({ id }) => id).toReversed()
  }

  /** The message that one of these names stands for, and the name. */
  const named = async ({ references, from }: Pick<Receipt, 'references' | 'from'>) => {
    const address = from === undefined ? undefined : readAddress(name, from)
    for (const reference of references) {
      const id = idOf.get(reference)
      const message = id === undefined ? await table.byReference(name, reference) : await known(id)
      if (message !== undefined && (address === undefined || !address.ok || address.value === message.to))
        return { message, reference }
    }
    return undefined
  }

  const receipt = ({ references, from, outcome }: Receipt) =>
    changed(async () => {
      const found = await named({ references, ...(from === undefined ? {} : { from }) })
      if (found === undefined) {
        for (const reference of references) early.set(reference, outcome)
        for (const oldest of early.keys()) if (early.size <= mostEarly || !early.delete(oldest)) break
        return
      }
      const { message, reference } = found
      const after = withReceipt(message, reference, outcome)
      if (after === message) return
      await keep(after)
      const said = outcomeOf(after)
      const news = after.confirmed !== message.confirmed || after.failed !== message.failed
      if (said !== undefined && news) tell(after.id, said)
    })

  carrier.listen({
    receipt,
    async text({ from, about, to, text, at }) {
      const answered = about === undefined ? undefined : (await named({ references: [about] }))?.message
      const address = from === undefined ? undefined : readAddress(name, from)
      const sender = address?.ok === true ? address.value : (from ?? answered?.to)
      if (sender === undefined) return
      const since = plus(at, -repliesLookBack)
      const sent = await table.sentTo(name, sender, { since, limit: 10 })
      // The call in which a key was pressed is what it answers, whatever was sent since.
      const first = answered?.to === sender ? [answered] : []
      const others = sent.filter(({ id }) => id !== answered?.id)
      const answers = [...first, ...others].map(({ id, thread }) => ({ id, thread }))
      const reply = { line: name, from: sender, to, text, at, answers } as const
      await Promise.all([...replyListeners].map((hear) => hear(reply)))
    },
  })

  const recall = (id: string): Promise<Recall> =>
    changed(async () => {
      const message = await known(id)
      if (message === undefined) return { kind: 'not-sent' }
      if (message.failed !== null) return { kind: 'recalled' }
      const open = message.parts.filter(({ state }) => state === 'open').map(({ reference }) => reference)
      if (message.confirmed !== null || open.length < message.parts.length || carrier.recall === undefined)
        return { kind: 'too-late', problem: 'line/cannot-recall' }
      if (open.length === 0) return { kind: 'unknown', problem: 'line/no-answer' }
      const said = await carrier.recall(open, message.to)
      if (said.kind === 'recalled') {
        const parts = message.parts.map((part): SentPart => ({ ...part, state: 'recalled' }))
        await keep({ ...message, parts, failed: 'line/recalled' })
        tell(id, refused('line/recalled', 'never'))
      }
      return said
    })

  const cancel = async (id: string): Promise<Recall> => {
    calledBack.add(id)
    if (calledBack.size > mostHeld) for (const oldest of calledBack) if (calledBack.delete(oldest)) break
    const flight = flying.get(id)
    flight?.off.abort()
    const outcome = await flight?.outcome
    if (outcome?.kind === 'unknown') return { kind: 'unknown', problem: outcome.problem }
    return recall(id)
  }

  return {
    name,
    abilities: carrier.abilities,
    patienceFor: carrier.patienceFor,
    async send(message, signal) {
      if (closed) return refused('line/closed', 'later')
      if (calledBack.has(message.id)) return refused('line/called-off', 'never')
      if (signal.aborted) return calledOff
      const address = readAddress(name, message.to)
      if (!address.ok) return refused('line/bad-address', 'never')
      if (message.until !== undefined && message.until <= clock.now())
        return refused('line/too-late', 'never')
      const same = flying.get(message.id)
      if (same !== undefined) return same.outcome
      const off = new AbortController()
      const both = AbortSignal.any([signal, off.signal])
      const outcome = hand({ ...message, to: address.value }, both).catch((error: Error): Outcome => {
        report.error('A carrier failed while sending', { line: name, why: error.message })
        return { kind: 'unknown', problem: 'line/no-answer' }
      })
      flying.set(message.id, { message, off, outcome })
      try {
        return await outcome
      } finally {
        flying.delete(message.id)
      }
    },
    cancel,
    async cancelThread(thread, to, which = () => true) {
      const at = clock.now()
      const since = plus(at, -threadsLookBack)
      const sent = await table.sentTo(name, to, { since, thread, limit: 50 }).catch(() => [])
      const here = [...flying.values()]
        .filter(({ message }) => message.thread === thread && message.to === to)
        .map(({ message }) => message.id)
      const open = sent.filter(({ confirmed, failed }) => confirmed === null && failed === null)
      const ids = new Set([...here, ...open.map(({ id }) => id)].filter(which))
      return Promise.all([...ids].map(async (id) => ({ id, recall: await cancel(id) })))
    },
    onOutcome(hear) {
      outcomeListeners.add(hear)
      return () => void outcomeListeners.delete(hear)
    },
    onReply(hear) {
      replyListeners.add(hear)
      return () => void replyListeners.delete(hear)
    },
    standing: () => carrier.standing(),
    prove: () => carrier.prove(),
    async close() {
      if (closed) return
      closed = true
      for (const { off } of flying.values()) off.abort()
      await carrier.close()
      await Promise.allSettled([...flying.values()].map(({ outcome }) => outcome))
      await changing
    },
  }
}

/** How long a carrier is asked whether it is there. */
export const proofPatience = 10 * second

const calledOff: Outcome = { kind: 'refused', problem: 'line/called-off', retry: 'later' }

function refused(problem: string, retry: 'never' | 'later'): Outcome {
  return { kind: 'refused', problem, retry }
}

/** What is known of a message that was sent; undefined where it must be tried again. */
function outcomeOf(message: SentMessage): Outcome | undefined {
  if (message.confirmed !== null) return { kind: 'confirmed', by: message.confirmed }
  if (message.failed !== null) return refused(message.failed, 'never')
  if (message.taken === 'cut') return undefined
  return { kind: 'accepted', reference: message.parts.map(({ reference }) => reference).join(' ') }
}

/** A message is with its reader once every part is; one part that never arrives means that it doesn't. */
function withReceipt(message: SentMessage, reference: string, outcome: Outcome): SentMessage {
  if (outcome.kind === 'confirmed' && outcome.by === 'person')
    return message.confirmed === 'person' ? message : { ...message, confirmed: 'person', failed: null }
  const state: PartState | undefined =
    outcome.kind === 'confirmed'
      ? 'delivered'
      : outcome.kind === 'refused' && outcome.retry === 'never'
        ? 'failed'
        : undefined
  const part = message.parts.find((one) => one.reference === reference)
  if (state === undefined || part === undefined || part.state === state || part.state === 'delivered')
    return message
  const parts = message.parts.map((one) => (one === part ? { ...one, state } : one))
  const failed = outcome.kind === 'refused' && message.failed === null ? outcome.problem : message.failed
  const isWhole = message.taken === 'whole' && parts.every((one) => one.state === 'delivered')
  return {
    ...message,
    parts,
    failed: isWhole ? null : failed,
    confirmed: message.confirmed ?? (isWhole ? 'device' : null),
  }
}

/** The text with the mark of a drill or a test before it, in the text's own language. */
export function marked({ text, mode, language }: Pick<LineMessage, 'text' | 'mode' | 'language'>): string {
  const mark = markFor(mode, language)
  return mark === undefined || text.toUpperCase().startsWith(mark.toUpperCase()) ? text : `${mark}. ${text}`
}
