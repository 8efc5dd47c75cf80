/** Who is in the crowd of people at a server that is killed, and the things by which they get in: each can be tried. */
import type { Authenticator } from '../support/authenticator.node.ts'
import { openBrowser, signInBy, type Browser } from '../support/browser.node.ts'
import type { Chance } from '../support/chance.ts'
import type { Promised } from '../support/people-checks.ts'
import { ask } from '../support/serve.node.ts'

export interface Thing {
  readonly name: string
  readonly owner?: string
  promised: Promised
  /** Tries to get in by it; the status that was answered. */
  attempt(): Promise<number>
}

export interface Member {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly device: Authenticator
  state: 'invited' | 'active' | 'suspended' | 'unsure'
  codes: string[]
  /** Counts what was ordered about them: what was begun before and ended after says nothing. */
  turn: number
}

export interface Administrator {
  readonly browser: Browser
  readonly device: Authenticator
}

export interface CrowdOptions {
  readonly chance: Chance
  readonly port: number
  readonly machineKey: () => string
  readonly administrators: readonly [Administrator, Administrator]
  readonly typist: Typist
}

/** Somebody who signs in with a password and the code of an app. */
export interface Typist {
  readonly id: string
  readonly login: string
  readonly password: string
  readonly codeAt: (milliseconds: number) => string
  /** The last time step of which a code was shown. */
  step: number
}

export const stepAt = (milliseconds: number) => Math.floor(milliseconds / 30_000)

export function thingsAt(port: number) {
  const url = `http://127.0.0.1:${port}`
  const keyThing = (key: string, keyId: string): Thing => ({
    name: `key ${keyId}`,
    promised: 'good',
    attempt: async () => (await ask(url, 'GET', '/v1/me', { as: key })).status,
  })
  const linkThing = (link: string, owner: string): Thing => ({
    name: `link ${owner} ${link.slice(-6)}`,
    promised: 'good',
    attempt: async () =>
      (await openBrowser(() => port).ask('POST', '/v1/links/look', { token: link.split('#')[1]! })).status,
  })
  const deviceThing = (member: Member): Thing => ({
    ...{ name: `device ${member.id}`, owner: member.id, promised: 'good' },
    attempt: async () =>
      (
        await signInBy(
          openBrowser(() => port),
          member.device,
        )
      ).status,
  })
  const sessionThing = (cookie: string, owner: string): Thing => ({
    ...{ name: `session ${owner} ${cookie.slice(-6)}`, owner, promised: 'good' },
    attempt: async () => (await openBrowser(() => port, cookie).ask('GET', '/v1/account')).status,
  })
  return { keyThing, linkThing, deviceThing, sessionThing }
}
