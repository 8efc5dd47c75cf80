/** Reads the head of a request for the live stream, strictly: what is doubtful is refused, never guessed (RFC 9112). */
import { ok, refuse, type Result } from '#base'
import { parseEventId, type Position } from './position.ts'

export const livePath = '/v1/live'

export interface LiveRequest {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS'
  /** As written by the client; absent when everything is wanted. */
  readonly areas?: readonly string[]
  readonly from: Position | 'the present'
  /** What a proxy says of whom it speaks for; whether it is believed is not decided here. */
  readonly forwardedFor?: string
}

export type LiveRequestRefusal =
  | 'channels/bad-live-request'
  | 'channels/unknown-parameter'
  | 'channels/no-areas'
  | 'channels/not-a-position'

const beginnings = ['GET', 'HEAD', 'OPTIONS'].map((method) => `${method} ${livePath}`)
const longestBeginning = Math.max(...beginnings.map((beginning) => beginning.length)) + 1

/** Whether a connection's first bytes ask for the live stream; undecided while they could still become either. */
export function sniff(bytes: Uint8Array): 'live' | 'other' | 'undecided' {
  const start = String.fromCharCode(...bytes.subarray(0, longestBeginning))
  for (const beginning of beginnings) {
    if (start.length <= beginning.length) {
      if (beginning.startsWith(start)) return 'undecided'
    } else if (start.startsWith(beginning)) {
      return start[beginning.length] === ' ' || start[beginning.length] === '?' ? 'live' : 'other'
    }
  }
  return 'other'
}

const requestLine = /^(GET|HEAD|OPTIONS) (\/[!-~]*) HTTP\/1\.([01])$/
// RFC 9110 §5.1 token, §5.5 field-value; no white space before the colon (RFC 9112 §5.1), no folding (§5.2).
const fieldLine = /^([!#$%&'*+\-.^_`|~\w]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*$/

/** `head` is the text up to and without the empty line, one character per byte. */
export function readLiveRequest(head: string): Result<LiveRequest, LiveRequestRefusal> {
  const [first, ...lines] = head.split('\r\n')
  const request = requestLine.exec(first ?? '')
  if (request === null) return bad('its first line is not a request for HTTP/1.0 or 1.1')
  const fields = new Map<string, string>()
  for (const line of lines) {
    const field = fieldLine.exec(line)
    if (field === null) return bad('a header field is malformed')
    const name = (field[1] as string).toLowerCase()
    if (fields.has(name) && singular.has(name)) return bad(`it has two ${name} fields`)
    const before = fields.get(name)
    fields.set(name, before === undefined ? (field[2] as string) : `${before}, ${field[2]}`)
  }
  if (request[3] === '1' && !fields.has('host')) return bad('it has no Host field (RFC 9112 §3.2)')
  if (fields.has('transfer-encoding') || !/^0*$/.test(fields.get('content-length') ?? ''))
    return bad('it announces a body')
  const read = liveRequest(
    request[1] as LiveRequest['method'],
    request[2] as string,
    fields.get('last-event-id') ?? '',
  )
  const forwardedFor = fields.get('x-forwarded-for')
  return read.ok && forwardedFor !== undefined ? ok({ ...read.value, forwardedFor }) : read
}

const singular = new Set(['host', 'content-length', 'transfer-encoding', 'last-event-id'])

/** `target` is the path and query; `lastEventId` is the header's value, empty where there is none. */
export function liveRequest(
  method: LiveRequest['method'],
  target: string,
  lastEventId: string,
): Result<LiveRequest, LiveRequestRefusal> {
  const at = target.indexOf('?')
  if ((at < 0 ? target : target.slice(0, at)) !== livePath) return bad(`its path is not ${livePath}`)
  const query = new URLSearchParams(at < 0 ? '' : target.slice(at + 1))
  for (const name of query.keys())
    if (name !== 'areas' && name !== 'lastEventId')
      return refuse('channels/unknown-parameter', { at: 'query', name: name.slice(0, 40) })
  // A browser repeats the URL it was given and adds the header when it comes back: the header is the later word.
  const position = lastEventId === '' ? (query.get('lastEventId') ?? '') : lastEventId
  const from = position === '' ? ok('the present' as const) : parseEventId(position)
  if (!from.ok) return from
  if (!query.has('areas')) return ok({ method, from: from.value })
  const areas = query
    .getAll('areas')
    .flatMap((list) => list.split(','))
    .map((code) => code.trim())
    .filter((code) => code !== '')
  if (areas.length === 0) return refuse('channels/no-areas', { at: 'areas' })
  return ok({ method, areas, from: from.value })
}

function bad(why: string) {
  return refuse('channels/bad-live-request', { why })
}
