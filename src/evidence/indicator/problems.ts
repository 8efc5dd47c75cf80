/** What can be wrong with a hypothesis and what is weighed for it. */
import { defineProblems } from '#base'

export const assessmentProblems = defineProblems({
  'evidence/no-such-assessment': {
    status: 404,
    exit: 1,
    says: 'There is no assessment “{assessment}” here.',
    advice: 'GET /v1/assessments lists them.',
  },
  'evidence/no-such-evidence': {
    status: 404,
    exit: 1,
    says: 'There is no evidence “{evidence}” in the assessment “{assessment}”.',
    advice: 'Read the assessment again: it lists its evidence.',
  },
  'evidence/no-such-version': {
    status: 404,
    exit: 1,
    says: 'There is no version {version} of “{assessment}”.',
    advice: 'Its history lists the versions there are.',
  },
  'evidence/no-such-hypothesis': {
    status: 422,
    exit: 1,
    says: '“{hypothesis}” at “{at}” is none of the hypotheses of this assessment.',
    advice: 'Name the hypothesis or one of its rivals by its id.',
  },
  'evidence/id-twice': {
    status: 422,
    exit: 1,
    says: 'The id “{id}” at “{at}” is there twice.',
    advice: 'Give each hypothesis and each piece of evidence an id of its own.',
  },
  'evidence/assessment-moved-on': {
    status: 409,
    exit: 1,
    says: 'The assessment was changed since it was read: it is at version {version}.',
    advice: 'Read it again, and change it if it still needs that.',
  },
  'evidence/nothing-proposed': {
    status: 409,
    exit: 1,
    says: 'The step “{to}” is not proposed now.',
    advice: 'Read the assessment again: it says what is proposed, if anything.',
  },
  'evidence/too-many-kept': {
    status: 409,
    exit: 1,
    says: 'There are already {most} {what}.',
    advice: 'Withdraw or close what is over, or begin a new assessment.',
  },
})
