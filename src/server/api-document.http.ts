/** The OpenAPI document of the declared routes, made when it is asked for: a start needs nothing of what makes it. */
import Fastify, { type RouteOptions } from 'fastify'
import { z } from 'zod'
import type { Json, JsonObject } from '#base'
import { problemDocument } from './problem-document.http.ts'
import type { BookedRoute, RouteBook } from './route.http.ts'

/** OpenAPI 3.1 of routes whose schemas are zod's; what is in the book answers as it says there. */
export async function apiDocument(
  routes: readonly RouteOptions[],
  { routes: booked }: RouteBook,
): Promise<JsonObject> {
  const { default: swagger } = await import('@fastify/swagger')
  const { jsonSchemaTransform, jsonSchemaTransformObject } = await import('fastify-type-provider-zod')
  // The document is made of routes as they are declared; this app holds nothing else of them and is never asked.
  const drawn = Fastify({ exposeHeadRoutes: false })
  drawn.setValidatorCompiler(() => () => true)
  drawn.setSerializerCompiler(() => JSON.stringify)
  await drawn.register(swagger, {
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
    // What has a name of its own (`.meta({ id })`) is written once.
    transformObject: jsonSchemaTransformObject,
  })
  // Fastify answers HEAD wherever it answers GET, which goes without saying.
  for (const { method, url, schema = {} } of routes) {
    if (method === 'HEAD') continue
    const known = booked.find((one) => one.method === method && one.url === url)
    const answers = known === undefined ? {} : { response: answersOf(known, schema.summary ?? '') }
    drawn.route({ method, url, schema: { ...schema, ...answers }, handler: () => undefined })
  }
  await drawn.ready()
  const document = drawn.swagger() as unknown as JsonObject
  await drawn.close()
  for (const path of Object.values((document['paths'] ?? {}) as { [path: string]: object }))
    for (const { requestBody } of Object.values(path) as {
      requestBody?: { content?: { [type: string]: JsonObject } }
    }[])
      for (const type of Object.keys(requestBody?.content ?? {}))
        // The body's schema is that of its JSON; what else it may be is a document.
        if (type !== 'application/json') requestBody!.content![type] = { schema: { type: 'string' } }
  return withoutUnused(document)
}

function answersOf({ answer, status }: BookedRoute, summary: string): object {
  return {
    [status]:
      typeof answer === 'string'
        ? { description: summary, content: { [answer]: { schema: z.string() } } }
        : answer,
    default: {
      description: 'A problem',
      content: { 'application/problem+json': { schema: problemDocument } },
    },
  }
}

/** Of what has a name there is one shape as it is asked for and one as it is answered: most are only answered. */
function withoutUnused(document: JsonObject): JsonObject {
  const components = document['components'] as { readonly [kind: string]: { readonly [name: string]: Json } }
  const named = Object.entries(components['schemas'] ?? {})
  const used = (name: string, within: Json) =>
    JSON.stringify(within).includes(`"#/components/schemas/${name}"`)
  const kept = new Set(named.map(([name]) => name).filter((name) => used(name, document['paths'] ?? {})))
  // A set is walked to its end, with what is added on the way.
  for (const name of kept)
    for (const [inner] of named) if (used(inner, components['schemas']![name]!)) kept.add(inner)
  const schemas = Object.fromEntries(named.filter(([name]) => kept.has(name)))
  return { ...document, components: { ...components, schemas } }
}
