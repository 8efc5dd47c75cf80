/** Settings of readings that come over MQTT. Without an address none are asked for. */
import { z } from 'zod'
import { topicPattern } from '#sites'

const topic = z.string().refine((text) => text === '' || topicPattern(text).ok, {
  error: 'must be levels between slashes, each a name, +, {site}, {station} or {link}, or # at the end',
})

/** A part of the table in config.ts. */
export const readingSettings = {
  readingsBroker: {
    variable: 'TOCSIN_READINGS_BROKER',
    schema: z.union([
      z.literal(''),
      z.string().regex(/^mqtts?:\/\/[^/]+$/, 'must be as mqtt://user@host:1883 or mqtts://…'),
    ]),
    fallback: '',
    secret: 'never-shown',
    means:
      'MQTT broker that stations of sites send readings to (`mqtts://user@host`); certificates as for the sirens’ broker. Empty asks none.',
  },
  readingsPasswordFile: {
    variable: 'TOCSIN_READINGS_PASSWORD_FILE',
    schema: z.string(),
    fallback: '',
    means: 'File whose first line is the password at that broker, read again for each connection.',
  },
  readingsTopic: {
    variable: 'TOCSIN_READINGS_TOPIC',
    schema: topic.min(1),
    fallback: 'readings/{site}/{station}',
    means:
      'Topics of readings. `{station}` stands for a message that names none; with `{site}` a message may speak only for stations of that site.',
  },
  readingsLinkTopic: {
    variable: 'TOCSIN_READINGS_LINK_TOPIC',
    schema: topic.refine((text) => text === '' || text.includes('{link}'), 'must have {link}'),
    fallback: '',
    means:
      'Topics on which links say `online` or, as their last will, `offline` (`links/{link}`): stations behind a lost one are told as such.',
  },
} as const
