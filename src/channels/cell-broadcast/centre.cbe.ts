/** Speaks to a cell broadcast centre by its REST (osmo-cbc's ECBE), and says what is known of each order, never more. */
import type { ClientRequest, RequestOptions } from 'node:http'
import { second } from '#base'
import { ecbeBody, messagePath, type Broadcast } from './ecbe.ts'

// Not imported: an ES import reads every export of the module, `WebSocket` too, for which Node then loads undici whole.
const http = process.getBuiltinModule('node:http')
const https = process.getBuiltinModule('node:https')

/** `answered` is whatever it said; `not-sent` never reached it; `unanswered` may have been done. */
export type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'not-sent'; readonly why: 'unreachable' | 'called-off' }
  | { readonly kind: 'unanswered' }

export interface Centre {
  start(broadcast: Broadcast, signal: AbortSignal): Promise<Answer>
  stop(messageId: number, signal: AbortSignal): Promise<Answer>
}

/** It waits fifteen seconds for its base stations before it answers; then it is given some more for the way. */
export const patienceFor = 25 * second

/** What is read of an answer: one line for the log and the reader. */
const longestAnswer = 200

export function centreAt(url: string): Centre {
  const base = url.replace(/\/+$/, '')
  return {
    start: (broadcast, signal) => ask(`${base}${messagePath}`, 'POST', signal, ecbeBody(broadcast)),
    stop: (messageId, signal) => ask(`${base}${messagePath}/${messageId}`, 'DELETE', signal),
  }
}

function ask(address: string, method: string, signal: AbortSignal, body?: object): Promise<Answer> {
  if (signal.aborted) return Promise.resolve({ kind: 'not-sent', why: 'called-off' })
  const text = body === undefined ? '' : JSON.stringify(body)
  const options: RequestOptions = {
    method,
    // No connection is kept for later: one that the centre closed meanwhile would look like an order it never answered.
    agent: false,
    signal: AbortSignal.any([signal, AbortSignal.timeout(patienceFor)]),
    headers: {
      'user-agent': 'Tocsin',
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    },
  }
  const open = address.startsWith('https:') ? https.request : http.request
  return answerTo(open(address, options), text)
}

function answerTo(request: ClientRequest, body: string): Promise<Answer> {
  return new Promise((resolve) => {
    let handedOver = false
    request.on('finish', () => (handedOver = true))
    request.on('response', (response) => {
      let text = ''
      const answered = () =>
        resolve({
          kind: 'answered',
          status: response.statusCode ?? 0,
          text: text.trim().slice(0, longestAnswer),
        })
      response.setEncoding('utf8')
      response.on('data', (more: string) => {
        text += more
        if (text.length > longestAnswer) response.destroy()
      })
      for (const over of ['end', 'close', 'error'] as const) response.on(over, answered)
    })
    request.on('error', (error) => {
      if (handedOver) resolve({ kind: 'unanswered' })
      else {
        const calledOff = error.name === 'AbortError' || error.name === 'TimeoutError'
        resolve({ kind: 'not-sent', why: calledOff ? 'called-off' : 'unreachable' })
      }
    })
    request.end(body)
  })
}
