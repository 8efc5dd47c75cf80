/** What lets people in: the door, sessions, one-time links, the organisation's provider. Put together once, for the server and for its API document. */
import type { FastifyRequest } from 'fastify'
import { ok, refuse, system as theSystem, type PersonId, type Result } from '#base'
import {
  mainAuthority,
  beginKeeping,
  isFreshlyProved,
  isGoverned,
  openErasure,
  openVisitBook,
  peopleFactTypes,
  permittedOf,
  personalTables,
  type Caller,
  type Erasure,
  type People,
  type ParticularsBook,
  type PersonalTable,
  type VisitBook,
} from '#people'
import { openOidc, type OidcConfig, type OidcDesk } from '../people/oidc/open-oidc.http.ts'
import { openSignIn, type SignIn } from '../people/sign-in/open-sign-in.node.ts'
import type { PeopleDoor, SignInSurroundings } from '../people/sign-in/open-sign-in.node.ts'
import { openDoor, type Door } from './door.http.ts'
import { openKeyUses, type KeyUses } from './key-uses.ts'
import { addressOf } from './limits.http.ts'
import { sessionCalls, type SessionCalls } from './session-calls.http.ts'
import { signInUrl } from './session-cookie.http.ts'

export interface Accounts {
  readonly door: Door
  readonly signIn: SignIn
  readonly calls: SessionCalls
  readonly keyUses: KeyUses
  /** From where sessions were opened. */
  readonly visits: VisitBook
  /** Everything that is kept about people, table by table. */
  readonly personal: readonly PersonalTable[]
  readonly erasure: Erasure
  /** For the server that decides: what is kept for a time, and what is to be erased. */
  beginKeeping(): ReturnType<typeof beginKeeping>
  /** Undefined where the organisation has no provider. */
  readonly oidc: OidcDesk | undefined
  /** What another server may change. */
  readonly kept: SignIn['kept']
  /** When somebody was last here, by any session or key. */
  lastSeenAt(person: PersonId): string | undefined
  /** The address under which the first administrator is made; undefined once there is one. */
  setUp(): Promise<{ readonly url: string; readonly endsAt: string; readonly person: PersonId } | undefined>
  close(): Promise<void>
}

export interface AccountParts extends Omit<SignInSurroundings, 'door' | 'party' | 'names'> {
  readonly people: People
  readonly particulars: ParticularsBook
  readonly config: OidcConfig
  /** The authority's name, as it stands on the door. */
  readonly authority: string
  /** Without a slash at the end. */
  readonly publicUrl: () => string
  /** Of the client certificate that was checked on this connection: SHA-256, hexadecimal. */
  readonly certificate?: (request: FastifyRequest) => string | undefined
  readonly wasRead?: Door['wasRead']
  /** Tables of other parts that hold something about people. */
  readonly more?: readonly PersonalTable[]
}

