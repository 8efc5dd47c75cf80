/** Opens everything that signing in is made of. What is heavy (WebAuthn, TOTP, lists of passwords, QR codes) is loaded when it is first needed. */
import { randomBytes } from 'node:crypto'
import type { Clock, IdSource, JsonObject, Log, PersonId, Shelf } from '#base'
import { commonPasswords } from '../credentials/leaked-passwords.node.ts'
import { openCredentialBook } from '../credentials/credential-book.ts'
import { openParticularsBook, type ParticularsBook } from '../credentials/particulars-book.ts'
import { openPasskeys, type RelyingParty } from '../credentials/passkeys.node.ts'
import { openPasswords, type PasswordRoom } from '../credentials/password.node.ts'
import { newRecoveryCodes } from '../credentials/recovery-codes.ts'
import { openTickets } from '../credentials/tickets.ts'
import { qrPicture } from '../credentials/totp-picture.node.ts'
import { openTotp } from '../credentials/totp.node.ts'
import { openFirstSetUp } from '../links/first-set-up.ts'
import { openLinkBook, type MadeLink } from '../links/link-book.ts'
import { openLinkDesk, type LinkDesk } from '../links/link-desk.ts'
import type { Session } from '../session.ts'
import { openSessionBook } from '../sessions/session-book.ts'
import { beginSweeping, type Sweeping } from '../sessions/sweeping.ts'
import { newToken } from '../sessions/token.node.ts'
import { openAccountDesk, type AccountDesk } from './account-desk.ts'
import { openBackOff } from './back-off.ts'
import { openChangeBook } from './change-book.ts'
import { countFailures } from './failures.ts'
import { erasePersonal, personalOf } from './personal.ts'
import type { Note, PasskeyCeremonies, PeopleDoor, SignInParts } from './ports.ts'
import { openSignInDesk, type SignInDesk } from './sign-in-desk.ts'

export type { Note, PeopleDoor, SignInFact, Standing } from './ports.ts'
export type { Entering } from './sign-in-desk.ts'
export type { Place, Session } from '../session.ts'
export type { Started } from '../sessions/sessions.ts'
export type { LinkKind } from '../links/link.ts'
export type { LinkBook, MadeLink } from '../links/link-book.ts'
export type { Joined } from '../links/link-desk.ts'
export { sessionView } from './session-view.ts'

export interface SignInSurroundings {
  /** For personal data alone. */
  readonly shelf: Shelf
  /** Opened here where nobody has it open already. */
  readonly particulars?: ParticularsBook
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: Log
  readonly note: Note
  readonly door: PeopleDoor
  readonly decides: () => 'me' | 'other'
  /** Asked when the first passkey is: the port may not be known before. */
  readonly party: () => RelyingParty
  /** The product's and the authority's names: what nobody's password may contain. */
  readonly names: readonly [string, ...string[]]
  readonly passwordRoom?: PasswordRoom
  /** Told of each session before it begins. */
  readonly onOpened?: (session: Session) => Promise<void>
}

export interface SignIn extends SignInParts {
  readonly signIn: SignInDesk
  readonly account: AccountDesk
  readonly linked: LinkDesk
  /** What another server may change on the shelf. */
  readonly kept: readonly { readonly changedBy: readonly string[]; reload(): Promise<void> }[]
  /** The domain that passkeys are of. */
  readonly passkeyDomain: () => string
  /** Made anew at each start while nobody administrates; to be shown on the machine’s own console alone. */
  firstSetUp(): Promise<MadeLink | undefined>
  /** Everything personal that signing in keeps, but for the secrets. */
  personalOf(person: PersonId): Promise<JsonObject>
  erasePersonal(person: PersonId): Promise<void>
  /** For the server that decides, from the moment it does. */
  begin(): Sweeping
  close(): Promise<void>
}

export async function openSignIn(around: SignInSurroundings): Promise<SignIn> {
  const { shelf, clock, ids, log, note, door } = around
  const credentials = await openCredentialBook(shelf)
  const particulars = around.particulars ?? (await openParticularsBook(shelf))
  const sessions = await openSessionBook({
    ...{ shelf, clock, ids, log, note, newToken, decides: around.decides },
    stateOf: (person) => door.standing(person)?.state ?? 'removed',
    ...(around.onOpened === undefined ? {} : { onOpened: around.onOpened }),
  })
  const now = () => clock.now()
  let opened: PasskeyCeremonies | undefined
  const passkeys = () =>
    (opened ??= openPasskeys({ party: around.party(), book: credentials, now }) as PasskeyCeremonies)
  const parts: SignInParts = {
    ...{ clock, log, note, door, sessions, credentials, particulars, names: around.names },
    links: openLinkBook({ shelf, clock, ids, newToken }),
    changes: openChangeBook({ shelf, clock, note }),
    failures: countFailures({ clock, note }),
    backOff: openBackOff(),
    passkeys: {
      creationOptions: (...asked) => passkeys().creationOptions(...asked),
      register: (...asked) => passkeys().register(...asked),
      requestOptions: (...asked) => passkeys().requestOptions(...asked),
      authenticate: (...asked) => passkeys().authenticate(...asked),
    },
    passwords: openPasswords(around.passwordRoom),
    passwordTickets: openTickets({ now, random: newToken }),
    totp: once(openTotp),
    commonPasswords: once(commonPasswords),
    newRecoveryCodes: () => newRecoveryCodes(randomBytes),
    drawQr: (text) => qrPicture(text, 'QR code for an authenticator app'),
  }
  const signIn = openSignInDesk(parts)
  return {
    ...parts,
    signIn,
    account: openAccountDesk(parts),
    linked: openLinkDesk(parts, signIn),
    kept: [
      sessions.kept,
      {
        changedBy: ['credential-changed', 'session-started', 'personal-data-removed'],
        reload: () => credentials.reload(),
      },
      {
        changedBy: ['credential-changed', 'person-added', 'person-joined', 'personal-data-removed'],
        reload: () => particulars.reload(),
      },
    ],
    passkeyDomain: () => around.party().id,
    firstSetUp: () => openFirstSetUp({ door, ids, links: parts.links }),
    personalOf: (person) => personalOf(parts, person),
    erasePersonal: (person) => erasePersonal(parts, person),
    begin: () => beginSweeping({ clock, log, sessions }),
    async close() {
      await parts.failures.flush()
      await sessions.settled()
    },
  }
}

/** Loaded once it is asked for; a load that failed is tried again. */
function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined
  return () =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined
      throw error
    }))
}
