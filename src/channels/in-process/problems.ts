/** The problems of the in-process channel. */
import { defineProblems } from '#base'

export const inProcessProblems = defineProblems({
  'in-process/mode-not-carried': {
    status: 409,
    exit: 1,
    says: 'This channel does not carry notices in {mode} mode.',
    advice: 'Give it the mode when it is made.',
  },
  'in-process/closed': {
    status: 503,
    exit: 2,
    says: 'The channel is closed.',
    advice: 'Nothing is sent while the process shuts down.',
  },
  'in-process/called-off': {
    status: 409,
    exit: 1,
    says: 'The try was called off before an answer came.',
    advice: 'Nothing to do: something newer overtook it, or its time was up.',
  },
})
