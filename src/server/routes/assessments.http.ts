/**
 * Assessments over HTTP: hypotheses, their evidence and weights, the sum, the matrix, the trend, and what is written of them.
 * Long because every route of an assessment reads, changes and shows the same thing.
 */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { day, ok, plus, refuse, type Instant, type Result } from '#base'
import {
  checkAssessment,
  consistencyShape,
  evidenceShape,
  hypothesisShape,
  longestTrendDays,
  openingShape,
  priorShape,
  rivalsShape,
  stepsShape,
  suggestedWeights,
  trendOf,
  writeAssessment,
  writtenLanguages,
} from '#evidence'
import { may, type Caller } from '#people'
import {
  opened,
  withAnswer,
  withEvidence,
  withEvidenceChanged,
  withJudgement,
  withState,
  withTerms,
} from '../assessment-changes.ts'
import { openAssessmentDesk, type Changed, type KeptAssessment } from '../assessment-desk.ts'
import {
  assessmentLine,
  assessmentView,
  changeView,
  lineOfAssessment,
  viewOfAssessment,
  viewOfChange,
  viewOfWriting,
  writingView,
  writtenView,
} from '../assessment-views.ts'
import type { EvidenceDesk } from '../evidence-desk.ts'
import { byCaller } from '../ordered-by.ts'
import type { Call, Routes } from '../route.http.ts'
import { instant, instantOut, reason } from '../schemas.ts'
import type { System } from '../system.ts'

const id = z.string().regex(/^[A-Za-z0-9-]{1,64}$/)
const params = z.object({ id })
const readVersion = z.int().min(1).optional().describe('Refused when it has moved on from this version')
const why = reason.optional().describe('Kept in the history beside who and when')
const answers = { why, readVersion }
const estimate = z.object({ low: z.number(), likely: z.number(), high: z.number() })

