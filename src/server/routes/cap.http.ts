/** Checking CAP over HTTP: for programs as JSON, for people as a page that needs no script. Nothing that is sent is kept. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { ok, refuse, type Problem, type Result } from '#base'
import { tellCap, type CapVerdict } from '#cap'
import { capPage, type CapFrom, type CapPageView } from '#web'
import type { Assets } from '../../web/assets.node.ts'
import type { CapDesk, CapThreadAnswer } from '../cap-desk.node.ts'
import { fetchDocument, type FetchOptions } from '../fetch-document.http.ts'
import { boundaryOf, readForm } from '../multipart.ts'
import { problemBody } from '../problem-document.http.ts'
import type { Routes } from '../route.http.ts'

/** Largest document; national feeds with shapes inside are of this size. */
export const largestDocument = 16 * 1024 * 1024
const mostAtOnce = 8

const xmlTypes = [
  ...['application/cap+xml', 'application/xml', 'text/xml', 'application/atom+xml', 'application/rss+xml'],
  ...['application/vnd.oasis.edxl+xml', 'application/octet-stream'],
] as const

const profileName = z.string().min(1).max(100)
const body = z.strictObject({
  source: z.string().min(1).max(largestDocument).optional().describe('The document itself'),
  url: z.string().min(1).max(2_048).optional().describe('Where it is; https or http, on a public address'),
  profiles: z.array(profileName).max(20).default([]).describe('Held against these too'),
  signature: z
    .enum(['verify', 'note'])
    .default('note')
    .describe(
      '“verify” judges signatures by the server’s trust list; otherwise only their presence is noted',
    ),
})
const query = z.object({
  profile: z
    .union([profileName, z.array(profileName).max(20)])
    .optional()
    .describe('Where the body is the document'),
  signature: z.enum(['verify', 'note']).optional().describe('Where the body is the document'),
})

const problemView = z.object({
  code: z.string().describe('Permanent'),
  level: z.enum(['error', 'warning', 'advice']),
  path: z.string().describe('XPath with local names'),
  line: z.int(),
  message: z.string(),
  advice: z.string(),
  clause: z.string().optional().describe('Of the standard'),
})
const verdictView = z.object({
  valid: z.boolean().describe('No problem of level error'),
  readable: z.boolean().describe('Whether there was CAP to judge'),
  kind: z.string().describe('A message alone, or what it came in'),
  version: z.enum(['1.0', '1.1', '1.2']).nullable().describe('Of the first message'),
  messages: z.int(),
  problems: z.array(problemView),
  leftOut: z.int().describe('Problems beyond those listed'),
  signature: z.object({
    present: z.boolean(),
    valid: z.boolean().nullable().describe('Null where it was not looked into'),
    signer: z.string().nullable(),
    why: z.string().nullable(),
  }),
})

export interface CapRouteParts {
  readonly desk: CapDesk
  readonly fetching?: Partial<FetchOptions>
}

export function capRoutes(routes: Routes, { desk, fetching }: CapRouteParts): void {
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/cap/check', action: 'public', tag: 'cap' },
      summary: 'Check a CAP message, or a feed of them, against the standard and profiles',
      takes: xmlTypes,
      ...{ bodyLimit: largestDocument, mostAtOnce, body, query, answer: verdictView },
    },
    async ({ body, query }) => {
      const asked = readAsk(body, query.profile)
      if (!asked.ok) return asked
      const { profiles, url } = asked.value
      const known = await knownProfiles(profiles)
      if (!known.ok) return known
      const source =
        url === undefined
          ? ok(asked.value.source)
          : await fetchDocument(url, { mostBytes: largestDocument, ...fetching })
      if (!source.ok) return source
      const checked = await desk.check({
        ...{ source: source.value, profiles, draw: 'nothing' },
        signature: query.signature ?? (body instanceof Uint8Array ? 'note' : body.signature),
      })
      return checked.ok ? ok(viewOf(checked.value.verdict)) : checked
    },
  )
}

type Asked = z.output<typeof body> | Uint8Array

function readAsk(
  body: Asked,
  inQuery: string | readonly string[] | undefined,
): Result<{
  readonly source: Uint8Array | string
  readonly url?: string
  readonly profiles: readonly string[]
}> {
  const profiles = inQuery === undefined ? [] : [inQuery].flat()
  if (body instanceof Uint8Array) return ok({ source: body, profiles })
  const { source, url } = body
  if ((source === undefined) === (url === undefined))
    return refuse('server/invalid-request', { at: 'body', why: 'it needs either source or url' })
  return ok({
    source: source ?? '',
    ...(url === undefined ? {} : { url }),
    profiles: [...body.profiles, ...profiles],
  })
}

async function knownProfiles(names: readonly string[]): Promise<Result<void>> {
  if (names.length === 0) return ok()
  const { capProfiles } = await import('#cap/reader')
  const strange = names.find((name) => !capProfiles.some((profile) => profile.name === name))
  if (strange === undefined) return ok()
  return refuse('server/unknown-profile', {
    at: 'profiles',
    name: strange,
    known: capProfiles.map(({ name }) => name),
  })
}

