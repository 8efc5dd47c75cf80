/** Settings of lines: short messages and calls to people on lists, and to responders. E-mail goes by the server of calls. */
import { z } from 'zod'
import { isSmppUrl, isSource } from '#channels'

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
)

export const lineSettings = {
  smpp: {
    variable: 'TOCSIN_SMPP',
    schema: z
      .string()
      .refine(
        (text) => text === '' || isSmppUrl(text),
        'must be as smpp://system_id:password@host:2775 or smpps://…',
      ),
    fallback: '',
    secret: 'never-shown',
    means:
      'SMSC for short messages by SMPP 3.4: `smpp://system_id:password@host:2775`, `smpps://…` with TLS, `?system_type=…` where the carrier wants one; empty uses TOCSIN_SMS_GATEWAY.',
  },
  smsFrom: {
    variable: 'TOCSIN_SMS_FROM',
    schema: z
      .string()
      .refine((text) => text === '' || isSource(text), 'must be a number, a short code or a name'),
    fallback: '',
    means:
      'Whom short messages by SMPP come from: `+7474…`, a short code, a name of at most eleven letters, or `ton/npi/address`.',
  },
  smsParts: {
    variable: 'TOCSIN_SMS_PARTS',
    schema: z.coerce.number().int().min(1).max(20),
    fallback: '4',
    means:
      'Short messages that one alert may take: the longest of its texts that fits is sent (67 Cyrillic or 153 Latin letters each).',
  },
  smppWindow: {
    variable: 'TOCSIN_SMPP_WINDOW',
    schema: z.coerce.number().int().min(1).max(1_000),
    fallback: '10',
    means: 'Short messages that the SMSC may have unanswered at once, as the carrier allows.',
  },
  smppRate: {
    variable: 'TOCSIN_SMPP_RATE',
    schema: z.coerce.number().int().min(0).max(10_000),
    fallback: '0',
    means:
      'Short messages handed to the SMSC in a second, as the carrier allows; 0 sends until it asks for patience.',
  },
  smsGateway: {
    variable: 'TOCSIN_SMS_GATEWAY',
    schema: z.string(),
    fallback: '',
    means: 'File with the template of an HTTP gateway for short messages, used where TOCSIN_SMPP is empty.',
  },
  voiceGateway: {
    variable: 'TOCSIN_VOICE_GATEWAY',
    schema: z.string(),
    fallback: '',
    means: 'File with the template of an HTTP gateway that calls people and says a text; empty calls nobody.',
  },
  gatewayAllow: {
    variable: 'TOCSIN_GATEWAY_ALLOW',
    schema: list,
    fallback: '',
    means:
      'Hosts of gateways, separated by commas, that may be reached although they are private or speak plain HTTP.',
  },
} as const
