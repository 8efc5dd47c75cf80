/** The problems of channels as such; each channel's folder has its own. */
import { defineProblems } from '#base'

export const channelProblems = defineProblems({
  'channels/duplicate-name': {
    status: 500,
    exit: 2,
    says: 'Two channels are called “{name}”.',
    advice: 'Give each channel its own name in the configuration.',
  },
})
