/** The problems that belong to no slice: malformed input as such. */
import { defineProblems } from './problem.ts'

export const baseProblems = defineProblems({
  'base/malformed-json': {
    status: 400,
    exit: 1,
    says: 'The text is not JSON: {why}.',
    advice: 'Check the place that is named; a missing quotation mark or a trailing comma is the usual cause.',
  },
  'base/not-an-instant': {
    status: 400,
    exit: 1,
    says: '“{text}” is not a time with a zone.',
    advice: 'Write times as RFC 3339 does, with the zone: 2025-11-02T00:37:00+03:00.',
  },
})
