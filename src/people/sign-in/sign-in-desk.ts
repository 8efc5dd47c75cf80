/**
 * Signing in: every way ends in one of two answers, a session or the one sentence that somebody is not signed in.
 * Whether a login exists shows neither in the answer nor in the work done for it (OWASP ASVS 5.0 §6.3.8).
 */
import { ok, refuse, second, type Instant, type PersonId, type Result } from '#base'
import { useTotpStep } from '../credentials/code-use.ts'
import { noCredentials, withPassword, type Credentials } from '../credentials/credential.ts'
import { useRecoveryCode } from '../credentials/recovery-codes.ts'
import type { Place, Screen, Session, SignInMethod } from '../session.ts'
import type { Started } from '../sessions/sessions.ts'
import type { DeviceAnswer, SignInParts } from './ports.ts'

/** From where somebody signs in, and who was signed in there until now. */
export interface Entering {
  readonly place: Place
  readonly screen: Screen
  /** The session of the cookie that came along, if it holds. */
  readonly current: Session | undefined
}

export interface SignInDesk {
  passkeyOptions(place: Place): Promise<{ readonly ticket: string; readonly options: object }>
  withPasskey(
    shown: { readonly ticket: string; readonly response: DeviceAnswer },
    entering: Entering,
  ): Promise<Result<Started>>
  /** Both together, so that nobody learns which of them was wrong. */
  withPassword(
    typed: { readonly login: string; readonly password: string; readonly code: string },
    entering: Entering,
  ): Promise<Result<Started>>
  withRecoveryCode(
    typed: { readonly login: string; readonly code: string },
    entering: Entering,
  ): Promise<Result<Started>>
  /**
   * Lets somebody in whose proof was checked elsewhere. Where they are signed in already it renews that session; whoever
   * else was signed in there is signed out. The token is a new one in every case.
   */
  admit(
    person: PersonId,
    method: SignInMethod,
    entering: Entering,
    provedAt?: Instant,
  ): Promise<Result<Started>>
  signOut(session: Session): Promise<void>
}

/** Codes are drawn for it as for anybody, so that looking a code up takes as long. Never anybody's secret. */
const nobodysSecret = 'A'.repeat(32)
const nobody = 'nobody' as PersonId

export function openSignInDesk(parts: SignInParts): SignInDesk {
  const { clock, door, sessions, credentials, particulars, failures, backOff, passwords } = parts

  const isLetIn = (person: PersonId) => {
    const standing = door.standing(person)
    return standing?.state === 'active' && standing.kind === 'human'
  }
  const failed = (person: PersonId | undefined, method: SignInMethod, doubt?: string) => {
    failures.add(person ?? 'unknown', method, doubt)
    return refuse('people/not-signed-in')
  }
  const held = (login: string, { address }: Place) => {
    const wait = backOff.begin({ login, address }, clock.now())
    return wait === 0 ? undefined : refuse('people/wait', { seconds: Math.ceil(wait / second) })
  }
  /** Whose login it is, if it is one with which somebody may sign in. */
  const ownerOf = (login: string): { person: PersonId | undefined; kept: Credentials } => {
    const person = particulars.byLogin(login)?.id
    return { person, kept: person === undefined ? noCredentials(nobody) : credentials.of(person) }
  }

  const admit: SignInDesk['admit'] = async (person, method, { place, screen, current }, provedAt) => {
    if (!isLetIn(person)) return failed(person, method)
    if (current?.person === person && current.screen === screen) {
      const renewed = await sessions.renew(current.id, method, provedAt)
      // Ended while they proved who they are: they get another one.
      if (renewed.ok || renewed.problem.code !== 'people/session-over') return renewed
    }
    if (current !== undefined) await sessions.end(current.id, 'signed-in-anew')
    return sessions.start({ person, screen, method, place, ...(provedAt === undefined ? {} : { provedAt }) })
  }

  return {
    admit,
    passkeyOptions: ({ address }) => parts.passkeys.requestOptions(address),
    async withPasskey(shown, entering) {
      const proof = await parts.passkeys.authenticate(shown, clock.now())
      if (proof.proved === 'no') return failed(proof.person, 'passkey', proof.why)
      return admit(proof.person, 'passkey', entering)
    },
    async withPassword({ login, password, code }, entering) {
      const wait = held(login, entering.place)
      if (wait !== undefined) return wait
      const { person, kept } = ownerOf(login)
      const hash = kept.password?.hash
      const verified = await passwords.verify(password, hash)
      const attempt = { login, address: entering.place.address }
      if (!verified.ok) {
        backOff.undecided(attempt)
        return verified
      }
      const totp = await parts.totp()
      const step = totp.stepOf(kept.totp?.secret ?? nobodysSecret, code, clock.now())
      if (verified.value) {
        // Said like any failure: a wait here would tell that the password is right.
        if (backOff.holdsCodes(attempt, clock.now()) === 'held')
          return failed(person, 'password-totp', 'code-guessing')
        if (step === undefined) backOff.codeFailed(attempt, clock.now())
      }
      if (!verified.value || step === undefined || person === undefined || !isLetIn(person))
        return failed(person, 'password-totp')
      // The code is used up only now: whoever doesn't know the password can't use up codes of others.
      const used = await credentials.change(person, (now) =>
        now.password?.hash === hash ? useTotpStep(now, step) : refuse('people/wrong-code'),
      )
      if (!used.ok) return failed(person, 'password-totp')
      backOff.succeeded(attempt, clock.now())
      if (passwords.needsRehash(hash!)) await rehash(person, hash!, password)
      return admit(person, 'password-totp', entering)
    },
    async withRecoveryCode({ login, code }, entering) {
      const wait = held(login, entering.place)
      if (wait !== undefined) return wait
      const { person, kept } = ownerOf(login)
      const looked = useRecoveryCode(kept, code, clock.now())
      if (!looked.ok || person === undefined || !isLetIn(person)) return failed(person, 'recovery-code')
      // Again within the change: of two that show the same code at once, one finds it used.
      const used = await credentials.change(person, (now) => useRecoveryCode(now, code, clock.now()))
      if (!used.ok) return failed(person, 'recovery-code')
      backOff.succeeded({ login, address: entering.place.address }, clock.now())
      const admitted = await admit(person, 'recovery-code', entering)
      if (admitted.ok) await parts.changes.add(person, 'recovery-code-used', admitted.value.session.id)
      return admitted
    },
    signOut: (session) => sessions.end(session.id, 'signed-out', session.id),
  }

  /** The same password at today's cost; when there is no room for it now, there is at the next time. */
  async function rehash(person: PersonId, old: string, password: string): Promise<void> {
    const hash = await passwords.hash(password)
    if (!hash.ok) return
    await credentials.change(person, (now) => {
      if (now.password?.hash !== old || now.totp === null) return refuse('people/no-password')
      return ok(withPassword(now, { ...now.password, hash: hash.value }, now.totp))
    })
  }
}
