/** Opens sign-in through the organisation's provider, where one is set: with its real parts. */
import type { Clock, Log, Shelf } from '#base'
import type { Resolve } from '../../base/guarded-lookup.node.ts'
import { newToken } from '../sessions/token.node.ts'
import type { SignIn } from '../sign-in/open-sign-in.node.ts'
import { openOidcDesk, type OidcDesk } from './oidc-desk.ts'
import { oidcProvider } from './provider.http.ts'
import type { OidcSettings } from './provider.ts'
import { providerSessions } from './provider-sessions.ts'
import { flowSeal } from './sealed-flow.node.ts'
import { signInDoor } from './sign-in-door.ts'

export type { FlowPurpose } from './flow.ts'
export type { Begun, OidcDesk } from './oidc-desk.ts'

/** As the server's table of settings names them. */
export interface OidcConfig {
  readonly oidcIssuer: string
  readonly oidcClient: string
  readonly oidcSecretFile: string
  readonly oidcName: string
  readonly oidcAllow: readonly string[]
  readonly oidcAcr: readonly string[]
}

export interface OpenOidcParts {
  readonly config: OidcConfig
  /** Under which the public reaches this server, without a slash at the end. */
  readonly publicUrl: () => string
  readonly signIn: SignIn
  /** The personal one. */
  readonly shelf: Shelf
  readonly clock: Clock
  readonly log: Log
  readonly resolve?: Resolve
  readonly patienceFor?: number
}

/** Undefined where no issuer is set. Nothing is asked of the provider yet: whether it is there matters at the first sign-in. */
export function openOidc(parts: OpenOidcParts): OidcDesk | undefined {
  const { config, clock, log, signIn, publicUrl } = parts
  if (config.oidcIssuer === '') return undefined
  const settings: OidcSettings = {
    issuer: config.oidcIssuer,
    client: config.oidcClient,
    secretFile: config.oidcSecretFile,
    name: config.oidcName === '' ? new URL(config.oidcIssuer).host : config.oidcName,
    allowed: config.oidcAllow,
    acr: config.oidcAcr,
  }
  const provider = oidcProvider({
    ...{ settings, clock, log },
    redirectUri: () => `${publicUrl()}/v1/sign-in/oidc/callback`,
    signedOutUri: () => `${publicUrl()}/sign-in`,
    ...(parts.resolve === undefined ? {} : { resolve: parts.resolve }),
    ...(parts.patienceFor === undefined ? {} : { patienceFor: parts.patienceFor }),
  })
  const door = signInDoor({ parts: signIn, signIn: signIn.signIn, links: signIn.linked })
  const sessions = providerSessions(parts.shelf)
  return openOidcDesk({ settings, provider, door, sessions, seal: flowSeal(), newToken, clock, log })
}
