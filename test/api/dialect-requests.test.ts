/** Requests as known clients write them, byte for byte, and what each is answered: the head; bodies have golden files of their own. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { startTestServer, type TestServer } from '../support/server.node.ts'

interface Exchange {
  readonly client: string
  readonly dialect: string
  /** The request line without the dialect's prefix, and the fields. */
  readonly request: string
  readonly body?: string
  /** Status, media type, and `dated` where `Last-Modified` must be there. */
  readonly response: string
}

const exchanges = JSON.parse(
  readFileSync(new URL('./dialect-requests.golden.json', import.meta.url), 'utf8'),
) as readonly Exchange[]

describe('a request as it is written by', () => {
  let server: TestServer
  let key: string
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    key = await server.keyOf('admin')
  })
  after(() => server?.close())

  for (const { client, dialect, request, body = '', response } of exchanges)
    test(`${client} is answered ${response}`, async () => {
      const head = request
        .replaceAll('{key}', key)
        .replace(' /', ` /dialects/${dialect}/`)
        .replaceAll('\n', '\r\n')
      const length = body === '' ? '' : `\r\nContent-Length: ${Buffer.byteLength(body)}`
      const text = await exchange(
        server.port,
        `${head}\r\nHost: localhost:${server.port}${length}\r\n\r\n${body}`,
      )
      const [status] = /(?<=^HTTP\/1\.1 )\d{3}/.exec(text) ?? []
      const type = /^content-type: (.*)$/im.exec(text)?.[1]?.trim()
      const dated = /^last-modified: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r$/im.test(text)
      const has = [status, type, dated ? 'dated' : undefined].filter((one) => one !== undefined)
      assert.equal(has.slice(0, response.split(' ').length === 1 ? 1 : 3).join(' '), response, text)
    })
})

/** The head of the answer. */
function exchange(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    let text = ''
    socket.setEncoding('latin1')
    socket.on('error', reject)
    socket.on('data', (part) => {
      text += String(part)
      const end = text.indexOf('\r\n\r\n')
      if (end < 0) return
      socket.destroy()
      resolve(text.slice(0, end + 2))
    })
  })
}
