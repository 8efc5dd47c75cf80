/** People who join a real server as they would: by their link, with a passkey of software, each in a browser of their own. */
import assert from 'node:assert/strict'
import { openAuthenticator, type Authenticator } from './authenticator.node.ts'
import { done, type Answer, type Client, type TestServer } from './server.node.ts'

export interface Joined {
  readonly id: string
  readonly client: Client
  /** What the client shows, for requests that are made otherwise. */
  readonly cookie: string
  readonly device: Authenticator
  readonly recoveryCodes: readonly string[]
}

interface Begun {
  readonly ticket: string
  readonly options: never
}

/** The first administrator, by the link that the server prints. */
export async function setUpAdministrator(server: TestServer, name = 'Ann'): Promise<Joined> {
  const made = await server.running.accounts.setUp()
  assert.ok(made !== undefined, 'there is an administrator already')
  return join(server, made.url, name)
}

/** Somebody whom an administrator invites; it must need nobody else. */
export async function invite(server: TestServer, by: Client, name: string, rights: object): Promise<Joined> {
  const { link } = done<{ link: { url: string } }>(await by.post('/v1/people', { name, ...rights }))
  return join(server, link.url, name)
}

export async function join(server: TestServer, url: string, name: string): Promise<Joined> {
  const token = url.split('#')[1]!
  const browser = server.withCookie('')
  const device = openAuthenticator({ origin: `http://localhost:${server.port}` })
  const login = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')
  const who = { token, name, login }
  const { ticket, options } = done<Begun>(await browser.post('/v1/links/passkey/options', who))
  const response = device.create(options)
  const joined = await browser.post('/v1/links/passkey', { ...who, ticket, response, screen: 'own' })
  const { person, recoveryCodes } = done<{ person: { id: string }; recoveryCodes: string[] }>(joined)
  const cookie = cookieOf(joined)
  return { id: person.id, client: server.withCookie(cookie), cookie, device, recoveryCodes }
}

/** Signs in again with the passkey; another browser than before. */
export async function signIn(server: TestServer, device: Authenticator): Promise<Client> {
  const browser = server.withCookie('')
  const { ticket, options } = done<Begun>(await browser.post('/v1/sign-in/passkey/options', {}))
  const response = device.get(options)
  const answer = await browser.post('/v1/sign-in/passkey', { ticket, response, screen: 'own' })
  done(answer)
  return server.withCookie(cookieOf(answer))
}

export function cookieOf({ headers }: Answer): string {
  const [cookie] = headers.getSetCookie()
  assert.ok(cookie !== undefined, 'no cookie was set')
  return cookie.split(';')[0]!
}
