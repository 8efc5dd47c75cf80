/**
 * Home Assistant’s entities at its broker, kept true by the server that decides. The broker is somebody’s at home: of what is said
 * there only that Home Assistant has started is heard, and nothing on it commands anything here.
 */
import { readFile } from 'node:fs/promises'
import type { Applied } from '#alerts'
import { minute, parseJson, second, sha256, type JsonObject, type KeptTls, type Log } from '#base'
import { neverHeard } from '#channels'
import {
  birthTopic,
  configFilter,
  homeAssistant,
  homeAssistantMessages,
  isBeating,
  rootOf,
  statusTopic,
  unknownAreas,
  type HomeAssistantInstallation,
  type HomeAssistantPlace,
  type SirenHere,
} from '#dialects'
import { openLine, type Login } from '../channels/siren/line.mqtt.ts'
import type { SirenDesk } from '../channels/siren/open-sirens.mqtt.ts'
import type { Config } from './config.ts'
import { openMirror, type Mirror, type MirrorLine } from './home-assistant-mirror.ts'
import { soundOf } from './home-assistant-sirens.ts'
import type { Beside, System } from './system.ts'

type Settings = Pick<
  Config,
  | 'mode'
  | 'dialects'
  | 'homeAssistantBroker'
  | 'homeAssistantPasswordFile'
  | 'homeAssistantAreas'
  | 'homeAssistantPrefix'
>

export interface HomeAssistantParts {
  readonly config: Settings
  readonly tls: KeptTls | undefined
  readonly sirens: Pick<SirenDesk, 'registry' | 'channel' | 'onStatus'>
  readonly publicUrl: () => string
}

export interface HomeAssistantFace {
  /** While this server decides. */
  begin(): Beside
}

const nothing: HomeAssistantFace = { begin: () => ({ caughtUp: async () => {}, close: async () => {} }) }
/** What changes without a fact (a siren’s deadline, an edited ladder) is seen within this. */
const looksEvery = 5 * second
const beatsEvery = minute
/** An announcement of ours has some 900 bytes; nobody else’s is read. */
const longestAnnouncement = 16_384

export function openHomeAssistant(system: System, parts: HomeAssistantParts): HomeAssistantFace {
  const { config } = parts
  const { clock, log } = system
  const isServed = config.dialects.includes('all') || config.dialects.includes(homeAssistant.id)
  if (config.homeAssistantBroker === '' || !isServed) return nothing
  const place: HomeAssistantPlace = {
    installation: sha256(system.ledger.id).slice(0, 8),
    prefix: config.homeAssistantPrefix,
  }
  const wanted = wantedOf(system, parts, place)
  let mirror: Mirror | undefined
  const changed = () => mirror?.changed()
  system.onApplied((all) => {
    if (all.some(isOfBoard)) changed()
  })
  parts.sirens.onStatus(changed)

  return {
    begin() {
      const soon = (act: () => void) => void setImmediate(act)
      const mine = openMirror({ line: () => to, wanted, soon, log })
      const toldOnce = tellingOnce(log)
      const line = openLine({
        url: config.homeAssistantBroker,
        login: () => loginOf(config, toldOnce.log),
        ...(parts.tls === undefined ? {} : { tls: parts.tls.current }),
        // The same for every server of an installation: who takes over takes its connection, and with it the last word.
        clientId: `tocsin-ha-${place.installation}`,
        will: () => ({ topic: statusTopic(place), payload: 'offline', keep: 'retained' }),
        listensTo: [birthTopic(place), statusTopic(place), configFilter(place)],
        ...{ clock, log: toldOnce.log },
        onUp() {
          toldOnce.again()
          mine.begun()
        },
        onMessage: (topic, payload, freshness) => hear(mine, place, { topic, payload, freshness }),
      })
      const to: MirrorLine = {
        get isUp() {
          return line.isUp
        },
        publish: (topic, payload) => line.publish(topic, payload, 'retained'),
      }
      mirror = mine
      const stopLooking = every(looksEvery, changed)
      const stopBeating = every(beatsEvery, () => mine.again((topic) => isBeating(place, topic)))
      return {
        caughtUp: async () => {},
        async close() {
          stopLooking()
          stopBeating()
          mine.stop()
          if (mirror === mine) mirror = undefined
          // A will is not sent for whoever says goodbye; a broker that no longer answers sends it by itself.
          if (line.isUp) await inTime(line.publish(statusTopic(place), 'offline', 'retained'))
          await line.close()
        },
      }
    },
  }

  function every(wait: number, act: () => void): () => void {
    let callOff = () => {}
    const turn = () => {
      callOff = clock.after(wait, turn)
      act()
    }
    callOff = clock.after(wait, turn)
    return () => callOff()
  }
  function inTime(sent: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const callOff = clock.after(second, resolve)
      const done = () => (callOff(), resolve())
      sent.then(done, done)
    })
  }
}

