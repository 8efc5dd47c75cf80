/**
 * What Home Assistant makes of an MQTT broker, in miniature and by its published rules: discovery messages are checked against the
 * keys and values that its schemas know, entities read their topics, and a state is what its pages would show. Nothing of ours is
 * imported here.
 */
import mqtt, { type MqttClient } from 'mqtt'

export interface Entity {
  readonly component: string
  readonly config: { readonly [key: string]: unknown }
  /** `on`, `off`, an option, `unknown` or `unavailable`. */
  readonly state: string
  readonly attributes: { readonly [key: string]: unknown }
}

export interface HomeAssistant {
  /** By entity id. */
  entities(): ReadonlyMap<string, Entity>
  /** Every state that an entity went through, oldest first. */
  readonly history: readonly (readonly [entity: string, state: string])[]
  /** What it would have logged: none of it may happen. */
  readonly complaints: readonly string[]
  /** Presses the button of a siren; resolves with what was published for it. */
  press(entity: string, button: 'on' | 'off'): Promise<string | 'nothing was sent'>
  /** As if it had started again: everything is forgotten, and the birth message sent. */
  restart(): Promise<void>
  until(holds: (entities: ReadonlyMap<string, Entity>) => boolean, what: string): Promise<void>
  close(): Promise<void>
}

const shared = [
  ...[
    'availability',
    'availability_mode',
    'availability_template',
    'availability_topic',
    'payload_available',
  ],
  ...['payload_not_available', 'device', 'origin', 'enabled_by_default', 'entity_category', 'icon', 'name'],
  ...[
    'json_attributes_topic',
    'json_attributes_template',
    'default_entity_id',
    'unique_id',
    'qos',
    'encoding',
  ],
]
const known: {
  readonly [component: string]: { readonly keys: readonly string[]; readonly needs: readonly string[] }
} = {
  binary_sensor: {
    keys: [
      'state_topic',
      'value_template',
      'device_class',
      'expire_after',
      'force_update',
      'off_delay',
      'payload_on',
      'payload_off',
    ],
    needs: ['state_topic'],
  },
  sensor: {
    keys: [
      'state_topic',
      'value_template',
      'device_class',
      'expire_after',
      'force_update',
      'last_reset_value_template',
      'options',
      'state_class',
      'suggested_display_precision',
      'unit_of_measurement',
    ],
    needs: ['state_topic'],
  },
  siren: {
    keys: [
      'available_tones',
      'command_topic',
      'command_template',
      'command_off_template',
      'optimistic',
      'payload_on',
      'payload_off',
      'retain',
      'state_on',
      'state_off',
      'state_topic',
      'state_value_template',
      'support_duration',
      'support_volume_set',
    ],
    needs: ['command_topic'],
  },
}
const deviceKeys = [
  'identifiers',
  'connections',
  'manufacturer',
  'model',
  'model_id',
  'name',
  'hw_version',
  'serial_number',
  'sw_version',
  'via_device',
  'suggested_area',
  'configuration_url',
]
const safetyClasses = [
  'safety',
  'problem',
  'sound',
  'smoke',
  'gas',
  'tamper',
  'heat',
  'moisture',
  'connectivity',
]
/** Attributes that Home Assistant keeps to itself. */
const blocked = [
  'assumed_state',
  'available',
  'device_class',
  'device_info',
  'entity_category',
  'entity_picture',
  'friendly_name',
  'icon',
  'state',
  'supported_features',
  'unique_id',
  'unit_of_measurement',
  'options',
  'tone',
  'duration',
  'volume_level',
  'available_tones',
  'last_reset',
  'state_class',
]

