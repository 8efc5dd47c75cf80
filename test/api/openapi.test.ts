import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { JsonObject } from '#base'
import { openApiDocument } from '../../src/server/openapi.ts'
import { done, startTestServer, type TestServer } from '../support/server.node.ts'

/** Served beside the API: two kinds of page, and the stream, which is written to the socket. */
const besideTheBook = ['GET /', 'GET /assets/:file', 'GET /v1/live', 'OPTIONS /v1/live']

interface Document {
  readonly openapi: string
  readonly paths: { readonly [path: string]: { readonly [method: string]: JsonObject } }
}

describe('the API document', () => {
  let server: TestServer
  let document: Document
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    document = done<Document>(await server.stranger.get('/v1/openapi.json'))
  })
  after(() => server.close())

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== 'head')
        .map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
  const booked = () => server.running.app.book.routes.map(({ method, url }) => `${method} ${url}`)

  test('holds every route that is served, and none that isn’t', () => {
    assert.deepEqual(
      operations()
        .filter((one) => !besideTheBook.includes(one))
        .toSorted(),
      booked().toSorted(),
    )
  })

  test('is written without a server, byte for byte as it is served', async () => {
    assert.equal(JSON.stringify(await openApiDocument()), JSON.stringify(document))
  })

  test('says of every operation what it does, what it answers and how it refuses', () => {
    assert.equal(document.openapi, '3.1.0')
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(methods)) {
        const { summary, tags, responses } = operation as unknown as {
          summary: string
          tags: string[]
          responses: { [status: string]: { content?: object } }
        }
        const said = `${method} ${path}`
        assert.match(summary, /^[A-Z].{3,}[^.]$/, said)
        assert.equal(tags.length, 1, said)
        if (path === '/v1/live') continue
        assert.ok(responses['default']?.content !== undefined, said)
        assert.ok(
          Object.keys(responses).some((status) => /^(20\d|303)$/.test(status)),
          said,
        )
      }
  })

  test('asks for a key wherever the server does', () => {
    for (const { method, url, action } of server.running.app.book.routes) {
      const operation = document.paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
      assert.equal(operation?.['security'] !== undefined, action !== 'public', `${method} ${url}`)
    }
  })

  test('takes no member in any body that it does not name', () => {
    for (const { method, url } of server.running.app.book.routes) {
      const operation = document.paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
      const body = (
        operation?.['requestBody'] as { content?: { [type: string]: { schema: JsonObject } } } | undefined
      )?.content?.['application/json']?.schema
      // What apps of others say is theirs: newer ones name more than this server knows of.
      if (/^\/subscription\/?$|^\/v1\/gateways\//.test(url))
        assert.equal(body?.['additionalProperties'], undefined)
      else if (body !== undefined)
        // Orders of one kind or another: each of them.
        for (const one of (body['oneOf'] ?? [body]) as readonly JsonObject[])
          assert.equal(one['additionalProperties'], false, `${method} ${url}`)
    }
  })

  test('says where an order’s key goes, and how a reader of the stream comes back', () => {
    const names = (path: string, method: string) =>
      ((document.paths[path]?.[method]?.['parameters'] ?? []) as unknown as { name: string }[]).map(
        ({ name }) => name,
      )
    assert.ok(names('/v1/alerts/{alert}/issue', 'post').includes('idempotency-key'))
    assert.deepEqual(names('/v1/live', 'get').toSorted(), ['areas', 'last-event-id', 'lastEventId'])
  })
})
