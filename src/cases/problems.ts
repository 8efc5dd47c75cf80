/** What can be wrong with an order about a case. */
import { defineProblems } from '#base'

const conflict = { status: 409, exit: 1 } as const
const unknown = { status: 404, exit: 1 } as const

export const caseProblems = defineProblems({
  'cases/unknown-case': {
    ...unknown,
    says: 'There is no case “{case}” here.',
    advice: 'Take an id from the list of cases.',
  },
  'cases/unknown-thing': {
    ...unknown,
    says: 'There is no “{thing}” here that a case could gather.',
    advice: 'Open it on its own screen and add it from there.',
  },
  'cases/unknown-question': {
    ...unknown,
    says: 'The case has no question “{question}”.',
    advice: 'Look at the case again.',
  },
  'cases/unknown-finding': {
    ...unknown,
    says: 'The case has no finding “{finding}”.',
    advice: 'Look at the case again.',
  },
  'cases/unknown-lesson': {
    ...unknown,
    says: 'The case has no lesson “{lesson}”.',
    advice: 'Look at the case again.',
  },
  'cases/unknown-owner': {
    ...unknown,
    says: 'Nobody “{person}” could have it here.',
    advice: 'Name somebody who may work on cases here.',
  },
  'cases/exists-already': {
    ...conflict,
    says: '“{case}” is there already.',
    advice: 'Leave the id out; one is given.',
  },
  'cases/moved-on': {
    ...conflict,
    says: 'Somebody changed the case meanwhile; it is in version {version} now.',
    advice: 'Read what changed, and say it again if it still holds. What you wrote is not lost.',
  },
  'cases/closed': {
    ...conflict,
    says: 'The case is closed.',
    advice: 'Open it again, with the reason; its lessons go on without that.',
  },
  'cases/not-gathered': {
    ...conflict,
    says: '“{thing}” is not in the case.',
    advice: 'Add it to the case first: whoever reads the case must be able to look at it.',
  },
  'cases/rests-on-it': {
    ...conflict,
    says: '“{thing}” can’t be taken out: {what} rests on it.',
    advice: 'Say the finding anew without it, or ask the question again.',
  },
  'cases/rests-on-nothing': {
    status: 422,
    exit: 1,
    says: 'A finding must rest on something in the case.',
    advice: 'Choose what it rests on, or ask it as a question.',
  },
  'cases/question-is': {
    ...conflict,
    says: 'The question is {state} by now.',
    advice: 'Look at it again; somebody else was first.',
  },
  'cases/own-finding': {
    ...conflict,
    says: 'Nobody agrees with their own finding.',
    advice: 'Ask a second person to read it.',
  },
  'cases/why-not': {
    status: 422,
    exit: 1,
    says: 'Whoever disagrees says why.',
    advice: 'Write what speaks against it.',
  },
  'cases/superseded': {
    ...conflict,
    says: 'This finding was replaced by {by}.',
    advice: 'Look at the one that replaced it.',
  },
  'cases/due-is-over': {
    status: 422,
    exit: 1,
    says: 'The time it is due, {dueAt}, is over.',
    advice: 'Name a time that is still to come.',
  },
  'cases/lesson-is': {
    ...conflict,
    says: 'The lesson is {state} by now.',
    advice: 'Look at it again; somebody else was first.',
  },
  'cases/no-protocol': {
    status: 422,
    exit: 1,
    says: 'The lesson changes no protocol, so there is no version to name.',
    advice: 'Leave the version out.',
  },
  'cases/which-version': {
    status: 422,
    exit: 1,
    says: 'The lesson is about the protocol “{protocol}”; it is done when a version of it has the lesson in it.',
    advice: 'Change the protocol and name its new version, or drop the lesson with the reason.',
  },
  'cases/no-such-version': {
    ...conflict,
    says: 'The protocol “{protocol}” has no version {version} that is newer than the lesson.',
    advice: 'Change the protocol first; then name its new version.',
  },
  'cases/questions-open': {
    ...conflict,
    says: 'Questions still open: {count}.',
    advice: 'Answer each, or drop it with the reason.',
  },
  'cases/findings-alone': {
    ...conflict,
    says: 'Findings that nobody else has read: {count}.',
    advice: 'Ask a second person to agree or to say why not.',
  },
  'cases/findings-disputed': {
    ...conflict,
    says: 'Findings that somebody disagrees with: {count}.',
    advice: 'Say them anew so that both sides stand in them, or let whoever disagreed read them again.',
  },
  'cases/no-lesson': {
    ...conflict,
    says: 'No lesson was drawn from the case.',
    advice: 'Draw one, or say why there is none to draw.',
  },
  'cases/too-many': {
    ...conflict,
    says: 'The case holds {most} {what} and takes no more.',
    advice: 'Open a second case and name it in this one.',
  },
  'cases/too-many-cases': {
    ...conflict,
    says: 'There are {most} cases and there is no room for more.',
    advice: 'Ask an administrator.',
  },
})
