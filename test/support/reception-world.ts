/** What tests of messages from outside stand on: the whole system in memory on the shipped map, and messages as a weather service sends them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordingLog, virtualClock, type Instant, type Mode } from '#base'
import { writeCap, type CapInfo, type CapMessage, type CapTime } from '#cap'
import { type Arrival, type CapSource, type SourceId } from '#exchange'
import type { KeptLedger } from '#ledger'
import { readPack } from '../../src/areas/pack.fs.ts'
import { parseAuthority } from '../../src/server/authority.ts'
import { openInMemory } from '../../src/server/in-memory.ts'
import type { System } from '../../src/server/system.ts'
import { openReception, type Reception } from '../../src/server/reception.ts'

const root = join(import.meta.dirname, '../..')
export const night = '2026-11-22T00:00:00.000Z' as Instant

export async function receptionWorld(
  given: {
    mode?: Mode
    ledger?: KeptLedger
    at?: Instant
    sender?: string
    readonly follows?: 'no'
    readonly demonstration?: 'no'
  } = {},
) {
  const pack = await readPack(join(root, 'packs/lipetsk/pack.json'))
  const authority = parseAuthority(
    JSON.parse(readFileSync(join(root, 'packs/lipetsk/authority.json'), 'utf8')) as never,
  )
  if (!pack.ok || !authority.ok) throw new Error('the shipped pack is broken')
  const clock = virtualClock(given.at ?? night)
  const log = recordingLog()
  let reception: Reception | undefined
  const system = await openInMemory({
    authority: {
      ...authority.value,
      ...(given.sender === undefined ? {} : { sender: given.sender }),
      ...(given.demonstration === 'no' ? { demonstration: false } : {}),
    },
    areas: pack.value.areas,
    ...{ clock, log, mode: given.mode ?? 'drill' },
    channels: () => [],
    ...(given.ledger === undefined ? {} : { ledger: given.ledger }),
    ...(given.follows === 'no'
      ? {}
      : {
          openBeside: async (system: System) =>
            (reception ??= await openReception(system)).follow(() => ({})),
        }),
  })
  reception ??= await openReception(system)
  const { intake, reports } = reception
  return {
    ...{ system, clock, log, reports, intake },
    /** Hands a message in and lets the board move. */
    async take(message: CapMessage, source: Partial<CapSource> = {}) {
      const taken = await intake.take(arrivalOf(message, clock.now(), source))
      await system.quiet()
      return taken
    },
    /** `threat level area…` of every line in force. */
    board: () =>
      [...system.world.inForce()]
        .map(
          ({ content, mode }) =>
            `${mode} ${content.threat} ${content.level} ${content.areas.map(({ code }) => code).join('+')}`,
        )
        .sort(),
    open: () => reports.list(clock.now()).filter(({ state }) => state === 'open'),
    close: () => system.close(),
  }
}

export const source: CapSource = {
  ...{ id: 'met' as SourceId, name: 'Weather service', address: 'https://met.example/feed', kind: 'auto' },
  ...{ takes: 'relayed', signature: { policy: 'noted' }, senders: 'any' },
  poll: { everySeconds: 60, minSeconds: 15, maxSeconds: 900 },
  modes: { exercise: 'let-in', test: 'let-in' },
  ...{ websub: 'never', archives: 'never', paused: 'no' },
}

export function arrivalOf(message: CapMessage, receivedAt: Instant, more: Partial<CapSource> = {}): Arrival {
  const written = writeCap(message)
  if (!written.ok) throw new Error(JSON.stringify(written.problem))
  return {
    ...{
      source: { ...source, ...more },
      receivedAt,
      bytes: Buffer.from(written.value),
      message,
      version: '1.2',
    },
    ...{ problems: [], signature: { verdict: 'absent' }, from: 'poll' },
  }
}

export const capAt = (text: string) => `2026-11-22T${text}:00-00:00` as CapTime

export const gale: CapInfo = {
  ...{ language: 'en', category: ['Met'], event: 'Gale warning', urgency: 'Expected' },
  ...{ severity: 'Severe', certainty: 'Likely', senderName: 'Weather service', expires: capAt('12:00') },
  headline: 'Gusts up to 110 km/h from noon',
  description: 'A deep low crosses the region. Trees may fall.',
  instruction: 'Stay indoors. Secure what the wind could carry off.',
  area: [{ areaDesc: 'Zadonsk', geocode: [{ valueName: 'tocsin:area', value: 'gn:465724' }] }],
}

let count = 0

/** A message of the weather service, an exercise by default; every one has a name of its own. */
export function messageOf(more: Partial<CapMessage> = {}): CapMessage {
  return {
    ...{ identifier: `met-${++count}`, sender: 'met.example', sent: capAt('00:00'), status: 'Exercise' },
    ...{ msgType: 'Alert', scope: 'Public', info: [gale] },
    ...more,
  }
}

/** A later message about an earlier one. */
export function about(earlier: CapMessage, more: Partial<CapMessage>): CapMessage {
  const { sender, identifier, sent } = earlier
  return messageOf({
    ...{ msgType: 'Update', sent: capAt('01:00'), references: [{ sender, identifier, sent }] },
    ...more,
  })
}
