/** What a case is: what it gathers, what is still asked, what was found, by whom, and the lessons it ends with. Words stand beside the facts and are named by their hash. */
import type { AreaCode } from '#areas'
import type { ActorId, Instant, Mode, PersonId, Sha256 } from '#base'
import type { LikelihoodCode } from '#evidence'

export type CaseId = string & { readonly CaseId: unique symbol }
export type QuestionId = string & { readonly QuestionId: unique symbol }
export type FindingId = string & { readonly FindingId: unique symbol }
export type LessonId = string & { readonly LessonId: unique symbol }

/** What a case can gather. Each is kept where it belongs; a case has no copy of it. */
export const thingKinds = [
  'alert',
  'evidence-event',
  'evidence-document',
  'assessment',
  'occurrence',
  'observation',
  'site',
  'call-out',
  'checklist',
] as const
export type ThingKind = (typeof thingKinds)[number]

export interface Thing {
  readonly kind: ThingKind
  readonly id: string
}
/** `alert:…`: the same thing is in a case once. */
export type ThingKey = string & { readonly ThingKey: unique symbol }

export function thingKey({ kind, id }: Thing): ThingKey {
  return `${kind}:${id}` as ThingKey
}

/** The first colon parts them: ids of things may have colons of their own. */
export function thingOf(key: ThingKey): Thing {
  const colon = key.indexOf(':')
  return { kind: key.slice(0, colon) as ThingKind, id: key.slice(colon + 1) }
}

/** How sure whoever says it is of what it rests on, after ICD 203 (Analytic Standards, 2015, §6.e.2.a): apart from how likely it is. */
export const confidences = ['low', 'moderate', 'high'] as const
export type Confidence = (typeof confidences)[number]

interface Noted {
  readonly at: Instant
  readonly by: ActorId
}

export interface Gathered extends Noted {
  readonly thing: Thing
  /** Why it belongs here. */
  readonly why: Sha256 | null
}

export interface Question extends Noted {
  readonly id: QuestionId
  readonly text: Sha256
  /** Who is to find the answer. */
  readonly of: PersonId | null
  readonly state: 'open' | 'answered' | 'dropped'
  /** How it ended; an answer that was wrong is asked again, and stands in the ledger. */
  readonly ended:
    | (Noted & {
        /** The answer, or why nobody asks any more. */
        readonly text: Sha256
        readonly restsOn: readonly ThingKey[]
      })
    | null
}

export interface Finding extends Noted {
  readonly id: FindingId
  readonly text: Sha256
  readonly likelihood: LikelihoodCode
  readonly confidence: Confidence
  readonly restsOn: readonly ThingKey[]
  /** What each other person said of it last. */
  readonly judged: ReadonlyMap<
    ActorId,
    Noted & { readonly agrees: 'yes' | 'no'; readonly why: Sha256 | null }
  >
  /** The one that says it better; this one stays to be read. */
  readonly supersededBy: FindingId | null
}

export interface Lesson extends Noted {
  readonly id: LessonId
  readonly text: Sha256
  readonly owner: PersonId
  readonly dueAt: Instant
  /** Of the protocol that is to be changed. */
  readonly protocol: string | null
  readonly state: 'open' | 'done' | 'dropped'
  readonly ended:
    | (Noted & {
        /** What came of it. */
        readonly text: Sha256
        /** Of its protocol: the version in which the lesson is. */
        readonly protocolVersion: number | null
      })
    | null
}

export interface Case {
  readonly id: CaseId
  /** Moves by one with each fact about it. */
  readonly version: number
  readonly mode: Mode
  readonly areas: readonly AreaCode[]
  readonly title: Sha256
  readonly owner: PersonId
  /** `review`: nothing new is found any more, and others read what was. */
  readonly state: 'open' | 'review' | 'closed'
  readonly openedAt: Instant
  readonly openedBy: ActorId
  readonly changedAt: Instant
  readonly closedAt: Instant | null
  readonly watchers: ReadonlySet<ActorId>
  readonly things: ReadonlyMap<ThingKey, Gathered>
  readonly questions: ReadonlyMap<QuestionId, Question>
  readonly findings: ReadonlyMap<FindingId, Finding>
  readonly lessons: ReadonlyMap<LessonId, Lesson>
  /** The places of its facts in the ledger, the oldest first. */
  readonly facts: readonly number[]
}

export const casesStream = 'cases'

/** What one case holds at most, of each; beyond it is a case of its own. */
export const mostInCase = { things: 500, questions: 200, findings: 200, lessons: 100 } as const
export const mostCases = 5_000

/** A finding holds when somebody else agrees and nobody disagrees. */
export function standingOf(finding: Finding): 'superseded' | 'disputed' | 'agreed' | 'alone' {
  if (finding.supersededBy !== null) return 'superseded'
  const said = [...finding.judged.values()].map(({ agrees }) => agrees)
  if (said.includes('no')) return 'disputed'
  return said.includes('yes') ? 'agreed' : 'alone'
}

export function isLate(lesson: Lesson, at: Instant): boolean {
  return lesson.state === 'open' && lesson.dueAt <= at
}

/** Whose words it speaks of: every hash under which words are kept for it. */
export function wordsOfCase(one: Case): readonly Sha256[] {
  const found: (Sha256 | null | undefined)[] = [one.title]
  for (const { why } of one.things.values()) found.push(why)
  for (const { text, ended } of one.questions.values()) found.push(text, ended?.text)
  for (const { text, judged } of one.findings.values())
    found.push(text, ...[...judged.values()].map(({ why }) => why))
  for (const { text, ended } of one.lessons.values()) found.push(text, ended?.text)
  return found.filter((hash): hash is Sha256 => hash !== null && hash !== undefined)
}
