/** Listens to what moved, comes back by itself, and knows how long it has heard nothing. What moved is told to others; nothing is kept here. */
import type { InstantText, Moved } from './duty.ts'

export interface Hello {
  readonly seq: number
  readonly at: InstantText
  readonly areas: string
  readonly server: string
}

export interface LiveEars {
  hello(hello: Hello): void
  moved(moved: Moved): void
  heard(at: InstantText, seq: number): void
  over(why: Over): void
}

/** `too-many`: this session has the console open in more windows than are served; the oldest gave way. */
export type Over = 'signed-out' | 'ended' | 'rights-changed' | 'too-many'

/** The server speaks every 5 seconds: two of its words missed are a line that is lost. */
export const patience = 12_000
/** A line that the browser says is cut and that does not come back: sooner, but not for a server that is only started anew. */
const patienceOnceCut = 4_000
const again = [500, 1_000, 2_000, 4_000]

export interface LiveLine {
  close(): void
}

/** `unheard` is called once a second with how long nothing was heard, and whether that is too long. */
export function listen(
  ears: LiveEars,
  unheard: (milliseconds: number, line: 'good' | 'lost') => void,
): LiveLine {
  let source: EventSource | undefined
  let heardAt = performance.now()
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let closed = false
  let isCut = false

  const on = <Told>(name: string, told: (data: Told) => void) =>
    source!.addEventListener(name, (event) => {
      heardAt = performance.now()
      failures = 0
      isCut = false
      told(JSON.parse((event as MessageEvent<string>).data) as Told)
    })
  const open = () => {
    source?.close()
    source = new EventSource('/v1/duty/live')
    on<Hello>('hello', (hello) => ears.hello(hello))
    on<Moved>('moved', (moved) => ears.moved(moved))
    on<{ at: InstantText; seq: number }>('tick', ({ at, seq }) => ears.heard(at, seq))
    on<{ why: Over }>('over', ({ why }) => {
      ears.over(why)
      if (why !== 'too-many') return comeBack()
      // Coming back by itself would push out the next oldest, and so on in a ring: this window waits until somebody looks at it.
      source?.close()
      isCut = true
      retry = setTimeout(() => {}, 0)
      addEventListener('focus', retryNow, { once: true })
    })
    source.addEventListener('error', () => {
      isCut = true
      comeBack()
    })
  }
  // The browser's own return gives up for good on an answer that is no stream, such as that of a proxy in trouble.
  const comeBack = () => {
    source?.close()
    if (closed || retry !== undefined) return
    const wait = again[Math.min(failures++, again.length - 1)]!
    retry = setTimeout(() => {
      retry = undefined
      open()
    }, wait)
  }
  const watch = setInterval(() => {
    const silence = performance.now() - heardAt
    unheard(silence, silence > (isCut ? patienceOnceCut : patience) ? 'lost' : 'good')
    // A line that was cut without a word tells nobody: it is taken up anew.
    if (silence > patience && retry === undefined) comeBack()
  }, 1_000)
  const retryNow = () => {
    clearTimeout(retry)
    retry = undefined
    failures = 0
    open()
  }
  addEventListener('online', retryNow)
  open()
  return {
    close() {
      closed = true
      clearInterval(watch)
      clearTimeout(retry)
      removeEventListener('online', retryNow)
      removeEventListener('focus', retryNow)
      source?.close()
    },
  }
}
