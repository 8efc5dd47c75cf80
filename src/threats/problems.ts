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
  'threats/name-missing': {
    status: 422,
    exit: 1,
    says: '“{id}” has no name in “{language}”.',
    advice: 'Name it in each language that is told here: {languages}.',
  },
  'threats/unsendable-name': {
    status: 422,
    exit: 1,
    says: 'The name of “{id}” in “{language}” has characters that no carrier delivers: {characters}.',
    advice: 'Take them out; they usually come in with a copy from another program.',
  },
  'threats/ladder-malformed': {
    status: 422,
    exit: 1,
    says: 'The ladder “{ladder}” is not right at “{at}”: {why}.',
    advice: 'GET /v1/ladders shows every ladder as it has to be written.',
  },
  'threats/shipped-ladder': {
    status: 409,
    exit: 1,
    says: 'The ladder “{ladder}” comes with the product and stays as it is.',
    advice: 'Copy it under an id of your own, and change the copy.',
  },
  'threats/no-such-ladder': {
    status: 404,
    exit: 1,
    says: 'There is no ladder “{ladder}” here.',
    advice: 'GET /v1/ladders lists them.',
  },
  'threats/ladder-in-use': {
    status: 409,
    exit: 1,
    says: 'The ladder “{ladder}” can’t go: {by} uses it.',
    advice: 'End those alerts, or give the authority another ladder, and try again.',
  },
  'threats/step-in-use': {
    status: 409,
    exit: 1,
    says: 'The ladder “{ladder}” can’t lose {what}: {by} stands there, and its all-clear has to name it.',
    advice: 'End the alert first, or keep the step and change its names alone.',
  },
})
