/** One console's line: server-sent events on an ordinary answer, let go when they are not taken. */
import { PassThrough } from 'node:stream'
import { encodeEvent } from '#channels'
import type { Json, JsonObject } from '#base'
import type { FastifyReply } from 'fastify'
import type { DutyReader } from './duty-news.ts'

/** Milliseconds until a console whose line broke comes back; thirty of them don't come in one instant. */
const comesBackAfter = 1_000
/** Bytes that wait for a reader, beyond what the system has taken for it: a few hundred events. */
const mostWaiting = 32 * 1024

export type DutyLine = Pick<DutyReader, 'send' | 'close'>

/** Answers with a stream that stays open; `onGone` is called once, when the reader went away or was let go. */
export function openDutyLine(
  reply: FastifyReply,
  around: { readonly hello: () => JsonObject; readonly onGone: () => void },
): DutyLine {
  const line = new PassThrough()
  const { socket } = reply.raw
  // What it is told is small and urgent.
  socket?.setNoDelay(true)
  line.once('close', around.onGone)
  // A reader that breaks off is no error of ours.
  line.on('error', () => {})
  reply.raw.once('close', () => line.destroy())
  void reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    // Of nginx and those that follow it: a proxy that waits for more would keep a warning back.
    .header('x-accel-buffering', 'no')
    .send(line)
  let isStalled = false
  return {
    send({ event, ...told }) {
      // What waits from before: one event may be as long as it must.
      isStalled ||= line.destroyed || line.writableLength + line.readableLength > mostWaiting
      if (isStalled) return 'stalled'
      const data: Json = event === 'hello' ? { ...told, ...around.hello() } : (told as unknown as Json)
      const head = event === 'hello' ? { retry: comesBackAfter } : {}
      line.write(encodeEvent({ ...head, event, data }))
      return 'sent'
    },
    close() {
      // With its last words where it reads them; whoever takes nothing would hold the connection for ever.
      if (isStalled) reply.raw.destroy()
      else line.end()
    },
  }
}
