/** Reads an event stream as a browser does (WHATWG HTML §9.2.6); the judge of what the product writes. */

export interface ReadEvent {
  readonly event: string
  readonly data: string
  /** The last event id at the time of the event, as EventSource shows it. */
  readonly lastEventId: string
}

export interface EventStreamReader {
  /** What to send as Last-Event-ID when coming back. */
  readonly lastEventId: string
  readonly retry: number | undefined
  read(bytes: Uint8Array): readonly ReadEvent[]
}

export function eventStreamReader(lastEventId = ''): EventStreamReader {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  let idBuffer = lastEventId
  let id = lastEventId
  let event = ''
  let data = ''
  let retry: number | undefined
  const field = (name: string, value: string) => {
    if (name === 'event') event = value
    else if (name === 'data') data += value + '\n'
    else if (name === 'id' && !value.includes('\0')) idBuffer = value
    else if (name === 'retry' && /^\d+$/.test(value)) retry = Number(value)
  }
  return {
    get lastEventId() {
      return id
    },
    get retry() {
      return retry
    },
    read(bytes) {
      rest += decoder.decode(bytes, { stream: true })
      const events: ReadEvent[] = []
      for (;;) {
        // A CR at the very end may be the first half of CR LF.
        const end = /\r\n|\n|\r(?!$)/.exec(rest)
        if (end === null) return events
        const line = rest.slice(0, end.index)
        rest = rest.slice(end.index + end[0].length)
        if (line !== '') {
          const colon = line.indexOf(':')
          if (colon !== 0)
            field(
              colon < 0 ? line : line.slice(0, colon),
              colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, ''),
            )
          continue
        }
        id = idBuffer
        if (data !== '') events.push({ event: event || 'message', data: data.slice(0, -1), lastEventId: id })
        event = data = ''
      }
    },
  }
}
