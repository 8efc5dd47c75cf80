/** What happens to cases, as the ledger keeps it: opaque ids, codes and hashes of words; and the case that follows from it. */
import type { AreaCode } from '#areas'
import type { ActorId, Instant, Mode, PersonId, Sha256 } from '#base'
import type { LikelihoodCode } from '#evidence'
import {
  thingKey,
  thingOf,
  type Case,
  type CaseId,
  type Confidence,
  type FindingId,
  type LessonId,
  type QuestionId,
  type ThingKey,
} from './case.ts'

interface Of<Type extends string, Data> {
  readonly type: Type
  readonly at: Instant
  readonly by: ActorId
  readonly mode: Mode
  readonly data: { readonly case: CaseId } & Data
}

export type CaseFact =
  | Of<
      'case-opened',
      { readonly title: Sha256; readonly areas: readonly AreaCode[]; readonly owner: PersonId }
    >
  | Of<'case-renamed', { readonly title: Sha256 }>
  | Of<'case-handed-over', { readonly to: PersonId; readonly why: Sha256 }>
  | Of<'case-watched', { readonly watches: 'yes' | 'no' }>
  | Of<'case-thing-gathered', { readonly thing: ThingKey; readonly why: Sha256 | null }>
  | Of<'case-thing-taken-out', { readonly thing: ThingKey; readonly why: Sha256 }>
  | Of<
      'case-question-asked',
      { readonly question: QuestionId; readonly text: Sha256; readonly of: PersonId | null }
    >
  | Of<'case-question-given', { readonly question: QuestionId; readonly of: PersonId | null }>
  | Of<
      'case-question-answered',
      { readonly question: QuestionId; readonly text: Sha256; readonly restsOn: readonly ThingKey[] }
    >
  | Of<'case-question-dropped', { readonly question: QuestionId; readonly why: Sha256 }>
  | Of<'case-question-reopened', { readonly question: QuestionId; readonly why: Sha256 }>
  | Of<
      'case-finding-made',
      {
        readonly finding: FindingId
        readonly text: Sha256
        readonly likelihood: LikelihoodCode
        readonly confidence: Confidence
        readonly restsOn: readonly ThingKey[]
        readonly supersedes: FindingId | null
      }
    >
  | Of<
      'case-finding-judged',
      { readonly finding: FindingId; readonly agrees: 'yes' | 'no'; readonly why: Sha256 | null }
    >
  | Of<
      'case-lesson-drawn',
      {
        readonly lesson: LessonId
        readonly text: Sha256
        readonly owner: PersonId
        readonly dueAt: Instant
        readonly protocol: string | null
      }
    >
  | Of<
      'case-lesson-put-off',
      {
        readonly lesson: LessonId
        readonly owner: PersonId
        readonly dueAt: Instant
        readonly why: Sha256
      }
    >
  | Of<
      'case-lesson-done',
      { readonly lesson: LessonId; readonly text: Sha256; readonly protocolVersion: number | null }
    >
  | Of<'case-lesson-dropped', { readonly lesson: LessonId; readonly why: Sha256 }>
  | Of<'case-review-asked', object>
  | Of<'case-closed', { readonly why: Sha256 | null }>
  | Of<'case-reopened', { readonly why: Sha256 }>

