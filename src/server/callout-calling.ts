/**
 * Calls responders, on the server that decides. What is sent follows from what the ledger says: just before anything leaves it
 * is asked again whether it is still due, and one answer calls back all that is under way to whoever gave it. A server that
 * was killed repeats under the same ids what it can't know was taken, and nothing that was answered.
 */
import { between, day, minute, plus, second, type Instant, type PersonId } from '#base'
import {
  answerOf,
  callWordsIn,
  dueBy,
  dueNext,
  isStillDue,
  sayDue,
  type Asked,
  type CallOut,
  type Due,
  type Responder,
} from '#response'
import type { CallOutDesk } from './callout-desk.ts'
import { answerResponders } from './callout-replies.ts'
import { toldBy, type Sent, type SentBook } from './callout-sends.ts'
import type { Way } from './callout-ways.ts'
import type { Beside, System } from './system.ts'
import type { TeamBook } from './team-book.ts'

export interface CallingResponders {
  readonly desk: CallOutDesk
  readonly teams: TeamBook
  readonly sends: SentBook
  /** Of this very moment: lines open when a server begins to decide. */
  readonly ways: () => readonly Way[]
  /** Where this person answers this call without writing; null where the server's address is not known. */
  readonly linkFor: (callOut: CallOut, person: PersonId) => string | null
}

/** What a carrier could not take is tried again after it. */
const tryAgainAfter = 15 * second
/** A call-out that ended is looked after for so long: people are told, carriers asked again. */
const lookedAfterFor = day

interface Flight {
  readonly callOut: string
  readonly person: PersonId
  readonly say: string
  readonly way: string
  readonly off: AbortController
  readonly landed: Promise<void>
}

