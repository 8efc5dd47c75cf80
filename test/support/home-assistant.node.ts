/**
 * What Home Assistant makes of an MQTT broker, in miniature and by its published rules: discovery messages are checked against the
 * keys and values that its schemas know, entities read their topics, and a state is what its pages would show. Nothing of ours is
 * imported here.
 */
import { connectAsync, type MqttClient } from 'mqtt'
import { blockedAttributes, wrongWith } from './home-assistant-rules.ts'

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

export async function startHomeAssistant(
  url: string,
  {
    prefix = 'homeassistant',
    tls = {},
  }: {
    readonly prefix?: string
    readonly tls?: { readonly ca?: string; readonly key?: string; readonly cert?: string }
  } = {},
): Promise<HomeAssistant> {
  const client: MqttClient = await connectAsync(url, {
    ...tls,
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
      if (blockedAttributes.includes(name)) complaints.push(`attribute ${name}`)
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