function viewOf(verdict: CapVerdict): z.output<typeof verdictView> {
  const { valid, readable, kind, version, messages, problems, leftOut, signature } = verdict
  return {
    ...{ valid, readable, kind, leftOut, signature, version: version ?? null, messages: messages.length },
    problems: problems.map(({ code, level, path, line, message, advice, clause }) => ({
      ...{ code, level, path, line, message, advice },
      ...(clause === undefined ? {} : { clause }),
    })),
  }
}

/** The page `/cap`, beside the declared routes. */
export function addCapPage(
  fastify: FastifyInstance,
  { desk, fetching }: CapRouteParts,
  assets: Assets,
): void {
  const draw = async (
    reply: FastifyReply,
    status: number,
    view: Pick<CapPageView, 'result' | 'refused'> & Asking,
  ) => {
    const { chosen, url, ...rest } = view
    const { capProfiles } = await import('#cap/reader')
    const profiles = capProfiles.map(({ name, title }) => ({
      ...{ name, title },
      chosen: chosen.includes(name) ? ('chosen' as const) : ('left' as const),
    }))
    return reply
      .code(status)
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(capPage({ ...rest, profiles, url, assets: assets.paths, largestBytes: largestDocument }))
  }
  const refused = (reply: FastifyReply, problem: Problem, asking: Asking) => {
    const { status, detail, advice } = problemBody(problem)
    return draw(reply, status, { ...asking, refused: { says: detail, advice } })
  }
  let underWay = 0

  fastify.route({
    method: 'GET',
    url: '/cap',
    schema: { hide: true },
    handler: (request, reply) => {
      // A link may fill the form in; nothing is fetched before somebody presses the button.
      const { url, profile } = request.query as { readonly url?: unknown; readonly profile?: unknown }
      const chosen = [profile].flat().filter((name): name is string => typeof name === 'string')
      return draw(reply, 200, { chosen, url: typeof url === 'string' ? url.slice(0, 2_048) : '' })
    },
  })
  fastify.route({
    method: 'POST',
    url: '/cap',
    schema: { hide: true },
    bodyLimit: largestDocument + 64 * 1024,
    config: { takes: ['multipart/form-data'] },
    onRequest: async (_, reply) => {
      if (underWay >= mostAtOnce)
        return refused(reply, refuse('server/busy').problem, { chosen: [], url: '' })
      underWay += 1
      reply.raw.once('close', () => (underWay -= 1))
      return
    },
    handler: async (request, reply) => {
      const asked = readPosted(request.body, request.headers['content-type'])
      if (!asked.ok) return refused(reply, asked.problem, { chosen: [], url: '' })
      const { from, profiles, source } = asked.value
      const asking = { chosen: profiles, url: from.how === 'url' ? from.url : '' }
      const known = await knownProfiles(profiles)
      if (!known.ok) return refused(reply, known.problem, asking)
      const fetched =
        from.how === 'url'
          ? await fetchDocument(from.url, { mostBytes: largestDocument, ...fetching })
          : ok(source)
      if (!fetched.ok) return refused(reply, fetched.problem, asking)
      const checked = await desk.check({ source: fetched.value, profiles, draw: 'map', signature: 'verify' })
      if (!checked.ok) return refused(reply, checked.problem, asking)
      return draw(reply, 200, { ...asking, result: resultOf(checked.value, from, profiles) })
    },
  })
}

interface Asking {
  readonly chosen: readonly string[]
  readonly url: string
}

function resultOf(
  { verdict, map }: CapThreadAnswer,
  from: CapFrom,
  profiles: readonly string[],
): NonNullable<CapPageView['result']> {
  // Whoever has an address fetched sees CAP, or that it is none: this page is no way to read other documents.
  const shown = verdict.readable || from.how !== 'url' ? verdict : { ...verdict, text: '' }
  return { from, profiles, map, verdict: shown, told: verdict.messages.map(tellCap) }
}

interface Posted {
  readonly from: CapFrom
  readonly source: Uint8Array | string
  readonly profiles: readonly string[]
}

function readPosted(body: unknown, contentType: string | undefined): Result<Posted> {
  const boundary = boundaryOf(contentType)
  const parts =
    body instanceof Uint8Array && boundary !== undefined
      ? readForm(Buffer.from(body.buffer, body.byteOffset, body.length), boundary)
      : undefined
  if (parts === undefined)
    return refuse('server/invalid-request', { at: 'body', why: 'it is no form, or was cut short' })
  const text = (name: string) => {
    const part = parts.find((one) => one.name === name && one.fileName === undefined)
    return part === undefined ? '' : Buffer.from(part.bytes).toString('utf8')
  }
  const profiles = parts
    .filter(({ name }) => name === 'profile')
    .map(({ bytes }) => Buffer.from(bytes).toString('utf8'))
  const file = parts.find((one) => one.name === 'file' && one.bytes.length > 0)
  if (file !== undefined)
    return ok({ from: { how: 'file', name: file.fileName ?? 'file' }, source: file.bytes, profiles })
  const pasted = text('text')
  if (pasted.trim() !== '') return ok({ from: { how: 'paste' }, source: pasted, profiles })
  const url = text('url').trim()
  if (url !== '') return ok({ from: { how: 'url', url }, source: '', profiles })
  return refuse('server/invalid-request', {
    at: 'form',
    why: 'there is no text, no file and no address in it',
  })
}
