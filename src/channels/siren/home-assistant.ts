/**
 * Plain sirens: relays that follow Home Assistant's MQTT siren convention (`ON`/`OFF`, a tone, a duration, a state and an
 * availability topic). Nothing here is signed, so whoever can reach the broker can sound them; they are shown as unsigned.
 */
import { parseJson, type Instant, type JsonObject } from '#base'
import type { SirenCommand } from './command.ts'
import { longestPayloadBytes } from './envelope.ts'
import type { SirenReport } from './report.ts'
import { sirenPatterns, type Siren } from './siren.ts'
import { topicOf } from './topics.ts'

/** The command's payload; undefined for what a plain siren can't do (a quiet test). */
export function plainCommand(command: SirenCommand): string | undefined {
  switch (command.action) {
    case 'sound':
      return JSON.stringify({ state: 'ON', tone: command.pattern, duration: command.seconds })
    case 'stop':
      // One message can't both stop and play: silence is the part that matters.
      return JSON.stringify({ state: 'OFF' })
    case 'quiet-test':
      return undefined
  }
}

/** Whether the state topic says on or off: `ON`, `OFF`, or JSON with `state`; undefined for anything else. */
export function plainState(payload: Uint8Array): 'on' | 'off' | undefined {
  if (payload.byteLength > longestPayloadBytes) return undefined
  const text = new TextDecoder().decode(payload).trim()
  const json = text.startsWith('{') ? parseJson(text) : undefined
  const word = json === undefined ? text : json.ok ? (json.value as JsonObject)['state'] : undefined
  return word === 'ON' ? 'on' : word === 'OFF' ? 'off' : undefined
}

export function plainAvailability(payload: Uint8Array): 'here' | 'gone' | undefined {
  if (payload.byteLength > 16) return undefined
  const text = new TextDecoder().decode(payload).trim()
  return text === 'online' ? 'here' : text === 'offline' ? 'gone' : undefined
}

/**
 * What an ON or OFF means as an answer to the last command. It can't name what it answers, so it counts only where it
 * fits: ON after `sound`; OFF after `stop`, or after a sound that began.
 */
export function plainReport(
  siren: Siren,
  said: 'on' | 'off',
  last: SirenCommand | undefined,
  wasSounding: 'was-sounding' | 'was-quiet',
  at: Instant,
): SirenReport | undefined {
  if (last === undefined) return undefined
  const condition =
    last.action === 'sound' && said === 'on'
      ? 'sounding'
      : last.action === 'sound' && said === 'off' && wasSounding === 'was-sounding'
        ? 'passed'
        : last.action === 'stop' && said === 'off'
          ? 'stopped'
          : undefined
  if (condition === undefined) return undefined
  return {
    v: 1,
    siren: siren.id,
    at,
    counter: last.counter,
    condition,
    faults: [],
    refusals: 0,
    how: 'aloud',
    mode: last.mode,
    ...(last.notice === undefined ? {} : { notice: last.notice }),
  }
}

/** Home Assistant's discovery message for a plain siren: there it appears by itself, with its tones and its availability. */
export function discovery(siren: Siren): { readonly topic: string; readonly payload: string } {
  // Home Assistant allows fewer characters in an object id than we do in a siren's.
  const id = siren.id.replaceAll(/[^A-Za-z0-9_-]/g, '_')
  return {
    topic: `homeassistant/siren/${id}/config`,
    payload: JSON.stringify({
      name: siren.name,
      unique_id: `tocsin_${id}`,
      command_topic: topicOf(siren.id, 'plain/set'),
      state_topic: topicOf(siren.id, 'plain/state'),
      availability_topic: topicOf(siren.id, 'plain/availability'),
      payload_on: 'ON',
      payload_off: 'OFF',
      available_tones: sirenPatterns,
      support_duration: true,
      support_volume_set: false,
      qos: 1,
      device: { identifiers: [`tocsin_${id}`], name: siren.name, manufacturer: 'Tocsin' },
      origin: { name: 'Tocsin' },
    }),
  }
}
