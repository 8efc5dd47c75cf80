/** Whether an assessment speaks only of what is in it. */
import { ok, refuse, type Result } from '#base'
import type { Assessment } from './assessment.ts'

/** Every id once, and every judgement about a hypothesis that is there. */
export function checkAssessment(assessment: Assessment): Result<void> {
  const hypotheses = [assessment.hypothesis, ...assessment.rivals].map(({ id }) => id)
  const twice = repeated(hypotheses) ?? repeated(assessment.evidence.map(({ id }) => id))
  if (twice !== undefined) return refuse('evidence/id-twice', { at: 'id', id: twice })
  const steps = repeated(assessment.steps.map(({ id }) => id))
  if (steps !== undefined) return refuse('evidence/id-twice', { at: 'steps', id: steps })
  for (const { id, consistency } of assessment.evidence) {
    const unknown = Object.keys(consistency).find((one) => !hypotheses.includes(one))
    if (unknown !== undefined)
      return refuse('evidence/no-such-hypothesis', { at: `evidence ${id}`, hypothesis: unknown })
  }
  return ok()
}

function repeated(ids: readonly string[]): string | undefined {
  return ids.find((id, i) => ids.indexOf(id) !== i)
}
