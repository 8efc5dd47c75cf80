/** Why a live stream is not opened. The front answers with these before any event is sent. */
import { defineProblems } from '#base'

export const streamProblems = defineProblems({
  'channels/bad-live-request': {
    status: 400,
    exit: 1,
    says: 'The request for the live stream can’t be read: {why}.',
    advice: 'Send GET /v1/live over HTTP/1.1 as a browser’s EventSource does, without a body.',
  },
  'channels/unknown-parameter': {
    status: 400,
    exit: 1,
    says: 'The live stream has no parameter “{name}”.',
    advice: 'It takes areas (codes, separated by commas) and lastEventId; nothing else.',
  },
  'channels/no-areas': {
    status: 400,
    exit: 1,
    says: 'The list of areas is empty.',
    advice: 'Name at least one area’s code, or leave areas out to hear of all of them.',
  },
  'channels/too-many-areas': {
    status: 400,
    exit: 1,
    says: '{count} areas are more than the {most} a stream can follow.',
    advice: 'Ask for the parent area, or leave areas out to hear of all of them.',
  },
  'channels/unknown-area': {
    status: 404,
    exit: 1,
    says: 'No area here has the code {codes}.',
    advice: 'Look the code up with GET /v1/areas; codes are case-sensitive.',
  },
  'channels/not-a-position': {
    status: 400,
    exit: 1,
    says: '“{text}” is not the id of an event of this stream.',
    advice: 'Send back the id of the last event exactly as it came, or none to begin with the board.',
  },
  'channels/live-head-too-large': {
    status: 431,
    exit: 1,
    says: 'The request’s head is longer than {most} bytes.',
    advice: 'Send fewer cookies and headers; the live stream needs none but Host.',
  },
  'channels/live-head-too-slow': {
    status: 408,
    exit: 1,
    says: 'The request’s head didn’t arrive within {seconds} seconds.',
    advice: 'Try again; if it goes on, something between you and the server holds requests back.',
  },
  'channels/live-full': {
    status: 503,
    exit: 2,
    says: 'This server holds as many live streams as it can ({most}).',
    advice: 'Try again after the time in Retry-After; until then GET /v1/board tells what is in force.',
  },
  'channels/live-full-for-one': {
    status: 503,
    exit: 2,
    says: 'This server holds {most} live streams of your address, and no more of any one.',
    advice: 'Try again after the time in Retry-After; until then GET /v1/board tells what is in force.',
  },
  'channels/live-unavailable': {
    status: 503,
    exit: 2,
    says: 'The live stream can’t read what it needs to begin.',
    advice: 'Try again after the time in Retry-After; until then GET /v1/board tells what is in force.',
  },
})

export type StreamRefusal = keyof typeof streamProblems
