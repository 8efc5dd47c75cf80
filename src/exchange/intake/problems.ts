/** Why a message from a source that is let onto the board waits at the desk instead, and what can't be done with a report. */
import { defineProblems } from '#base'

const waits = { status: 422, exit: 1 } as const

export const intakeProblems = defineProblems({
  'exchange/not-an-alert': {
    ...waits,
    says: 'The message answers another one; it is no warning.',
    advice: 'An Error says that a message of ours could not be used: read its note.',
  },
  'exchange/not-public': {
    ...waits,
    says: 'The message is not for the public.',
    advice: 'Read to whom it is addressed before anything of it is passed on.',
  },
  'exchange/not-in-this-mode': {
    ...waits,
    says: 'A message of this status cannot stand on a board in this mode.',
    advice: 'A server for drills shows no real warnings. Run a live one, or judge the message by hand.',
  },
  'exchange/nowhere-here': {
    ...waits,
    says: 'Nothing in the message lies in an area of this map.',
    advice: 'It may not be for here. If it is, import boundaries or codes that its sender uses.',
  },
  'exchange/beyond-its-areas': {
    ...waits,
    says: 'The message warns areas that its source may not speak for.',
    advice: 'Let the source speak for these areas, or draft an alert from the message.',
  },
  'exchange/ended-here': {
    ...waits,
    says: 'Its sender goes on with what somebody here has ended.',
    advice: 'Read what is new in it; if it holds here after all, draft an alert from it.',
  },
  'exchange/no-such-report': {
    status: 404,
    exit: 1,
    says: 'There is no report “{report}”.',
    advice: 'Reports are listed for a week; older ones are in the ledger.',
  },
  'exchange/report-judged': {
    status: 409,
    exit: 1,
    says: 'The report was judged already: it is {state}.',
    advice: 'List the reports again; somebody else was quicker, or its sender took it back.',
  },
})
