/** What can be wrong with what is asked of a call-out. */
import { defineProblems } from '#base'

export const callOutProblems = defineProblems({
  'response/unknown-call-out': {
    status: 404,
    exit: 1,
    says: 'There is no call-out “{callOut}” here.',
    advice: 'GET /v1/call-outs lists them.',
  },
  'response/alert-over': {
    status: 409,
    exit: 1,
    says: 'The alert {alert} is over; nobody is called out for it.',
    advice: 'Open a call-out without an alert if people are needed for the aftermath.',
  },
  'response/over-already': {
    status: 422,
    exit: 1,
    says: 'It would be over before it began: {until}.',
    advice: 'Give a time that is still to come.',
  },
  'response/no-places': {
    status: 422,
    exit: 1,
    says: 'It asks for nobody, or for more than {most} people.',
    advice: 'Say how many people are wanted, at least one of each kind.',
  },
  'response/nobody-fits': {
    status: 422,
    exit: 1,
    says: 'Nobody who could be asked has a skill that is wanted.',
    advice: 'Add a team whose people have it, or ask for other skills.',
  },
  'response/too-many-people': {
    status: 422,
    exit: 1,
    says: 'It would ask more than {most} people.',
    advice: 'Choose teams; a warning to everybody is an alert.',
  },
  'response/asked-twice': {
    status: 422,
    exit: 1,
    says: 'Somebody is in two circles.',
    advice: 'Put each person into one circle only.',
  },
  'response/too-often': {
    status: 422,
    exit: 1,
    says: 'Nobody is asked more often than every {shortestSeconds} s.',
    advice: 'Give a longer time between repeats and between circles.',
  },
  'response/not-asked': {
    status: 409,
    exit: 1,
    says: 'This person was not asked in the call-out {callOut}.',
    advice: 'Ask them first, or write it down for whoever was asked.',
  },
  'response/call-out-over': {
    status: 409,
    exit: 1,
    says: 'The call-out {callOut} ended at {since}; nobody needs to come any more.',
    advice: 'Stay where you are. If you are needed, you will be called again.',
  },
  'response/other-mode': {
    status: 422,
    exit: 1,
    says: 'The alert is in mode {alertMode}; a call-out for it can’t be in mode {mode}.',
    advice: 'Leave the mode out: it is the alert’s.',
  },
  'response/pager-failed': {
    status: 502,
    exit: 1,
    says: 'The paging service did not take the call.',
    advice: 'Look at the paging service; the other lines are called meanwhile.',
  },
})
