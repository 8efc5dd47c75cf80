/** What can be wrong with a set of threats and ladders. */
import { defineProblems } from '#base'

export const threatProblems = defineProblems({
  'threats/duplicate-id': {
    status: 422,
    exit: 1,
    says: '“{id}” is there twice.',
    advice: 'Give each threat, each ladder, and each step of a ladder an id of its own.',
  },
  'threats/no-levels': {
    status: 422,
    exit: 1,
    says: 'The ladder “{ladder}” has no steps.',
    advice: 'Add at least one level.',
  },
  'threats/heights-not-contiguous': {
    status: 422,
    exit: 1,
    says: 'The heights of the ladder “{ladder}” are {heights}; they must be 1, 2, 3 … from the lowest step up.',
    advice: 'Number the levels from 1 without gaps, in the order in which they are listed.',
  },
  'threats/unknown-threat': {
    status: 422,
    exit: 1,
    says: 'The ladder “{ladder}” names the threat “{threat}”, which is not in the catalogue.',
    advice: 'Add the threat to the catalogue or take it out of the ladder.',
  },
  'threats/no-name': {
    status: 422,
    exit: 1,
    says: '“{id}” has no name in any language.',
    advice: 'Give it a name in at least one language.',
  },
})
