/** Ceremonies of passkeys (WebAuthn Level 3 §7.1, §7.2): options for the browser, and whether what its device answered proves anything. */
import { randomBytes } from 'node:crypto'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { ok, refuse, sha256, type Instant, type PersonId, type Result } from '#base'
import type { CredentialBook } from './credential-book.ts'
import type { Passkey } from './credential.ts'
import { doubtOfAuthenticatorData, doubtOfClientData, type PasskeyDoubt } from './passkey-answer.ts'
import { usePasskey } from './passkey-use.ts'
import { openTickets, ticketLifeFor } from './tickets.ts'

export type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'

/** Who asks for the proof: devices sign for this domain, from pages of these origins, and for nobody else. */
export interface RelyingParty {
  readonly id: string
  readonly name: string
  readonly origins: readonly string[]
}

export type PasskeyProof =
  | { readonly proved: 'yes'; readonly person: PersonId; readonly passkey: Passkey }
  | {
      readonly proved: 'no'
      readonly why: PasskeyDoubt
      /** Whose passkey it claimed to be, where there is such a one. */
      readonly person?: PersonId
      readonly passkey?: string
    }

export interface Ceremony<Options> {
  readonly ticket: string
  readonly options: Options
}

/** `from` is the address that asks, see `Tickets`. */
export interface Passkeys {
  creationOptions(
    owner: { readonly person: PersonId; readonly login: string; readonly name: string },
    from?: string,
  ): Promise<Ceremony<PublicKeyCredentialCreationOptionsJSON>>
  /** The passkey to be added by `withPasskey`; the ticket must be of the same person. */
  register(
    made: {
      readonly person: PersonId
      readonly ticket: string
      readonly response: RegistrationResponseJSON
      /** What its owner calls it. */
      readonly name: string
    },
    at: Instant,
  ): Promise<Result<Passkey, 'people/ticket-over' | 'people/passkey-refused'>>
  requestOptions(from?: string): Promise<Ceremony<PublicKeyCredentialRequestOptionsJSON>>
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

/** COSE algorithms: EdDSA, ES256, and RS256 for older Windows machines. */
const algorithms = [-8, -7, -257]
/** In bytes (WebAuthn §7.1 step 26). */
const longestId = 1_023

export function openPasskeys(around: {
  readonly party: RelyingParty
  readonly book: CredentialBook
  readonly now: () => Instant
}): Passkeys {
  const { party, book, now } = around
  const partyHash = sha256(party.id)
  const tickets = openTickets<Remembered>({ now, random: () => randomBytes(24).toString('base64url') })
  const expected = { expectedOrigin: [...party.origins], expectedRPID: party.id }
  return {
    async creationOptions({ person, login, name }, from) {
      const { generateRegistrationOptions } = await import('@simplewebauthn/server')
      const { passkeys } = book.of(person)
      // The same for all of a person's passkeys, so that a device shows one account and replaces instead of piling up.
      const userHandle = passkeys[0]?.userHandle ?? randomBytes(32).toString('base64url')
      const options = await generateRegistrationOptions({
        rpName: party.name,
        rpID: party.id,
        userName: login,
        userDisplayName: name,
        userID: bytesOf(userHandle),
        challenge: new Uint8Array(randomBytes(32)),
        timeout: ticketLifeFor,
        attestationType: 'none',
        excludeCredentials: passkeys.map(({ id, transports }) => ({ id, transports: [...transports] })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: algorithms,
      })
      const { challenge } = options
      return { ticket: tickets.open({ kind: 'creation', challenge, person, userHandle }, from), options }
    },
    async register({ person, ticket, response, name }, at) {
      const remembered = tickets.take(ticket)
      if (remembered?.kind !== 'creation' || remembered.person !== person) return refuse('people/ticket-over')
      const made = await verifiedCreation(response, remembered.challenge)
      if (made === undefined) return refuse('people/passkey-refused')
      return ok({ ...made, userHandle: remembered.userHandle, name, madeAt: at })
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
      const answer: Partial<AuthenticationResponseJSON['response']> = response.response ?? {}
      const owner = book.byPasskey(response.id)
      const passkey = owner?.passkeys.find(({ id }) => id === response.id)
      if (owner === undefined || passkey === undefined) return { proved: 'no', why: 'unknown-passkey' }
      const { person } = owner
      const doubt = (why: PasskeyDoubt): PasskeyProof => ({
        proved: 'no',
        why,
        person,
        passkey: passkey.id,
      })
      // A discoverable credential says whose it is (WebAuthn §7.2 step 6).
      if (answer.userHandle !== passkey.userHandle) return doubt('other-user')
      const { challenge } = remembered
      const { origins } = party
      const early =
        doubtOfClientData(answer.clientDataJSON, { ceremony: 'webauthn.get', challenge, origins }) ??
        doubtOfAuthenticatorData(answer.authenticatorData, partyHash)
      if (early !== undefined) return doubt(early)
      const counter = await verifiedCounter(response, challenge, passkey)
      if (counter === undefined) return doubt('signature')
      let went: 'on' | 'back' = 'back'
      const changed = await book.change(person, (kept) => {
        const use = usePasskey(kept, passkey.id, counter, at)
        if (!use.ok) return use
        went = use.value.counter
        return ok(use.value.credentials)
      })
      // Somebody removed it while the signature was looked at.
      if (!changed.ok) return doubt('unknown-passkey')
      if (went === 'back') return doubt('counter-back')
      return { proved: 'yes', person, passkey: changed.value.passkeys.find(({ id }) => id === passkey.id)! }
    },
  }

  async function verifiedCreation(
    response: RegistrationResponseJSON,
    challenge: string,
  ): Promise<Omit<Passkey, 'userHandle' | 'name' | 'madeAt'> | undefined> {
    const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
    const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers')
    try {
      const { clientDataJSON, attestationObject } = response.response
      const { origins } = party
      if (
        doubtOfClientData(clientDataJSON, { ceremony: 'webauthn.create', challenge, origins }) !== undefined
      )
        return undefined
      // We ask nobody what make of device they have. What comes unasked may hold certificates, which we'd have to read, and
      // some makers' would have us call their servers; a statement by the passkey itself is harmless (WebAuthn §5.4.7).
      const attestation = decodeAttestationObject(bytesOf(attestationObject))
      const format = attestation.get('fmt')
      const isSelf = format === 'packed' && attestation.get('attStmt').get('x5c') === undefined
      if (format !== 'none' && !isSelf) return undefined
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response,
        ...expected,
        expectedChallenge: challenge,
        requireUserVerification: true,
        supportedAlgorithmIDs: algorithms,
      })
      if (!verified) return undefined
      const { credential, aaguid, credentialDeviceType } = registrationInfo
      // The key counts, not what the browser says about it beside.
      if (credential.id !== response.id || bytesOf(credential.id).length > longestId) return undefined
      return {
        id: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: knownTransports(credential.transports),
        aaguid,
        syncs: credentialDeviceType === 'multiDevice',
      }
    } catch {
      // The library throws for whatever is wrong; its sentences quote what came from outside.
      return undefined
    }
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
        credential: { id: passkey.id, publicKey: bytesOf(passkey.publicKey), counter: 0 },
      })
      return verified ? authenticationInfo.newCounter : undefined
    } catch {
      return undefined
    }
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64url, 'base64url'))
}

const transportNames = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']

/** They only help the browser to ask for the right device; what it made up is not kept. */
function knownTransports(transports: unknown): readonly string[] {
  if (!Array.isArray(transports)) return []
  return transportNames.filter((name) => transports.includes(name))
}