export function assessmentRoutes(
  routes: Routes,
  system: System,
  { doubtsOf }: Pick<EvidenceDesk, 'doubtsOf'>,
): void {
  const { clock, areas, ids, particulars } = system
  const desk = openAssessmentDesk(system)
  const contains = (outer: string, inner: string) =>
    areas.hierarchy().contains(outer as AreaCode, inner as AreaCode)
  const nameOf = (person: string) => particulars.of(person as never)?.name ?? null
  const reads = { action: 'evidence.read', tag: 'evidence' } as const
  const judges = { action: 'evidence.judge', tag: 'evidence', needs: 'the-writer' } as const

  /** What is about nobody’s area in particular is everybody’s who may read evidence. */
  const mayRead = ({ permitted }: Caller, kept: KeptAssessment) =>
    kept.areas.length === 0 ? ok() : may(permitted, { action: 'evidence.read', areas: kept.areas }, contains)
  const found = async (caller: Caller, asked: string): Promise<Result<KeptAssessment>> => {
    const kept = await desk.find(asked)
    if (!kept.ok) return kept
    const allowed = mayRead(caller, kept.value)
    return allowed.ok ? kept : allowed
  }
  /** What is doubted in the texts that count here. */
  const quotedDoubts = (kept: KeptAssessment) =>
    doubtsOf(
      kept.evidence
        .filter(({ standing }) => standing === 'counts')
        .flatMap(({ quotes }) => quotes.flatMap(({ document }) => document ?? [])),
    )
  const viewed = (kept: Result<KeptAssessment>, at: Instant = clock.now()) =>
    kept.ok ? ok(viewOfAssessment(kept.value, at)) : kept
  type Asked = { readonly why?: string | undefined; readonly readVersion?: number | undefined }
  const changing = async (
    {
      params: { id: asked },
      body,
      caller,
      allowed,
    }: Pick<Call<Asked, { readonly id: string }, unknown>, 'params' | 'body' | 'caller' | 'allowed'>,
    make: (kept: KeptAssessment) => Result<Changed>,
  ) => {
    const kept = await desk.find(asked)
    if (!kept.ok) return kept
    const theirs = allowed({ areas: kept.value.areas })
    if (!theirs.ok) return theirs
    const { why: because, readVersion: version } = body
    return viewed(await desk.change(asked, { readVersion: version, why: because, make }, byCaller(caller)))
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/assessments', ...reads },
      summary: 'Hypotheses, how likely each is now, and which steps of a watch are proposed',
      answer: z.object({ assessments: z.array(assessmentLine) }),
    },
    async ({ caller }) => {
      const at = clock.now()
      const all = await desk.list()
      return ok({
        assessments: all.filter((kept) => mayRead(caller, kept).ok).map((kept) => lineOfAssessment(kept, at)),
      })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/assessments/weights', ...reads },
      summary: 'What each sign may weigh and how fast it fades: a beginning for a person’s judgement',
      answer: z.object({
        weights: z.array(
          z.object({ sign: z.string(), ratio: estimate, halfLifeDays: z.number().nullable() }),
        ),
      }),
    },
    () => ok({ weights: suggestedWeights }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/assessments', ...judges, status: 201 },
      summary: 'Put up a hypothesis',
      body: openingShape.extend({ why }),
      answer: assessmentView,
    },
    async ({ body: { why: because, ...opening }, caller, allowed }) => {
      const missing = opening.areas.find((code) => areas.hierarchy().get(code) === undefined)
      if (missing !== undefined) return areas.unknown(missing, 'areas')
      const theirs = allowed({ areas: opening.areas })
      if (!theirs.ok) return theirs
      const fits = checkAssessment(opened('new', opening))
      if (!fits.ok) return fits
      return viewed(await desk.open((made) => opened(made, opening), because, byCaller(caller)))
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/assessments/:id', ...reads, params },
      summary: 'One hypothesis with its evidence, the sum line by line and the matrix',
      query: z.object({
        at: instant.optional().describe('By what was known then; now when left out'),
        version: z.coerce.number().int().min(1).optional().describe('As it was written down then'),
      }),
      answer: assessmentView,
    },
    async ({ params: { id: asked }, query: { at, version }, caller }) => {
      const kept = await found(caller, asked)
      if (!kept.ok || version === undefined) return viewed(kept, at)
      return viewed(await desk.atVersion(asked, version), at)
    },
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/assessments/:id', ...judges, params },
      summary: 'Change the hypothesis, its rivals, the prior or the steps of its watch',
      body: z.strictObject({
        hypothesis: hypothesisShape.optional(),
        rivals: rivalsShape.optional(),
        horizonDays: z.int().min(1).max(3_650).nullable().optional(),
        prior: priorShape.optional(),
        priorWhy: z.string().min(1).max(2_000).optional(),
        steps: stepsShape.optional(),
        ...answers,
      }),
      answer: assessmentView,
    },
    (call) => {
      const { why: _, readVersion: __, ...terms } = call.body
      return changing(call, (kept) => withTerms(kept, given(terms)))
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/assessments/:id/evidence', ...judges, params, status: 201 },
      summary: 'Add a piece of evidence with its weight, its words and its half-life',
      body: evidenceShape.extend(answers),
      answer: assessmentView,
    },
    (call) => {
      const { why: _, readVersion: __, ...evidence } = call.body
      return changing(call, (kept) => withEvidence(kept, ids.next('evidence'), evidence))
    },
  )
  const ofEvidence = z.object({ id, evidence: id })
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/assessments/:id/evidence/:evidence', ...judges, params: ofEvidence },
      summary: 'Change what a piece of evidence weighs, or what else is said of it; say why',
      body: z.strictObject({ ...partial(evidenceShape.shape), why: reason, readVersion }),
      answer: assessmentView,
    },
    (call) => {
      const { why: _, readVersion: __, ...change } = call.body
      return changing(call, (kept) => withEvidenceChanged(kept, call.params.evidence, given(change)))
    },
  )
  for (const [act, standing] of [
    ['withdraw', 'withdrawn'],
    ['restore', 'counts'],
  ] as const)
    routes.add(
      {
        ...{ method: 'POST', url: `/v1/assessments/:id/evidence/:evidence/${act}`, ...judges },
        ...{ params: ofEvidence, body: z.strictObject({ why: reason, readVersion }) },
        summary:
          act === 'withdraw'
            ? 'Let a piece of evidence count no more; it stays to be read'
            : 'Let a withdrawn piece of evidence count again',
        answer: assessmentView,
      },
      (call) => changing(call, (kept) => withEvidenceChanged(kept, call.params.evidence, { standing })),
    )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/assessments/:id/matrix', ...judges, params },
      summary: 'Judge how a piece of evidence goes with a hypothesis; null takes the judgement back',
      body: z.strictObject({
        evidence: id,
        hypothesis: id,
        consistency: consistencyShape.nullable(),
        ...answers,
      }),
      answer: assessmentView,
    },
    (call) => changing(call, (kept) => withJudgement(kept, call.body)),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/assessments/:id/step', ...judges, params },
      summary: 'Accept or refuse the step of the watch that is proposed',
      body: z.strictObject({ to: id.nullable(), answer: z.enum(['accepted', 'refused']), ...answers }),
      answer: assessmentView,
    },
    (call) => changing(call, (kept) => withAnswer(kept, { ...call.body, at: clock.now() })),
  )
  for (const [act, state] of [
    ['close', 'closed'],
    ['reopen', 'open'],
  ] as const)
    routes.add(
      {
        ...{ method: 'POST', url: `/v1/assessments/:id/${act}`, ...judges, params },
        summary: act === 'close' ? 'Close it; nothing is proposed any more' : 'Take it up again',
        body: z.strictObject({ why: reason, readVersion }),
        answer: assessmentView,
      },
      (call) => changing(call, (kept) => ok(withState(kept, state))),
    )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/assessments/:id/history', ...reads, params },
      summary: 'Every version: who changed what, when and why; the newest first',
      answer: z.object({ changes: z.array(changeView) }),
    },
    async ({ params: { id: asked }, caller }) => {
      const kept = await found(caller, asked)
      if (!kept.ok) return kept
      const changes = await desk.history(asked)
      return ok({ changes: changes.toReversed().map((change) => viewOfChange(change, nameOf)) })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/assessments/:id/trend', ...reads, params },
      summary: 'How likely it was on each day, by today’s weights and what was known by then',
      query: z.object({
        days: z.coerce.number().int().min(1).max(longestTrendDays).default(30),
        to: instant.optional(),
      }),
      answer: z.object({
        points: z.array(z.object({ at: instantOut, probability: estimate, since: z.array(z.string()) })),
        steps: z.array(z.object({ id: z.string(), raiseAt: z.number(), lowerAt: z.number() })),
      }),
    },
    async ({ params: { id: asked }, query: { days, to = clock.now() }, caller }) => {
      const kept = await found(caller, asked)
      if (!kept.ok) return kept
      return ok({ points: trendOf(kept.value, { from: plus(to, -days * day), to }), steps: kept.value.steps })
    },
  )
  const language = z.enum(writtenLanguages)
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/assessments/:id/written', ...reads, params },
      summary: 'The assessment written out as it stands now, in calibrated words; it is not kept',
      query: z.object({ language: language.default('en'), at: instant.optional() }),
      answer: writtenView,
    },
    async ({ params: { id: asked }, query: { language: wanted, at = clock.now() }, caller }) => {
      const kept = await found(caller, asked)
      if (!kept.ok) return kept
      const doubts = await quotedDoubts(kept.value)
      return ok(writeAssessment(kept.value, { at, language: wanted, doubts }))
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/assessments/:id/written', ...judges, params, status: 201 },
      summary: 'Keep the written assessment as it stands now, for good',
      body: z.strictObject({ language, readVersion }),
      answer: writingView,
    },
    async ({ params: { id: asked }, body, caller, allowed }) => {
      const kept = await desk.find(asked)
      if (!kept.ok) return kept
      const theirs = allowed({ areas: kept.value.areas })
      if (!theirs.ok) return theirs
      const { version } = kept.value
      if (body.readVersion !== undefined && body.readVersion !== version)
        return refuse('evidence/assessment-moved-on', { version })
      const doubts = await quotedDoubts(kept.value)
      const make = (at: Instant) => writeAssessment(kept.value, { at, language: body.language, doubts })
      const written = await desk.write(kept.value, make, byCaller(caller))
      return written.ok ? ok(viewOfWriting(written.value, nameOf)) : written
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/assessments/:id/writings', ...reads, params },
      summary: 'The written assessments that were kept, the newest first',
      query: z.object({ language: language.optional() }),
      answer: z.object({ writings: z.array(writingView) }),
    },
    async ({ params: { id: asked }, query, caller }) => {
      const kept = await found(caller, asked)
      if (!kept.ok) return kept
      const writings = await desk.writings(asked, query.language)
      return ok({ writings: writings.map((one) => viewOfWriting(one, nameOf)) })
    },
  )
}

/** Defaults are for what is new: a change leaves alone what it does not name. */
function partial<Shape extends { readonly [name: string]: z.ZodType }>(shape: Shape) {
  const bare = Object.entries(shape).map(([name, type]) => [
    name,
    (type instanceof z.ZodDefault ? (type.unwrap() as z.ZodType) : type).optional(),
  ])
  return Object.fromEntries(bare) as { [Name in keyof Shape]: z.ZodOptional<Shape[Name]> }
}

function given<Terms extends object>(
  terms: Terms,
): { [Name in keyof Terms]: Exclude<Terms[Name], undefined> } {
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined)) as never
}
