/** Signing in and out over HTTP. What fails is told in one sentence; what succeeds answers with the session and sets its cookie. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ok, type Result } from '#base'
import type { SignIn, Started } from '../../people/sign-in/open-sign-in.node.ts'
import type { Routes } from '../route.http.ts'
import { screen, sessionAnswer, type SessionCalls } from '../session-calls.http.ts'
import { clearSessionCookie, needsHttps } from '../session-cookie.http.ts'
import { signedIn } from '../signed-in.ts'

export interface SignInRouteParts {
  readonly signIn: SignIn
  readonly calls: SessionCalls
  readonly publicUrl: () => string
  /** How the organisation's provider is called on the button; null where there is none. */
  readonly oidc: () => { readonly name: string } | null
}

/** Longer is no login and no code of anybody; a password is judged by its own rule. */
const login = z.string().min(1).max(200)
const code = z.string().min(1).max(200)
const password = z.string().min(1).max(1_000)
export const ticket = z.string().min(1).max(100)
/** RFC 7515 base 64 of what the device made; what it means is checked by the ceremony. */
const made = z.string().max(20_000)
/** `PublicKeyCredential.toJSON()` (WebAuthn Level 3 §5.1); what a browser adds is none of our business. */
export const deviceAnswer = z.looseObject({
  id: z.string().max(2_000),
  rawId: z.string().max(2_000),
  type: z.literal('public-key'),
  response: z.looseObject({
    clientDataJSON: made,
    attestationObject: made.optional(),
    authenticatorData: made.optional(),
    signature: made.optional(),
    userHandle: z.string().max(200).nullish(),
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
  clientExtensionResults: z.looseObject({}).default({}),
})
export const begunAnswer = z.object({ ticket: z.string(), options: z.looseObject({}) })
export const nothing = z.strictObject({})

/**
 * What a stranger may send. How many are answered at once is not bounded here: whoever held that many connections open would
 * lock everybody out. What costs, hashing passwords, has a line of its own, and passkeys don't stand in it.
 */
export const strangersBytes = 64 * 1024

export function signInRoutes(routes: Routes, { signIn, calls, publicUrl, oidc }: SignInRouteParts): void {
  const { signIn: desk } = signIn
  const admitted = (reply: FastifyReply, started: Result<Started>) =>
    started.ok ? ok(calls.letIn(reply, started.value)) : started
  const entered = { tag: 'people', action: 'public', needs: 'the-writer', answer: sessionAnswer } as const

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/session', action: 'public', tag: 'people', answer: sessionAnswer },
      summary: 'Who is signed in by this browser’s cookie; asking keeps no session alive',
    },
    async ({ request }) => {
      const found = await calls.look(request)
      if (found === undefined) return ok({ signedIn: 'no' })
      if (found.ok) return ok(calls.view(found.value))
      return ok({ signedIn: 'no', why: found.problem.details['why'] })
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/session/extend', ...signedIn, body: nothing, answer: sessionAnswer },
      summary: 'Somebody is still there',
    },
    async ({ request }) => {
      const found = await calls.signedIn(request)
      return found.ok ? ok(calls.view(found.value)) : found
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/sign-in/methods', action: 'public', tag: 'people' },
      summary: 'How one can sign in at this address',
      answer: z.object({
        passkey: z.enum(['yes', 'no']),
        password: z.enum(['yes', 'no']),
        why: z.string().optional().describe('Why one of them is not possible here'),
        oidc: z.object({ name: z.string() }).nullable(),
      }),
    },
    ({ request }) => {
      const plain = needsHttps(request, publicUrl())
      if (plain !== undefined)
        return ok({ passkey: 'no', password: 'no', why: plain.problem.code, oidc: null })
      const passkey = isOfDomain(request, signIn.passkeyDomain()) ? 'yes' : 'no'
      return ok({ passkey, password: 'yes', oidc: oidc() })
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/sign-in/passkey/options', action: 'public', tag: 'people' },
      ...{ body: nothing, answer: begunAnswer, needs: 'the-writer', bodyLimit: strangersBytes },
      summary: 'What a browser asks its device for, to sign in with a passkey',
    },
    async ({ request }) => {
      const place = calls.safely(request)
      return place.ok ? ok(await desk.passkeyOptions(place.value)) : place
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/sign-in/passkey', ...entered, bodyLimit: strangersBytes },
      ...{ summary: 'Sign in with a passkey' },
      body: z.strictObject({ ticket, response: deviceAnswer, screen }),
    },
    async ({ request, reply, body }) => {
      const entering = await calls.entering(request, body.screen)
      return entering.ok ? admitted(reply, await desk.withPasskey(body, entering.value)) : entering
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/sign-in/password', ...entered, bodyLimit: strangersBytes },
      ...{ summary: 'Sign in with a password and the code of an authenticator app, together' },
      body: z.strictObject({ login, password, code, screen }),
    },
    async ({ request, reply, body }) => {
      const entering = await calls.entering(request, body.screen)
      return entering.ok ? admitted(reply, await desk.withPassword(body, entering.value)) : entering
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/sign-in/recovery-code', ...entered, bodyLimit: strangersBytes },
      ...{ summary: 'Sign in with a printed code, which is used up' },
      body: z.strictObject({ login, code, screen }),
    },
    async ({ request, reply, body }) => {
      const entering = await calls.entering(request, body.screen)
      return entering.ok ? admitted(reply, await desk.withRecoveryCode(body, entering.value)) : entering
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/sign-out', action: 'public', tag: 'people', status: 204 },
      ...{ body: nothing, answer: 'text/plain', needs: 'the-writer', summary: 'Sign out' },
    },
    async ({ request, reply }) => {
      const place = calls.safely(request)
      if (!place.ok) return place
      const found = await calls.look(request)
      if (found?.ok === true) await desk.signOut(found.value)
      // Also where the session was over already: the browser keeps nothing of it.
      clearSessionCookie(reply)
      return ok()
    },
  )
}

/** A passkey is of a domain and those below it; a browser refuses it anywhere else (WebAuthn Level 3 §5.1.4.1). */
function isOfDomain({ headers }: FastifyRequest, domain: string): boolean {
  const hostname = URL.parse(`http://${headers.host ?? ''}`)?.hostname ?? ''
  return hostname === domain || hostname.endsWith(`.${domain}`)
}
