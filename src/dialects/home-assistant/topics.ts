/** Where Home Assistant finds what: one discovery topic for each entity, and our own topics for what is known of each area. */
import type { AreaCode } from '#areas'

/** Kinds of entity, as Home Assistant calls them. */
export type Component = 'binary_sensor' | 'sensor' | 'siren'

export interface Place {
  /** Tells installations at one broker apart: letters and digits. */
  readonly installation: string
  /** Where Home Assistant looks for what is announced; `homeassistant` unless somebody changed it there. */
  readonly prefix: string
}

/** Ours among all that is announced at the broker; the level between kind and entity. */
export function nodeOf({ installation }: Place): string {
  return `tocsin_${installation}`
}

export function configTopic(place: Place, component: Component, area: AreaCode, entity: string): string {
  return `${place.prefix}/${component}/${nodeOf(place)}/${slugOf(area)}_${entity}/config`
}

/** Every announcement of ours that the broker still has, also of areas that nobody chooses any more. */
export function configFilter(place: Place): string {
  return `${place.prefix}/+/${nodeOf(place)}/+/config`
}

/** Home Assistant says `online` here when it has started. */
export function birthTopic({ prefix }: Place): string {
  return `${prefix}/status`
}

export function rootOf({ installation }: Place): string {
  return `tocsin/v1/home-assistant/${installation}`
}

/** `online`, or as our last will `offline`: then nothing is known. */
export function statusTopic(place: Place): string {
  return `${rootOf(place)}/status`
}

export function stateTopic(place: Place, area: AreaCode, what: string): string {
  return `${rootOf(place)}/${slugOf(area)}/${what}`
}

/** What is said again and again, because Home Assistant lets it expire: a silence that nobody notices would be believed. */
export const beating = ['in_force', 'level', 'drill', 'test'] as const

export function isBeating(place: Place, topic: string): boolean {
  const last = topic.slice(topic.lastIndexOf('/') + 1)
  return topic.startsWith(`${rootOf(place)}/`) && beating.some((one) => one === last)
}

/** Of the letters that Home Assistant allows in an id, and never the same for two codes: `gn:465724` is `gn_465724`. */
export function slugOf(area: AreaCode): string {
  if (/^[a-z\d-]+(:[a-z\d-]+)*$/i.test(area)) return area.replaceAll(':', '_')
  // Two of them stand in no other slug.
  return `__${[...new TextEncoder().encode(area)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
