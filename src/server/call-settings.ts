/** Settings of how a second person is called: by e-mail, and through the authority's own paging service. */
import { z } from 'zod'

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
)

export const callSettings = {
  smtp: {
    variable: 'TOCSIN_SMTP',
    schema: z.string().refine(isMailServer, 'must be as smtp://user:password@host:587 or smtps://host'),
    fallback: '',
    secret: 'never-shown',
    means:
      'Mail server by which people are called when a second person is needed: `smtp://user:password@host:587` (STARTTLS required) or `smtps://…`; empty calls nobody by e-mail.',
  },
  mailFrom: {
    variable: 'TOCSIN_MAIL_FROM',
    schema: z
      .string()
      .refine((text) => text === '' || /^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(text), 'must be an address'),
    fallback: '',
    means: 'Whom those e-mails come from: `Warning centre <tocsin@example.org>`.',
  },
  callUrl: {
    variable: 'TOCSIN_CALL_URL',
    schema: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
    fallback: '',
    means:
      'Address of the authority’s paging service, which is told whom to call by a signed request (Standard Webhooks) that names people by their ids alone; empty pages nobody.',
  },
  callSecret: {
    variable: 'TOCSIN_CALL_SECRET',
    schema: z
      .string()
      .refine((text) => text === '' || isSecret(text), 'must be whsec_ and 24 to 64 bytes in base64'),
    fallback: '',
    secret: 'never-shown',
    means: 'Secret that those requests are signed with: `whsec_` and 24 to 64 random bytes in base64.',
  },
  callAllow: {
    variable: 'TOCSIN_CALL_ALLOW',
    schema: list,
    fallback: '',
    means:
      'Hosts, separated by commas, that may be called through although they are private or speak without encryption.',
  },
} as const

function isMailServer(text: string): boolean {
  if (text === '') return true
  const url = URL.parse(text)
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '' && /^\/?$/.test(url.pathname)
}

function isSecret(text: string): boolean {
  const bytes = /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text.slice(6), 'base64').length : 0
  return bytes >= 24 && bytes <= 64
}
