/** Settings of push to residents' phones. */
import { z } from 'zod'

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
)

export const pushSettings = {
  pushAllow: {
    variable: 'TOCSIN_PUSH_ALLOW',
    schema: list,
    fallback: '',
    means:
      'Hosts of push services, separated by commas, that may be reached although they are private or speak plain HTTP: a UnifiedPush server of one’s own, and tests.',
  },
  pushSubject: {
    variable: 'TOCSIN_PUSH_SUBJECT',
    schema: z.union([
      z.literal(''),
      z.string().regex(/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/, 'must be mailto: or https:'),
    ]),
    fallback: '',
    means:
      'Whom a push service asks when something is wrong with what is sent: `mailto:duty@example.org` or an https address; empty is TOCSIN_PUBLIC_URL where that is https.',
  },
} as const