/** What is wrong with a discovery message; empty where nothing is. */
export function wrongWith(topic: string, payload: string, prefix = 'homeassistant'): readonly string[] {
  const wrong: string[] = []
  const parts = topic.startsWith(`${prefix}/`) ? topic.slice(prefix.length + 1) : ''
  const match = /^(\w+)\/(?:([\w-]+)\/)?([\w-]+)\/config$/.exec(parts)
  if (match === null) return [`${topic} is no discovery topic`]
  const component = known[match[1]!]
  if (component === undefined) return [`${match[1]} is not looked at here`]
  let config: { readonly [key: string]: unknown }
  try {
    config = JSON.parse(payload) as typeof config
  } catch {
    return ['no JSON']
  }
  for (const key of Object.keys(config))
    if (!shared.includes(key) && !component.keys.includes(key)) wrong.push(`${key} is not known`)
  for (const key of component.needs) if (config[key] === undefined) wrong.push(`${key} is missing`)
  for (const [key, value] of Object.entries(config)) {
    if (key.endsWith('_topic') && (typeof value !== 'string' || value === '' || /[+#\0]/.test(value)))
      wrong.push(`${key} is no topic`)
    if (/_template$/.test(key) && typeof value !== 'string') wrong.push(`${key} is no template`)
  }
  const device = config['device'] as { readonly [key: string]: unknown } | undefined
  if (typeof config['unique_id'] !== 'string') wrong.push('a device’s entity needs a unique_id')
  if (device === undefined) wrong.push('no device')
  else {
    for (const key of Object.keys(device))
      if (!deviceKeys.includes(key)) wrong.push(`device.${key} is not known`)
    if (!Array.isArray(device['identifiers']) || device['identifiers'].length === 0)
      wrong.push('no identifiers')
    const url = device['configuration_url']
    if (url !== undefined && !/^https?:\/\/[^/]+/.test(String(url))) wrong.push('configuration_url is none')
  }
  if (typeof (config['origin'] as { name?: unknown } | undefined)?.name !== 'string') wrong.push('no origin')
  if (![0, 1, 2, undefined].includes(config['qos'] as number | undefined)) wrong.push('qos')
  const id = config['default_entity_id']
  if (id !== undefined && !new RegExp(`^${match[1]}\\.[a-z0-9_]+$`).test(String(id)))
    wrong.push('default_entity_id')
  const expires = config['expire_after']
  if (expires !== undefined && !(Number.isInteger(expires) && Number(expires) >= 0))
    wrong.push('expire_after')
  if (config['entity_category'] !== undefined && config['entity_category'] !== 'diagnostic')
    wrong.push('a sensor’s category can only be diagnostic')
  if (match[1] === 'binary_sensor' && config['device_class'] !== undefined)
    if (!safetyClasses.includes(String(config['device_class']))) wrong.push('device_class')
  if (match[1] === 'sensor') {
    const options = config['options']
    if (config['device_class'] === 'enum') {
      if (!Array.isArray(options) || options.length === 0) wrong.push('an enum needs options')
      else if (new Set(options).size < options.length) wrong.push('an option stands twice')
      if (config['state_class'] !== undefined || config['unit_of_measurement'] !== undefined)
        wrong.push('an enum has neither a state class nor a unit')
    } else if (options !== undefined) wrong.push('options without an enum')
  }
  return wrong
}

export async function startHomeAssistant(
  url: string,
  { prefix = 'homeassistant' }: { readonly prefix?: string } = {},
): Promise<HomeAssistant> {
  const client: MqttClient = await mqtt.connectAsync(url, {
    clientId: `ha-${Math.random()}`,
    reconnectPeriod: 50,
  })
  const configs = new Map<string, { readonly component: string; readonly config: Entity['config'] }>()
  const payloads = new Map<string, string>()
  const history: (readonly [string, string])[] = []
  const last = new Map<string, string>()
  const complaints: string[] = []
  const waiting = new Set<() => void>()
  const text = (value: unknown, fallback: string) => (typeof value === 'string' ? value : fallback)

  const stateOf = ({ component, config }: { component: string; config: Entity['config'] }): string => {
    const available = config['availability_topic']
    if (typeof available === 'string')
      if (payloads.get(available) !== text(config['payload_available'], 'online')) return 'unavailable'
    const payload = payloads.get(String(config['state_topic']))
    // With expire_after an entity is unavailable until it was told something.
    if (payload === undefined) return config['expire_after'] === undefined ? 'unknown' : 'unavailable'
    if (payload === 'None') return 'unknown'
    if (component === 'sensor') {
      const options = config['options'] as readonly string[] | undefined
      if (options !== undefined && !options.includes(payload)) complaints.push(`${payload} is no option`)
      if (payload.length > 255) complaints.push('a state of over 255 characters')
      return payload
    }
    if (payload === text(config['payload_on'], 'ON')) return 'on'
    if (payload === text(config['payload_off'], 'OFF')) return 'off'
    complaints.push(`${payload} is neither on nor off`)
    return 'unknown'
  }
  const attributesOf = ({ config }: { config: Entity['config'] }): Entity['attributes'] => {
    const topic = config['json_attributes_topic']
    const payload = typeof topic === 'string' ? payloads.get(topic) : undefined
    if (payload === undefined) return {}
    const all = JSON.parse(payload) as unknown
    if (typeof all !== 'object' || all === null || Array.isArray(all))
      complaints.push('attributes are no object')
    for (const name of Object.keys(all as object))
      if (blocked.includes(name)) complaints.push(`attribute ${name}`)
    if (payload.length > 16_384) complaints.push('attributes that the recorder drops')
    return all as Entity['attributes']
  }
  const entities = () =>
    new Map(
      [...configs.values()].map((one): [string, Entity] => [
        String(one.config['default_entity_id']),
        { ...one, state: stateOf(one), attributes: attributesOf(one) },
      ]),
    )
  const look = () => {
    for (const [id, { state }] of entities())
      if (last.get(id) !== state) {
        last.set(id, state)
        history.push([id, state])
      }
    for (const one of waiting) one()
  }
  const own = () =>
    [...configs.values()].flatMap(({ config }) =>
      ['state_topic', 'availability_topic', 'json_attributes_topic'].flatMap((key) =>
        typeof config[key] === 'string' ? [config[key]] : [],
      ),
    )
  const take = (topic: string, payload: string) => {
    if (topic.endsWith('/config') && topic.startsWith(`${prefix}/`)) {
      if (payload === '') configs.delete(topic)
      else {
        for (const why of wrongWith(topic, payload, prefix)) complaints.push(`${topic}: ${why}`)
        const component = topic.slice(prefix.length + 1).split('/')[0]!
        const config = JSON.parse(payload) as Entity['config']
        const twin = [...configs].find(
          ([at, one]) => at !== topic && one.config['unique_id'] === config['unique_id'],
        )
        if (twin !== undefined) complaints.push(`${String(config['unique_id'])} stands twice`)
        configs.set(topic, { component, config })
        const topics = own()
        if (topics.length > 0) client.subscribe(topics, { qos: 1 })
      }
    } else if (payload === '') payloads.delete(topic)
    else payloads.set(topic, payload)
    look()
  }
  client.on('message', (topic, payload) => take(topic, payload.toString()))
  const begin = () => client.subscribeAsync([`${prefix}/+/+/config`, `${prefix}/+/+/+/config`], { qos: 0 })
  await begin()
  return {
    ...{ entities, history, complaints },
    async press(id, button) {
      const { config } = entities().get(id)!
      const own =
        config[button === 'on' ? 'command_template' : 'command_off_template'] ?? config['command_template']
      // Of all templates only the one that comes out as None is worked out here; None is not published.
      if (own === '{{ none }}') return 'nothing was sent'
      const payload = own === undefined ? JSON.stringify({ state: config[`payload_${button}`] }) : String(own)
      await client.publishAsync(String(config['command_topic']), payload, { qos: 1 })
      return payload
    },
    async restart() {
      configs.clear()
      payloads.clear()
      last.clear()
      await client.publishAsync(`${prefix}/status`, 'online')
      await begin()
    },
    until(holds, what) {
      return new Promise((resolve, reject) => {
        const seen = () => JSON.stringify([...entities()].map(([id, { state }]) => [id, state]))
        const timer = setTimeout(() => {
          waiting.delete(check)
          reject(new Error(`${what} did not come: ${seen()}`))
        }, 20_000)
        const check = () => {
          if (!holds(entities())) return
          clearTimeout(timer)
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      })
    },
    close: () => client.endAsync(true),
  }
}
