/** The HTTP face: every route with its permission, problems as RFC 9457, an OpenAPI document from the same schemas. */
import { createServer } from 'node:http'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod'
import { refuse } from '#base'
import { sendProblem } from './problem-document.http.ts'
import { routesOn, type RouteBook } from './route.http.ts'
import { alertRoutes } from './routes/alerts.http.ts'
import { areaRoutes } from './routes/areas.http.ts'
import { boardRoutes } from './routes/board.http.ts'
import { feedRoutes } from './routes/feeds.http.ts'
import { ledgerRoutes } from './routes/ledger.http.ts'
import { peopleRoutes } from './routes/people.http.ts'
import { reachRoutes } from './routes/reach.http.ts'
import { serverRoutes } from './routes/server.http.ts'
import { sirenRoutes } from './routes/sirens.http.ts'
import { webhookRoutes } from './routes/webhooks.http.ts'
import type { RecentNotices } from './recent-notices.ts'
import type { SirenDesk } from './siren-desk.ts'
import type { System } from './system.ts'
import type { WebhookDesk } from './webhook-desk.ts'

export interface AppParts {
  readonly system: System
  readonly sirens: SirenDesk
  readonly webhooks: WebhookDesk
  readonly recent: RecentNotices
  /** Ed25519, base64url. */
  readonly commandKey: string
  readonly bodyLimit: number
  /** Without a slash at the end. */
  readonly publicUrl: () => string
  /** Adds pages and whatever else stands beside the API. */
  readonly beside?: (app: FastifyInstance) => void
}

export interface App {
  readonly fastify: FastifyInstance
  readonly book: RouteBook
}

export async function buildApp(parts: AppParts): Promise<App> {
  const { system } = parts
  const fastify = Fastify({
    serverFactory: (handle) => createServer({ requestTimeout: 60_000, headersTimeout: 20_000 }, handle),
    bodyLimit: parts.bodyLimit,
    routerOptions: { maxParamLength: 400 },
    forceCloseConnections: true,
  })
  fastify.setValidatorCompiler(validatorCompiler)
  // Answers arrive here as text or bytes, made once; the schemas of answers are for the document, and for the test that compares.
  fastify.setSerializerCompiler(() => JSON.stringify)
  answerProblems(fastify, system, parts.bodyLimit)
  await fastify.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tocsin',
        version: '1',
        description: 'The public-warning API. Problems are RFC 9457 documents.',
        license: { name: 'Apache-2.0' },
      },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  })
  fastify.addHook('onSend', async (_, reply) => {
    void reply
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('tocsin-mode', system.config.mode)
    if (reply.getHeader('content-security-policy') === undefined)
      void reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  })
  const routes = routesOn(fastify, system)
  fastify.after(() => {
    boardRoutes(routes, system)
    feedRoutes(routes, system, parts.recent, parts.publicUrl)
    alertRoutes(routes, system)
    reachRoutes(routes, system, parts.sirens)
    areaRoutes(routes, system, parts.bodyLimit * 64)
    sirenRoutes(routes, system, parts.sirens, parts.commandKey)
    webhookRoutes(routes, system, parts.webhooks)
    ledgerRoutes(routes, system)
    peopleRoutes(routes, system)
    serverRoutes(routes, system, fastify)
    parts.beside?.(fastify)
  })
  await fastify.ready()
  return { fastify, book: routes }
}

/** Everything that Fastify itself refuses, in our own words and shape. */
function answerProblems(fastify: FastifyInstance, system: System, bodyLimit: number): void {
  fastify.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      refuse('server/unknown-path', { method: request.method, path: request.url.slice(0, 200) }).problem,
    ),
  )
  fastify.setErrorHandler((error: FastifyFault, request, reply) => {
    const [first] = error.validation ?? []
    if (first !== undefined) {
      const path = [
        error.validationContext ?? 'request',
        ...first.instancePath.split('/').filter((part) => part !== ''),
      ].join('.')
      const at = path.replace(/\.(\d+)/g, '[$1]')
      return sendProblem(
        reply,
        refuse('server/invalid-request', { at, why: first.message ?? 'it is not as expected' }).problem,
      )
    }
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
      return sendProblem(reply, refuse('server/body-too-large', { limit: bodyLimit }).problem)
    if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
      return sendProblem(reply, refuse('server/wrong-media-type').problem)
    if (error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error instanceof SyntaxError)
      return sendProblem(reply, refuse('base/malformed-json', { why: error.message.slice(0, 200) }).problem)
    if (error.statusCode !== undefined && error.statusCode < 500)
      return sendProblem(
        reply,
        refuse('server/invalid-request', { at: 'request', why: error.message.slice(0, 200) }).problem,
      )
    const reference = system.ids.next('broken')
    system.log.error('A request broke', {
      reference,
      method: request.method,
      url: request.url.slice(0, 200),
      why: error.stack ?? error.message,
    })
    return sendProblem(reply, refuse('server/broken', { reference }).problem)
  })
}

interface FastifyFault extends Error {
  readonly code?: string
  readonly statusCode?: number
  readonly validation?: readonly { readonly instancePath: string; readonly message?: string }[]
  readonly validationContext?: string
}