function isOfBoard({ before, after }: Applied): boolean {
  return [before, after].some(({ status }) => status === 'issued' || status === 'ended')
}

interface Heard {
  readonly topic: string
  readonly payload: Uint8Array
  readonly freshness: 'fresh' | 'kept'
}

function hear(mirror: Mirror, place: HomeAssistantPlace, { topic, payload, freshness }: Heard): void {
  if (payload.byteLength === 0 || payload.byteLength > longestAnnouncement) return
  const text = new TextDecoder().decode(payload)
  if (topic === birthTopic(place)) {
    if (freshness === 'fresh' && text === 'online') mirror.begun()
  } else if (topic === statusTopic(place)) {
    // The will of a connection that we had before, which comes late.
    if (freshness === 'fresh' && text !== 'online') mirror.found(topic, text)
  } else if (freshness === 'kept') for (const one of topicsIn(place, topic, text)) mirror.stray(one)
}

/** An announcement that the broker kept, and where its entity’s state is: of an area, maybe, that nobody chooses any more. */
function topicsIn(place: HomeAssistantPlace, topic: string, text: string): readonly string[] {
  const json = parseJson(text)
  const config = json.ok && typeof json.value === 'object' ? (json.value as JsonObject | null) : null
  return [topic, config?.['state_topic'], config?.['json_attributes_topic']].filter(
    (one): one is string =>
      typeof one === 'string' && (one === topic || one.startsWith(`${rootOf(place)}/`)) && !/[+#]/.test(one),
  )
}

/** It may be away for weeks, and is tried every few seconds: that is told once, until it was there again. */
function tellingOnce(log: Log): { readonly log: Log; again(): void } {
  let isTold = false
  const tell: Log['warn'] = (_, details) => {
    if (!isTold) log.warn('The broker of Home Assistant can’t be used', details)
    isTold = true
  }
  return { log: { info: log.info, warn: tell, error: tell }, again: () => void (isTold = false) }
}

async function loginOf(
  { homeAssistantBroker, homeAssistantPasswordFile: file }: Settings,
  log: Log,
): Promise<Login | undefined> {
  if (file === '') return undefined
  try {
    const [password = ''] = (await readFile(file, 'utf8')).split(/\r?\n/)
    return { username: decodeURIComponent(new URL(homeAssistantBroker).username), password }
  } catch (error) {
    // Without it the broker refuses us, and that is tried again; the file may be there by then.
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable'
    log.warn('The password can’t be read', { why: `its password can’t be read: ${code}` })
    return undefined
  }
}

/** What the broker should have, as things are now. */
function wantedOf(
  system: System,
  { config, sirens, publicUrl }: HomeAssistantParts,
  place: HomeAssistantPlace,
): () => ReadonlyMap<string, string> {
  const { authority, world, areas, log } = system
  const chosen = config.homeAssistantAreas as readonly string[] as HomeAssistantInstallation['areas']
  const installation = (): HomeAssistantInstallation => ({
    ...place,
    service: config.mode === 'live' ? 'live' : 'exercises',
    ...{ book: system.book, ladder: authority.ladder, languages: authority.languages },
    issuer: authority.issuer[authority.languages[0]!] ?? Object.values(authority.issuer)[0] ?? 'Tocsin',
    ...{ publicUrl: publicUrl(), areas: chosen.length > 0 ? chosen : authority.areas },
  })
  let missing = ''
  let turn = 0
  let last: { readonly stamp: string; readonly messages: ReadonlyMap<string, string> } | undefined
  system.onApplied((all) => {
    if (all.some(isOfBoard)) turn++
  })
  return () => {
    const hierarchy = areas.hierarchy()
    const here = installation()
    const sounds = soundsOf(system, sirens)
    const ladders = here.book.ladders().map(({ id, names, levels }) => [id, names, levels])
    const stamp = sha256(JSON.stringify([turn, hierarchy.version, here.publicUrl, sounds, ladders]))
    if (last?.stamp === stamp) return last.messages
    const shown = { board: world.board, hierarchy, alerts: [...world.inForce()] }
    const unknown = unknownAreas(here, shown).join(' ')
    if (unknown !== missing && unknown !== '')
      log.warn('Home Assistant is not shown areas that the map doesn’t have', { areas: unknown })
    missing = unknown
    last = { stamp, messages: homeAssistantMessages(shown, sounds, here) }
    return last.messages
  }
}

function soundsOf(
  { clock }: System,
  { registry, channel }: HomeAssistantParts['sirens'],
): readonly SirenHere[] {
  if (channel === undefined) return []
  const [states, now] = [channel.states(), clock.now()]
  return registry.all().map(({ id, area }) => ({
    area,
    sound: soundOf(states.get(id) ?? neverHeard(id), now, channel.times),
  }))
}
