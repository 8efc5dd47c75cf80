/** Opens what push needs: the key, the book of subscriptions and the way to the push services at once, the channel while this server decides. */
import { randomBytes } from 'node:crypto'
import { hour, ok, refuse, type Instant, type Log, type Result } from '#base'
import { buildHierarchy } from '#areas'
import type { ChannelOpener } from '../opener.ts'
import type { PushAnswer } from './answer.ts'
import { sendMessages, type DialectMessage, type DialectSpeakers } from './dialect-speaker.ts'
import { encryptingThreads } from './encrypting.node.ts'
import { checkEndpoint, checkKeys } from './endpoint.ts'
import { proofHeaders, proofText, type PushHeaders } from './message.ts'
import { pushChannel, type PushChannel } from './push-channel.ts'
import { pushProver } from './push-prover.ts'
import { pushRequests } from './push-request.http.ts'
import { memoryPushTable } from './push-table.ts'
import { openSubscriptionBook, type SubscriptionBook } from './subscription-book.ts'
import type { Subscription } from './subscription.ts'
import { keptVapidKey, newVapidKey, vapidTokens } from './vapid.node.ts'

type Greeted = Pick<Subscription, 'endpoint' | 'keys'>

export interface PushDesk {
  readonly book: SubscriptionBook
  /** What browsers subscribe with (`applicationServerKey`), base64url. */
  readonly publicKey: string
  /** Sends a test push that says `nonce`, and says what the service said; that it came back is for the phone to say. */
  sendProof(to: Subscription, nonce: string): Promise<PushAnswer>
  /** Filled by the dialects that are spoken here. */
  readonly speakers: DialectSpeakers
  /** Hands a message to an endpoint of which nothing is kept yet; answers the two as they are to be kept. */
  greet(to: Greeted, message: DialectMessage): Promise<Result<Greeted>>
  /** One message to one endpoint that somebody else keeps, as long as nobody calls it off. */
  post(to: Greeted, text: string, headers: PushHeaders, signal: AbortSignal): Promise<PushAnswer>
  /** Undefined while another server decides. */
  channel: PushChannel | undefined
}

/** A test push that was not taken by then is given up. */
const proofPatience = 15_000
/** Somebody waits for what comes of it. */
const greetingPatience = 10_000
/** A push service that says nothing for longer is tried anew. */
const postPatience = 15_000
const never = new AbortController().signal

export const openPush: ChannelOpener<PushDesk> = async (around) => {
  const { clock, ids, log, modes, settings } = around
  const table = around.subscriptions ?? memoryPushTable()
  const key =
    settings.data === undefined
      ? newVapidKey()
      : await keptVapidKey({
          dataFolder: settings.data,
          ...((settings.database ?? '') === '' ? {} : { shared: around.shelf }),
        })
  const policy = { allowed: settings.pushAllow ?? [] }
  const subject = () =>
    settings.pushSubject || (settings.publicUrl?.startsWith('https:') ? settings.publicUrl : '')
  const encrypting = encryptingThreads()
  const requests = pushRequests({ policy, clock, encrypting, token: vapidTokens(key, { clock, subject }) })
  const book = await openSubscriptionBook({
    ...{ table, ids, policy, modes, clock, log },
    newSecret: () => randomBytes(24).toString('base64url'),
    hierarchy: around.areas.hierarchy ?? (() => nowhere),
  })
  const speakers: DialectSpeakers = {}
  const desk: PushDesk = {
    ...{ book, publicKey: key.publicKey, speakers, channel: undefined },
    async sendProof(to, nonce) {
      const givenUp = AbortSignal.timeout(proofPatience)
      const answer = await requests.post(to, proofText(to.id, nonce), proofHeaders, {
        givenUp,
        stopped: never,
      })
      if (answer.kind === 'gone') await book.drop([to.row], clock.now())
      return answer
    },
    async post(to, text, headers, signal) {
      const givenUp = new AbortController()
      const stopWaiting = clock.after(postPatience, () => givenUp.abort())
      try {
        return await requests.post(to, text, headers, { givenUp: givenUp.signal, stopped: signal })
      } finally {
        stopWaiting()
      }
    },
    async greet(to, message) {
      const url = checkEndpoint(to.endpoint, policy)
      if (!url.ok) return url
      const keys = to.keys === null ? ok(null) : checkKeys(to.keys)
      if (!keys.ok) return keys
      const greeted = { endpoint: url.value.href, keys: keys.value }
      const givenUp = new AbortController()
      const stopWaiting = clock.after(greetingPatience, () => givenUp.abort())
      const off = { givenUp: givenUp.signal, stopped: never }
      const answer = await sendMessages(requests, greeted, [message], proofHeaders, off)
      stopWaiting()
      if (answer.kind === 'accepted') return ok(greeted)
      return refuse(answer.kind === 'gone' ? 'push/gone' : answer.problem)
    },
  }
  return {
    desk,
    // Facts say nothing of people: another server's subscriptions are read when this one takes over.
    kept: { changedBy: [], reload: () => book.reload() },
    async open() {
      const channel = pushChannel({
        ...{ book, table, requests, clock, modes, speakers, report: log },
        ...(around.goesOnIn === undefined ? {} : { goesOnIn: around.goesOnIn }),
        ...(settings.publicUrl === undefined ? {} : { home: `${settings.publicUrl.replace(/\/$/, '')}/` }),
      })
      desk.channel = channel
      const stopSweeping = sweepEvery(hour, { book, clock, log })
      return [
        {
          ...channel,
          prover: pushProver(book, clock),
          async close() {
            desk.channel = undefined
            stopSweeping()
            await channel.close()
          },
        },
      ]
    },
  }
}

const nowhere = (() => {
  const built = buildHierarchy([])
  if (!built.ok) throw new Error(built.problem.code)
  return built.value
})()

function sweepEvery(
  wait: number,
  {
    book,
    clock,
    log,
  }: {
    book: SubscriptionBook
    clock: { now(): Instant; after(wait: number, act: () => void): () => void }
    log: Log
  },
): () => void {
  const sweep = () => {
    callOff = clock.after(wait, sweep)
    book
      .sweep(clock.now())
      .then((swept) => {
        if (swept > 0) log.info('Subscriptions that were never proven were dropped', { swept })
      })
      .catch((error: Error) => log.warn('Old subscriptions could not be dropped', { why: error.message }))
  }
  let callOff = clock.after(wait, sweep)
  return () => callOff()
}
