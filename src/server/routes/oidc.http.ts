/** Signing in through the organisation's provider, over HTTP: the browser is sent there, and comes back to a page of ours and to no other. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ok, refuse, type Clock, type Result } from '#base'
import { isFreshlyProved, provedForMinutes } from '#people'
import type { Begun, FlowPurpose, OidcDesk } from '../../people/oidc/open-oidc.http.ts'
import type { SignIn } from '../../people/sign-in/open-sign-in.node.ts'
import type { Routes } from '../route.http.ts'
import { screen as screens, type SessionCalls } from '../session-calls.http.ts'
import { signedIn } from '../signed-in.ts'
import { newLogin, personName } from './links.http.ts'
import { nothing } from './sign-in.http.ts'

export interface OidcRouteParts {
  /** Absent where no provider is set. */
  readonly desk: OidcDesk | undefined
  readonly calls: Pick<SessionCalls, 'placeOf' | 'safely' | 'look' | 'signedIn' | 'letIn'>
  readonly account: Pick<SignIn['account'], 'removeOidc'>
  readonly clock: Clock
}

/**
 * What the browser keeps of a sign-in under way. Lax and not Strict, alone among our cookies: it has to come back when the
 * provider, another site, sends the browser to us; it lets nobody in, and a request of another site's page doesn't carry it.
 */
const cookieName = '__Host-tocsin-oidc'
const cookieRules = 'Path=/; HttpOnly; Secure; SameSite=Lax'
const cookieSeconds = 10 * 60

const page = '/sign-in'
const formType = 'application/x-www-form-urlencoded'
const toView = z.object({ to: z.string().describe('Where the page sends the browser next') })
const joinBody = z.strictObject({
  token: z.string().max(200).describe('Of the one-time link: what stands in its address after #'),
  called: z
    .strictObject({ name: personName, login: newLogin })
    .optional()
    .describe('Who they say they are; left out where whoever invited them wrote it already'),
  screen: screens,
})
const logoutForm = z.strictObject({
  logout_token: z.string().describe('OpenID Connect Back-Channel Logout 1.0 §2.4'),
})

