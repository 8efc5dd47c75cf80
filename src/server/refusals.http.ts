/** What is refused before any route is asked, or outside of them: in our own words and shape, whoever noticed it. */
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { refuse, whyNotJson, type Misfit } from '#base'
import { noStorage } from './no-storage.ts'
import { problemBody, sendProblem } from './problem-document.http.ts'
import type { RouteBook } from './route.http.ts'
import { bareHeaders } from './security-headers.ts'
import type { System } from './system.ts'

const { STATUS_CODES } = process.getBuiltinModule('node:http')

/** Everything that Fastify itself refuses, in our own words and shape. */
export function answerProblems(
  fastify: FastifyInstance,
  system: System,
  bodyLimit: number,
  book: () => RouteBook,
): void {
  fastify.setNotFoundHandler((request, reply) => {
    const { method } = request
    const path = request.url.split('?')[0]!.slice(0, 200)
    const allowed = methodsAt(fastify, book(), path)
    if (allowed.length === 0)
      return sendProblem(reply, refuse('server/unknown-path', { method, path }).problem)
    // RFC 9110 §15.5.6: the answer names what is allowed.
    void reply.header('allow', allowed.join(', '))
    return sendProblem(reply, refuse('server/wrong-method', { method, path, allowed }).problem)
  })
  fastify.setErrorHandler((error: FastifyFault, request, reply) => {
    if (error instanceof InvalidRequest)
      return sendProblem(
        reply,
        refuse('server/invalid-request', { at: error.misfit.at || 'body', why: error.misfit.why }).problem,
      )
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
      return sendProblem(
        reply,
        refuse('server/body-too-large', { limit: request.routeOptions.bodyLimit ?? bodyLimit }).problem,
      )
    if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
      return sendProblem(reply, refuse('server/wrong-media-type').problem)
    if (error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY')
      return sendProblem(reply, refuse('base/malformed-json', { why: 'it is empty' }).problem)
    if (error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error instanceof SyntaxError)
      return sendProblem(reply, refuse('base/malformed-json', { why: whyNotJson(error) }).problem)
    if (error.statusCode !== undefined && error.statusCode < 500)
      return sendProblem(
        reply,
        refuse('server/invalid-request', { at: 'request', why: error.message.slice(0, 200) }).problem,
      )
    const away = noStorage(error)
    if (away !== undefined) {
      system.log.error('The disk or the database is away', { why: error.message })
      return sendProblem(reply, away.problem)
    }
    const reference = system.ids.next('broken')
    system.log.error('A request broke', {
      reference,
      method: request.method,
      // Without the query, which is data of the caller’s, and without the link of a word to a family.
      path: request.url
        .split('?')[0]!
        .replace(/(\/safe\/).*/, '$1…')
        .slice(0, 200),
      why: error.stack ?? error.message,
    })
    return sendProblem(reply, refuse('server/broken', { reference }).problem)
  })
}

/** A place in the body needs no more words; elsewhere it says where. */
export const placeOfPart: { readonly [part: string]: string } = {
  params: 'path',
  querystring: 'query',
  headers: 'headers',
}

/** What Node could not read as HTTP at all: answered on the bare socket. */
export function answerBrokenRequest(
  error: Error & { readonly code?: string },
  socket: Duplex,
  publicBy: 'https' | 'http',
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const { problem } =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? refuse('server/head-too-large')
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? refuse('server/head-too-slow')
        : refuse('server/invalid-request', { at: 'head', why: 'it is not HTTP/1.1' })
  const document = problemBody(problem)
  const body = JSON.stringify(document)
  const head = [
    `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status] ?? ''}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    'cache-control: no-store',
    ...Object.entries(bareHeaders(publicBy, 'none')).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** The methods that a path takes; none when nothing is there. */
function methodsAt(fastify: FastifyInstance, { routes }: RouteBook, path: string): string[] {
  const fits = (url: string) =>
    new RegExp(`^${url.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`).test(path)
  const methods = routes.filter(({ url }) => fits(url)).map(({ method }) => method)
  // Pages and the stream stand beside the declared routes.
  if (methods.length === 0 && fastify.hasRoute({ method: 'GET', url: path })) methods.push('GET')
  return methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
}

interface FastifyFault extends Error {
  readonly code?: string
  readonly statusCode?: number
}

/** Fastify's way to hand on what a validator found is to throw it. */
export class InvalidRequest extends Error {
  readonly misfit: Misfit

  constructor(misfit: Misfit) {
    super(misfit.why)
    this.misfit = misfit
  }
}
