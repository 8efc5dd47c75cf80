/** What can be wrong with teams, the people in them, and rotas. */
import { defineProblems } from '#base'

export const teamProblems = defineProblems({
  'response/unknown-team': {
    status: 404,
    exit: 1,
    says: 'There is no team “{team}” here.',
    advice: 'GET /v1/teams lists them.',
  },
  'response/unknown-responder': {
    status: 404,
    exit: 1,
    says: 'There is no responder “{responder}” here.',
    advice: 'GET /v1/responders lists them; enter somebody before they join a team.',
  },
  'response/too-many-teams': {
    status: 409,
    exit: 1,
    says: 'There are {most} teams already.',
    advice: 'Remove one that is no longer needed.',
  },
  'response/too-many-responders': {
    status: 409,
    exit: 1,
    says: 'There are {most} responders already.',
    advice: 'Erase those who left.',
  },
  'response/too-many-devices': {
    status: 409,
    exit: 1,
    says: 'You are called on {most} devices already.',
    advice: 'Switch calls off on one that you no longer use.',
  },
  'response/unknown-device': {
    status: 404,
    exit: 1,
    says: 'You are not called on the device “{device}”.',
    advice: 'Open your call-outs on the device itself and switch calls on there.',
  },
  'response/not-a-responder': {
    status: 403,
    exit: 1,
    says: 'No responder has your account, so that nobody can call you.',
    advice: 'Ask who keeps your team’s list to enter your account with your name.',
  },
  'response/bad-calendar': {
    status: 422,
    exit: 1,
    says: 'The calendar can’t be read: {why}.',
    advice: 'Give an iCalendar document (.ics) with entries that begin and end.',
  },
  'response/bad-link': {
    status: 404,
    exit: 1,
    says: 'This link is good for nothing here.',
    advice: 'Take the link of the latest message, or ask who sent it.',
  },
})
