/** What somebody orders of a case, made into a command: words kept, people and protocols known, nothing added that they may not read. */
import { ok, refuse, type Instant, type PersonId, type Result, type Sha256 } from '#base'
import type { Case, CaseCommand, FindingId, LessonId, QuestionId } from '#cases'
import type { Permitted } from '#people'
import type { CaseDesk } from './case-desk.ts'
import type { CaseOrder } from './case-shapes.ts'
import type { CaseThings } from './case-things.ts'
import type { ProtocolBook } from './protocol-book.ts'
import type { System } from './system.ts'

export interface OrderParts {
  readonly desk: Pick<CaseDesk, 'words'>
  readonly things: Pick<CaseThings, 'mayAdd'>
  readonly protocols: Pick<ProtocolBook, 'newest' | 'get'>
}

export function caseOrders({ ids, people }: Pick<System, 'ids' | 'people'>, parts: OrderParts) {
  const { desk, things, protocols } = parts
  /** Those who may work on this case. */
  const known = (person: PersonId, one: Pick<Case, 'areas'>, at: string): Result<PersonId> => {
    const about = one.areas.length === 0 ? {} : { areas: one.areas }
    const may = people.whoMay({ action: 'cases.work', ...about }).some(({ id }) => id === person)
    return may ? ok(person) : refuse('cases/unknown-owner', { at, person })
  }
  const because = (why: string | undefined): Promise<Result<Sha256 | null>> =>
    why === undefined ? Promise.resolve(ok(null)) : desk.words(why, 'body.why')

  return {
    known,
    async commandOf(order: CaseOrder, one: Case, permitted: Permitted): Promise<Result<CaseCommand>> {
      switch (order.type) {
        case 'rename': {
          const title = await desk.words(order.title, 'body.title')
          return title.ok ? ok({ type: 'rename', title: title.value }) : title
        }
        case 'hand-over': {
          const to = known(order.to, one, 'body.to')
          if (!to.ok) return to
          const why = await desk.words(order.why, 'body.why')
          return why.ok ? ok({ type: 'hand-over', to: to.value, why: why.value }) : why
        }
        case 'watch':
          return ok({ type: 'watch', watches: order.watches })
        case 'gather': {
          const may = await things.mayAdd(order.thing, permitted)
          if (!may.ok) return may
          const why = await because(order.why)
          return why.ok ? ok({ type: 'gather', thing: order.thing, why: why.value }) : why
        }
        case 'take-out': {
          const why = await desk.words(order.why, 'body.why')
          return why.ok ? ok({ type: 'take-out', thing: order.thing, why: why.value }) : why
        }
        case 'ask': {
          const of = order.of === undefined ? ok(null) : known(order.of, one, 'body.of')
          if (!of.ok) return of
          const text = await desk.words(order.text, 'body.text')
          if (!text.ok) return text
          const question = ids.next('question') as QuestionId
          return ok({ type: 'ask', question, text: text.value, of: of.value })
        }
        case 'give': {
          const of = order.of === null ? ok(null) : known(order.of, one, 'body.of')
          return of.ok ? ok({ type: 'give', question: order.question, of: of.value }) : of
        }
        case 'answer': {
          const { question, restsOn } = order
          const text = await desk.words(order.text, 'body.text')
          return text.ok ? ok({ type: 'answer', question, text: text.value, restsOn }) : text
        }
        case 'drop-question':
        case 'ask-again': {
          const why = await desk.words(order.why, 'body.why')
          return why.ok ? ok({ type: order.type, question: order.question, why: why.value }) : why
        }
        case 'find': {
          const { likelihood, confidence, restsOn, supersedes = null } = order
          const text = await desk.words(order.text, 'body.text')
          if (!text.ok) return text
          const finding = ids.next('finding') as FindingId
          return ok({
            ...{ type: 'find', finding, text: text.value, likelihood, confidence, restsOn, supersedes },
          })
        }
        case 'judge': {
          const why = await because(order.why)
          const { finding, agrees } = order
          return why.ok ? ok({ type: 'judge', finding, agrees, why: why.value }) : why
        }
        case 'learn': {
          const owner = known(order.owner, one, 'body.owner')
          if (!owner.ok) return owner
          const protocol = order.protocol ?? null
          if (protocol !== null && !protocols.newest().some((kept) => kept.protocol.id === protocol))
            return refuse('response/unknown-protocol', { at: 'body.protocol', protocol })
          const text = await desk.words(order.text, 'body.text')
          if (!text.ok) return text
          const lesson = ids.next('lesson') as LessonId
          const { dueAt } = order
          return ok({ type: 'learn', lesson, text: text.value, owner: owner.value, dueAt, protocol })
        }
        case 'put-off': {
          const { lesson, dueAt } = order
          const before = one.lessons.get(lesson)
          if (before === undefined) return refuse('cases/unknown-lesson', { lesson })
          const owner = order.owner === undefined ? ok(before.owner) : known(order.owner, one, 'body.owner')
          if (!owner.ok) return owner
          const why = await desk.words(order.why, 'body.why')
          return why.ok ? ok({ type: 'put-off', lesson, owner: owner.value, dueAt, why: why.value }) : why
        }
        case 'finish-lesson': {
          const { lesson, protocolVersion = null } = order
          const fits = hasLesson(one, lesson, protocolVersion)
          if (!fits.ok) return fits
          const text = await desk.words(order.text, 'body.text')
          return text.ok ? ok({ type: 'finish-lesson', lesson, text: text.value, protocolVersion }) : text
        }
        case 'drop-lesson': {
          const why = await desk.words(order.why, 'body.why')
          return why.ok ? ok({ type: 'drop-lesson', lesson: order.lesson, why: why.value }) : why
        }
        case 'ask-review':
          return ok({ type: 'ask-review' })
        case 'close': {
          const why = await because(order.why)
          return why.ok ? ok({ type: 'close', why: why.value }) : why
        }
        case 'reopen': {
          const why = await desk.words(order.why, 'body.why')
          return why.ok ? ok({ type: 'reopen', why: why.value }) : why
        }
      }
    },
  }

  /** A version that was there before the lesson can't have it in it. */
  function hasLesson(one: Case, id: LessonId, version: number | null): Result<void> {
    const lesson = one.lessons.get(id)
    if (lesson?.protocol === undefined || lesson.protocol === null || version === null) return ok()
    const kept = protocols.get(lesson.protocol as never, version)
    const changedAt: Instant | undefined = kept?.at
    return changedAt !== undefined && changedAt > lesson.at
      ? ok()
      : refuse('cases/no-such-version', { protocol: lesson.protocol, version })
  }
}
