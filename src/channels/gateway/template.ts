/**
 * A gateway by template: how somebody's HTTP interface for short messages or calls is asked, how its answer is read, and what
 * its callbacks say. Placeholders are filled where they can't break out: percent-encoded in addresses, quoted in JSON.
 */
import { z } from 'zod'
import { misfitOf, ok, refuse, type Json, type JsonObject, type Result } from '#base'

const named = z.string().min(1).max(2_000)
const request = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('POST'),
  url: named,
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().max(4_000)).default({}),
  body: z
    .union([
      z.strictObject({ json: z.json() }),
      z.strictObject({ form: z.record(z.string(), z.string()) }),
      z.strictObject({ text: z.string(), type: z.string().default('text/plain; charset=utf-8') }),
    ])
    .optional(),
})
const pointer = z.string().regex(/^(\/.*)?$/, 'must be a JSON pointer (RFC 6901)')
const words = z.array(z.union([z.string(), z.number(), z.boolean()])).default([])

const schema = z.strictObject({
  send: request,
  /** Files with secrets, by the name that `{{secret:name}}` says; beside the template unless absolute. */
  secrets: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), named).default({}),
  accepted: z
    .strictObject({
      status: z.array(z.int().min(200).max(299)).min(1).default([200, 201, 202, 204]),
      /** Some answer 200 whatever happened. */
      where: z.strictObject({ pointer, is: words }).optional(),
      reference: pointer.optional(),
    })
    .prefault({}),
  /** Asked to delete what is not delivered; `{{reference}}` is what it called the message. */
  cancel: request.optional(),
  callback: z
    .strictObject({
      /** The name of the secret that stands in the callback's address. */
      secret: z.string(),
      reference: pointer.optional(),
      state: pointer.optional(),
      delivered: words,
      failed: words,
      /** A key that was pressed during a call. */
      key: pointer.optional(),
      /** Which key says “I heard it”. */
      acknowledges: z.string().length(1).default('1'),
      /** Somebody's own words, and their number. */
      from: pointer.optional(),
      text: pointer.optional(),
    })
    .optional(),
  /** How often a call says it. */
  repeats: z.int().min(1).max(10).default(2),
})

export type GatewayTemplate = z.output<typeof schema>
export type GatewayRequest = z.output<typeof request>

/** `why` names the field, never a value: a template may hold what it should not. */
export function readTemplate(text: string, file: string): Result<GatewayTemplate, 'line/bad-gateway'> {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return refuse('line/bad-gateway', { file, why: 'it is no JSON' })
  }
  const parsed = schema.safeParse(document)
  if (!parsed.success) {
    const { at, why } = misfitOf(parsed.error.issues)
    return refuse('line/bad-gateway', { file, why: `${at ?? 'it'}: ${why}` })
  }
  const template = parsed.data
  const secrets = new Set(Object.keys(template.secrets))
  for (const name of placeholdersIn(JSON.stringify([template.send, template.cancel ?? null]))) {
    const secret = /^secret:(.+)$/.exec(name)?.[1]
    if (secret === undefined ? !placeholders.includes(name as Placeholder) : !secrets.has(secret))
      return refuse('line/bad-gateway', { file, why: `there is no placeholder {{${name}}}` })
  }
  if (template.callback !== undefined && !secrets.has(template.callback.secret))
    return refuse('line/bad-gateway', { file, why: 'callback.secret names no secret' })
  return ok(template)
}

export const placeholders = [
  ...(['number', 'digits', 'text', 'spoken', 'id', 'language', 'mode', 'until', 'seconds'] as const),
  ...(['repeats', 'callback', 'reference'] as const),
] as const
export type Placeholder = (typeof placeholders)[number]
export type Values = { readonly [name in Placeholder]: string | number }

const pattern = /\{\{([a-z]+(?::[a-z][a-z0-9-]*)?)\}\}/g

function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(/\{\{([^}]*)\}\}/g)].map(([, name]) => name!)
}

export interface FilledRequest {
  readonly method: GatewayRequest['method']
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly body: string | undefined
}

export function filled(
  request: GatewayRequest,
  values: Values,
  secrets: { readonly [name: string]: string },
): Result<FilledRequest, 'line/bad-gateway'> {
  const valueOf = (name: string): string | number =>
    name.startsWith('secret:') ? (secrets[name.slice(7)] ?? '') : values[name as Placeholder]
  const fill = (text: string, as: (value: string) => string = (value) => value) =>
    text.replaceAll(pattern, (_, name: string) => as(String(valueOf(name))))
  const url = fill(request.url, encodeURIComponent)
  // What is filled in may choose nothing of where it goes.
  if (URL.parse(url)?.origin !== URL.parse(request.url.replaceAll(pattern, 'x'))?.origin)
    return refuse('line/bad-gateway', { file: '', why: 'a placeholder stands in the host' })
  const inJson = (json: Json): Json => {
    if (typeof json === 'string') {
      const whole = /^\{\{([a-z]+)\}\}$/.exec(json)?.[1]
      return whole === undefined ? fill(json) : valueOf(whole)
    }
    if (Array.isArray(json)) return json.map(inJson)
    if (json !== null && typeof json === 'object')
      return Object.fromEntries(
        Object.entries(json as JsonObject).map(([name, value]) => [name, inJson(value as Json)]),
      )
    return json
  }
  const headers: { [name: string]: string } = {}
  for (const [name, value] of Object.entries(request.headers))
    headers[name.toLowerCase()] = fill(value).replaceAll(/[\r\n]+/g, ' ')
  const { body } = request
  let written: string | undefined
  if (body !== undefined && 'json' in body) {
    written = JSON.stringify(inJson(body.json as Json))
    headers['content-type'] ??= 'application/json'
  } else if (body !== undefined && 'form' in body) {
    const form = Object.entries(body.form).map(([name, value]) => [name, fill(value)] as [string, string])
    written = new URLSearchParams(form).toString()
    headers['content-type'] ??= 'application/x-www-form-urlencoded'
  } else if (body !== undefined) {
    written = fill(body.text)
    headers['content-type'] ??= body.type
  }
  return ok({ method: request.method, url, headers, body: written })
}

/** RFC 6901; undefined where there is nothing. */
export function pointed(document: Json | undefined, pointer: string): Json | undefined {
  let here = document
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(here)) here = /^(0|[1-9]\d*)$/.test(name) ? here[Number(name)] : undefined
    else if (here !== null && typeof here === 'object' && Object.hasOwn(here, name))
      here = (here as JsonObject)[name]
    else return undefined
  }
  return here
}

/** A number or a text as a text; nothing else names anything. */
export function textAt(document: Json | undefined, pointer: string | undefined): string | undefined {
  const found = pointer === undefined ? undefined : pointed(document, pointer)
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean'
    ? String(found)
    : undefined
}
