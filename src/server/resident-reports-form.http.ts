/** Forms of pages without a script: read as fields and a photo, answered by leading back to the page with what became of it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ok, refuse, type Problem, type Result } from '#base'
import { boundaryOf, readForm } from './multipart.ts'

export const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data']

export interface Form {
  readonly fields: { readonly [name: string]: string }
  readonly photo?: Uint8Array
}

/** Forms of others’ pages are not taken: their visitors would tell what they never saw. */
export function fieldsOf(request: FastifyRequest): Result<Form> {
  const { body, headers } = request
  if (['cross-site', 'same-site'].includes(String(headers['sec-fetch-site'] ?? 'none')))
    return refuse('reports/foreign-form')
  if (!(body instanceof Uint8Array))
    return refuse('server/invalid-request', { at: 'body', why: 'it is no form' })
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length)
  const boundary = boundaryOf(headers['content-type'])
  if (boundary === undefined)
    return ok({ fields: Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))) })
  const parts = readForm(bytes, boundary)
  if (parts === undefined)
    return refuse('server/invalid-request', { at: 'body', why: 'the form is cut short' })
  const photo = parts.find(({ name, fileName }) => name === 'photo' && fileName !== undefined)?.bytes
  const fields = parts.filter(({ fileName }) => fileName === undefined)
  return ok({
    fields: Object.fromEntries(fields.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('utf8')])),
    ...(photo === undefined || photo.length === 0 ? {} : { photo }),
  })
}

export function isForm({ body }: FastifyRequest): boolean {
  return body instanceof Uint8Array
}

const numbers = ['lon', 'lat', 'bearingDegrees', 'bearingAccuracyDegrees', 'headingDegrees']

/** What is left empty is left out; `lang` is the page’s. */
export function bodyOf(fields: Form['fields']): { readonly [name: string]: string | number } {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => value.trim() !== '' && name !== 'lang')
      .map(([name, value]) => [name, numbers.includes(name) ? Number(value) : value]),
  )
}

export function languageOf(request: FastifyRequest): { readonly lang?: string } {
  const form = fieldsOf(request)
  const lang = form.ok ? form.value.fields['lang'] : undefined
  return lang !== undefined && /^[a-z]{2}$/.test(lang) ? { lang } : {}
}

export function problemIn({ code, at, details }: Problem): { readonly [name: string]: string } {
  const { seconds } = details
  return {
    problem: code,
    ...(at === undefined ? {} : { at }),
    ...(typeof seconds === 'number' ? { seconds: String(seconds) } : {}),
  }
}

export function seeOther(reply: FastifyReply, location: string): FastifyReply {
  return reply.code(303).header('location', location).header('cache-control', 'no-store').send('')
}
