/** Asks this very server over the network, as a reader would: what its own code thinks it serves proves nothing. */
import type { IncomingMessage } from 'node:http'
import type { Milliseconds } from '#base'
import { eventStreamReader, type ReadEvent } from '#channels'

// Not imported: an ES import reads every export of the module, `WebSocket` too, for which Node then loads undici whole.
const { get } = process.getBuiltinModule('node:http')

/** A feed has a megabyte at most; more than this is none. */
const longestAnswer = 32 * 1024 * 1024

export interface Asked {
  readonly signal: AbortSignal
  readonly within: Milliseconds
}

export interface OwnDoor {
  /** The whole answer. Rejects when there is none in time. */
  fetch(path: string, asked: Asked): Promise<{ readonly status: number; readonly body: string }>
  /** Reads the stream until `wanted` says that it has seen enough. Rejects when it is called off or the stream ends. */
  readUntil(path: string, wanted: (event: ReadEvent) => boolean, asked: Asked): Promise<void>
}

/** `url` is the server's own plain address, without a slash at the end; empty until it listens. */
export function ownDoor(url: () => string): OwnDoor {
  const ask = (path: string, asked: Asked) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(asked.within)])
      if (url() === '') return reject(new Error('the server does not listen yet'))
      // A connection of its own: one that is kept could be answered by what an earlier request left behind.
      get(`${url()}${path}`, { signal, agent: false }, resolve).on('error', reject)
    })
  return {
    async fetch(path, asked) {
      const response = await ask(path, asked)
      const pieces: Buffer[] = []
      let bytes = 0
      for await (const piece of response as AsyncIterable<Buffer>) {
        pieces.push(piece)
        if ((bytes += piece.length) > longestAnswer) throw new Error('the answer has no end')
      }
      return { status: response.statusCode ?? 0, body: Buffer.concat(pieces).toString('utf8') }
    },
    async readUntil(path, wanted, asked) {
      const response = await ask(path, asked)
      try {
        if (response.statusCode !== 200) throw new Error(`it was answered ${response.statusCode ?? 0}`)
        const reader = eventStreamReader()
        for await (const piece of response as AsyncIterable<Buffer>)
          if (reader.read(piece).some(wanted)) return
        throw new Error('the stream ended')
      } finally {
        response.destroy()
      }
    },
  }
}
