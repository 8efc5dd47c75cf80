/** Settings of signing in through the organisation's own provider (OpenID Connect). */
import { z } from 'zod'
import { list } from './setting-forms.ts'

export const oidcSettings = {
  oidcIssuer: {
    variable: 'TOCSIN_OIDC_ISSUER',
    // Of an address of its description nobody could say whether it is the issuer’s own (OpenID Connect Discovery §4.3).
    schema: z.union([
      z.literal(''),
      z
        .url({ protocol: /^https?$/ })
        .regex(/^(?!.*\/\.well-known\/)[^?#@]+$/, 'must be the issuer itself, as the provider writes it'),
    ]),
    fallback: '',
    means:
      'The organisation’s OpenID Connect provider, by the exact issuer it names itself (`https://login.example.org`); empty signs nobody in that way. Its redirect address is `/v1/sign-in/oidc/callback` under TOCSIN_PUBLIC_URL.',
  },
  oidcClient: {
    variable: 'TOCSIN_OIDC_CLIENT',
    schema: z.string().max(300),
    fallback: '',
    means: 'The client id that the provider gave this installation.',
  },
  oidcSecretFile: {
    variable: 'TOCSIN_OIDC_SECRET_FILE',
    schema: z.string(),
    fallback: '',
    means:
      'File with the client’s secret: a file, because environments and process lists are read by others; empty is a public client.',
  },
  oidcName: {
    variable: 'TOCSIN_OIDC_NAME',
    schema: z.string().max(80),
    fallback: '',
    means: 'How the sign-in page names the provider (`Region staff account`); empty uses the issuer’s host.',
  },
  oidcAllow: {
    variable: 'TOCSIN_OIDC_ALLOW',
    schema: list,
    fallback: '',
    means:
      'Hosts, separated by commas, where the provider may answer although they are private or speak plain HTTP: inner networks and tests.',
  },
  oidcAcr: {
    variable: 'TOCSIN_OIDC_ACR',
    schema: list,
    fallback: '',
    means:
      'Values of `acr`, separated by commas, one of which the provider must vouch for (its name for “signed in with two factors”); empty takes any.',
  },
} as const