export function oidcRoutes(routes: Routes, { desk, calls, account, clock }: OidcRouteParts): void {
  const begin = async (
    reply: FastifyReply,
    screen: 'own' | 'shared',
    purpose: FlowPurpose,
  ): Promise<Result<Begun, string>> => {
    if (desk === undefined) return refuse('people/oidc-off')
    const begun = await desk.begin(screen, purpose)
    if (begun.ok)
      void reply.header(
        'set-cookie',
        `${cookieName}=${begun.value.sealed}; ${cookieRules}; Max-Age=${cookieSeconds}`,
      )
    return begun
  }
  const refusedTo = (reply: FastifyReply, code: string) => leadTo(reply, `${page}?why=${code}`)

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/sign-in/oidc', action: 'public', tag: 'people', needs: 'the-writer' },
      ...{
        summary: 'Sends the browser to the organisation’s provider to sign in',
        status: 303,
        mostAtOnce: 50,
      },
      ...{ query: z.object({ screen: screens.default('shared') }), answer: 'text/plain' },
    },
    async ({ query, request, reply }) => {
      // A page elsewhere gains little by sending people through a sign-in, and nothing should.
      if (!isOwn(request)) return refusedTo(reply, 'people/cross-site')
      const safe = calls.safely(request)
      if (!safe.ok) return refusedTo(reply, safe.problem.code)
      const current = await calls.look(request)
      const begun = await begin(reply, query.screen, {
        for: 'sign-in',
        ...(current?.ok === true ? { current: current.value.id } : {}),
      })
      return begun.ok ? leadTo(reply, begun.value.to) : refusedTo(reply, begun.problem.code)
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/links/oidc', action: 'public', tag: 'people', needs: 'the-writer' },
      ...{
        summary:
          'Begins to make an account at the organisation’s provider the way in that a one-time link gives',
      },
      // In the body, and sealed in the cookie afterwards: an address is written down by servers and proxies on the way.
      ...{ body: joinBody, answer: toView, mostAtOnce: 50 },
    },
    async ({ body: { token, called, screen }, request, reply }) => {
      const safe = calls.safely(request)
      if (!safe.ok) return safe
      const begun = await begin(reply, screen, {
        ...{ for: 'join', link: token },
        ...(called === undefined ? {} : { called }),
      })
      return begun.ok ? ok({ to: begun.value.to }) : begun
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/account/oidc', ...signedIn, needs: 'the-writer', mostAtOnce: 50 },
      ...{ body: nothing, answer: toView },
      summary: 'Begins to make one’s account at the organisation’s provider another way in',
    },
    async ({ request, reply }) => {
      const session = await calls.signedIn(request)
      if (!session.ok) return session
      if (!isFreshlyProved(session.value, clock.now()))
        return refuse('people/prove-again', { minutes: provedForMinutes })
      const { id, person, screen } = session.value
      const begun = await begin(reply, screen, { for: 'link', person, session: id })
      return begun.ok ? ok({ to: begun.value.to }) : begun
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/account/oidc', ...signedIn, needs: 'the-writer', status: 204 },
      ...{ query: z.object({ issuer: z.string().max(2_000) }), answer: 'text/plain' },
      summary: 'One’s account at this provider is no way in any more',
    },
    async ({ request, query }) => {
      const session = await calls.signedIn(request)
      return session.ok ? account.removeOidc(session.value, query.issuer) : session
    },
  )
  routes.add(
    {
      ...{
        method: 'GET',
        url: '/v1/sign-in/oidc/callback',
        action: 'public',
        tag: 'people',
        needs: 'the-writer',
      },
      ...{
        summary: 'Where the provider sends the browser back',
        status: 303,
        answer: 'text/plain',
        mostAtOnce: 50,
      },
    },
    async ({ request, reply }) => {
      if (desk === undefined) return refusedTo(reply, 'people/oidc-off')
      const query = request.url.split('?').slice(1).join('?')
      const finished = await desk.finish({ query, sealed: cookieOf(request), place: calls.placeOf(request) })
      if (finished.outcome === 'done' || finished.flow === 'ended')
        void reply.header('set-cookie', `${cookieName}=; ${cookieRules}; Max-Age=0`)
      if (finished.outcome === 'refused') return refusedTo(reply, finished.problem.code)
      if (finished.started !== undefined) calls.letIn(reply, finished.started)
      return leadTo(reply, `${page}?done=${finished.what}`)
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/sign-out/oidc', action: 'public', tag: 'people' },
      summary: 'Where the browser goes to sign out at the organisation’s provider as well',
      answer: z.object({ to: z.string().nullable() }),
    },
    async () =>
      desk === undefined ? refuse('people/oidc-off') : ok({ to: (await desk.signOutUrl()) ?? null }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/sign-out/oidc/back-channel', action: 'public', tag: 'people' },
      ...{
        summary:
          'The provider says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0 §2.5)',
      },
      ...{
        answer: z.object({}),
        takes: [formType],
        bodyLimit: 16 * 1024,
        mostAtOnce: 10,
        needs: 'the-writer',
      },
      body: logoutForm,
    },
    async ({ body }) => {
      if (desk === undefined) return refuse('people/oidc-off')
      if (!(body instanceof Uint8Array)) return refuse('people/logout-token-refused')
      const tokens = new URLSearchParams(Buffer.from(body).toString('utf8')).getAll('logout_token')
      if (tokens.length !== 1) return refuse('people/logout-token-refused')
      const done = await desk.signedOutThere(tokens[0]!)
      return done.ok ? ok({}) : done
    },
  )
}

function leadTo(reply: FastifyReply, location: string): FastifyReply {
  return reply.code(303).header('location', location).header('cache-control', 'no-store').send()
}

/** Whether a page of ours asks, or the person themselves; browsers that don't say so are few, and old. */
function isOwn({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

function cookieOf({ headers }: FastifyRequest): string | undefined {
  const kept = (headers.cookie ?? '').split(';').map((pair) => pair.trim())
  const found = kept.filter((pair) => pair.startsWith(`${cookieName}=`))
  // Two of one name come only from somebody who put one there.
  return found.length === 1 ? found[0]!.slice(cookieName.length + 1) : undefined
}
