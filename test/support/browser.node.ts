/** Somebody's browser at a server in a process of its own: it keeps the session's cookie, says where its requests come from, and can join and sign in. */
import { openAuthenticator, type Authenticator } from './authenticator.node.ts'

export interface BrowserAnswer<Body = Record<string, unknown>> {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface Browser {
  /** The cookie it holds now; a test may keep it, and show it again when it should be worth nothing. */
  cookie: string
  /** Rejects when the server is gone before it has answered. */
  ask<Body = Record<string, unknown>>(
    method: Method,
    path: string,
    body?: object,
  ): Promise<BrowserAnswer<Body>>
}

/** `port` is asked before each request: the server may have moved. */
export function openBrowser(port: () => number, cookie = ''): Browser {
  const browser: Browser = {
    cookie,
    async ask<Body>(method: Method, path: string, body?: object) {
      const origin = `http://localhost:${port()}`
      const response = await fetch(origin + path, {
        method,
        headers: {
          ...{ 'tocsin-request': '1', 'user-agent': 'Tests/1', origin, 'sec-fetch-site': 'same-origin' },
          ...(browser.cookie === '' ? {} : { cookie: browser.cookie }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
      })
      const text = await response.text()
      const [set] = response.headers.getSetCookie()
      if (set !== undefined) browser.cookie = set.includes('Max-Age=0') ? '' : (set.split(';')[0] as string)
      const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
      const read = (isJson && text !== '' ? JSON.parse(text) : {}) as Body
      return { status: response.status, headers: response.headers, body: read }
    },
  }
  return browser
}

interface Begun {
  readonly ticket: string
  readonly options: never
}

export interface Entered {
  readonly signedIn: 'yes'
  readonly person: { readonly id: string }
  readonly recoveryCodes?: readonly string[]
}

export const newDevice = (port: number): Authenticator =>
  openAuthenticator({ origin: `http://localhost:${port}` })

/** The first answer that is no success, or the last one. */
export async function joinBy(
  browser: Browser,
  link: string,
  called: { readonly name: string; readonly login: string },
  device: Authenticator,
): Promise<BrowserAnswer<Entered>> {
  const who = { token: link.split('#')[1]!, ...called }
  const begun = await browser.ask<Begun>('POST', '/v1/links/passkey/options', who)
  if (begun.status !== 200) return begun as unknown as BrowserAnswer<Entered>
  const { ticket, options } = begun.body
  return browser.ask('POST', '/v1/links/passkey', {
    ...who,
    ticket,
    response: device.create(options),
    screen: 'own',
  })
}

/** With a passkey that the device has. */
export async function signInBy(browser: Browser, device: Authenticator): Promise<BrowserAnswer<Entered>> {
  const begun = await browser.ask<Begun>('POST', '/v1/sign-in/passkey/options', {})
  if (begun.status !== 200) return begun as unknown as BrowserAnswer<Entered>
  const { ticket, options } = begun.body
  return browser.ask('POST', '/v1/sign-in/passkey', { ticket, response: device.get(options), screen: 'own' })
}
