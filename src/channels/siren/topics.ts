/**
 * Where commands and answers travel on the broker, all with QoS 1.
 *
 * `command` is retained: a siren that was away gets its last order the moment it returns, within the order's window, and
 * refuses it after. Each command replaces the one before, so a stop takes the place of what it stops, and a siren that
 * comes back hears only the stop. A retained order that was obeyed already is answered again and not performed again.
 * `state` is retained: a server that restarts learns what each siren did without asking. `heartbeat` is not.
 */
import { isSirenId, type SirenId } from './siren.ts'

const root = 'tocsin/v1/sirens'

/** The last parts of a siren's topics: those it writes, and those it reads. */
export const sirenWrites = ['state', 'heartbeat', 'plain/state', 'plain/availability'] as const
export const sirenReads = ['command', 'plain/set'] as const
export type TopicPart = (typeof sirenWrites)[number] | (typeof sirenReads)[number]

export function topicOf(siren: SirenId, part: TopicPart): string {
  return `${root}/${siren}/${part}`
}

/** What the installation listens to. */
export const answersFilters: readonly string[] = sirenWrites.map((part) => `${root}/+/${part}`)

/** Whose topic it is, and which; nothing for any topic that isn't a siren's. */
export function parseTopic(topic: string): { readonly siren: SirenId; readonly part: TopicPart } | undefined {
  if (topic.length > 160 || !topic.startsWith(`${root}/`)) return undefined
  const rest = topic.slice(root.length + 1)
  const slash = rest.indexOf('/')
  const siren = rest.slice(0, slash)
  const part = [...sirenWrites, ...sirenReads].find((known) => known === rest.slice(slash + 1))
  return slash > 0 && part !== undefined && isSirenId(siren) ? { siren, part } : undefined
}

/** A topic of the installation's own, on which it hears itself: what it subscribed to has then been answered. */
export function echoTopic(nonce: string): string {
  return `tocsin/v1/server/${nonce}/echo`
}