export function callResponders(
  { clock, log }: Pick<System, 'clock' | 'log'>,
  { desk, teams, sends, ways: openWays, linkFor }: CallingResponders,
): Beside & { wake(): void } {
  const ways = openWays()
  const flights = new Map<string, Flight>()
  const busy = new Set<Promise<unknown>>()
  const triedAt = new Map<string, Instant>()
  const hushed = new Set<string>()
  let closed = false
  let callOff = () => {}
  const failed = (what: string) => (error: Error) => log.error(what, { why: error.message })
  const during = (work: Promise<unknown>, what: string) => {
    const done = work.catch(failed(what)).finally(() => busy.delete(done))
    busy.add(done)
  }

  const isDue = (callOut: string, due: Due) => {
    const now = desk.get(callOut)
    if (now === undefined || !isStillDue(now, due, clock.now())) return false
    // The all-clear overtakes the end of the call-out that follows from it.
    return due.say !== 'ask' || !desk.isOver(now)
  }
  const until = (callOut: CallOut) =>
    callOut.closed === null ? callOut.until : plus(callOut.closed.at, lookedAfterFor)

  const send = async (callOut: CallOut, due: Due, responder: Responder, way: Way, to: string) => {
    const id = `${due.id}/${way.name}`
    let land = () => {}
    const landed = new Promise<void>((resolve) => (land = resolve))
    const flight: Flight = {
      ...{ callOut: callOut.id, person: due.person, say: due.say, way: way.name },
      ...{ off: new AbortController(), landed },
    }
    flights.set(id, flight)
    try {
      const says = await desk.says(callOut.id)
      const link = linkFor(callOut, due.person)
      const { language } = responder
      const text = sayDue(due, language, { says, link, replies: way.replies })
      // Between deciding and sending somebody may have answered: the ledger has the last word.
      if (closed || flight.off.signal.aborted || !isDue(callOut.id, due)) return
      const at = clock.now()
      triedAt.set(id, at)
      const message = {
        ...{ id, text, language, mode: callOut.mode, until: until(callOut) },
        ...{ callOut: callOut.id, person: due.person, say: due.say, link },
      }
      const outcome = await way.send(to, message, flight.off.signal)
      const sent = {
        id,
        callOut: callOut.id,
        person: due.person,
        way: way.name,
        say: due.say,
        time: due.time,
        at,
      }
      await sends.note({ ...sent, ...toldBy(outcome) })
    } finally {
      flights.delete(id)
      land()
    }
  }

  /** Everything that should have been said by now and was not taken yet. */
  const sayDues = (callOut: CallOut): Instant | undefined => {
    let again: Instant | undefined
    const now = clock.now()
    for (const due of dueBy(callOut, now)) {
      const responder = teams.responder(due.person)
      if (responder === undefined) continue
      for (const way of ways) {
        const to = way.addressOf(responder)
        const id = `${due.id}/${way.name}`
        if (to === undefined || flights.has(id) || isTaken(sends.get(id))) continue
        const next = plus(triedAt.get(id) ?? ('1970-01-01T00:00:00.000Z' as Instant), tryAgainAfter)
        if (next > now) again = again === undefined || next < again ? next : again
        else during(send(callOut, due, responder, way, to).finally(wake), 'A responder could not be called')
      }
    }
    return again
  }

  /** Whoever answered hears no more of the asking, over any way; nor does anybody once it is over. */
  const hush = (callOut: CallOut) => {
    const isOver = callOut.closed !== null || desk.isOver(callOut)
    for (const asked of callOut.asked) {
      if (answerOf(asked) === undefined && !isOver) continue
      for (const [id, flight] of flights)
        if (flight.callOut === callOut.id && flight.person === asked.person && flight.say === 'ask') {
          flight.off.abort()
          triedAt.delete(id)
        }
      const responder = teams.responder(asked.person)
      if (responder === undefined) continue
      for (const way of ways) {
        const to = way.addressOf(responder)
        const key = `${callOut.id}/${asked.person}/${way.name}`
        if (to === undefined || hushed.has(key)) continue
        hushed.add(key)
        during(hushOver(callOut, asked, way, to, key), 'What was sent could not be called back')
      }
    }
  }

  /** Whoever repeats a call by itself, and does not take the end of it now, is told again: silence is owed on every way. */
  const hushOver = async (callOut: CallOut, asked: Asked, way: Way, to: string, key: string) => {
    const stopped = await way.hush(to, callOut.id, asked.person)
    const told = answerOf(asked) === undefined ? 'done' : await quieten(callOut, asked.person, way, to)
    if (closed || (stopped === 'done' && told === 'done')) return
    hushed.delete(key)
    clock.after(tryAgainAfter, () => {
      const now = desk.get(callOut.id)
      if (!closed && now !== undefined && isLookedAfter(now)) hush(now)
    })
  }

  /** What rings on a device still is taken off it: once, and only where it was asked. */
  const quieten = async (
    callOut: CallOut,
    person: PersonId,
    way: Way,
    to: string,
  ): Promise<'done' | 'again'> => {
    const id = `${callOut.id}/${person}/answered/${way.name}`
    const isOfThem = (one: Pick<Flight, 'person' | 'say' | 'way'>) =>
      one.person === person && one.say === 'ask' && one.way === way.name
    // Whatever is on its way comes first: the later word stays.
    const flying = [...flights.values()].filter((one) => one.callOut === callOut.id && isOfThem(one))
    await Promise.all(flying.map(({ landed }) => landed))
    if (way.quieten === undefined || closed || isTaken(sends.get(id))) return 'done'
    if (!sends.of(callOut.id).some(isOfThem)) return 'done'
    const language = teams.responder(person)?.language ?? 'en'
    const at = clock.now()
    const message = {
      ...{ id, text: callWordsIn(language).answered, language, mode: callOut.mode, until: callOut.until },
      ...{ callOut: callOut.id, person, say: 'answered', link: linkFor(callOut, person) },
    }
    const outcome = await way.quieten(to, message, AbortSignal.timeout(minute))
    const sent = { id, callOut: callOut.id, person, way: way.name, say: 'answered' as const, time: 0, at }
    await sends.note({ ...sent, ...toldBy(outcome) })
    return outcome.kind === 'refused' && outcome.retry === 'later' ? 'again' : 'done'
  }

  const isLookedAfter = ({ closed: over }: CallOut) =>
    over === null || between(over.at, clock.now()) < lookedAfterFor
  const look = async () => {
    callOff()
    const times: Instant[] = []
    for (const { id, closed: over } of desk.all().filter(isLookedAfter)) {
      if (over === null) await desk.pass(id)
      const callOut = desk.get(id)
      if (callOut === undefined || closed) continue
      const next = dueNext(callOut, clock.now())
      const again = sayDues(callOut)
      for (const time of [next, again]) if (time !== undefined) times.push(time)
    }
    const next = times.toSorted()[0]
    if (closed || next === undefined) return
    callOff = clock.after(Math.max(0, between(clock.now(), next)), wake)
  }
  let looking = false
  let lookAgain = false
  const wake = () => {
    if (closed) return
    if (looking) return void (lookAgain = true)
    looking = true
    const work = async () => {
      try {
        do {
          lookAgain = false
          await look()
        } while (lookAgain && !closed)
      } catch (error) {
        failed('Call-outs could not be looked at')(error as Error)
        if (!closed) callOff = clock.after(second, wake)
      } finally {
        looking = false
      }
    }
    during(work(), 'Call-outs could not be looked at')
  }

  const answering = answerResponders({ desk, teams, sends, clock, linkFor, during })
  const change = (callOut: CallOut) => {
    if (closed) return
    hush(callOut)
    wake()
  }
  desk.onChange(change)
  desk.onAlert(() => {
    if (closed) return
    for (const callOut of desk.all()) if (callOut.closed === null && desk.isOver(callOut)) hush(callOut)
    wake()
  })
  const stops = ways.flatMap((way) => [
    way.onReply((reply) => answering.hear(way, reply)),
    way.onOutcome((id, outcome) => during(sends.heard(id, outcome), 'What became of a call was lost')),
  ])
  // What the server before did not come to after an answer is done now; twice does no harm.
  for (const callOut of desk.all().filter(isLookedAfter)) hush(callOut)
  during(sends.sweep(), 'Old calls could not be forgotten')
  wake()
  return {
    wake,
    async caughtUp() {
      while (busy.size > 0) await Promise.all(busy)
    },
    async close() {
      closed = true
      callOff()
      for (const stop of stops) stop()
      for (const { off } of flights.values()) off.abort()
      await Promise.allSettled(busy)
    },
  }
}

function isTaken(sent: Sent | undefined): boolean {
  return sent !== undefined && !(sent.outcome === 'refused' && sent.again === 'later')
}
