/** What can be wrong with what is asked of a protocol that runs. */
import { defineProblems } from '#base'

export const protocolProblems = defineProblems({
  'response/protocol-malformed': {
    status: 422,
    exit: 1,
    says: 'The protocol can’t be taken: {why} That stands in line {line}.',
    advice: 'Every fault is named with its line and column; mend them and check again.',
  },
  'response/other-protocol': {
    status: 422,
    exit: 1,
    says: 'The file is the protocol “{protocol}”, and not the one named in the address.',
    advice: 'Name the same in both.',
  },
  'response/unknown-protocol': {
    status: 404,
    exit: 1,
    says: 'There is no protocol “{protocol}” here, or not in that version.',
    advice: 'List the protocols, or import it.',
  },
  'response/unknown-run': {
    status: 404,
    exit: 1,
    says: 'There is no list “{run}”.',
    advice: 'List those that run.',
  },
  'response/no-photo': {
    status: 404,
    exit: 1,
    says: 'The task “{task}” has no photo.',
    advice: 'Send one; then the task is done.',
  },
  'response/unknown-task': {
    status: 404,
    exit: 1,
    says: 'The list {run} has no task “{task}” now.',
    advice: 'Its closing tasks are there once the alert has ended.',
  },
  'response/unknown-zone': {
    status: 404,
    exit: 1,
    says: 'The list {run} has no zone “{zone}”.',
    advice: 'Its protocol names its zones.',
  },
  'response/run-closed': {
    status: 409,
    exit: 1,
    says: 'The list {run} is closed.',
    advice: 'What has still to be done belongs into a case or a new call-out.',
  },
  'response/task-not-needed': {
    status: 409,
    exit: 1,
    says: 'The task “{task}” is not needed here, by what was answered before it.',
    advice: 'Correct the answer that it hangs on, if that was wrong.',
  },
  'response/not-what-is-needed': {
    status: 422,
    exit: 1,
    says: 'The task “{task}” is not done by this: {why}.',
    advice: 'Give what the task asks for.',
  },
  'response/nothing-to-lift': {
    status: 409,
    exit: 1,
    says: 'Nobody in the zone “{zone}” was told anything that could be lifted.',
    advice: 'Order or warn first.',
  },
  'response/alert-goes-on': {
    status: 409,
    exit: 1,
    says: 'The alert {alert} is in force; its list can’t be closed.',
    advice: 'End the alert first; the closing list begins with its end.',
  },
  'response/zone-not-lifted': {
    status: 409,
    exit: 1,
    says: 'People in the zone “{zone}” still wait to be told that they may return or go out.',
    advice: 'Lift it first.',
  },
  'response/tasks-open': {
    status: 409,
    exit: 1,
    says: '{count} tasks are open.',
    advice: 'Do them, or say why the list is closed all the same.',
  },
})
