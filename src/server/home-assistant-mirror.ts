/**
 * Keeps a broker saying what is true now: what it has is compared with what it should have, and only the difference is sent. States
 * are sent, never events, so that whatever waited comes as it is then; a slow broker delays nothing but itself.
 */
import type { Log } from '#base'

export interface MirrorLine {
  readonly isUp: boolean
  /** Retained; resolves when the broker has it, rejects when the line breaks first, or with its `code` when it refuses. */
  publish(topic: string, payload: string): Promise<void>
}

export interface MirrorParts {
  readonly line: () => MirrorLine | undefined
  /** What the broker should have, by topic, in the order in which it is sent. */
  readonly wanted: () => ReadonlyMap<string, string>
  /** In a turn of its own: whoever decides waits for nothing here. */
  readonly soon: (act: () => void) => void
  readonly log: Pick<Log, 'error'>
}

export interface Mirror {
  /** Something may be another: what is true is asked for anew, and the difference sent. */
  changed(): void
  /** Nothing is known of what the broker has: everything is sent. */
  begun(): void
  /** The broker says this of its own: it is made what it should be. */
  found(topic: string, payload: string): void
  /** The broker has something there: it is taken away where nothing should be. */
  stray(topic: string): void
  /** What fits is sent again although nothing changed. */
  again(fits: (topic: string) => boolean): void
  stop(): void
}

/** So many are on their way at once; between two such handfuls it is asked whether another state is true by now. */
const handful = 64

export function openMirror({ line, wanted, soon, log }: MirrorParts): Mirror {
  /** What the broker has, or is being sent, by topic. */
  const has = new Map<string, string>()
  /** What it had before we came; told of maybe before the line counts as up. */
  const strays = new Set<string>()
  let should: ReadonlyMap<string, string> | undefined
  let [isStopped, isSending, isAskedAgain] = [false, false, false]
  let refused: 'nothing' | 'something' = 'nothing'

  const difference = (): readonly (readonly [string, string])[] => {
    should ??= wanted()
    const some: (readonly [string, string])[] = []
    for (const topic of [...has.keys(), ...strays]) {
      if (some.length >= handful) return some
      // An empty payload is how a broker forgets (MQTT 3.1.1 §3.3.1.3), and how entities disappear.
      if (!should.has(topic)) some.push([topic, ''])
    }
    for (const one of should) {
      if (some.length >= handful) return some
      if (has.get(one[0]) !== one[1]) some.push(one)
    }
    return some
  }
  const sendOne = async (to: MirrorLine, topic: string, payload: string) => {
    strays.delete(topic)
    if (payload === '') has.delete(topic)
    else has.set(topic, payload)
    try {
      await to.publish(topic, payload)
    } catch (error) {
      // A line that broke begins anew, with everything; what is refused has a reason (MQTT 5 §3.4.2.1).
      if (typeof (error as { readonly code?: unknown }).code !== 'number' || refused === 'something') return
      refused = 'something'
      log.error('The broker of Home Assistant refuses what it is sent', { topic, why: String(error) })
    }
  }
  const send = async () => {
    isAskedAgain = false
    try {
      for (;;) {
        const to = line()
        if (isStopped || to?.isUp !== true) return
        const some = difference()
        if (some.length === 0) return
        await Promise.all(some.map(([topic, payload]) => sendOne(to, topic, payload)))
      }
    } catch (error) {
      log.error('Home Assistant could not be told', { why: String(error) })
    } finally {
      isSending = false
      if (isAskedAgain) start()
    }
  }
  const start = () => {
    isAskedAgain = true
    if (isStopped || isSending) return
    isSending = true
    soon(() => void send())
  }
  const changed = () => {
    should = undefined
    start()
  }
  return {
    changed,
    begun() {
      has.clear()
      refused = 'nothing'
      changed()
    },
    found(topic, payload) {
      has.set(topic, payload)
      start()
    },
    stray(topic) {
      should ??= wanted()
      if (should.has(topic)) return
      strays.add(topic)
      start()
    },
    again(fits) {
      for (const topic of has.keys()) if (fits(topic)) has.delete(topic)
      start()
    },
    stop: () => void (isStopped = true),
  }
}