/** The case after the fact; undefined before it was opened. Kinds that it does not know change nothing but its version. */
export function evolveCase(before: Case | undefined, fact: CaseFact, seq: number): Case | undefined {
  const { at, by } = fact
  if (fact.type === 'case-opened') {
    const { case: id, title, areas, owner } = fact.data
    return {
      ...{ id, version: 1, mode: fact.mode, areas, title, owner, state: 'open', openedAt: at, openedBy: by },
      ...{ changedAt: at, closedAt: null, watchers: new Set(), things: new Map(), questions: new Map() },
      ...{ findings: new Map(), lessons: new Map(), facts: [seq] },
    }
  }
  if (before === undefined) return undefined
  const next: Case = {
    ...before,
    ...{ version: before.version + 1, changedAt: at, facts: [...before.facts, seq] },
  }
  switch (fact.type) {
    case 'case-renamed':
      return { ...next, title: fact.data.title }
    case 'case-handed-over':
      return { ...next, owner: fact.data.to }
    case 'case-watched': {
      const watchers = new Set(before.watchers)
      if (fact.data.watches === 'yes') watchers.add(by)
      else watchers.delete(by)
      return { ...next, watchers }
    }
    case 'case-thing-gathered': {
      const { thing, why } = fact.data
      return { ...next, things: new Map(before.things).set(thing, { thing: thingOf(thing), why, at, by }) }
    }
    case 'case-thing-taken-out': {
      const things = new Map(before.things)
      things.delete(thingKey(thingOf(fact.data.thing)))
      return { ...next, things }
    }
    case 'case-question-asked': {
      const { question: id, text, of } = fact.data
      const asked = { id, text, of, at, by, state: 'open', ended: null } as const
      return { ...next, questions: new Map(before.questions).set(id, asked) }
    }
    case 'case-question-given':
      return { ...next, questions: changed(before.questions, fact.data.question, { of: fact.data.of }) }
    case 'case-question-answered': {
      const { question, text, restsOn } = fact.data
      const ended = { text, restsOn, at, by }
      return { ...next, questions: changed(before.questions, question, { state: 'answered', ended }) }
    }
    case 'case-question-dropped': {
      const ended = { text: fact.data.why, restsOn: [], at, by }
      return {
        ...next,
        questions: changed(before.questions, fact.data.question, { state: 'dropped', ended }),
      }
    }
    case 'case-question-reopened':
      return {
        ...next,
        questions: changed(before.questions, fact.data.question, { state: 'open', ended: null }),
      }
    case 'case-finding-made': {
      const { finding: id, text, likelihood, confidence, restsOn, supersedes } = fact.data
      const rest =
        supersedes === null ? before.findings : changed(before.findings, supersedes, { supersededBy: id })
      const made = { id, text, likelihood, confidence, restsOn, at, by, judged: new Map() }
      return { ...next, findings: new Map(rest).set(id, { ...made, supersededBy: null }) }
    }
    case 'case-finding-judged': {
      const { finding, agrees, why } = fact.data
      const judged = new Map(before.findings.get(finding)?.judged).set(by, { agrees, why, at, by })
      return { ...next, findings: changed(before.findings, finding, { judged }) }
    }
    case 'case-lesson-drawn': {
      const { lesson: id, text, owner, dueAt, protocol } = fact.data
      const drawn = { id, text, owner, dueAt, protocol, at, by, state: 'open', ended: null } as const
      return { ...next, lessons: new Map(before.lessons).set(id, drawn) }
    }
    case 'case-lesson-put-off': {
      const { lesson, owner, dueAt } = fact.data
      return { ...next, lessons: changed(before.lessons, lesson, { owner, dueAt }) }
    }
    case 'case-lesson-done': {
      const { lesson, text, protocolVersion } = fact.data
      const ended = { text, protocolVersion, at, by }
      return { ...next, lessons: changed(before.lessons, lesson, { state: 'done', ended }) }
    }
    case 'case-lesson-dropped': {
      const ended = { text: fact.data.why, protocolVersion: null, at, by }
      return { ...next, lessons: changed(before.lessons, fact.data.lesson, { state: 'dropped', ended }) }
    }
    case 'case-review-asked':
      return { ...next, state: 'review' }
    case 'case-closed':
      return { ...next, state: 'closed', closedAt: at }
    case 'case-reopened':
      return { ...next, state: 'open', closedAt: null }
    default:
      return next
  }
}

/** With one of them changed; as it was where that one is not there. */
function changed<Id, One>(all: ReadonlyMap<Id, One>, id: Id, change: Partial<One>): ReadonlyMap<Id, One> {
  const one = all.get(id)
  return one === undefined ? all : new Map(all).set(id, { ...one, ...change })
}
