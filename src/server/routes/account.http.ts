/** Somebody's own account over HTTP: what they are called, how they sign in, where they are signed in. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { refuse, type Result } from '#base'
import type { Session, SignIn } from '../../people/sign-in/open-sign-in.node.ts'
import type { Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import { screen, type SessionCalls } from '../session-calls.http.ts'
import { signedIn } from '../signed-in.ts'
import { newLogin, newPassword, oneTimeCode, passkeyName, personName, totpAnswer } from './links.http.ts'
import { begunAnswer, deviceAnswer, nothing, ticket } from './sign-in.http.ts'

const email = z.email().max(254)
const language = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'must be a language tag, as in uk or pt-BR')
const accountView = z.object({
  particulars: z.object({
    ...{ name: z.string(), login: z.string(), email: z.string().optional(), language: z.string().optional() },
  }),
  passkeys: z.array(
    z.object({
      ...{ id: z.string(), name: z.string(), madeAt: instantOut, lastUsedAt: instantOut.nullable() },
      syncs: z.boolean().describe('Whether the device copies it to its owner’s other devices'),
    }),
  ),
  password: z.object({ changedAt: instantOut }).nullable(),
  recoveryCodesLeft: z.int(),
  oidc: z.array(z.object({ issuer: z.string(), linkedAt: instantOut })),
  sessions: z.array(
    z.object({
      ...{ id: z.string(), screen, method: z.string(), startedAt: instantOut, seenAt: instantOut },
      ...{ address: z.string(), browser: z.string(), current: z.enum(['yes', 'no']) },
    }),
  ),
  lately: z
    .array(z.object({ at: instantOut, what: z.string() }))
    .describe('What changed lately about how one signs in; the newest first'),
})

export function accountRoutes(
  routes: Routes,
  { signIn, calls }: { readonly signIn: SignIn; readonly calls: SessionCalls },
): void {
  const { account } = signIn
  const own = { ...signedIn, answer: accountView } as const
  const changes = { ...own, needs: 'the-writer' } as const
  const withSession = async <Value>(
    request: FastifyRequest,
    act: (session: Session) => Promise<Result<Value>>,
  ): Promise<Result<Value>> => {
    const session = await calls.signedIn(request)
    return session.ok ? act(session.value) : session
  }

  routes.add({ method: 'GET', url: '/v1/account', ...own, summary: 'My account' }, ({ request }) =>
    withSession(request, async (session) => ({ ok: true, value: await account.view(session) })),
  )
  routes.add(
    {
      ...{
        method: 'PUT',
        url: '/v1/account',
        ...changes,
        summary: 'What I am called and where I am written to',
      },
      body: z.strictObject({
        ...{ name: personName, login: newLogin },
        ...{ email: email.optional(), language: language.optional() },
      }),
    },
    ({ request, body }) =>
      withSession(request, (session) => {
        const { name, login, email, language } = body
        const rest = {
          ...(email === undefined ? {} : { email }),
          ...(language === undefined ? {} : { language }),
        }
        return account.change(session, { name, login, ...rest })
      }),
  )
  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/account/passkeys/options',
        ...changes,
        body: nothing,
        answer: begunAnswer,
      },
      summary: 'What a browser asks its device for, to make another passkey',
    },
    ({ request }) => withSession(request, account.passkeyOptions),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/account/passkeys', ...changes, summary: 'Add a passkey' },
      body: z.strictObject({ ticket, response: deviceAnswer, name: passkeyName }),
    },
    ({ request, body }) => withSession(request, (session) => account.addPasskey(session, body)),
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/account/passkeys/:passkey', ...changes },
      ...{ summary: 'Remove a passkey', params: z.object({ passkey: z.string().max(400) }) },
    },
    ({ request, params }) =>
      withSession(request, (session) => account.removePasskey(session, params.passkey)),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/account/password/begin', ...changes, body: nothing, answer: totpAnswer },
      summary: 'The secret for an authenticator app, to go with a password',
    },
    ({ request }) => withSession(request, account.beginPassword),
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/account/password', ...changes },
      ...{ summary: 'Set or change the password and its app; sessions elsewhere end' },
      body: z.strictObject({ ticket, password: newPassword, code: oneTimeCode }),
    },
    ({ request, body }) => withSession(request, (session) => account.setPassword(session, body)),
  )
  routes.add(
    { method: 'DELETE', url: '/v1/account/password', ...changes, summary: 'Remove the password and its app' },
    ({ request }) => withSession(request, account.removePassword),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/account/recovery-codes', ...changes, body: nothing },
      ...{ summary: 'New recovery codes; the ones before are worth nothing' },
      answer: z.object({ recoveryCodes: z.array(z.string()) }),
    },
    ({ request }) => withSession(request, account.newRecoveryCodes),
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/account/sessions', ...changes, summary: 'Sign out everywhere else' },
      answer: z.object({ ended: z.int() }),
    },
    ({ request }) =>
      withSession(request, async (session) => ({
        ok: true,
        value: await account.endOtherSessions(session),
      })),
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/account/sessions/:session', ...signedIn, needs: 'the-writer' },
      ...{ status: 204, answer: 'text/plain', summary: 'End one of my sessions' },
      params: z.object({ session: z.string().max(100) }),
    },
    ({ request, params }) =>
      withSession(request, (session) => {
        const other = signIn.sessions.listOf(session.person).find(({ id }) => id === params.session)
        return other === undefined
          ? Promise.resolve(refuse('people/no-such-session'))
          : account.endSession(session, other.id)
      }),
  )
}
