/** Decides what follows from an order about a case: the fact, or why it is refused. Long because one table of orders lets the compiler name what is missing. */
import type { AreaCode } from '#areas'
import {
  ok,
  refuse,
  type ActorId,
  type Instant,
  type Mode,
  type PersonId,
  type Result,
  type Sha256,
} from '#base'
import type { LikelihoodCode } from '#evidence'
import {
  mostInCase,
  standingOf,
  thingKey,
  type Case,
  type CaseId,
  type Confidence,
  type FindingId,
  type LessonId,
  type QuestionId,
  type Thing,
  type ThingKey,
} from './case.ts'
import type { CaseFact } from './facts.ts'

export type CaseCommand =
  | {
      readonly type: 'open'
      readonly title: Sha256
      readonly areas: readonly AreaCode[]
      readonly owner: PersonId
    }
  | { readonly type: 'rename'; readonly title: Sha256 }
  | { readonly type: 'hand-over'; readonly to: PersonId; readonly why: Sha256 }
  | { readonly type: 'watch'; readonly watches: 'yes' | 'no' }
  | { readonly type: 'gather'; readonly thing: Thing; readonly why: Sha256 | null }
  | { readonly type: 'take-out'; readonly thing: Thing; readonly why: Sha256 }
  | {
      readonly type: 'ask'
      readonly question: QuestionId
      readonly text: Sha256
      readonly of: PersonId | null
    }
  | { readonly type: 'give'; readonly question: QuestionId; readonly of: PersonId | null }
  | {
      readonly type: 'answer'
      readonly question: QuestionId
      readonly text: Sha256
      readonly restsOn: readonly Thing[]
    }
  | { readonly type: 'drop-question'; readonly question: QuestionId; readonly why: Sha256 }
  | { readonly type: 'ask-again'; readonly question: QuestionId; readonly why: Sha256 }
  | {
      readonly type: 'find'
      readonly finding: FindingId
      readonly text: Sha256
      readonly likelihood: LikelihoodCode
      readonly confidence: Confidence
      readonly restsOn: readonly Thing[]
      readonly supersedes: FindingId | null
    }
  | {
      readonly type: 'judge'
      readonly finding: FindingId
      readonly agrees: 'yes' | 'no'
      readonly why: Sha256 | null
    }
  | {
      readonly type: 'learn'
      readonly lesson: LessonId
      readonly text: Sha256
      readonly owner: PersonId
      readonly dueAt: Instant
      readonly protocol: string | null
    }
  | {
      readonly type: 'put-off'
      readonly lesson: LessonId
      readonly owner: PersonId
      readonly dueAt: Instant
      readonly why: Sha256
    }
  | {
      readonly type: 'finish-lesson'
      readonly lesson: LessonId
      readonly text: Sha256
      readonly protocolVersion: number | null
    }
  | { readonly type: 'drop-lesson'; readonly lesson: LessonId; readonly why: Sha256 }
  | { readonly type: 'ask-review' }
  | { readonly type: 'close'; readonly why: Sha256 | null }
  | { readonly type: 'reopen'; readonly why: Sha256 }

export interface CaseAsked {
  readonly id: CaseId
  readonly at: Instant
  readonly by: ActorId
  readonly mode: Mode
  /** Of the case: refused where it has moved on since. */
  readonly readVersion?: number | undefined
}

/** What may still be done when a case is closed: its lessons go on, and it can be read and opened again. */
const evenClosed: ReadonlySet<CaseCommand['type']> = new Set<CaseCommand['type']>([
  'watch',
  'put-off',
  'finish-lesson',
  'drop-lesson',
  'reopen',
])

