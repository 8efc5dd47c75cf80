/** Why somebody could not sign in through the organisation's provider. The texts tell nothing about who exists here. */
import { defineProblems } from '#base'

export const oidcProblems = defineProblems({
  'people/oidc-off': {
    status: 404,
    exit: 1,
    says: 'Nobody signs in here through an organisation’s provider.',
    advice: 'Sign in with a passkey or a password; an administrator can set TOCSIN_OIDC_ISSUER.',
  },
  'people/oidc-away': {
    status: 503,
    exit: 1,
    says: 'The organisation’s provider can’t be asked at the moment.',
    advice:
      'Sign in with a passkey, a password or a recovery code, or try again in a minute. The server’s log says what is wrong.',
  },
  'people/oidc-over': {
    status: 409,
    exit: 1,
    says: 'This sign-in is over: it took longer than ten minutes, was used already, or began in another browser.',
    advice: 'Begin again on the sign-in page of the browser you are in.',
  },
  'people/oidc-cancelled': {
    status: 401,
    exit: 1,
    says: 'The sign-in was ended at the organisation’s provider.',
    advice: 'Begin again, or sign in another way.',
  },
  'people/oidc-wrong': {
    status: 502,
    exit: 1,
    says: 'What the organisation’s provider answered can’t be trusted.',
    advice:
      'Try again; if it happens twice, tell an administrator: the server’s log says which check failed.',
  },
  'people/oidc-too-weak': {
    status: 401,
    exit: 1,
    says: 'The organisation’s provider doesn’t vouch for a sign-in as strong as is asked here.',
    advice: 'Sign in at the provider with a second factor, then begin again.',
  },
  'people/oidc-not-proved': {
    status: 401,
    exit: 1,
    says: 'The organisation’s provider doesn’t say that you proved who you are just now.',
    advice: 'Begin again and sign in at the provider, even where it knows you already.',
  },
  'people/logout-token-refused': {
    status: 400,
    exit: 1,
    says: 'This logout token signs nobody out.',
    advice:
      'It must be made for this client, minutes ago, and be signed with a key that the issuer publishes; the server’s log says which check failed.',
  },
})
