/** What Home Assistant's published schemas take as an MQTT discovery message; a key that they would silently drop counts as wrong. */

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
export const blockedAttributes = [
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
    if (key.endsWith('_template') && typeof value !== 'string') wrong.push(`${key} is no template`)
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
  if (
    id !== undefined &&
    (!new RegExp(`^${match[1]}\\.[a-z0-9_]+$`).test(String(id)) || /__|_$/.test(String(id)))
  )
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
