/** Signing in through a provider with everything real around it but the registry: books on a shelf, routes over HTTP, a browser with cookies. */
import assert from 'node:assert/strict'
import Fastify, { type FastifyInstance } from 'fastify'
import {
  countingIds,
  memoryShelf,
  ok,
  recordingLog,
  refuse,
  virtualClock,
  type Instant,
  type JsonObject,
  type PersonId,
  type RecordingLog,
  type VirtualClock,
} from '#base'
import { withOidc } from '../../src/people/credentials/credential.ts'
import { openCredentialBook, type CredentialBook } from '../../src/people/credentials/credential-book.ts'
import { openParticularsBook } from '../../src/people/credentials/particulars-book.ts'
import { openLinkBook, type LinkBook } from '../../src/people/links/link-book.ts'
import { openLinkDesk } from '../../src/people/links/link-desk.ts'
import type { OidcDoor } from '../../src/people/oidc/door.ts'
import { openOidc, type OidcConfig, type OidcDesk } from '../../src/people/oidc/open-oidc.http.ts'
import { signInDoor } from '../../src/people/oidc/sign-in-door.ts'
import { openSessionBook } from '../../src/people/sessions/session-book.ts'
import type { SessionBook } from '../../src/people/sessions/sessions.ts'
import { newToken } from '../../src/people/sessions/token.node.ts'
import { openChangeBook } from '../../src/people/sign-in/change-book.ts'
import { countFailures } from '../../src/people/sign-in/failures.ts'
import type { SignInFact, SignInParts, Standing } from '../../src/people/sign-in/ports.ts'
import { openSignInDesk } from '../../src/people/sign-in/sign-in-desk.ts'
import { problemBody } from '../../src/server/problem-document.http.ts'
import { oidcRoutes } from '../../src/server/routes/oidc.http.ts'
import type { Declared, Handler, Routes } from '../../src/server/route.http.ts'

export const olena = 'person-olena' as PersonId
export const taras = 'person-taras' as PersonId
export const newcomer = 'person-new' as PersonId

export interface OidcWorld {
  readonly url: string
  readonly clock: VirtualClock
  readonly log: RecordingLog
  readonly facts: readonly SignInFact[]
  readonly desk: OidcDesk
  readonly door: OidcDoor
  readonly credentials: CredentialBook
  readonly sessions: SessionBook
  readonly links: LinkBook
  readonly standings: Map<PersonId, Standing['state']>
  /** Makes the account at the provider a way in of the person. */
  link(person: PersonId, subject: string): Promise<void>
  browser(name?: string): Browser
  close(): Promise<void>
}

export async function startOidcWorld(
  config: Partial<OidcConfig> & { readonly oidcIssuer: string },
  more: { readonly patienceFor?: number } = {},
): Promise<OidcWorld> {
  // The tokens of a real provider bear the real time.
  const clock = virtualClock(new Date().toISOString() as Instant)
  const [log, shelf, ids] = [recordingLog(), memoryShelf(), countingIds()]
  const facts: SignInFact[] = []
  const note = async (fact: SignInFact) => (facts.push(fact), ok())
  const standings = new Map<PersonId, Standing['state']>([
    [olena, 'active'],
    [taras, 'active'],
    [newcomer, 'invited'],
  ])
  const standing = (person: PersonId): Standing | undefined => {
    const state = standings.get(person)
    return state === undefined ? undefined : { state, kind: 'human', roles: ['officer'], actions: [] }
  }
  const sessions = await openSessionBook({
    ...{ shelf, clock, ids, log, newToken, note, decides: () => 'me' },
    stateOf: (person) => standings.get(person) ?? 'removed',
  })
  const credentials = await openCredentialBook(shelf)
  const links = openLinkBook({ shelf, clock, ids, newToken })
  const notAsked = () => assert.fail('nobody asks for this here')
  // Passkeys and passwords have no part in this.
  const others = { passkeys: notAsked, passwords: notAsked, totp: notAsked, backOff: notAsked }
  const asking = { passwordTickets: notAsked, commonPasswords: notAsked, drawQr: notAsked }
  const parts: SignInParts = {
    ...({ ...others, ...asking } as unknown as Pick<SignInParts, keyof typeof others | keyof typeof asking>),
    ...{ clock, log, note, sessions, links, credentials },
    particulars: await openParticularsBook(shelf),
    door: {
      standing,
      isGoverned: () => 'governed',
      async join(person) {
        standings.set(person, 'active')
        return ok()
      },
      addFirstAdministrator: async () => refuse('people/link-over'),
    },
    changes: openChangeBook({ shelf, clock, note }),
    failures: countFailures({ clock, note }),
    newRecoveryCodes: () => [],
    names: ['Tocsin'],
  }
  const signIn = openSignInDesk(parts)
  const door = signInDoor({ parts, signIn, links: openLinkDesk(parts, signIn) })
  let url = ''
  const desk = openOidc({
    config: {
      ...{ oidcClient: 'tocsin-public', oidcSecretFile: '', oidcName: 'Region', oidcAllow: [], oidcAcr: [] },
      ...config,
    },
    ...{ publicUrl: () => url, door, shelf, clock, log, ...more },
  })
  assert.ok(desk !== undefined)
  const fastify = Fastify({ forceCloseConnections: true })
  const placeOf = (headers: { readonly 'user-agent'?: string | undefined }) => ({
    ...{ address: '127.0.0.1', browser: headers['user-agent'] ?? '' },
  })
  oidcRoutes(plainRoutes(fastify), {
    desk,
    async currentOf({ headers }) {
      const token = /(?:^|; )__Host-tocsin=([\w-]+)/.exec(headers.cookie ?? '')?.[1]
      const found = token === undefined ? undefined : await sessions.look(token, placeOf(headers))
      return found?.ok === true ? found.value : undefined
    },
    placeOf: ({ headers }) => placeOf(headers),
    letIn: (reply, { token }) =>
      void reply.header('set-cookie', `__Host-tocsin=${token}; Path=/; HttpOnly; Secure; SameSite=Strict`),
  })
  url = await fastify.listen({ port: 0, host: '127.0.0.1' })
  return {
    ...{ url, clock, log, facts, desk, door, credentials, sessions, links, standings },
    async link(person, subject) {
      const { oidcIssuer: issuer } = config
      const linked = await credentials.change(person, (now) =>
        ok(withOidc(now, { issuer, subject, linkedAt: clock.now() })),
      )
      assert.ok(linked.ok)
    },
    browser: (name = 'Firefox of this test') => browserOf(url, name),
    async close() {
      await fastify.close()
    },
  }
}

