/** A publisher whose whole story is known: it warns, changes and takes back, and shows that in a feed, thin or fat, with an ETag. */
import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { instantOf, plus, second } from '#base'
import { instantOfCapTime, type CapInfo, type CapMessage } from '#cap'
import type { Chance } from './chance.ts'
import type { FeedHost, HostRequest } from './feed-host.node.ts'
import { fatEntry, feedOf, inCap, thinEntry, xmlOf } from './outside-world.ts'

/** What a reader did at the publisher's; `shown` are the messages that the answer held. */
export interface Heard {
  readonly publisher: Publisher
  readonly what: 'feed-asked' | 'feed-answered' | 'entry-asked' | 'entry-answered'
  readonly path: string
  readonly ifNoneMatch: string | undefined
  readonly atMs: number
}

export interface Publisher {
  readonly name: string
  readonly kind: 'thin' | 'fat'
  readonly feed: string
  readonly messages: readonly CapMessage[]
  /** `threat level area+area identifier` of every warning that stands. */
  standing(): string[]
  /** Identifiers of the messages that no later one has replaced or taken back. */
  last(): string[]
  /** Says the next thing. */
  speak(): void
  /** Messages that the feed shows no longer; those of a thin one are still where they were. */
  leaveOut(identifiers: ReadonlySet<string>): void
  /** The identifiers that stood in the feed when it had this ETag. */
  shownAt(etag: string): readonly string[]
  hrefOf(identifier: string): string
}

export interface PublisherOptions {
  readonly host: FeedHost
  readonly name: string
  readonly kind: Publisher['kind']
  readonly chance: Chance
  readonly areas: readonly string[]
  /** The longest it takes to answer, in milliseconds. */
  readonly slowBy: number
  readonly hears: (heard: Heard) => void
}

interface Chain {
  readonly danger: (typeof dangers)[number]
  readonly messages: CapMessage[]
  severity: 'Moderate' | 'Severe'
  areas: readonly string[]
}

const dangers = [
  { event: 'Gale warning', threat: 'wind' },
  { event: 'Flood', threat: 'flood' },
  { event: 'Wildfire', threat: 'wildfire' },
  { event: 'Tornado', threat: 'tornado' },
] as const
const levels = { Moderate: 'watch', Severe: 'warning' } as const

