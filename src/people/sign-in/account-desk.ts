/**
 * Somebody's own account: what they are called, how they sign in, where they are signed in. Whatever changes a way in wants a
 * fresh proof, is written down, and ends the sessions elsewhere that the old way may have opened (OWASP ASVS 5.0 §7.4.3, §7.5.1).
 */
import { ok, refuse, type Instant, type PersonId, type Refused, type Result } from '#base'
import {
  recoveryCodesLeft,
  withoutOidc,
  withoutPasskey,
  withoutPassword,
  withPasskey,
  withPassword,
  withRecoveryCodes,
  type Credentials,
} from '../credentials/credential.ts'
import { loginAs } from '../credentials/particulars-book.ts'
import { hashOfRecoveryCode } from '../credentials/recovery-codes.ts'
import type { Particulars } from '../particulars.ts'
import { isFreshlyProved, provedForMinutes, type Session, type SessionId } from '../session.ts'
import { browserName } from './browser-name.ts'
import type { AccountChange, Changed } from './change-book.ts'
import { beginPassword, takePassword, type PasswordBegun, type PasswordTyped } from './new-password.ts'
import type { DeviceAnswer, SignInParts } from './ports.ts'

export interface AccountView {
  readonly particulars: Omit<Particulars, 'id'>
  readonly passkeys: readonly {
    readonly id: string
    readonly name: string
    readonly madeAt: Instant
    readonly lastUsedAt: Instant | null
    readonly syncs: boolean
  }[]
  readonly password: { readonly changedAt: Instant } | null
  readonly recoveryCodesLeft: number
  readonly oidc: readonly { readonly issuer: string; readonly linkedAt: Instant }[]
  readonly sessions: readonly {
    readonly id: string
    readonly screen: string
    readonly method: string
    readonly startedAt: Instant
    readonly seenAt: Instant
    readonly address: string
    readonly browser: string
    readonly current: 'yes' | 'no'
  }[]
  /** The newest first. */
  readonly lately: readonly Changed[]
}

/** All are asked from a session that holds. */
export interface AccountDesk {
  view(session: Session): Promise<AccountView>
  change(session: Session, particulars: Omit<Particulars, 'id'>): Promise<Result<AccountView>>
  passkeyOptions(session: Session): Promise<Result<{ readonly ticket: string; readonly options: object }>>
  addPasskey(
    session: Session,
    made: { readonly ticket: string; readonly response: DeviceAnswer; readonly name: string },
  ): Promise<Result<AccountView>>
  removePasskey(session: Session, passkey: string): Promise<Result<AccountView>>
  beginPassword(session: Session): Promise<Result<PasswordBegun>>
  setPassword(session: Session, typed: PasswordTyped): Promise<Result<AccountView>>
  removePassword(session: Session): Promise<Result<AccountView>>
  /** Every account of theirs at that provider. */
  removeOidc(session: Session, issuer: string): Promise<Result<AccountView>>
  /** A new set; the one before is worth nothing. */
  newRecoveryCodes(session: Session): Promise<Result<{ readonly recoveryCodes: readonly string[] }>>
  endSession(session: Session, other: SessionId): Promise<Result<void>>
  endOtherSessions(session: Session): Promise<{ readonly ended: number }>
}

