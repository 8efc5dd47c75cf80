/** A browser as far as signing in is concerned: it stands at one address, keeps its cookie, and says where its requests come from. */
import { isAsDeclared, type Answer, type Method, type TestServer } from './server.node.ts'

export interface BrowserClient {
  ask(method: Method, path: string, body?: unknown, more?: Record<string, string>): Promise<Answer>
  /** The cookie's value; undefined without one. */
  readonly cookie: string | undefined
  /** As the server last set it, whole. */
  readonly lastSetCookie: string | undefined
  /** Another browser with a copy of the cookie. */
  stolen(userAgent: string): BrowserClient
}

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'

export function browserAt(
  server: Pick<TestServer, 'port' | 'running'>,
  userAgent = firefox,
  taken?: string,
): BrowserClient {
  let cookie = taken
  let lastSetCookie: string | undefined
  return {
    async ask(method, path, body, more = {}) {
      const origin = `http://localhost:${server.port}`
      const response = await fetch(`${origin}${path}`, {
        method,
        headers: {
          'user-agent': userAgent,
          'tocsin-request': '1',
          'sec-fetch-site': 'same-origin',
          ...(method === 'GET' ? {} : { origin }),
          ...(cookie === undefined ? {} : { cookie: `__Host-tocsin=${cookie}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...more,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
      })
      const [set] = response.headers.getSetCookie()
      if (set !== undefined) {
        lastSetCookie = set
        const value = /^__Host-tocsin=([^;]*)/.exec(set)?.[1]
        cookie = value === '' ? undefined : value
      }
      const text = await response.text()
      const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '') && text !== ''
      const read: unknown = isJson ? JSON.parse(text) : undefined
      const answer = { status: response.status, headers: response.headers, text, body: read }
      isAsDeclared(server.running.app.book.routes, method, path, answer)
      return answer
    },
    get cookie() {
      return cookie
    },
    get lastSetCookie() {
      return lastSetCookie
    },
    stolen: (other) => browserAt(server, other, cookie),
  }
}
