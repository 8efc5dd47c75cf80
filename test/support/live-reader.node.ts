/** Reads a server's live stream as a browser does, event by event; whoever comes back says where it stopped. */
import assert from 'node:assert/strict'
import { get, type IncomingMessage } from 'node:http'
import { eventStreamReader, type ReadEvent } from '../../src/channels/stream/event-stream-reader.ts'

export interface LiveReading {
  readonly response: IncomingMessage
  /** Everything that has come so far. */
  readonly events: readonly ReadEvent[]
  /** The next event; waits for it. */
  next(): Promise<ReadEvent>
  /** The data of the next event, which must be of this kind. */
  nextOf<Data>(event: 'board' | 'notice' | 'reset'): Promise<Data>
  /** What to send as Last-Event-ID when coming back. */
  readonly lastEventId: string
  /** Resolves when the server ended it. */
  readonly ended: Promise<void>
  close(): void
}

export async function readLive(
  base: string,
  query: { readonly areas?: string; readonly lastEventId?: string } = {},
): Promise<LiveReading> {
  const { areas, lastEventId } = query
  const url = `${base}/v1/live${areas === undefined ? '' : `?areas=${encodeURIComponent(areas)}`}`
  const headers = {
    accept: 'text/event-stream',
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers, agent: false }, resolve).once('error', reject)
  })
  const reader = eventStreamReader(lastEventId)
  const events: ReadEvent[] = []
  let read = 0
  let wake = () => {}
  let over = false
  response.on('data', (bytes: Buffer) => {
    events.push(...reader.read(bytes))
    wake()
  })
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      over = true
      wake()
      resolve()
    }
    response.once('close', end).once('error', end)
  })
  const next = async (): Promise<ReadEvent> => {
    while (events.length <= read) {
      assert.ok(!over, 'the stream ended before the event came')
      await new Promise<void>((resolve) => (wake = resolve))
    }
    return events[read++] as ReadEvent
  }
  return {
    ...{ response, events, next, ended },
    async nextOf<Data>(event: string) {
      const one = await next()
      assert.equal(one.event, event, one.data.slice(0, 200))
      return JSON.parse(one.data) as Data
    },
    get lastEventId() {
      return reader.lastEventId
    },
    close: () => response.destroy(),
  }
}
