/** One-time links over HTTP. The token stands in a body and never in an address, where logs and histories would keep it. */
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { ok, type Result } from '#base'
import type { Joined, SignIn } from '../../people/sign-in/open-sign-in.node.ts'
import type { Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import { screen, sessionAnswer, type SessionCalls } from '../session-calls.http.ts'
import { begunAnswer, deviceAnswer, strangersBytes, ticket } from './sign-in.http.ts'

const token = z.string().max(200).describe('What stands in the link’s address after #')
/** Nothing that can't be seen: a name that turns the text around it could pass for another's. */
export const personName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]+$/u, 'must be a name in one line, of letters that can be seen')
export const newLogin = z
  .string()
  .trim()
  .min(2)
  .max(64)
  .regex(/^[\p{L}\p{M}\p{N}._@+-]+$/u, 'must be letters, digits and . _ @ + - alone')
export const newPassword = z.string().min(1).max(1_000)
export const oneTimeCode = z.string().min(1).max(40)
export const passkeyName = z.string().trim().min(1).max(60)
export const totpAnswer = z.object({
  ticket: z.string(),
  totp: z.object({ uri: z.string(), secret: z.string(), qr: z.string().describe('An SVG document') }),
})
const joinedAnswer = sessionAnswer.extend({
  recoveryCodes: z.array(z.string()).describe('Shown this once; each signs in once'),
})

export function linkRoutes(
  routes: Routes,
  { signIn, calls }: { readonly signIn: SignIn; readonly calls: SessionCalls },
): void {
  const { linked } = signIn
  const open = {
    method: 'POST',
    action: 'public',
    tag: 'people',
    needs: 'the-writer',
    bodyLimit: strangersBytes,
  } as const
  const joined = (reply: FastifyReply, made: Result<Joined>) =>
    made.ok ? ok({ ...calls.letIn(reply, made.value), recoveryCodes: made.value.recoveryCodes }) : made

  routes.add(
    {
      ...{ ...open, url: '/v1/links/look', body: z.strictObject({ token }) },
      ...{ summary: 'What a one-time link is for; looking does not use it up' },
      answer: z.object({
        kind: z.enum(['set-up', 'invitation', 'restore']),
        name: z.string().optional(),
        login: z.string().optional(),
        endsAt: instantOut,
      }),
    },
    async ({ request, body }) => {
      const place = calls.safely(request)
      return place.ok ? linked.look(body.token) : place
    },
  )
  routes.add(
    {
      ...{ ...open, url: '/v1/links/passkey/options', answer: begunAnswer },
      ...{ summary: 'What a browser asks its device for, to make the first passkey' },
      body: z.strictObject({ token, name: personName, login: newLogin }),
    },
    async ({ request, body }) => {
      const place = calls.safely(request)
      return place.ok ? linked.passkeyOptions(body.token, body, place.value) : place
    },
  )
  routes.add(
    {
      ...{ ...open, url: '/v1/links/passkey', answer: joinedAnswer },
      ...{ summary: 'Use a link: sign in for the first time, or again, with a new passkey' },
      body: z.strictObject({
        ...{ token, ticket, response: deviceAnswer, name: personName, login: newLogin, screen },
        passkeyName: passkeyName.optional(),
      }),
    },
    async ({ request, reply, body }) => {
      const entering = await calls.entering(request, body.screen)
      if (!entering.ok) return entering
      const { token, ticket, response, passkeyName } = body
      const made = { ticket, response, ...(passkeyName === undefined ? {} : { passkeyName }) }
      const { name, login } = body
      return joined(reply, await linked.withPasskey(token, made, { name, login }, entering.value))
    },
  )
  routes.add(
    {
      ...{ ...open, url: '/v1/links/password/begin', body: z.strictObject({ token, login: newLogin }) },
      ...{ summary: 'The secret for an authenticator app, to go with a new password', answer: totpAnswer },
    },
    async ({ request, body }) => {
      const place = calls.safely(request)
      return place.ok ? linked.passwordBegin(body.token, body.login, place.value) : place
    },
  )
  routes.add(
    {
      ...{ ...open, url: '/v1/links/password', answer: joinedAnswer },
      ...{ summary: 'Use a link: sign in for the first time, or again, with a new password and app' },
      body: z.strictObject({
        ...{ token, ticket, name: personName, login: newLogin },
        ...{ password: newPassword, code: oneTimeCode, screen },
      }),
    },
    async ({ request, reply, body }) => {
      const entering = await calls.entering(request, body.screen)
      if (!entering.ok) return entering
      const { token, name, login } = body
      return joined(reply, await linked.withPassword(token, body, { name, login }, entering.value))
    },
  )
}
