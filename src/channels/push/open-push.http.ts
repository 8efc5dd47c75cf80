/** Opens what push needs: the key, the book of subscriptions and the way to the push services at once, the channel while this server decides. */
import { randomBytes } from 'node:crypto'
import { hour, type Instant, type Log } from '#base'
import { buildHierarchy } from '#areas'
import type { ChannelOpener } from '../opener.ts'
import type { PushAnswer } from './answer.ts'
import { encryptingThreads } from './encrypting.node.ts'
import { proofHeaders, proofText } from './message.ts'
import { pushChannel, type PushChannel } from './push-channel.ts'
import { pushRequests } from './push-request.http.ts'
import { memoryPushTable } from './push-table.ts'
import { openSubscriptionBook, type SubscriptionBook } from './subscription-book.ts'
import type { Subscription } from './subscription.ts'
import { keptVapidKey, newVapidKey, vapidTokens } from './vapid.node.ts'

export interface PushDesk {
  readonly book: SubscriptionBook
  /** What browsers subscribe with (`applicationServerKey`), base64url. */
  readonly publicKey: string
  /** Sends a test push that says `nonce`, and says what the service said; that it came back is for the phone to say. */
  sendProof(to: Subscription, nonce: string): Promise<PushAnswer>
  /** Undefined while another server decides. */
  channel: PushChannel | undefined
}

/** A test push that was not taken by then is given up. */
const proofPatience = 15_000
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
  const desk: PushDesk = {
    ...{ book, publicKey: key.publicKey, channel: undefined },
    async sendProof(to, nonce) {
      const givenUp = AbortSignal.timeout(proofPatience)
      const answer = await requests.post(to, proofText(to.id, nonce), proofHeaders, {
        givenUp,
        stopped: never,
      })
      if (answer.kind === 'gone') await book.drop([to.row], clock.now())
      return answer
    },
  }
  return {
    desk,
    // Facts say nothing of people: another server's subscriptions are read when this one takes over.
    kept: { changedBy: [], reload: () => book.reload() },
    async open() {
      const channel = pushChannel({
        ...{ book, table, requests, clock, modes, report: log },
        ...(around.goesOnIn === undefined ? {} : { goesOnIn: around.goesOnIn }),
        ...(settings.publicUrl === undefined ? {} : { home: `${settings.publicUrl.replace(/\/$/, '')}/` }),
      })
      desk.channel = channel
      const stopSweeping = sweepEvery(hour, { book, clock, log })
      return [
        {
          ...channel,
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