export function decideCase(
  before: Case | undefined,
  command: CaseCommand,
  asked: CaseAsked,
): Result<CaseFact[]> {
  const { id, at, by } = asked
  const mode = before?.mode ?? asked.mode
  const one = <Fact extends CaseFact>(type: Fact['type'], data: Omit<Fact['data'], 'case'>) =>
    ok([{ type, at, by, mode, data: { case: id, ...data } } as unknown as CaseFact])
  if (command.type === 'open') {
    if (before !== undefined) return refuse('cases/exists-already', { case: id })
    const { title, areas, owner } = command
    return one('case-opened', { title, areas, owner })
  }
  if (before === undefined) return refuse('cases/unknown-case', { case: id })
  if (asked.readVersion !== undefined && asked.readVersion !== before.version)
    return refuse('cases/moved-on', { case: id, version: before.version })
  if (before.state === 'closed' && !evenClosed.has(command.type)) return refuse('cases/closed', { case: id })
  switch (command.type) {
    case 'rename':
      return command.title === before.title ? ok([]) : one('case-renamed', { title: command.title })
    case 'hand-over': {
      const { to, why } = command
      return to === before.owner ? ok([]) : one('case-handed-over', { to, why })
    }
    case 'watch': {
      const { watches } = command
      return before.watchers.has(by) === (watches === 'yes') ? ok([]) : one('case-watched', { watches })
    }
    case 'gather': {
      const thing = thingKey(command.thing)
      if (before.things.has(thing)) return ok([])
      const room = roomFor(before, 'things')
      return room.ok ? one('case-thing-gathered', { thing, why: command.why }) : room
    }
    case 'take-out': {
      const thing = thingKey(command.thing)
      if (!before.things.has(thing)) return refuse('cases/not-gathered', { thing })
      const rests = restsOnIt(before, thing)
      if (rests !== undefined) return refuse('cases/rests-on-it', { thing, what: rests })
      return one('case-thing-taken-out', { thing, why: command.why })
    }
    case 'ask': {
      const { question, text, of } = command
      if (before.questions.has(question)) return refuse('cases/exists-already', { case: question })
      const room = roomFor(before, 'questions')
      return room.ok ? one('case-question-asked', { question, text, of }) : room
    }
    case 'give': {
      const { question, of } = command
      const found = questionIn(before, question, 'open')
      if (!found.ok) return found
      return found.value.of === of ? ok([]) : one('case-question-given', { question, of })
    }
    case 'answer': {
      const { question, text } = command
      const found = questionIn(before, question, 'open')
      if (!found.ok) return found
      const restsOn = gatheredIn(before, command.restsOn)
      return restsOn.ok ? one('case-question-answered', { question, text, restsOn: restsOn.value }) : restsOn
    }
    case 'drop-question': {
      const { question, why } = command
      const found = questionIn(before, question, 'open')
      return found.ok ? one('case-question-dropped', { question, why }) : found
    }
    case 'ask-again': {
      const { question, why } = command
      const found = questionIn(before, question, 'ended')
      return found.ok ? one('case-question-reopened', { question, why }) : found
    }
    case 'find': {
      const { finding, text, likelihood, confidence, supersedes } = command
      if (before.findings.has(finding)) return refuse('cases/exists-already', { case: finding })
      const room = roomFor(before, 'findings')
      if (!room.ok) return room
      if (supersedes !== null) {
        const old = findingIn(before, supersedes)
        if (!old.ok) return old
      }
      const restsOn = gatheredIn(before, command.restsOn)
      if (!restsOn.ok) return restsOn
      // What rests on nothing is an opinion, and belongs among the questions.
      if (restsOn.value.length === 0) return refuse('cases/rests-on-nothing')
      return one('case-finding-made', {
        ...{ finding, text, likelihood, confidence, restsOn: restsOn.value, supersedes },
      })
    }
    case 'judge': {
      const { finding, agrees, why } = command
      const found = findingIn(before, finding)
      if (!found.ok) return found
      if (found.value.by === by) return refuse('cases/own-finding', { finding })
      if (agrees === 'no' && why === null) return refuse('cases/why-not', { finding })
      return one('case-finding-judged', { finding, agrees, why })
    }
    case 'learn': {
      const { lesson, text, owner, dueAt, protocol } = command
      if (before.lessons.has(lesson)) return refuse('cases/exists-already', { case: lesson })
      if (dueAt <= at) return refuse('cases/due-is-over', { dueAt })
      const room = roomFor(before, 'lessons')
      return room.ok ? one('case-lesson-drawn', { lesson, text, owner, dueAt, protocol }) : room
    }
    case 'put-off': {
      const { lesson, owner, dueAt, why } = command
      const found = openLessonIn(before, lesson)
      if (!found.ok) return found
      if (dueAt <= at) return refuse('cases/due-is-over', { dueAt })
      return one('case-lesson-put-off', { lesson, owner, dueAt, why })
    }
    case 'finish-lesson': {
      const { lesson, text, protocolVersion } = command
      const found = openLessonIn(before, lesson)
      if (!found.ok) return found
      if (protocolVersion !== null && found.value.protocol === null)
        return refuse('cases/no-protocol', { lesson })
      if (protocolVersion === null && found.value.protocol !== null)
        return refuse('cases/which-version', { lesson, protocol: found.value.protocol })
      return one('case-lesson-done', { lesson, text, protocolVersion })
    }
    case 'drop-lesson': {
      const { lesson, why } = command
      const found = openLessonIn(before, lesson)
      return found.ok ? one('case-lesson-dropped', { lesson, why }) : found
    }
    case 'ask-review':
      return before.state === 'review' ? ok([]) : one('case-review-asked', {})
    case 'close': {
      const stands = mayClose(before, command.why)
      return stands.ok ? one('case-closed', { why: command.why }) : stands
    }
    case 'reopen':
      return before.state === 'open' ? ok([]) : one('case-reopened', { why: command.why })
  }
}