export function startPublisher({ host, name, kind, chance, ...rest }: PublisherOptions): Publisher {
  const { areas, slowBy, hears } = rest
  const begun = plus(instantOf(Date.now()), -2 * 3_600 * second)
  const expires = inCap(plus(instantOf(Date.now()), 5 * 3_600 * second))
  const messages: CapMessage[] = []
  const open = new Set<Chain>()
  const replaced = new Set<string>()
  const leftOut = new Set<string>()
  const versions = new Map<string, readonly string[]>()
  const feed = `/${name}/feed`
  const pathOf = (identifier: string) => `/${name}/${identifier}.cap`
  const hrefOf = (identifier: string) => host.base + pathOf(identifier)

  const infoOf = ({ danger, severity, areas: codes }: Chain, more: Partial<CapInfo> = {}): CapInfo => ({
    ...{ language: 'en', category: ['Met'], event: danger.event, urgency: 'Expected', severity },
    ...{ certainty: 'Likely', senderName: name, expires, headline: `${danger.event} (${messages.length})` },
    instruction: 'Stay indoors.',
    area: [{ areaDesc: 'Here', geocode: codes.map((value) => ({ valueName: 'tocsin:area', value })) }],
    ...more,
  })
  const say = (chain: Chain, msgType: CapMessage['msgType'], info: readonly CapInfo[]) => {
    // Some name the last message alone, some all there were (CAP 1.2 §3.2.1).
    const named = chance.happens(0.5) ? chain.messages : chain.messages.slice(-1)
    const references = named.map(({ sender, identifier, sent }) => ({ sender, identifier, sent }))
    const message: CapMessage = {
      ...{ identifier: `${name}-${messages.length + 1}`, sender: `${name}.example`, status: 'Exercise' },
      ...{ sent: inCap(plus(begun, messages.length * second)), msgType, scope: 'Public', info },
      ...(references.length === 0 ? {} : { references }),
    }
    // Whoever is named once is replaced, whether or not later ones name it again.
    for (const { identifier } of references) replaced.add(identifier)
    messages.push(message)
    chain.messages.push(message)
    const xml = xmlOf(message)
    if (kind === 'thin') host.play(pathOf(message.identifier), (asked, out) => void answer(asked, out, xml))
  }
  const answer = async (asked: HostRequest, out: ServerResponse, xml: string, etag?: string) => {
    const what = etag === undefined ? 'entry' : 'feed'
    const { path, atMs, headers } = asked
    const heard = { publisher, path, atMs, ifNoneMatch: headers['if-none-match'] }
    hears({ ...heard, what: `${what}-asked` })
    await wait(chance.happens(0.5) ? 0 : chance.between(0, slowBy))
    const head = { 'content-type': 'application/xml', ...(etag === undefined ? {} : { etag }) }
    out.on('finish', () => hears({ ...heard, what: `${what}-answered` }))
    if (etag !== undefined && heard.ifNoneMatch === etag) return out.writeHead(304, head).end()
    const half = xml.length >> 1
    out.writeHead(200, head).write(xml.slice(0, half))
    if (chance.happens(0.3)) await wait(chance.between(0, slowBy))
    out.end(xml.slice(half))
  }
  /** Written anew whenever something changes; what is being sent stays as it was. */
  const write = () => {
    const shown = messages.filter(({ identifier }) => !leftOut.has(identifier)).toReversed()
    const entries = shown.map((message) =>
      kind === 'fat'
        ? fatEntry(message)
        : thinEntry(hrefOf(message.identifier), instantOfCapTime(message.sent)),
    )
    const updated = plus(begun, (versions.size + messages.length) * second)
    const xml = feedOf({ updated, entries })
    const etag = `"${versions.size + 1}"`
    versions.set(
      etag,
      shown.map(({ identifier }) => identifier),
    )
    host.play(feed, (asked, out) => void answer(asked, out, xml, etag))
  }

  const publisher: Publisher = {
    ...{ name, kind, feed, messages, hrefOf },
    standing: () =>
      [...open].map(({ danger, severity, areas: codes, messages: said }) =>
        [danger.threat, levels[severity], [...codes].sort().join('+'), said.at(-1)!.identifier].join(' '),
      ),
    last: () => messages.flatMap(({ identifier }) => (replaced.has(identifier) ? [] : identifier)),
    speak() {
      const some = () =>
        areas.filter(() => chance.happens(0.3)).concat(areas[messages.length % areas.length]!)
      const chain = open.size === 0 ? undefined : chance.pick([...open])
      if (chain === undefined || (open.size < 6 && chance.happens(0.4))) {
        const fresh: Chain = {
          ...{ danger: chance.pick(dangers), messages: [], areas: [...new Set(some())] },
          severity: chance.pick(['Moderate', 'Severe'] as const),
        }
        say(fresh, 'Alert', [infoOf(fresh)])
        open.add(fresh)
      } else if (chance.happens(0.5)) {
        // Never quite what it was, so that the board shows which message it is.
        chain.severity = chain.severity === 'Severe' ? 'Moderate' : 'Severe'
        if (chance.happens(0.5)) chain.areas = [...new Set(some())]
        say(chain, 'Update', [infoOf(chain)])
      } else {
        if (chance.happens(0.7)) say(chain, 'Cancel', [])
        else say(chain, 'Update', [infoOf(chain, { responseType: ['AllClear'], urgency: 'Past' })])
        open.delete(chain)
      }
      write()
    },
    leaveOut(identifiers) {
      for (const identifier of identifiers) leftOut.add(identifier)
      write()
    },
    shownAt: (etag) => versions.get(etag) ?? [],
  }
  write()
  return publisher
}
