/** What people may change about an assessment, each as the assessment it makes and what its history says of it. */
import { ok, refuse, type Instant, type JsonObject, type Result } from '#base'
import {
  checkAssessment,
  watchProposal,
  type Assessment,
  type Consistency,
  type Estimate,
  type Evidence,
  type Opening,
} from '#evidence'
import type { Changed, KeptAssessment } from './assessment-desk.ts'

const mostEvidence = 200

export type NewEvidence = Omit<Evidence, 'id' | 'standing'>

export function opened(id: string, opening: Opening): Assessment {
  return { ...opening, id, evidence: [], step: null, answers: [] }
}

export function withTerms(
  assessment: KeptAssessment,
  terms: Partial<Pick<Assessment, 'hypothesis' | 'rivals' | 'horizonDays' | 'prior' | 'priorWhy' | 'steps'>>,
): Result<Changed> {
  const made = { ...assessment, ...terms }
  const names = Object.keys(terms) as (keyof typeof terms)[]
  const was = Object.fromEntries(names.map((name) => [name, assessment[name]]))
  // A step that is there no longer can’t be set.
  const step = made.steps.some(({ id }) => id === made.step) ? made.step : null
  const fits = checkAssessment(made)
  if (!fits.ok) return fits
  return ok({
    assessment: { ...made, step },
    ...{ what: 'changed', from: was, to: terms },
    coded: { members: names, ...(terms.prior === undefined ? {} : { prior: coded(terms.prior) }) },
  })
}

export function withEvidence(assessment: KeptAssessment, id: string, evidence: NewEvidence): Result<Changed> {
  if (assessment.evidence.length >= mostEvidence)
    return refuse('evidence/too-many-kept', { most: mostEvidence, what: 'pieces of evidence' })
  const added: Evidence = { ...evidence, id, standing: 'counts' }
  const made = { ...assessment, evidence: [...assessment.evidence, added] }
  const fits = checkAssessment(made)
  if (!fits.ok) return fits
  return ok({
    ...{ assessment: made, what: 'evidence-added', evidence: id, from: null, to: added },
    coded: codedEvidence(added),
  })
}

/** A weight, a date, a family: whatever is named. */
export function withEvidenceChanged(
  assessment: KeptAssessment,
  id: string,
  change: Partial<Omit<Evidence, 'id'>>,
): Result<Changed> {
  const before = assessment.evidence.find((one) => one.id === id)
  if (before === undefined)
    return refuse('evidence/no-such-evidence', { assessment: assessment.id, evidence: id })
  const after: Evidence = { ...before, ...change }
  const made = {
    ...assessment,
    evidence: assessment.evidence.map((one) => (one === before ? after : one)),
  }
  const fits = checkAssessment(made)
  if (!fits.ok) return fits
  const names = Object.keys(change) as (keyof typeof change)[]
  const only = (one: Evidence) => Object.fromEntries(names.map((name) => [name, one[name]]))
  const what =
    change.standing === undefined || change.standing === before.standing
      ? 'evidence-changed'
      : change.standing === 'withdrawn'
        ? 'evidence-withdrawn'
        : 'evidence-restored'
  return ok({
    ...{ assessment: made, what, evidence: id, from: only(before), to: only(after) },
    coded: { members: names, ...codedEvidence(after) },
  })
}

/** How one piece of evidence goes with one hypothesis; null takes the judgement back. */
export function withJudgement(
  assessment: KeptAssessment,
  {
    evidence: id,
    hypothesis,
    consistency,
  }: {
    readonly evidence: string
    readonly hypothesis: string
    readonly consistency: Consistency | null
  },
): Result<Changed> {
  const item = assessment.evidence.find((one) => one.id === id)
  const { [hypothesis]: was, ...rest } = item?.consistency ?? {}
  const judged = consistency === null ? rest : { ...rest, [hypothesis]: consistency }
  const changed = withEvidenceChanged(assessment, id, { consistency: judged })
  if (!changed.ok) return changed
  return ok({
    ...changed.value,
    ...{ what: 'judged', from: { [hypothesis]: was ?? null }, to: { [hypothesis]: consistency } },
    coded: { hypothesis, consistency },
  })
}

/** A person’s answer to a proposed step: only accepting it sets it. */
export function withAnswer(
  assessment: KeptAssessment,
  {
    to,
    answer,
    at,
  }: { readonly to: string | null; readonly answer: 'accepted' | 'refused'; readonly at: Instant },
): Result<Changed> {
  const proposed = watchProposal(assessment, at)
  if (proposed === undefined || proposed.to !== to)
    return refuse('evidence/nothing-proposed', { at: 'to', to: to ?? 'none' })
  const answers = [...assessment.answers, { to, answer, at }]
  const step = answer === 'accepted' ? to : assessment.step
  return ok({
    assessment: { ...assessment, step, answers },
    ...{ what: `step-${answer}`, from: assessment.step, to },
    coded: { from: assessment.step, to, probability: Math.round(proposed.probability * 1_000) / 1_000 },
  })
}

export function withState(assessment: KeptAssessment, state: 'open' | 'closed'): Changed {
  return {
    assessment: { ...assessment, state },
    ...{ what: state === 'closed' ? 'closed' : 'reopened', from: assessment.state, to: state },
    coded: {},
  }
}

function codedEvidence({ sign, ratio, halfLifeDays, since, standing }: Evidence): JsonObject {
  return { sign, ratio: coded(ratio), halfLifeDays, since, standing }
}

function coded({ low, likely, high }: Estimate): JsonObject {
  return { low, likely, high }
}