export function openAccountDesk(parts: SignInParts): AccountDesk {
  const { clock, credentials, particulars, sessions, changes } = parts
  const stale = (session: Session): Refused<'people/prove-again'> | undefined =>
    isFreshlyProved(session, clock.now())
      ? undefined
      : refuse('people/prove-again', { olderThanMinutes: provedForMinutes })
  const own = (person: PersonId): Particulars =>
    particulars.of(person) ?? { id: person, name: person, login: '' }

  const view = async (session: Session): Promise<AccountView> => {
    const { person } = session
    const { id: _, ...named } = own(person)
    const kept = credentials.of(person)
    return {
      particulars: named,
      passkeys: kept.passkeys.map(({ id, name, madeAt, lastUsedAt, syncs }) => ({
        ...{ id, name, madeAt, lastUsedAt: lastUsedAt ?? null, syncs },
      })),
      password: kept.password === null ? null : { changedAt: kept.password.changedAt },
      recoveryCodesLeft: recoveryCodesLeft(kept),
      oidc: kept.oidc.map(({ issuer, linkedAt }) => ({ issuer, linkedAt })),
      sessions: sessions
        .listOf(person)
        .toSorted((a, b) => (a.seenAt > b.seenAt ? -1 : 1))
        .map(({ id, screen, method, startedAt, seenAt, address, browser }) => ({
          ...{ id, screen, method, startedAt, seenAt, address, browser: browserName(browser) },
          current: id === session.id ? 'yes' : 'no',
        })),
      lately: await changes.of(person),
    }
  }
  /** Changes a way in: refused, or done, written down, and over for the sessions elsewhere when one was taken away. */
  const changeWayIn = async (
    session: Session,
    what: AccountChange,
    others: 'stay' | 'end',
    decide: (now: Credentials) => Result<Credentials>,
  ): Promise<Result<AccountView>> => {
    const changed = await credentials.change(session.person, decide)
    if (!changed.ok) return changed
    if (others === 'end') await sessions.endAllOf(session.person, 'credential-changed', session.id)
    await changes.add(session.person, what, session.id)
    return ok(await view(session))
  }

  return {
    view,
    async change(session, next) {
      const before = own(session.person)
      const isOtherName = next.name !== before.name
      const isOtherLogin = loginAs(next.login) !== before.login
      const isOtherEmail = next.email !== before.email
      const asked = isOtherLogin || isOtherEmail ? stale(session) : undefined
      if (asked !== undefined) return asked
      const put = await particulars.put({ ...next, id: session.person })
      if (!put.ok) return refuse(put.problem.code, { at: 'login', ...put.problem.details })
      if (isOtherName) await changes.add(session.person, 'name-changed', session.id)
      if (isOtherLogin) await changes.add(session.person, 'login-changed', session.id)
      if (isOtherEmail) await changes.add(session.person, 'email-changed', session.id)
      return ok(await view(session))
    },
    async passkeyOptions(session) {
      const { id: person, login, name } = own(session.person)
      return (
        stale(session) ?? ok(await parts.passkeys.creationOptions({ person, login, name }, session.address))
      )
    },
    async addPasskey(session, made) {
      const asked = stale(session)
      if (asked !== undefined) return asked
      const passkey = await parts.passkeys.register({ ...made, person: session.person }, clock.now())
      if (!passkey.ok) return passkey
      return changeWayIn(session, 'passkey-added', 'stay', (now) => withPasskey(now, passkey.value))
    },
    async removePasskey(session, passkey) {
      return (
        stale(session) ??
        changeWayIn(session, 'passkey-removed', 'end', (now) => withoutPasskey(now, passkey))
      )
    },
    async beginPassword(session) {
      const { id, login } = own(session.person)
      return stale(session) ?? ok(await beginPassword(parts, id, login, session.address))
    },
    async setPassword(session, typed) {
      const asked = stale(session)
      if (asked !== undefined) return asked
      const taken = await takePassword(parts, own(session.person), typed)
      if (!taken.ok) return taken
      const { password, totp } = taken.value
      return changeWayIn(session, 'password-set', 'end', (now) => ok(withPassword(now, password, totp)))
    },
    async removePassword(session) {
      return stale(session) ?? changeWayIn(session, 'password-removed', 'end', withoutPassword)
    },
    async removeOidc(session, issuer) {
      return stale(session) ?? changeWayIn(session, 'oidc-unlinked', 'end', (now) => withoutOidc(now, issuer))
    },
    async newRecoveryCodes(session) {
      const asked = stale(session)
      if (asked !== undefined) return asked
      const recoveryCodes = parts.newRecoveryCodes()
      const hashes = recoveryCodes.map((code) => hashOfRecoveryCode(session.person, code)!)
      const changed = await changeWayIn(session, 'recovery-codes-renewed', 'stay', (now) =>
        ok(withRecoveryCodes(now, hashes)),
      )
      return changed.ok ? ok({ recoveryCodes }) : changed
    },
    async endSession(session, other) {
      // Of others it is said as if there were none.
      if (sessions.get(other)?.person !== session.person) return refuse('people/no-such-session')
      await sessions.end(other, other === session.id ? 'signed-out' : 'ended-elsewhere', session.id)
      return ok()
    },
    async endOtherSessions(session) {
      return { ended: await sessions.endAllOf(session.person, 'ended-elsewhere', session.id) }
    },
  }
}
