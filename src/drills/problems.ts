/** The problems of drills: why one can't begin, end, or be written down as it was. */
import { defineProblems } from '#base'

export const drillProblems = defineProblems({
  'drills/bad-script': {
    status: 422,
    exit: 1,
    says: 'The script of the drill is wrong at “{at}”: {why}.',
    advice: 'Correct the place that is named; nothing was kept.',
  },
  'drills/no-such-script': {
    status: 404,
    exit: 1,
    says: 'There is no drill script “{script}”.',
    advice: 'It may have been removed; list those that exist.',
  },
  'drills/script-is-shipped': {
    status: 409,
    exit: 1,
    says: 'The drill script “{script}” comes with the product and can’t be removed.',
    advice: 'Give it other steps of your own, or leave it unused.',
  },
  'drills/no-such-drill': {
    status: 404,
    exit: 1,
    says: 'There is no drill “{drill}”.',
    advice: 'List those that were held.',
  },
  'drills/another-one': {
    status: 409,
    exit: 1,
    says: 'The drill “{drill}” is announced or running already.',
    advice: 'End it first: two drills at once could not be told apart.',
  },
  'drills/live-alert': {
    status: 409,
    exit: 1,
    says: 'A live alert is in force ({alerts}): nobody should have to tell a drill from it now.',
    advice: 'Wait until it has ended, or say with “despite” why the drill can’t wait.',
  },
  'drills/over': {
    status: 409,
    exit: 1,
    says: 'The drill “{drill}” is over.',
    advice: 'Begin another one with the same script.',
  },
})

export type DrillProblem = keyof typeof drillProblems
