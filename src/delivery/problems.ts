/** The problems of delivery: why an attempt came to nothing, and why one is not sent again. */
import { defineProblems } from '#base'

export const deliveryProblems = defineProblems({
  'delivery/mode-not-carried': {
    status: 409,
    exit: 1,
    says: 'The channel “{channel}” does not carry notices in {mode} mode; nothing was sent.',
    advice: 'Allow the mode in the channel’s configuration if its targets may really be sent it.',
  },
  'delivery/no-such-channel': {
    status: 409,
    exit: 1,
    says: 'The channel “{channel}” is no longer configured; nothing was sent.',
    advice: 'Configure it again, or reach its targets by another way.',
  },
  'delivery/no-answer-in-time': {
    status: 504,
    exit: 1,
    says: 'The target gave no answer in time; whether it heard is not known.',
    advice: 'Look at the target: its network, its power, its log.',
  },
  'delivery/too-late': {
    status: 409,
    exit: 1,
    says: 'Its time had run out before it could be sent; nothing was sent.',
    advice:
      'Look at the operator’s log: the attempt log could not be written, or the channel was overloaded.',
  },
  'delivery/called-off': {
    status: 409,
    exit: 1,
    says: 'The try was called off because something newer overtook it; whether the target heard is not known.',
    advice: 'Nothing to do: the newer notice follows.',
  },
  'delivery/interrupted': {
    status: 500,
    exit: 2,
    says: 'The server stopped while this was being sent; whether the target heard is not known.',
    advice: 'It is tried again by itself with the same notice id, which targets recognise.',
  },
  'delivery/channel-failed': {
    status: 500,
    exit: 2,
    says: 'The channel failed while sending; whether the target heard is not known.',
    advice: 'The operator’s log names the error.',
  },
  'delivery/no-such-attempt': {
    status: 404,
    exit: 1,
    says: 'There is no attempt “{attempt}”.',
    advice: 'Ask for the attempts of the notice; old ones are forgotten after a time.',
  },
  'delivery/already-confirmed': {
    status: 409,
    exit: 1,
    says: 'The target has confirmed this notice; it is not sent twice.',
    advice: 'Nothing to do.',
  },
  'delivery/superseded': {
    status: 409,
    exit: 1,
    says: 'Something newer was said of this alert; what this attempt says is no longer true.',
    advice: 'Send the attempt of the newest notice again instead.',
  },
  'delivery/stopped': {
    status: 409,
    exit: 1,
    says: 'The alert has ended; nothing that warns of it is sent any more.',
    advice: 'Send the attempt of the all-clear again if that one failed.',
  },
  'delivery/being-sent': {
    status: 409,
    exit: 1,
    says: 'This attempt is being sent right now.',
    advice: 'Wait for its outcome.',
  },
  'delivery/closed': {
    status: 503,
    exit: 2,
    says: 'The courier is shutting down.',
    advice: 'Try again once the server is back.',
  },
})
