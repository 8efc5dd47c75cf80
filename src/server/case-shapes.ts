/** Cases as the API takes and gives them: orders by their type, a row of the list, and the whole with its words. */
import { z } from 'zod'
import {
  confidences,
  isLate,
  standingOf,
  thingKinds,
  thingOf,
  type Case,
  type FindingId,
  type LessonId,
  type QuestionId,
  type Thing,
} from '#cases'
import { likelihoods } from '#evidence'
import type { Instant, PersonId, Sha256 } from '#base'
import type { Seen } from './case-things.ts'
import { areaList, instant, instantOut, mode, reason } from './schemas.ts'

const opaque = z.string().regex(/^[A-Za-z0-9:_.~-]{1,120}$/)
export const caseParams = z.object({ id: opaque })
const thing = z
  .strictObject({ kind: z.enum(thingKinds), id: z.string().min(1).max(200) })
  .transform((one): Thing => one)
const text = z.string().trim().min(1).max(4_000)
const title = z.string().trim().min(1).max(200)
const person = opaque.transform((id) => id as PersonId)
const restsOn = z.array(thing).max(50)
const question = opaque.transform((id) => id as QuestionId)
const finding = opaque.transform((id) => id as FindingId)
const lesson = opaque.transform((id) => id as LessonId)
const likelihood = z.enum(likelihoods.map(({ code }) => code))
const confidence = z.enum(confidences)

export const openingBody = z.strictObject({
  title,
  areas: areaList.max(200).default([]).describe('Where it is about; none: everywhere'),
  owner: person.optional().describe('Whoever opens it, where nobody is named'),
  things: z.array(thing).max(50).default([]),
})

const readVersion = z
  .int()
  .min(1)
  .optional()
  .describe('Of the case; refused when it has moved on from this version')
const order = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape, readVersion })
export const orderBody = z.discriminatedUnion('type', [
  order('rename', { title }),
  order('hand-over', { to: person, why: reason }),
  order('watch', { watches: z.enum(['yes', 'no']) }),
  order('gather', { thing, why: reason.optional() }),
  order('take-out', { thing, why: reason }),
  order('ask', { text, of: person.optional() }),
  order('give', { question, of: person.nullable() }),
  order('answer', { question, text, restsOn: restsOn.default([]) }),
  order('drop-question', { question, why: reason }),
  order('ask-again', { question, why: reason }),
  order('find', { text, likelihood, confidence, restsOn, supersedes: finding.optional() }),
  order('judge', { finding, agrees: z.enum(['yes', 'no']), why: reason.optional() }),
  order('learn', {
    text,
    owner: person,
    dueAt: instant,
    protocol: opaque.optional().describe('Of the protocol that is to be changed'),
  }),
  order('put-off', { lesson, owner: person.optional(), dueAt: instant, why: reason }),
  order('finish-lesson', {
    lesson,
    text: text.describe('What came of it'),
    protocolVersion: z.int().min(1).optional().describe('Of its protocol: the version that has it'),
  }),
  order('drop-lesson', { lesson, why: reason }),
  order('ask-review', {}),
  order('close', { why: reason.optional().describe('Why nothing was learned, where nothing was') }),
  order('reopen', { why: reason }),
])
export type CaseOrder = z.output<typeof orderBody>

const hand = z.object({ id: z.string(), name: z.string().nullable() })
const noted = { at: instantOut, by: hand }
const thingView = z.object({ kind: z.enum(thingKinds), id: z.string() })
const words = z.string().nullable().describe('Null where the words were erased')
export const caseRow = z.object({
  ...{ id: z.string(), version: z.int(), mode, title: words, areas: z.array(z.string()), owner: hand },
  state: z.enum(['open', 'review', 'closed']),
  ...{ openedAt: instantOut, changedAt: instantOut, closedAt: instantOut.nullable() },
  watched: z.enum(['yes', 'no']).describe('By whoever asks'),
  questions: z.object({ open: z.int(), all: z.int() }),
  findings: z.object({ alone: z.int(), disputed: z.int(), agreed: z.int() }),
  lessons: z.object({ open: z.int(), late: z.int(), all: z.int() }),
})
const ended = z.object({ ...noted, text: words, restsOn: z.array(thingView) })
export const caseView = caseRow
  .extend({
    openedBy: hand,
    things: z.array(
      z.object({
        ...{ thing: thingView, ...noted, why: words },
        sight: z.enum(['shown', 'hidden', 'gone']),
        about: z.unknown().describe('What it is by now; null where it is hidden or gone'),
      }),
    ),
    questionList: z.array(
      z.object({
        ...{ id: z.string(), ...noted, text: words, of: hand.nullable() },
        state: z.enum(['open', 'answered', 'dropped']),
        ended: ended.nullable(),
      }),
    ),
    findingList: z.array(
      z.object({
        ...{ id: z.string(), ...noted, text: words, likelihood, confidence },
        ...{ restsOn: z.array(thingView), supersededBy: z.string().nullable() },
        standing: z.enum(['alone', 'agreed', 'disputed', 'superseded']),
        judged: z.array(z.object({ ...noted, agrees: z.enum(['yes', 'no']), why: words })),
      }),
    ),
    lessonList: z.array(
      z.object({
        ...{ id: z.string(), ...noted, text: words, owner: hand, dueAt: instantOut },
        ...{ late: z.enum(['yes', 'no']), protocol: z.string().nullable() },
        state: z.enum(['open', 'done', 'dropped']),
        ended: z.object({ ...noted, text: words, protocolVersion: z.int().nullable() }).nullable(),
      }),
    ),
    facts: z.array(z.int()).describe('The places of its facts in the ledger'),
  })
  .meta({ id: 'Case' })
