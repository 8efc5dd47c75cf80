/** Takes readings from a broker on the server that decides: a message that can’t be read is told and not sent again, all others are kept. */
import { ok, refuse, second, epochMilliseconds, type Instant, type Log, type Result } from '#base'
import { decodeBytes, readReadings, topicPattern, type Heard, type TopicPattern } from '#sites'
import type { Delivered, ReadingLine, ReadingLineOptions } from '../sites/reading-line.mqtt.ts'
import type { SiteDesk } from './site-desk.ts'
import type { System } from './system.ts'

export interface ReadingIntakeState {
  /** `another-server`: only the one that decides takes readings. */
  readonly state: 'taking' | 'out-of-touch' | 'another-server'
  readonly since: Instant
  readonly topic: string
  readonly messages: number
  readonly kept: number
  readonly refused: number
  readonly lastAt: Instant | null
  readonly lastRefused: { readonly topic: string; readonly code: string; readonly at: Instant } | null
}

export interface ReadingIntake {
  /** Null where no broker is named. */
  state(): ReadingIntakeState | null
  stop(): Promise<void>
}

export interface ReadingIntakeOptions extends Pick<ReadingLineOptions, 'url' | 'password' | 'clientId'> {
  readonly tls?: NonNullable<ReadingLineOptions['tls']>
  readonly topic: string
  /** Empty where links say nothing of themselves. */
  readonly linkTopic: string
  open(options: ReadingLineOptions): ReadingLine
}

export const noReadingIntake: ReadingIntake = { state: () => null, stop: async () => {} }

/** Bytes of one message: a day of a station by the second, and nobody’s memory. */
const longestMessage = 4 * 1024 * 1024

export function openReadingIntake(
  system: Pick<System, 'clock' | 'decides'> & { readonly log: Log },
  desk: Pick<SiteDesk, 'give' | 'book' | 'linkIs'>,
  options: ReadingIntakeOptions,
): ReadingIntake {
  const { clock, log } = system
  const topic = patternOf(options.topic)
  const linkTopic = options.linkTopic === '' ? undefined : patternOf(options.linkTopic)
  let line: ReadingLine | undefined
  let since = clock.now()
  const counts = { messages: 0, kept: 0, refused: 0 }
  let lastAt: Instant | null = null
  let lastRefused: ReadingIntakeState['lastRefused'] = null

  const refused = (of: string, code: string) => {
    counts.refused++
    lastRefused = { topic: of.slice(0, 200), code, at: clock.now() }
  }
  const readOf = ({ topic: name, payload }: Delivered): Result<readonly Heard[]> => {
    const places = topic.match(name)
    if (places === undefined) return ok([])
    if (payload.length > longestMessage)
      return refuse('sites/unreadable-readings', { at: 'the message', why: 'it is over 4 MiB' })
    const read = readReadings(decodeBytes(payload), {
      ...{ zoneOffsetMinutes: null, receivedAtMs: epochMilliseconds(clock.now()) },
      ...(places.station === undefined ? {} : { station: places.station }),
    })
    if (!read.ok || places.site === undefined) return read
    // Who may write below one site’s topic speaks for no other one.
    const foreign = read.value.find(
      ({ station }) => (desk.book.station(station)?.site.id ?? places.site) !== places.site,
    )
    return foreign === undefined ? read : refuse('sites/unknown-station', { station: foreign.station })
  }
  const take = async (messages: readonly Delivered[]) => {
    const heard: Heard[] = []
    for (const message of messages) {
      const link = linkTopic?.match(message.topic)?.link
      if (link !== undefined) {
        desk.linkIs(link, /^off/i.test(decodeBytes(message.payload).trim()) ? 'down' : 'up')
        continue
      }
      counts.messages++
      const read = readOf(message)
      if (read.ok) for (const one of read.value) heard.push(one)
      else refused(message.topic, read.problem.code)
    }
    const given = await desk.give(heard)
    counts.kept += given.kept
    lastAt = clock.now()
  }
  const open = () => {
    since = clock.now()
    line = options.open({
      ...{ url: options.url, password: options.password, clientId: options.clientId, clock, log, take },
      ...(options.tls === undefined ? {} : { tls: options.tls }),
      filters: [topic.filter, ...(linkTopic === undefined ? [] : [linkTopic.filter])],
      onUp: () => void (since = clock.now()),
      onDown: () => void (since = clock.now()),
    })
  }
  let [stopped, callOff] = [false, () => {}]
  /** One server takes; which one is asked as often as it may change. */
  const look = async () => {
    const mine = system.decides() === 'me'
    if (mine && line === undefined) open()
    if (!mine && line !== undefined) {
      const before = line
      ;[line, since] = [undefined, clock.now()]
      await before.close()
    }
    if (!stopped) callOff = clock.after(second, () => void look())
  }
  callOff = clock.after(0, () => void look())

  return {
    state: () => ({
      state: line === undefined ? 'another-server' : line.isUp ? 'taking' : 'out-of-touch',
      ...{ since, topic: options.topic, ...counts, lastAt, lastRefused },
    }),
    async stop() {
      stopped = true
      callOff()
      const before = line
      line = undefined
      await before?.close()
    },
  }
}

function patternOf(text: string): TopicPattern {
  const pattern = topicPattern(text)
  // The settings were checked when they were read.
  if (!pattern.ok) throw new TypeError(`the topic ${text} was not checked`)
  return pattern.value
}