export async function openAccounts(parts: AccountParts): Promise<Accounts> {
  const { people, shelf, clock, log, publicUrl } = parts
  const keyUses = await openKeyUses({ shelf, clock, log })
  const visits = openVisitBook({ shelf, clock })
  const signIn = await openSignIn({
    ...parts,
    onOpened: visits.add,
    door: peopleDoor(people),
    names: ['Tocsin', parts.authority],
    party: () => partyAt(signInUrl(publicUrl())),
  })
  const calls = sessionCalls({ signIn, publicUrl, addressOf })
  const { sessions } = signIn
  const door = openDoor({
    publicUrl,
    people,
    ...(parts.certificate === undefined ? {} : { certificate: parts.certificate }),
    ...(parts.wasRead === undefined ? {} : { wasRead: parts.wasRead }),
    keyUsed: keyUses.used,
    signedIn(request) {
      const session = calls.session(request)
      return session?.then((found): Result<Caller> => {
        if (!found.ok) return found
        const person = people.registry.people.get(found.value.person)
        if (person === undefined) return refuse('people/not-signed-in')
        const proved = isFreshlyProved(found.value, clock.now()) ? 'freshly' : 'long-ago'
        return ok({
          person,
          permitted: permittedOf(people.registry, person),
          via: { by: 'session', session: found.value.id, proved },
        })
      })
    },
  })
  const oidc = openOidc({
    ...{ config: parts.config, publicUrl, shelf, clock, log, signIn },
  })
  const { registry } = people
  const personal = [...(parts.more ?? []), ...personalTables({ shelf, registry, signIn, visits, keyUses })]
  const erasure = openErasure({ tables: personal, registry, note: parts.note, log })
  // Whoever is suspended or gone is out of every room at once.
  people.onFact((fact) => {
    if (parts.decides() !== 'me') return
    const why = (
      { 'person-suspended': 'suspended', 'person-removed': 'removed', 'person-erased': 'removed' } as const
    )[fact.type as 'person-suspended']
    if (why === undefined) return
    const { person } = fact.data as { readonly person: PersonId }
    const close = async () => {
      await sessions.endAllOf(person, why)
      await signIn.links.withdraw(person)
      if (fact.type === 'person-erased') await erasure.remove(person)
    }
    void close().catch((error: Error) => {
      // They are refused all the same: a session or link holds only while its person may use it.
      log.warn('The sessions of somebody who may not act any more could not be ended', { why: error.message })
    })
  })
  return {
    ...{ door, signIn, calls, keyUses, oidc, visits, personal, erasure },
    beginKeeping: () =>
      beginKeeping({
        ...{ clock, log, registry, erasure, visits, links: signIn.links },
        particulars: parts.particulars,
      }),
    kept: [...signIn.kept, { changedBy: peopleFactTypes, reload: () => parts.particulars.reload() }],
    lastSeenAt(person) {
      const keys = [...people.registry.keys.values()].filter(({ owner }) => owner === person)
      const times = [
        ...keys.flatMap(({ id }) => keyUses.lastUsedAt(id) ?? []),
        ...sessions.listOf(person).map(({ seenAt }) => seenAt),
      ]
      return times.toSorted().at(-1)
    },
    async setUp() {
      const made = await signIn.firstSetUp()
      return made === undefined
        ? undefined
        : {
            url: `${signInUrl(publicUrl())}/join#${made.token}`,
            endsAt: made.link.endsAt,
            person: made.link.person,
          }
    },
    async close() {
      await keyUses.settled()
      await signIn.close()
    },
  }
}

/** Passkeys are of one domain; 127.0.0.1 is none, and browsers treat localhost as if it were behind TLS. */
function partyAt(publicUrl: string): {
  readonly id: string
  readonly name: string
  readonly origins: string[]
} {
  const { hostname, origin } = new URL(publicUrl === '' ? 'http://localhost' : publicUrl)
  return { id: hostname, name: 'Tocsin', origins: [origin] }
}

/** The people as signing in asks for them. */
function peopleDoor(people: People): PeopleDoor {
  const { registry } = people
  const itself = { id: theSystem, kind: 'machine' } as const
  return {
    standing(id) {
      const person = registry.people.get(id)
      if (person === undefined) return undefined
      const { actions } = permittedOf(registry, person)
      return { state: person.state, kind: person.kind, roles: person.roles, actions }
    },
    isGoverned: () => (isGoverned(registry) ? 'governed' : 'not-yet'),
    async join(person) {
      if (registry.people.get(person)?.state === 'active') return ok()
      return people.order({ type: 'join', person }, { ...itself, id: person })
    },
    async addFirstAdministrator(person) {
      if (registry.people.has(person)) return ok()
      return people.order(
        {
          ...{ type: 'add-person', person, kind: 'human', authority: mainAuthority },
          ...{ roles: ['administrator'], areas: 'everywhere', modes: ['live', 'drill', 'test'] },
        },
        itself,
      )
    },
  }
}
