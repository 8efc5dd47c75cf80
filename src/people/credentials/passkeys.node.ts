/** Ceremonies of passkeys (WebAuthn Level 3 §7.1, §7.2): options for the browser, and whether what its device answered proves anything. */
import { randomBytes } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { ok, refuse, type Instant, type PersonId, type Result } from '#base'
import type { CredentialBook } from './credential-book.ts'
import type { Credentials, Passkey } from './credential.ts'
import { openTickets, ticketLifeFor, type Tickets } from './tickets.ts'

export type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
export type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'

/** Who asks for the proof: devices sign for this domain, from pages of these origins, and for nobody else. */
export interface RelyingParty {
  readonly id: string
  readonly name: string
  readonly origins: readonly string[]
}

/** Why an answer proves nothing. For the record only: whoever failed is told that they are not signed in. */
export type PasskeyDoubt = 'ticket-over' | 'unknown-passkey' | 'other-user' | 'not-verified' | 'counter-back'

export type PasskeyProof =
  | { readonly proved: 'yes'; readonly person: PersonId; readonly passkey: Passkey }
  | {
      readonly proved: 'no'
      readonly why: PasskeyDoubt
      readonly person?: PersonId
      readonly passkey?: string
    }

export interface Passkeys {
  creationOptions(
    owner: { readonly person: PersonId; readonly login: string; readonly name: string },
    from?: string,
  ): Promise<{ readonly ticket: string; readonly options: PublicKeyCredentialCreationOptionsJSON }>
  /** The passkey to be added by `withPasskey`; the ticket must be of the same person. */
  register(
    made: {
      readonly person: PersonId
      readonly ticket: string
      readonly response: RegistrationResponseJSON
      readonly name: string
    },
    at: Instant,
  ): Promise<Result<Passkey, 'people/ticket-over' | 'people/passkey-refused'>>
  requestOptions(
    from?: string,
  ): Promise<{ readonly ticket: string; readonly options: PublicKeyCredentialRequestOptionsJSON }>
  /** Whose proof it is; the passkey’s counter and last use are written down before it answers. */
  authenticate(
    shown: { readonly ticket: string; readonly response: AuthenticationResponseJSON },
    at: Instant,
  ): Promise<PasskeyProof>
}

type Remembered =
  | {
      readonly kind: 'creation'
      readonly challenge: string
      readonly person: PersonId
      readonly userHandle: string
    }
  | { readonly kind: 'request'; readonly challenge: string }

/** COSE algorithms: EdDSA, ES256, RS256 (the last for Windows Hello). */
const algorithms = [-8, -7, -257]

export function openPasskeys(around: {
  readonly party: RelyingParty
  readonly book: CredentialBook
  readonly now: () => Instant
}): Passkeys {
  const { party, book, now } = around
  const tickets: Tickets<Remembered> = openTickets({
    now,
    random: () => randomBytes(24).toString('base64url'),
  })
  const expected = { expectedOrigin: [...party.origins], expectedRPID: party.id }
  return {
    async creationOptions({ person, login, name }, from) {
      const { generateRegistrationOptions } = await import('@simplewebauthn/server')
      const { passkeys } = book.of(person)
      const userHandle = passkeys[0]?.userHandle ?? randomBytes(32).toString('base64url')
      const options = await generateRegistrationOptions({
        rpName: party.name,
        rpID: party.id,
        userName: login,
        userDisplayName: name,
        userID: new Uint8Array(Buffer.from(userHandle, 'base64url')),
        challenge: new Uint8Array(randomBytes(32)),
        timeout: ticketLifeFor,
        attestationType: 'none',
        excludeCredentials: passkeys.map(({ id, transports }) => ({ id, transports: [...transports] })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: algorithms,
      })
      const ticket = tickets.open(
        { kind: 'creation', challenge: options.challenge, person, userHandle },
        from,
      )
      return { ticket, options }
    },
    async register({ person, ticket, response, name }, at) {
      const remembered = tickets.take(ticket)
      if (remembered?.kind !== 'creation' || remembered.person !== person) return refuse('people/ticket-over')
      const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
      try {
        const { verified, registrationInfo } = await verifyRegistrationResponse({
          response,
          ...expected,
          expectedChallenge: remembered.challenge,
          supportedAlgorithmIDs: algorithms,
        })
        if (!verified) return refuse('people/passkey-refused')
        const { credential, aaguid, credentialDeviceType } = registrationInfo
        return ok({
          id: credential.id,
          userHandle: remembered.userHandle,
          publicKey: Buffer.from(credential.publicKey).toString('base64url'),
          counter: credential.counter,
          transports: credential.transports ?? [],
          aaguid,
          syncs: credentialDeviceType === 'multiDevice',
          name,
          madeAt: at,
        })
      } catch {
        return refuse('people/passkey-refused')
      }
    },
    async requestOptions(from) {
      const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
      const options = await generateAuthenticationOptions({
        rpID: party.id,
        challenge: new Uint8Array(randomBytes(32)),
        timeout: ticketLifeFor,
        userVerification: 'required',
      })
      return { ticket: tickets.open({ kind: 'request', challenge: options.challenge }, from), options }
    },
    async authenticate({ ticket, response }, at) {
      const remembered = tickets.take(ticket)
      if (remembered?.kind !== 'request') return { proved: 'no', why: 'ticket-over' }
      const owner = book.byPasskey(response.id)
      const passkey = owner?.passkeys.find(({ id }) => id === response.id)
      if (owner === undefined || passkey === undefined) return { proved: 'no', why: 'unknown-passkey' }
      const doubt = (why: PasskeyDoubt): PasskeyProof => ({
        proved: 'no',
        why,
        person: owner.person,
        passkey: passkey.id,
      })
      // A discoverable credential says whose it is (WebAuthn §7.2 step 6).
      if (response.response.userHandle !== passkey.userHandle) return doubt('other-user')
      const counter = await verifiedCounter(response, remembered.challenge, passkey)
      if (counter === undefined) return doubt('not-verified')
      const changed = await book.change(owner.person, (now) => countOn(now, passkey.id, counter, at))
      if (!changed.ok) return doubt('unknown-passkey')
      const used = changed.value.passkeys.find(({ id }) => id === passkey.id)!
      return used.doubtedAt === at
        ? doubt('counter-back')
        : { proved: 'yes', person: owner.person, passkey: used }
    },
  }

  async function verifiedCounter(
    response: AuthenticationResponseJSON,
    challenge: string,
    passkey: Passkey,
  ): Promise<number | undefined> {
    const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        ...expected,
        expectedChallenge: challenge,
        requireUserVerification: true,
        // The counter is compared where it is written, so that two answers at once can’t both be right.
        credential: {
          id: passkey.id,
          publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
          counter: 0,
        },
      })
      return verified ? authenticationInfo.newCounter : undefined
    } catch {
      return undefined
    }
  }
}

/** A counter that doesn’t go up means that two devices hold the key (WebAuthn §7.2 step 22): marked, and not taken. */
function countOn(
  credentials: Credentials,
  id: string,
  counter: number,
  at: Instant,
): Result<Credentials, 'people/no-such-passkey'> {
  const passkey = credentials.passkeys.find((one) => one.id === id)
  if (passkey === undefined) return refuse('people/no-such-passkey')
  const back = (counter > 0 || passkey.counter > 0) && counter <= passkey.counter
  const next: Passkey = back ? { ...passkey, doubtedAt: at } : { ...passkey, counter, lastUsedAt: at }
  return ok({ ...credentials, passkeys: credentials.passkeys.map((one) => (one.id === id ? next : one)) })
}
