/** Why somebody is not signed in, or not any more. What fails at the door is told in one sentence, whatever it was. */
import { defineProblems } from '#base'

export const signInProblems = defineProblems({
  'people/not-signed-in': {
    status: 401,
    exit: 1,
    says: 'You are not signed in.',
    advice:
      'Check what you typed and try again, or use another way of signing in. An administrator can give you a link when none is left.',
  },
  'people/session-over': {
    status: 401,
    exit: 1,
    says: 'Your session is over: {because}.',
    advice: 'Sign in again. Drafts are kept as you left them.',
  },
  'people/prove-again': {
    status: 403,
    exit: 1,
    says: 'This asks for a fresh proof of who you are.',
    advice: 'Sign in once more, in the same browser; then repeat what you did.',
  },
  'people/cross-site': {
    status: 403,
    exit: 1,
    says: 'This request did not come from a page of this server.',
    advice: 'Use this system’s own pages at its public address. Programs send a key instead of a cookie.',
  },
  'people/needs-https': {
    status: 403,
    exit: 1,
    says: 'Signing in over plain http works on the machine itself only; this address is “{host}”.',
    advice: 'Use https, or http://localhost on the machine itself: anybody on the way could read the rest.',
  },
  'people/link-over': {
    status: 410,
    exit: 1,
    says: 'This link was used already, is too old, or was replaced by a newer one.',
    advice:
      'Ask for a new one: an administrator can make it, or the server itself while it has no administrator.',
  },
  'people/name-needed': {
    status: 422,
    exit: 1,
    says: 'Nobody has written down yet who you are.',
    advice: 'Send your name and a login with it.',
  },
  'people/wait': {
    status: 429,
    exit: 1,
    says: 'There were too many wrong tries; the next one counts in {seconds} seconds.',
    advice: 'Wait that long. A passkey needs no waiting.',
  },
  'people/no-such-session': {
    status: 404,
    exit: 1,
    says: 'There is no such session of yours.',
    advice: 'GET /v1/account lists them.',
  },
})