export const lessonRow = z.object({
  ...{ case: z.string(), title: words, lesson: z.string(), text: words, owner: hand },
  ...{ dueAt: instantOut, late: z.enum(['yes', 'no']), protocol: z.string().nullable() },
})
export const historyRow = z.object({
  ...{ seq: z.int(), type: z.string(), ...noted, says: z.string().describe('In one plain English sentence') },
  hash: z.string(),
})

export interface CaseReader {
  readonly id: string
  readonly now: Instant
  nameOf(id: string): string | null
}

export function rowOfCase(
  one: Case,
  said: ReadonlyMap<Sha256, string>,
  { id: reader, now, nameOf }: CaseReader,
): z.input<typeof caseRow> {
  const { id, version, mode: inMode, areas, owner, state, openedAt, changedAt, closedAt } = one
  const standing = [...one.findings.values()].map((finding) => standingOf(finding))
  const count = (wanted: string) => standing.filter((each) => each === wanted).length
  const lessons = [...one.lessons.values()]
  const questions = [...one.questions.values()]
  return {
    ...{ id, version, mode: inMode, title: said.get(one.title) ?? null, areas: [...areas] },
    ...{ owner: { id: owner, name: nameOf(owner) }, state, openedAt, changedAt, closedAt },
    watched: one.watchers.has(reader as never) ? 'yes' : 'no',
    questions: { open: questions.filter((each) => each.state === 'open').length, all: questions.length },
    findings: { alone: count('alone'), disputed: count('disputed'), agreed: count('agreed') },
    lessons: {
      open: lessons.filter((each) => each.state === 'open').length,
      late: lessons.filter((each) => isLate(each, now)).length,
      all: lessons.length,
    },
  }
}

export function viewOfCase(
  one: Case,
  said: ReadonlyMap<Sha256, string>,
  reader: CaseReader,
  seen: ReadonlyMap<string, Seen>,
): z.input<typeof caseView> {
  const handOf = (id: string) => ({ id, name: reader.nameOf(id) })
  const by = ({ at, by: who }: { readonly at: Instant; readonly by: string }) => ({ at, by: handOf(who) })
  const says = (hash: Sha256 | null) => (hash === null ? null : (said.get(hash) ?? null))
  return {
    ...rowOfCase(one, said, reader),
    openedBy: handOf(one.openedBy),
    things: [...one.things].map(([key, gathered]) => ({
      ...{ thing: gathered.thing, ...by(gathered), why: says(gathered.why) },
      ...(seen.get(key) ?? { sight: 'gone' as const, about: null }),
    })),
    questionList: [...one.questions.values()].map((each) => ({
      ...{ id: each.id, ...by(each), text: says(each.text), state: each.state },
      of: each.of === null ? null : handOf(each.of),
      ended:
        each.ended === null
          ? null
          : { ...by(each.ended), text: says(each.ended.text), restsOn: each.ended.restsOn.map(thingOf) },
    })),
    findingList: [...one.findings.values()].map((each) => ({
      ...{ id: each.id, ...by(each), text: says(each.text), likelihood: each.likelihood },
      ...{ confidence: each.confidence, restsOn: each.restsOn.map(thingOf) },
      ...{ supersededBy: each.supersededBy, standing: standingOf(each) },
      judged: [...each.judged].map(([who, judged]) => ({
        ...by({ at: judged.at, by: who }),
        ...{ agrees: judged.agrees, why: says(judged.why) },
      })),
    })),
    lessonList: [...one.lessons.values()].map((each) => ({
      ...{ id: each.id, ...by(each), text: says(each.text), owner: handOf(each.owner), dueAt: each.dueAt },
      ...{ late: isLate(each, reader.now) ? 'yes' : 'no', protocol: each.protocol, state: each.state },
      ended:
        each.ended === null
          ? null
          : {
              ...by(each.ended),
              ...{ text: says(each.ended.text), protocolVersion: each.ended.protocolVersion },
            },
    })),
    facts: [...one.facts],
  }
}