/** Whether nothing is left open: every question ended, every finding read by somebody else, and a lesson drawn or said why there is none. */
function mayClose(before: Case, why: Sha256 | null): Result<void> {
  const open = [...before.questions.values()].filter(({ state }) => state === 'open').length
  if (open > 0) return refuse('cases/questions-open', { case: before.id, count: open })
  const standing = [...before.findings.values()].map((finding) => standingOf(finding))
  const alone = standing.filter((one) => one === 'alone').length
  if (alone > 0) return refuse('cases/findings-alone', { case: before.id, count: alone })
  const disputed = standing.filter((one) => one === 'disputed').length
  if (disputed > 0) return refuse('cases/findings-disputed', { case: before.id, count: disputed })
  const lessons = [...before.lessons.values()].filter(({ state }) => state !== 'dropped').length
  if (lessons === 0 && why === null) return refuse('cases/no-lesson', { case: before.id })
  return ok()
}

function roomFor(before: Case, what: keyof typeof mostInCase): Result<void> {
  const most = mostInCase[what]
  return before[what].size < most ? ok() : refuse('cases/too-many', { case: before.id, what, most })
}

function questionIn(before: Case, id: QuestionId, wanted: 'open' | 'ended') {
  const found = before.questions.get(id)
  if (found === undefined) return refuse('cases/unknown-question', { question: id })
  return (found.state === 'open') === (wanted === 'open')
    ? ok(found)
    : refuse('cases/question-is', { question: id, state: found.state })
}

function findingIn(before: Case, id: FindingId) {
  const found = before.findings.get(id)
  if (found === undefined) return refuse('cases/unknown-finding', { finding: id })
  return found.supersededBy === null
    ? ok(found)
    : refuse('cases/superseded', { finding: id, by: found.supersededBy })
}

function openLessonIn(before: Case, id: LessonId) {
  const found = before.lessons.get(id)
  if (found === undefined) return refuse('cases/unknown-lesson', { lesson: id })
  return found.state === 'open' ? ok(found) : refuse('cases/lesson-is', { lesson: id, state: found.state })
}

/** What something rests on must be in the case: whoever reads the case can go and look. */
function gatheredIn(before: Case, things: readonly Thing[]): Result<readonly ThingKey[]> {
  const keys = [...new Set(things.map(thingKey))]
  const missing = keys.find((key) => !before.things.has(key))
  return missing === undefined ? ok(keys) : refuse('cases/not-gathered', { thing: missing })
}

function restsOnIt(before: Case, thing: ThingKey): string | undefined {
  const finding = [...before.findings.values()].find(
    ({ restsOn, supersededBy }) => supersededBy === null && restsOn.includes(thing),
  )
  const question = [...before.questions.values()].find(({ ended }) => ended?.restsOn.includes(thing) === true)
  return finding?.id ?? question?.id
}
