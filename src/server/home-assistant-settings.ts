/** Settings of the entities that Home Assistant finds at its broker. Without an address nothing is sent anywhere. */
import { z } from 'zod'
import { list } from './setting-forms.ts'

/** A part of the table in config.ts. */
export const homeAssistantSettings = {
  homeAssistantBroker: {
    variable: 'TOCSIN_HOME_ASSISTANT_BROKER',
    schema: z.union([
      z.literal(''),
      z.string().regex(/^mqtts?:\/\/[^/]+$/, 'must be as mqtt://user@host:1883 or mqtts://…'),
    ]),
    fallback: '',
    secret: 'never-shown',
    means:
      'MQTT broker that Home Assistant reads (`mqtts://user@host`); certificates as for the sirens’ broker. Empty sends nothing.',
  },
  homeAssistantPasswordFile: {
    variable: 'TOCSIN_HOME_ASSISTANT_PASSWORD_FILE',
    schema: z.string(),
    fallback: '',
    means: 'File whose first line is the password at that broker, read again for each connection.',
  },
  homeAssistantAreas: {
    variable: 'TOCSIN_HOME_ASSISTANT_AREAS',
    schema: list,
    fallback: '',
    means:
      'Codes of the areas, separated by commas, that Home Assistant shows; empty shows those that the authority owns. Entities of an area that is taken away disappear.',
  },
  homeAssistantPrefix: {
    variable: 'TOCSIN_HOME_ASSISTANT_PREFIX',
    schema: z.string().regex(/^[\w-]+(\/[\w-]+)*$/, 'must be a topic without + and #'),
    fallback: 'homeassistant',
    means: 'Topic below which Home Assistant looks for what is announced, and says that it has started.',
  },
} as const
