/** The problems of channels as such; each channel's folder has its own. */
import { defineProblems } from '#base'

export const channelProblems = defineProblems({
  'channels/duplicate-name': {
    status: 500,
    exit: 2,
    says: 'Two channels are called “{name}”.',
    advice: 'Give each channel its own name in the configuration.',
  },
  'channels/no-such-channel': {
    status: 404,
    exit: 1,
    says: 'There is no channel “{name}”.',
    advice: 'Channels that can be tested: {known}.',
  },
  'channels/no-such-target': {
    status: 404,
    exit: 1,
    says: 'The channel {name} has no target “{target}”.',
    advice: 'Leave it out to test them all; the channel’s own list names them.',
  },
})
