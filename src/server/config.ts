/** Every setting of the server in one table: its environment variable, its default and what it does. Nothing else is configurable. */
import { z } from 'zod'
import { misfitOf, modes, ok, readProxies, refuse, withoutSecrets, type Result } from '#base'
import { callSettings } from './call-settings.ts'
import { cellBroadcastSettings } from './cell-broadcast-settings.ts'
import { dialectSettings } from './dialect-settings.ts'
import { evidenceSettings } from './evidence-settings.ts'
import { homeAssistantSettings } from './home-assistant-settings.ts'
import { lineSettings } from './line-settings.ts'
import { oidcSettings } from './oidc-settings.ts'
import { pushSettings } from './push-settings.ts'
import { readerSettings } from './reader-settings.ts'
import { readingSettings } from './reading-settings.ts'
import { list } from './setting-forms.ts'
import { tlsSettings } from './tls-settings.ts'

interface Setting {
  readonly variable: `TOCSIN_${string}`
  readonly schema: z.ZodType
  readonly fallback: string
  readonly means: string
  /** Neither a refusal nor a log repeats it. */
  readonly secret?: 'never-shown'
}

const port = z.coerce.number().int().min(0).max(65_535)
const rate = z.coerce.number().int().min(0).max(1_000_000_000)
/** The table. docs/config.md is generated from it. */
export const settings = {
  host: {
    variable: 'TOCSIN_HOST',
    schema: z.string().min(1),
    fallback: '127.0.0.1',
    means:
      'Address to listen on. `0.0.0.0` opens it to the network; with TLS only the TLS port, the plain one then stays on this machine.',
  },
  port: {
    variable: 'TOCSIN_PORT',
    schema: port,
    fallback: '8080',
    means: 'Port of the web pages, the API and the live stream; 0 takes a free one.',
  },
  data: {
    variable: 'TOCSIN_DATA',
    schema: z.string().min(1),
    fallback: 'data',
    means: 'Folder of the embedded ledger, the tables and the keys. One server per folder.',
  },
  database: {
    variable: 'TOCSIN_DATABASE',
    schema: z.union([z.literal(''), z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')]),
    fallback: '',
    means:
      'A PostgreSQL 15+ address (`postgres://…`) to keep the ledger and all tables there; empty keeps them in the data folder.',
  },
  mode: {
    variable: 'TOCSIN_MODE',
    schema: z.enum(modes as ['live', 'drill', 'test']),
    fallback: 'drill',
    means:
      'What this installation is for. `drill` and `test` refuse every live order; `live` allows all three modes.',
  },
  authority: {
    variable: 'TOCSIN_AUTHORITY',
    schema: z.string().min(1),
    fallback: 'packs/lipetsk/authority.json',
    means:
      'File that says who warns: names, languages, ladder, time zone, the pack of areas. The default is the demonstration.',
  },
  basemap: {
    variable: 'TOCSIN_BASEMAP',
    schema: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
    fallback: '',
    means:
      'PMTiles file (`https://…/area.pmtiles`, Protomaps layers) that the console’s map has beneath its own shapes where it draws by WebGL; the only other origin the console then reads from. Empty: own shapes alone.',
  },
  broker: {
    variable: 'TOCSIN_BROKER',
    schema: z.union([
      z.literal(''),
      z.literal('none'),
      z.string().regex(/^(mqtts?|tcp):\/\//, 'must begin with mqtt:// or mqtts://'),
    ]),
    fallback: '',
    means: 'MQTT broker for the sirens (`mqtt://…`); empty runs the embedded one, `none` has no sirens.',
  },
  mqttPort: {
    variable: 'TOCSIN_MQTT_PORT',
    schema: port,
    fallback: '1883',
    means: 'Port of the embedded MQTT broker; 0 takes a free one.',
  },
  ...tlsSettings,
  streamProcesses: {
    variable: 'TOCSIN_STREAM_PROCESSES',
    schema: z.coerce.number().int().min(0).max(64),
    fallback: '0',
    means: 'Extra processes that hold live connections on the same port; 0 holds them in the main process.',
  },
  webhookAllow: {
    variable: 'TOCSIN_WEBHOOK_ALLOW',
    schema: list,
    fallback: '',
    means:
      'Hosts, separated by commas, that webhooks may reach although they are private or speak plain HTTP.',
  },
  ...cellBroadcastSettings,
  ...pushSettings,
  ...dialectSettings,
  ...homeAssistantSettings,
  ...lineSettings,
  ...readerSettings,
  ...readingSettings,
  sourceAllow: {
    variable: 'TOCSIN_SOURCE_ALLOW',
    schema: list,
    fallback: '',
    means: 'Hosts, separated by commas, that feeds may be fetched from although they are private.',
  },
  trust: {
    variable: 'TOCSIN_TRUST',
    schema: z.string(),
    fallback: '',
    means:
      'Folder of trust lists for signed CAP messages, `NAME.json` each; `default.json` counts for sources that name none. Empty is `trust` in the data folder.',
  },
  publicUrl: {
    variable: 'TOCSIN_PUBLIC_URL',
    schema: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
    fallback: '',
    means:
      'Address under which the public reaches this server, for links in feeds; empty uses the address listened on.',
  },
  capProfiles: {
    variable: 'TOCSIN_CAP_PROFILES',
    schema: list,
    fallback: '',
    means:
      'Profiles that published CAP messages follow, separated by commas: `ipaws`, `cap-cp`, `cap-au`, `google`, `mowas`, or an authority’s own file (`my-profile.json`); empty adds nothing to the standard.',
  },
  capKey: {
    variable: 'TOCSIN_CAP_KEY',
    schema: z.string(),
    fallback: '',
    means:
      'File of the private key (PEM; P-256, P-384 or RSA) that published CAP messages are signed with; empty signs nothing.',
  },
  capCertificate: {
    variable: 'TOCSIN_CAP_CERTIFICATE',
    schema: z.string(),
    fallback: '',
    means:
      'File of the certificate for that key (PEM), with the intermediate ones after it; readers find it at `/v1/certificate.pem`.',
  },
  hub: {
    variable: 'TOCSIN_HUB',
    schema: z.enum(['yes', 'no']),
    fallback: 'no',
    means:
      '`yes` runs a WebSub hub at `/hub` that sends the feeds to whoever subscribes, as soon as they change.',
  },
  hubAllow: {
    variable: 'TOCSIN_HUB_ALLOW',
    schema: list,
    fallback: '',
    means:
      'Hosts, separated by commas, that the hub may reach although they are private or speak plain HTTP.',
  },
  ...oidcSettings,
  ...evidenceSettings,
  twoPeopleInDrills: {
    variable: 'TOCSIN_TWO_PEOPLE_IN_DRILLS',
    schema: z.enum(['yes', 'no']),
    fallback: 'no',
    means: '`yes` asks two people for drills as for live alerts.',
  },
  bodyLimit: {
    variable: 'TOCSIN_BODY_LIMIT',
    schema: z.coerce
      .number()
      .int()
      .min(1_024)
      .max(512 * 1024 * 1024),
    fallback: '1048576',
    means: 'Largest request body in bytes; imports of areas may be 64 times larger.',
  },
  proxies: {
    variable: 'TOCSIN_PROXIES',
    schema: list.refine((named) => readProxies(named) !== undefined, 'must be addresses or ranges'),
    fallback: '',
    means:
      'Addresses or ranges (`10.0.0.0/8`), separated by commas, of the proxies in front of this server; only they are believed when they say in X-Forwarded-For whom a request comes from.',
  },
  ratePublic: {
    variable: 'TOCSIN_RATE_PUBLIC',
    schema: rate.refine((most) => most === 0 || most >= 600, 'must be 0 or at least 600'),
    fallback: '300000',
    means:
      'What one address may read of the public pages and feeds in a minute; behind one may be a town. 0 sets no limit.',
  },
  rateKey: {
    variable: 'TOCSIN_RATE_KEY',
    schema: rate.min(60),
    fallback: '1200',
    means:
      'Requests of one key or session in a minute, unless the key has a figure of its own. What a session only reads is counted apart: ten times as many.',
  },
  rateSignIn: {
    variable: 'TOCSIN_RATE_SIGN_IN',
    schema: rate.min(5),
    fallback: '60',
    means:
      'Passwords, codes and links that one address may try in a minute. Passkeys and other providers have ten times as many, wrong keys twice.',
  },
  ...callSettings,
  log: {
    variable: 'TOCSIN_LOG',
    schema: z.enum(['info', 'warn', 'error']),
    fallback: 'warn',
    means: 'How much is logged to standard error.',
  },
} as const satisfies { readonly [name: string]: Setting }

export type Config = { readonly [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['schema']> }

/** Reads the settings; an unknown TOCSIN_ variable is refused, because a misspelt one would be silently ignored. */
export function readConfig(environment: {
  readonly [variable: string]: string | undefined
}): Result<Config, 'server/bad-setting' | 'server/unknown-setting'> {
  const known = new Set<string>(Object.values(settings).map((setting) => setting.variable))
  const foreign = Object.keys(environment).find(
    (variable) =>
      variable.startsWith('TOCSIN_') && !known.has(variable) && !clientVariables.includes(variable),
  )
  if (foreign !== undefined) return refuse('server/unknown-setting', { at: foreign, known: [...known] })
  const config: { [name: string]: unknown } = {}
  for (const [name, setting] of Object.entries(settings)) {
    const text = environment[setting.variable] ?? setting.fallback
    const parsed = setting.schema.safeParse(text)
    if (!parsed.success)
      return refuse('server/bad-setting', {
        at: setting.variable,
        value: 'secret' in setting ? '…' : withoutSecrets(text),
        why: misfitOf(parsed.error.issues).why,
      })
    config[name] = parsed.data
  }
  return ok(config as Config)
}

/** Read by the command line as a client, not by the server. */
export const clientVariables: readonly string[] = ['TOCSIN_SERVER', 'TOCSIN_KEY', 'TOCSIN_KEY_FILE']
