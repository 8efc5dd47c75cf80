/** Ways to a responder as a call-out uses them: lines, their own devices, and the authority's pager. It asks what each can do, never what it is. */
import type { Instant, JsonObject, Mode, PersonId } from '#base'
import type { LineReply, Outcome } from '#channels'
import type { CallText, Responder } from '#response'
import type { Pager } from '../people/calling/call.http.ts'
import type { Recipients } from './recipients.ts'

export type WayName = 'push' | 'sms' | 'email' | 'voice' | 'pager'
export const wayNames = ['push', 'sms', 'email', 'voice', 'pager'] as const satisfies readonly WayName[]

export interface WayMessage {
  readonly id: string
  readonly text: string
  readonly language: string
  readonly mode: Mode
  readonly until: Instant
  readonly callOut: string
  readonly person: PersonId
  readonly say: string
  /** Where they answer without writing; null: nowhere. */
  readonly link: string | null
}

export interface Way {
  readonly name: WayName
  readonly replies: CallText['replies']
  /** Undefined where this responder can't be reached by it. */
  addressOf(responder: Responder): string | undefined
  /** The same id twice is one message. */
  send(to: string, message: WayMessage, signal: AbortSignal): Promise<Outcome>
  /** Calls back what of the asking is queued, or still with a carrier; `again` where it was not taken and may be later. */
  hush(to: string, callOut: string, person: PersonId): Promise<'done' | 'again'>
  /** Says on a device that the answer is here, in place of what was asked there; left out where nothing stands there. */
  quieten?(to: string, message: WayMessage, signal: AbortSignal): Promise<Outcome>
  onOutcome(hear: (id: string, outcome: Outcome) => void): () => void
  onReply(hear: (reply: LineReply) => Promise<void>): () => void
}

const silent = () => () => {}

/** The lines that are set up and open on this server now, and the pager where there is one. */
export function waysOpen(recipients: Pick<Recipients, 'desks'>, pager: Pager | undefined): readonly Way[] {
  const lines = recipients.desks.flatMap(({ name, line, carrier }): Way[] => {
    if (line === undefined || carrier === 'none') return []
    const { replies } = line.abilities
    return [
      {
        ...{ name, replies },
        addressOf: ({ lines: own }) => own[name],
        send: (to, { id, text, language, mode, until, callOut }, signal) =>
          line.send(
            {
              ...{ id, to, text, language, mode, until, thread: callOut },
              // It says itself which keys mean what.
              ...(replies === 'keys' ? { keys: 'in-the-text' as const } : {}),
            },
            signal,
          ),
        async hush(to, callOut, person) {
          await line.cancelThread(callOut, to, (id) => id.startsWith(`${callOut}/${person}/ask/`))
          return 'done'
        },
        onOutcome: (hear) => line.onOutcome(hear),
        onReply: (hear) => line.onReply(hear),
      },
    ]
  })
  return pager === undefined ? lines : [...lines, byPager(pager)]
}

/** The paging service knows people by their ids alone, and is told when somebody answered, so that it stops its own repeats. */
function byPager(pager: Pager): Way {
  const page = async (id: string, type: string, data: JsonObject, signal: AbortSignal): Promise<Outcome> => {
    const answer = await pager.page({ id, type, data }, signal)
    if (answer.kind === 'accepted') return { kind: 'accepted', reference: id }
    return { kind: 'refused', problem: 'response/pager-failed', retry: answer.again }
  }
  return {
    ...{ name: 'pager', replies: 'none', onOutcome: silent, onReply: silent },
    addressOf: ({ id, lines }) => (lines.pager === 'yes' ? id : undefined),
    send: (person, { id, text, language, mode, until, callOut, say }, signal) =>
      page(id, `responder.${say}`, { person, callOut, text, language, mode, until }, signal),
    async hush(person, callOut) {
      const id = `${callOut}/${person}/hushed`
      const told = await page(id, 'responder.answered', { person, callOut }, AbortSignal.timeout(10_000))
      return told.kind === 'refused' && told.retry === 'later' ? 'again' : 'done'
    },
  }
}
