/** What called people write back or press, told from the messages they were sent: an answer where it makes sense, one word back where it does not. */
import { hour, minute, plus, type Clock, type PersonId } from '#base'
import { wishOf, type LineReply } from '#channels'
import { callWordsIn, readReply, type CallOut } from '#response'
import type { CallOutDesk } from './callout-desk.ts'
import { toldBy, type SentBook } from './callout-sends.ts'
import type { Way } from './callout-ways.ts'
import type { TeamBook } from './team-book.ts'

export interface AnsweringResponders {
  readonly desk: Pick<CallOutDesk, 'get' | 'answer'>
  readonly teams: Pick<TeamBook, 'responder'>
  readonly sends: SentBook
  readonly clock: Clock
  readonly linkFor: (callOut: CallOut, person: PersonId) => string | null
  /** Waited for before the server stops deciding; what fails is logged. */
  readonly during: (work: Promise<unknown>, what: string) => void
}

export function answerResponders({ desk, teams, sends, clock, linkFor, during }: AnsweringResponders): {
  /** Rejects where it was not taken down: the carrier brings it again. */
  hear(way: Way, reply: LineReply): Promise<void>
} {
  /** Once for each call-out: a phone that answers by itself is not argued with. */
  const sayBack = async (
    callOut: CallOut,
    person: PersonId,
    way: Way,
    to: string,
    say: 'unclear' | 'late',
  ): Promise<void> => {
    const id = `${callOut.id}/${person}/${say}/${way.name}`
    if (sends.get(id) !== undefined || way.replies !== 'texts') return
    const language = teams.responder(person)?.language ?? 'en'
    const at = clock.now()
    const message = {
      ...{ id, text: callWordsIn(language)[say], language, mode: callOut.mode, until: plus(at, hour) },
      ...{ link: linkFor(callOut, person), callOut: callOut.id, person, say },
    }
    const outcome = await way.send(to, message, AbortSignal.timeout(minute))
    const sent = { id, callOut: callOut.id, person, way: way.name, say, time: 0, at }
    await sends.note({ ...sent, ...toldBy(outcome) })
  }
  return {
    async hear(way, reply) {
      const found = reply.answers.flatMap(({ id, thread }) => {
        const callOut = thread === null ? undefined : desk.get(thread)
        const person = callOut === undefined ? undefined : id.slice(callOut.id.length + 1).split('/')[0]
        return callOut === undefined || person === undefined ? [] : [{ callOut, person: person as PersonId }]
      })[0]
      // Words that end a subscription are the lists' business.
      if (found === undefined || wishOf(reply.text) !== undefined) return
      const { callOut, person } = found
      const back = (say: 'unclear' | 'late') =>
        during(sayBack(callOut, person, way, reply.from, say), 'A responder could not be answered')
      const read = readReply(reply.text)
      if (read === 'unclear') {
        if (callOut.closed === null) back('unclear')
        return
      }
      const minutes = read.answer === 'coming' ? read.minutes : null
      const arrivingAt = minutes === null ? null : plus(clock.now(), minutes * minute)
      const over = reply.line
      const answered = await desk.answer(
        callOut.id,
        { person, answer: read.answer, over, arrivingAt },
        person,
      )
      if (answered.ok) return
      if (answered.problem.code === 'response/call-out-over') back('late')
      else if (answered.problem.code.startsWith('ledger/')) throw new Error(answered.problem.code)
    },
  }
}
