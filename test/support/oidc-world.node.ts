/** Signing in through a provider with everything real around it but the registry: books on a shelf, routes over HTTP, a browser with cookies. */
import assert from 'node:assert/strict'
import type { ZodType } from 'zod'
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
import {
  openOidc,
  type OidcConfig,
  type OidcDesk,
  type OpenOidcParts,
} from '../../src/people/oidc/open-oidc.http.ts'
import { openParticularsBook } from '../../src/people/credentials/particulars-book.ts'
import type { CredentialBook } from '../../src/people/credentials/credential-book.ts'
import type { LinkBook } from '../../src/people/links/link-book.ts'
import { openSignIn, type SignInFact, type Standing } from '../../src/people/sign-in/open-sign-in.node.ts'
import { sessionCalls } from '../../src/server/session-calls.http.ts'
import type { SessionBook } from '../../src/people/sessions/sessions.ts'
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
  more: Pick<OpenOidcParts, 'patienceFor' | 'resolve'> = {},
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
  const notAsked = () => assert.fail('nobody asks for this here')
  const particulars = await openParticularsBook(shelf)
  const signIn = await openSignIn({
    particulars,
    ...{ shelf, clock, ids, log, note, decides: () => 'me', party: notAsked, names: ['Tocsin'] },
    door: {
      standing,
      isGoverned: () => 'governed',
      async join(person) {
        standings.set(person, 'active')
        return ok()
      },
      addFirstAdministrator: async () => refuse('people/link-over'),
    },
  })
  const { credentials, sessions, links } = signIn
  let url = ''
  const desk = openOidc({
    config: {
      ...{ oidcClient: 'tocsin-public', oidcSecretFile: '', oidcName: 'Region', oidcAllow: [], oidcAcr: [] },
      ...config,
    },
    ...{ publicUrl: () => url, signIn, shelf, clock, log, ...more },
  })
  assert.ok(desk !== undefined)
  const fastify = Fastify({ forceCloseConnections: true })
  const calls = sessionCalls({ signIn, publicUrl: () => url, addressOf: ({ ip }) => ip })
  oidcRoutes(plainRoutes(fastify), { desk, calls, account: signIn.account, clock })
  const { port } = new URL(await fastify.listen({ port: 0, host: '127.0.0.1' }))
  // Browsers take it for secure, and so does the server.
  url = `http://localhost:${port}`
  return {
    ...{ url, clock, log, facts, desk, credentials, sessions, links, standings },
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
      const {
        method,
        url,
        status = 200,
        body,
        query,
      } = declared as unknown as Declared<ZodType, ZodType, ZodType>
      fastify.route({
        ...{ method, url },
        handler: async (request, reply) => {
          const bytes = request.body instanceof Uint8Array
          const answered = await (handler as unknown as Handler<unknown, unknown, unknown>)({
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

export function browserOf(home: string, name: string): Browser {
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
          ...(method === 'GET' || from === 'elsewhere' ? {} : { 'tocsin-request': '1' }),
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
