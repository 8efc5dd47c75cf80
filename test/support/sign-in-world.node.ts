/** Signing in with everything real but the registry and the ledger: a virtual clock, cheap hashes that are counted, software passkeys. */
import {
  countingIds,
  memoryShelf,
  ok,
  refuse,
  silentLog,
  virtualClock,
  type Instant,
  type PersonId,
  type Result,
  type Shelf,
} from '#base'
import { openSignIn, type SignIn } from '../../src/people/sign-in/open-sign-in.node.ts'
import type { PeopleDoor, SignInFact, Standing } from '../../src/people/sign-in/ports.ts'
import { openAuthenticator, type Authenticator } from './authenticator.node.ts'

export const origin = 'http://localhost:8080'
export const olena = 'person-olena' as PersonId
export const taras = 'person-taras' as PersonId
export const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'
export const here = { address: '10.0.0.7', browser: firefox }
export const goodPassword = 'seven wet stones under a lamp'

export interface SignInWorld {
  readonly clock: ReturnType<typeof virtualClock>
  readonly shelf: Shelf
  readonly facts: SignInFact[]
  readonly people: Map<PersonId, Standing>
  readonly signIn: SignIn
  /** The step at the door or the shelf that fails next; undefined when all is well. */
  fails: string | undefined
  /** The same after a restart of the server. */
  again(): Promise<SignInWorld>
  device(): Authenticator
  /** The code that the app shows now. */
  code(secret: string): Promise<string>
  factsOf(type: string): readonly SignInFact[]
}

export const officer = (more: Partial<Standing> = {}): Standing => ({
  ...{ state: 'active', kind: 'human', roles: ['officer'], actions: ['alert.issue'] },
  ...more,
})

export async function signInWorld(
  before: Partial<Pick<SignInWorld, 'clock' | 'shelf' | 'facts' | 'people'>> = {},
): Promise<SignInWorld> {
  const clock = before.clock ?? virtualClock('2026-11-22T02:00:00.000Z' as Instant)
  const kept = before.shelf ?? memoryShelf()
  const facts = before.facts ?? []
  const people =
    before.people ??
    new Map<PersonId, Standing>([
      [olena, officer()],
      [taras, officer()],
    ])
  const ids = countingIds()
  // Ids go on after a restart, as random ones would.
  for (let i = 0; i < facts.length * 2; i++) ids.next('skipped')
  const failing = (step: string) => {
    if (made.fails === step) throw new Error(`the power went at ${step}`)
  }
  const shelf: Shelf = {
    ...kept,
    async put(collection, entries) {
      failing(`put ${collection}`)
      await kept.put(collection, entries)
      failing(`after put ${collection}`)
    },
    async remove(collection, keys) {
      failing(`remove ${collection}`)
      await kept.remove(collection, keys)
    },
  }
  const door: PeopleDoor = {
    standing: (person) => people.get(person),
    isGoverned: () =>
      [...people.values()].some(
        ({ state, kind, roles }) => state === 'active' && kind === 'human' && roles.includes('administrator'),
      )
        ? 'governed'
        : 'not-yet',
    async join(person): Promise<Result<unknown>> {
      failing('join')
      const standing = people.get(person)
      if (standing === undefined) return refuse('people/no-such-person')
      people.set(person, { ...standing, state: 'active' })
      failing('after join')
      return ok()
    },
    async addFirstAdministrator(person): Promise<Result<unknown>> {
      failing('add')
      if (door.isGoverned() === 'governed') return refuse('people/wrong-state')
      if (!people.has(person))
        people.set(
          person,
          officer({ state: 'invited', roles: ['administrator'], actions: ['people.manage'] }),
        )
      failing('after add')
      return ok()
    },
  }
  const made = {
    ...{ clock, shelf: kept, facts, people, fails: undefined as string | undefined },
    again: () => signInWorld({ clock, shelf: kept, facts, people }),
    device: () => openAuthenticator({ origin }),
    async code(secret: string) {
      const { Secret, TOTP } = await import('otpauth')
      return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.parse(clock.now()) })
    },
    factsOf: (type: string) => facts.filter((fact) => fact.type === type),
  }
  const signIn = await openSignIn({
    ...{ shelf, clock, ids, log: silentLog, door, decides: () => 'me' as const },
    names: ['Tocsin', 'Lipetsk Oblast'],
    party: () => ({ id: 'localhost', name: 'Tocsin', origins: [origin] }),
    passwordRoom: { cost: { memoryKibibytes: 64, passes: 1, lanes: 1 } },
    async note(fact) {
      failing('note')
      facts.push(fact)
      return ok()
    },
  })
  return Object.assign(made, { signIn })
}

/** Gives somebody a login, a password and an app; answers the app's secret. */
export async function givePassword(
  { signIn, clock }: SignInWorld,
  person: PersonId,
  login: string,
): Promise<string> {
  const totp = await signIn.totp()
  const secret = totp.newSecret()
  const hash = await signIn.passwords.hash(goodPassword)
  if (!hash.ok) throw new Error('busy')
  await signIn.particulars.put({ id: person, name: login, login })
  await signIn.credentials.change(person, (now) =>
    ok({
      ...now,
      password: { hash: hash.value, changedAt: clock.now() },
      totp: { secret, lastStep: 0 },
    }),
  )
  return secret
}

/** Gives somebody a passkey on a device of their own. */
export async function givePasskey(
  world: SignInWorld,
  person: PersonId,
  device: Authenticator = world.device(),
): Promise<Authenticator> {
  const { passkeys, credentials } = world.signIn
  const { ticket, options } = await passkeys.creationOptions({ person, login: person, name: person })
  const response = device.create(options as Parameters<Authenticator['create']>[0])
  const made = await passkeys.register({ person, ticket, response, name: 'key' }, world.clock.now())
  if (!made.ok) throw new Error(made.problem.code)
  await credentials.change(person, (now) => ok({ ...now, passkeys: [...now.passkeys, made.value] }))
  return device
}