/** The routes as they are declared, without keys and sessions: all that are asked here are public. */
function plainRoutes(fastify: FastifyInstance): Routes {
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_, body, done) =>
    done(null, body),
  )
  return {
    routes: [],
    add(declared, handler) {
      const { method, url, status = 200, body, query } = declared as Declared<any, any, any>
      fastify.route({
        ...{ method, url },
        handler: async (request, reply) => {
          const bytes = request.body instanceof Uint8Array
          const answered = await (handler as Handler<any, any, any>)({
            ...{ request, reply, params: {} },
            body: body === undefined || bytes ? request.body : body.parse(request.body),
            query: query === undefined ? {} : query.parse(request.query),
          } as never)
          if (!('ok' in answered)) return answered
          if (answered.ok) return reply.code(status).send(answered.value)
          const document = problemBody(answered.problem)
          return reply.code(document.status).send(document)
        },
      })
    },
  }
}

export interface Page {
  readonly status: number
  readonly headers: Headers
  readonly body: JsonObject | undefined
  /** Where it leads, whole; undefined for no redirection. */
  readonly to: string | undefined
}

/** Keeps cookies by site, follows where it is led when told to, and sends a Strict cookie only from a page of the same site. */
export interface Browser {
  readonly cookies: Map<string, string>
  /** What was set, whole, in order. */
  readonly set: readonly string[]
  ask(
    url: string,
    more?: { readonly method?: string; readonly body?: unknown; readonly from?: 'elsewhere' },
  ): Promise<Page>
  /** Follows redirections until the address begins with `until`; the page that led there. */
  follow(url: string, until: string): Promise<Page>
  /** From the button to the page on which it ends: its address without the host. */
  signIn(screen?: 'own' | 'shared'): Promise<string>
}

function browserOf(home: string, name: string): Browser {
  const cookies = new Map<string, string>()
  const strict = new Set<string>()
  const set: string[] = []
  const keyOf = (url: string, cookie: string) => `${new URL(url).host} ${cookie}`
  const browser: Browser = {
    ...{ cookies, set },
    async ask(address, { method = 'GET', body, from } = {}) {
      const url = new URL(address, home).href
      const host = `${new URL(url).host} `
      const sent = [...cookies]
        .filter(([key]) => key.startsWith(host) && !(from === 'elsewhere' && strict.has(key)))
        .map(([key, value]) => `${key.slice(host.length)}=${value}`)
      const response = await fetch(url, {
        ...{ method, redirect: 'manual' },
        headers: {
          'user-agent': name,
          'sec-fetch-site': from === 'elsewhere' ? 'cross-site' : 'same-origin',
          ...(sent.length === 0 ? {} : { cookie: sent.join('; ') }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      for (const line of response.headers.getSetCookie()) {
        set.push(line)
        const [, cookie = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        const key = keyOf(url, cookie)
        if (value === '' || /max-age=0\b|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(key)
        else cookies.set(key, value)
        if (/samesite=strict/i.test(line)) strict.add(key)
      }
      const text = await response.text()
      const location = response.headers.get('location')
      return {
        ...{ status: response.status, headers: response.headers },
        body: /json/.test(response.headers.get('content-type') ?? '')
          ? (JSON.parse(text) as JsonObject)
          : undefined,
        to: location === null ? undefined : new URL(location, url).href,
      }
    },
    async follow(address, until) {
      let url = new URL(address, home).href
      for (let hops = 0; hops < 12; hops++) {
        // Whoever is led here by the provider comes from elsewhere.
        const back = hops > 0 && url.startsWith(home)
        const page = await browser.ask(url, back ? { from: 'elsewhere' } : {})
        if (page.to === undefined) assert.fail(`${url} answered ${page.status} and led nowhere`)
        if (page.to.startsWith(new URL(until, home).href)) return page
        url = page.to
      }
      return assert.fail(`it is led on and on, to ${url}`)
    },
    async signIn(screen = 'own') {
      const page = await browser.follow(`/v1/sign-in/oidc?screen=${screen}`, '/sign-in?')
      return page.to!.slice(home.length)
    },
  }
  return browser
}
