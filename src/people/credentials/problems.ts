/** Why something can’t become, or no longer be, what somebody proves themselves by. What fails while signing in is not told from here. */
import { defineProblems } from '#base'

export const credentialProblems = defineProblems({
  'people/passkey-refused': {
    status: 422,
    exit: 1,
    says: 'This passkey could not be taken.',
    advice:
      'Begin again, on the page you reached by this system’s own address; the device must ask for your finger, face or PIN.',
  },
  'people/passkey-known': {
    status: 409,
    exit: 1,
    says: 'This passkey is already known.',
    advice: 'It needs no second registration. Use another device or security key to add one.',
  },
  'people/too-many-passkeys': {
    status: 409,
    exit: 1,
    says: 'You have {most} passkeys already.',
    advice: 'Remove one that you no longer use.',
  },
  'people/no-such-passkey': {
    status: 404,
    exit: 1,
    says: 'There is no such passkey of yours.',
    advice: 'GET /v1/account lists them.',
  },
  'people/no-password': {
    status: 404,
    exit: 1,
    says: 'You have no password.',
    advice: 'GET /v1/account lists how you can sign in.',
  },
  'people/oidc-account-known': {
    status: 409,
    exit: 1,
    says: 'This account of your organisation is already linked to somebody.',
    advice: 'Sign in with it, or ask an administrator.',
  },
  'people/no-such-oidc-account': {
    status: 404,
    exit: 1,
    says: 'No such account is linked to you.',
    advice: 'GET /v1/account lists those that are.',
  },
  'people/last-way-in': {
    status: 409,
    exit: 1,
    says: 'This is the last way in that you have.',
    advice: 'Add another passkey, or a password with an authenticator app, first.',
  },
  'people/login-taken': {
    status: 409,
    exit: 1,
    says: 'This login belongs to somebody else.',
    advice: 'Choose another one.',
  },
  'people/login-unreadable': {
    status: 422,
    exit: 1,
    says: 'This can’t be a login.',
    advice:
      'Take 1 to 64 letters and digits, with “.”, “_”, “-”, “+” or “@” between them and no spaces; an e-mail address will do.',
  },
  'people/ticket-over': {
    status: 409,
    exit: 1,
    says: 'This step took too long, or was done already.',
    advice: 'Begin again; there are five minutes for it.',
  },
  'people/wrong-code': {
    status: 422,
    exit: 1,
    says: 'This code is not right, or was used already.',
    advice:
      'Wait for the app’s next code and type that; check that the telephone’s clock is set by the network.',
  },
  'people/password-too-short': {
    status: 422,
    exit: 1,
    says: 'The password has {length} characters; it needs at least {least}.',
    advice:
      'Take four or more words that don’t belong together, with spaces as you like. No digits or signs are asked for.',
  },
  'people/password-too-long': {
    status: 422,
    exit: 1,
    says: 'The password has {length} characters; at most {most} are taken.',
    advice: 'Shorten it: all of it counts, and nothing is cut off unseen.',
  },
  'people/password-unreadable': {
    status: 422,
    exit: 1,
    says: 'The password holds a character that can’t be kept reliably.',
    advice:
      'Leave out control characters and broken ones; letters of every script, signs and spaces are fine.',
  },
  'people/password-common': {
    status: 422,
    exit: 1,
    says: 'The password is among those that are tried first.',
    advice: 'Take four or more words that don’t belong together; not a known phrase, nor a pattern of keys.',
  },
  'people/password-tells': {
    status: 422,
    exit: 1,
    says: 'The password contains “{word}”, which anybody would try.',
    advice: 'Leave out your name and login, and the names of this system and of the authority.',
  },
  'people/passwords-busy': {
    status: 503,
    exit: 1,
    says: 'Too many passwords are being checked at this moment.',
    advice: 'Try again in a few seconds, or sign in with a passkey.',
  },
})
