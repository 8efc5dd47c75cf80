/**
 * How each entity announces itself (MQTT discovery, one message for each). Nothing here lets Home Assistant do anything: a siren
 * must name a topic for commands, so it names one that nobody reads, and templates by which Home Assistant sends nothing to it.
 */
import { nameOf, type Area } from '#areas'
import type { Language, Mode } from '#base'
import {
  beating,
  configTopic,
  slugOf,
  stateTopic,
  statusTopic,
  type Component,
  type Place,
} from './topics.ts'
import { exerciseWord, wordsFor } from './words.ts'

export interface Announced extends Place {
  readonly languages: readonly string[]
  /** Who warns, in the authority’s first language. */
  readonly issuer: string
  readonly options: readonly string[]
  /** How people reach the server; empty where they don’t. */
  readonly publicUrl: string
}

/** A discovery topic, and what is kept there. */
export type Announcement = readonly [topic: string, payload: string]

const before = new WeakMap<Area, { readonly by: string; readonly announcements: readonly Announcement[] }>()

/** Written once for each area, until something that stands in them is another. */
export function announcementsOf(around: Announced, area: Area): readonly Announcement[] {
  const { installation, prefix, languages, issuer, options, publicUrl } = around
  const by = [installation, prefix, languages, issuer, options, publicUrl].join(' ')
  const known = before.get(area)
  if (known?.by === by) return known.announcements
  const announcements = [
    inForceEntity(around, area),
    levelEntity(around, area),
    exerciseEntity(around, area, 'drill'),
    exerciseEntity(around, area, 'test'),
    sirenEntity(around, area),
  ]
  before.set(area, { by, announcements })
  return announcements
}

const onOff = { payload_on: 'ON', payload_off: 'OFF' } as const

function inForceEntity(around: Announced, area: Area): Announcement {
  return entity(around, area, 'binary_sensor', 'in_force', {
    ...{ name: wordsFor(around.languages).inForce, device_class: 'safety', ...onOff },
    json_attributes_topic: stateTopic(around, area.code, 'details'),
  })
}

function levelEntity(around: Announced, area: Area): Announcement {
  return entity(around, area, 'sensor', 'level', {
    ...{ name: wordsFor(around.languages).level, device_class: 'enum', options: around.options },
    icon: 'mdi:stairs',
  })
}

/** Drills and tests have sensors of their own, of no class that an automation for danger would look for. */
function exerciseEntity(around: Announced, area: Area, mode: Exclude<Mode, 'live'>): Announcement {
  return entity(around, area, 'binary_sensor', mode, {
    ...{ name: exerciseWord(wordsFor(around.languages), mode), ...onOff },
    ...{ entity_category: 'diagnostic', icon: 'mdi:school-outline' },
    json_attributes_topic: stateTopic(around, area.code, `${mode}_details`),
  })
}

function sirenEntity(around: Announced, area: Area): Announcement {
  return entity(around, area, 'siren', 'sirens', {
    ...{ name: wordsFor(around.languages).sirens, ...onOff, optimistic: false },
    command_topic: stateTopic(around, area.code, 'nobody-reads-this'),
    // A payload that comes out as None is not published.
    ...{ command_template: '{{ none }}', command_off_template: '{{ none }}' },
    ...{ support_duration: false, support_volume_set: false },
    json_attributes_topic: stateTopic(around, area.code, 'sirens_details'),
  })
}

function entity(
  around: Announced,
  area: Area,
  component: Component,
  id: string,
  more: { readonly [key: string]: unknown },
): Announcement {
  const slug = slugOf(area.code)
  const { languages, installation, publicUrl } = around
  const device = `tocsin_${installation}_${slug}`
  const config = {
    unique_id: `${device}_${id}`,
    default_entity_id: `${component}.tocsin_${slug.toLowerCase()}_${id}`.replaceAll(/[_-]+/g, '_'),
    state_topic: stateTopic(around, area.code, id),
    availability_topic: statusTopic(around),
    payload_available: 'online',
    payload_not_available: 'offline',
    qos: 1,
    // Three beats: a broker that lost its last will would else show for ever what was true once.
    ...(beating.some((one) => one === id) ? { expire_after: 180 } : {}),
    ...more,
    device: {
      identifiers: [device],
      name: nameOf(area, ...(languages as readonly Language[])),
      manufacturer: around.issuer,
      model: wordsFor(languages).model,
      ...(/^https?:\/\//.test(publicUrl)
        ? { configuration_url: `${publicUrl}/?place=${encodeURIComponent(area.code)}` }
        : {}),
    },
    origin: { name: 'Tocsin' },
  }
  return [configTopic(around, component, area.code, id), JSON.stringify(config)]
}
