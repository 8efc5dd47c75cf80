/** Why sessions end, in words that a screen can show to whoever sat there. */
import type { SessionEnd } from '../session.ts'

export type SessionOver =
  | SessionEnd
  | 'signed-out'
  | 'ended-elsewhere'
  | 'signed-in-anew'
  | 'too-many'
  | 'credential-changed'
  | 'suspended'
  | 'removed'
  | 'unknown'

/** Each reads on from “your session is over: …”. */
export const becauseOf: { readonly [why in SessionOver]: string } = {
  idle: 'nobody used it for a while',
  'too-long': 'it lasted as long as a session may',
  'other-browser': 'it was used from another browser than the one it was opened in',
  'other-address': 'this shared screen has another address than when it was opened',
  'signed-out': 'you signed out',
  'ended-elsewhere': 'it was ended from another screen',
  'signed-in-anew': 'somebody signed in anew in this browser',
  'too-many': 'you signed in on too many other screens since',
  'credential-changed': 'the way you sign in was changed elsewhere',
  suspended: 'your access is suspended',
  removed: 'your access was removed',
  unknown: 'it ended some time ago',
}
