/** What can be wrong with a track or a sighting that somebody enters. */
import { defineProblems } from '#base'

export const trackProblems = defineProblems({
  'threats/no-such-track': {
    status: 404,
    exit: 1,
    says: 'There is no track “{track}” here.',
    advice:
      'GET /v1/tracks lists those that are followed; they are forgotten a day after they were last seen.',
  },
  'threats/track-over': {
    status: 409,
    exit: 1,
    says: 'The track “{track}” was ended already.',
    advice: 'Begin a new one if it is seen again.',
  },
  'threats/times-out-of-order': {
    status: 422,
    exit: 1,
    says: 'The positions are not in the order of their times: “{at}” is not later than the one before.',
    advice: 'Give each position its own time, the earliest first.',
  },
  'threats/seen-in-the-future': {
    status: 422,
    exit: 1,
    says: 'It can’t have been seen at {seenAt}: that has yet to come.',
    advice: 'Give the time with its zone, and compare the clocks.',
  },
  'threats/seen-too-long-ago': {
    status: 422,
    exit: 1,
    says: 'It was seen at {seenAt}, which is too long ago to be kept.',
    advice: 'Positions are kept for a day.',
  },
  'threats/bad-speed': {
    status: 422,
    exit: 1,
    says: 'The speed goes from {from} to {to} km/h.',
    advice: 'The slowest comes first; both are more than nothing.',
  },
  'threats/not-known-here': {
    status: 422,
    exit: 1,
    says: 'There is no threat “{threat}” here.',
    advice: 'GET /v1/threats lists them.',
  },
  'threats/too-many-kept': {
    status: 409,
    exit: 1,
    says: 'There are {most} {what} already.',
    advice: 'End or close what is over.',
  },
  'threats/no-such-sighting': {
    status: 404,
    exit: 1,
    says: 'There is no sighting “{sighting}” here.',
    advice: 'GET /v1/sightings lists them; they are forgotten after a day.',
  },
  'threats/sighting-closed': {
    status: 409,
    exit: 1,
    says: 'The sighting “{sighting}” was closed already.',
    advice: 'Enter a new one if there is news.',
  },
  'threats/names-somebody': {
    status: 422,
    exit: 1,
    says: '“{at}” seems to hold {what}.',
    advice: 'Write down what was seen, never who told it: no names, numbers or addresses of people.',
  },
})
