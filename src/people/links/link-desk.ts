/**
 * What somebody does with a one-time link: gives themselves a way in, and is signed in by it. The link is used up only when
 * they are somebody who can sign in; whatever breaks before leaves it good, whatever breaks after leaves them able to sign in.
 */
import { ok, refuse, type Instant, type PersonId, type Result } from '#base'
import {
  noCredentials,
  withPasskey,
  withPassword,
  withRecoveryCodes,
  type Credentials,
} from '../credentials/credential.ts'
import { hashOfRecoveryCode } from '../credentials/recovery-codes.ts'
import type { Started } from '../sessions/sessions.ts'
import { browserName } from '../sign-in/browser-name.ts'
import {
  beginPassword,
  takePassword,
  type PasswordBegun,
  type PasswordTyped,
} from '../sign-in/new-password.ts'
import type { DeviceAnswer, SignInParts } from '../sign-in/ports.ts'
import type { Entering, SignInDesk } from '../sign-in/sign-in-desk.ts'
import type { Link, LinkKind } from './link.ts'
import type { Place, SignInMethod } from '../session.ts'

/** Who they say they are; whoever invited them may have written it already. */
export interface Called {
  readonly name: string
  readonly login: string
}

export interface LinkView {
  readonly kind: LinkKind
  readonly name?: string
  readonly login?: string
  readonly endsAt: Instant
}

export interface Joined extends Started {
  /** Shown once. */
  readonly recoveryCodes: readonly string[]
}

export interface LinkDesk {
  look(token: string): Promise<Result<LinkView>>
  passkeyOptions(
    token: string,
    called: Called,
    place: Place,
  ): Promise<Result<{ readonly ticket: string; readonly options: object }>>
  withPasskey(
    token: string,
    made: { readonly ticket: string; readonly response: DeviceAnswer; readonly passkeyName?: string },
    called: Called,
    entering: Entering,
  ): Promise<Result<Joined>>
  passwordBegin(token: string, login: string, place: Place): Promise<Result<PasswordBegun>>
  withPassword(
    token: string,
    typed: PasswordTyped,
    called: Called,
    entering: Entering,
  ): Promise<Result<Joined>>
  /** For a way in that was proved elsewhere: `equip` adds it to the credentials, of which there are none yet. */
  withWayIn(
    token: string,
    equip: (none: Credentials) => Promise<Result<Credentials>>,
    called: Called | undefined,
    entering: Entering,
    method: SignInMethod,
    provedAt?: Instant,
  ): Promise<Result<Joined>>
}

export function openLinkDesk(parts: SignInParts, signIn: SignInDesk): LinkDesk {
  const { clock, door, links, credentials, particulars, sessions } = parts

  /** A link left over from a crash, or found in a drawer, is worth nothing once its person can sign in. */
  const isOpen = ({ kind, person }: Link) => {
    const state = door.standing(person)?.state
    if (kind === 'set-up') return door.isGoverned() === 'not-yet' && (state ?? 'invited') === 'invited'
    return state === 'invited' || (kind === 'restore' && state === 'active')
  }
  const openLink = async (token: string): Promise<Result<Link>> => {
    const link = await links.look(token)
    return link.ok && !isOpen(link.value) ? refuse('people/link-over') : link
  }
  const loginIsFree = (login: string, person: PersonId) => {
    const owner = particulars.byLogin(login)
    return owner === undefined || owner.id === person
  }

  const withWayIn: LinkDesk['withWayIn'] = async (token, equip, called, entering, method, provedAt) => {
    const recoveryCodes = parts.newRecoveryCodes()
    const used = await links.use(token, async (link): Promise<Result<Link>> => {
      if (!isOpen(link)) return refuse('people/link-over')
      const { kind, person } = link
      const named = calledBy(person, called)
      if (!named.ok) return named
      if (!loginIsFree(named.value.login, person)) return refuse('people/login-taken', { at: 'login' })
      const equipped = await equip(noCredentials(person))
      if (!equipped.ok) return equipped
      const hashes = recoveryCodes.map((code) => hashOfRecoveryCode(person, code)!)
      // From here on every step may be done again. What they had before is worth nothing: a lost device, or half a step.
      const put = await particulars.put({ ...particulars.of(person), ...named.value, id: person })
      if (!put.ok) return put
      const kept = await credentials.put(withRecoveryCodes(equipped.value, hashes))
      if (!kept.ok) return kept
      await sessions.endAllOf(person, 'credential-changed')
      if (kind === 'set-up') {
        const added = await door.addFirstAdministrator(person)
        if (!added.ok) return added
      }
      if (door.standing(person)?.state !== 'active') {
        const joined = await door.join(person)
        if (!joined.ok) return joined
      }
      return ok(link)
    })
    if (!used.ok) return used
    const started = await signIn.admit(used.value.person, method, entering, provedAt)
    if (!started.ok) return started
    const what = used.value.kind === 'restore' ? 'restored' : 'joined'
    await parts.changes.add(used.value.person, what, started.value.session.id)
    return ok({ ...started.value, recoveryCodes })
  }
  const calledBy = (person: PersonId, called: Called | undefined): Result<Called> => {
    if (called !== undefined) return ok(called)
    const known = particulars.of(person)
    return known === undefined ? refuse('people/name-needed') : ok(known)
  }

  return {
    withWayIn,
    async look(token) {
      const link = await openLink(token)
      if (!link.ok) return link
      const known = particulars.of(link.value.person)
      const { kind, endsAt } = link.value
      return ok({ kind, endsAt, ...(known === undefined ? {} : { name: known.name, login: known.login }) })
    },
    async passkeyOptions(token, { name, login }, { address }) {
      const link = await openLink(token)
      if (!link.ok) return link
      const { person } = link.value
      if (!loginIsFree(login, person)) return refuse('people/login-taken', { at: 'login' })
      return ok(await parts.passkeys.creationOptions({ person, login, name }, address))
    },
    withPasskey: (token, { ticket, response, passkeyName }, called, entering) =>
      withWayIn(
        token,
        async (none) => {
          const name = passkeyName ?? browserName(entering.place.browser)
          const { person } = none
          const passkey = await parts.passkeys.register({ person, ticket, response, name }, clock.now())
          return passkey.ok ? withPasskey(none, passkey.value) : passkey
        },
        called,
        entering,
        'link',
      ),
    async passwordBegin(token, login, { address }) {
      const link = await openLink(token)
      if (!link.ok) return link
      if (!loginIsFree(login, link.value.person)) return refuse('people/login-taken', { at: 'login' })
      return ok(await beginPassword(parts, link.value.person, login, address))
    },
    withPassword: (token, typed, called, entering) =>
      withWayIn(
        token,
        async (none) => {
          const taken = await takePassword(parts, { id: none.person, ...called }, typed)
          return taken.ok ? ok(withPassword(none, taken.value.password, taken.value.totp)) : taken
        },
        called,
        entering,
        'link',
      ),
  }
}
