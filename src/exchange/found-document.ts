/** What a document of a source holds for us: messages each with its own bytes, links to others, and what it says of its own making. */
import { parseInstant, type Instant, type Result, ok, refuse } from '#base'
import { childrenOf, textOf, type CapDocument, type CapProblem, type CapReading, type XmlElement } from '#cap'
import type { SourceKind } from './arrival.ts'

export interface FoundMessage {
  readonly reading: CapReading
  readonly problems: readonly CapProblem[]
  /** The alert alone. */
  bytes(): Uint8Array
  readonly within: 'alone' | 'envelope'
}

export interface FoundLink {
  readonly url: string
  readonly updated?: Instant
  /** Where the feed says so itself: no need to fetch what is over. */
  readonly expires?: Instant
}

export interface FoundDocument {
  readonly messages: readonly FoundMessage[]
  readonly links: readonly FoundLink[]
  /** Entries with neither. */
  readonly emptyEntries: number
  readonly updated?: Instant
  readonly hub: readonly string[]
  readonly self: string | undefined
  /** The page before this one (RFC 5005 §3 `next`, §4 `prev-archive`). */
  readonly older?: string
  readonly madeEverySeconds?: number
}

const kindOf: { readonly [kind in CapDocument['kind']]: SourceKind } = {
  ...{ atom: 'atom', rss: 'rss', cap: 'cap', json: 'cap', wrapped: 'auto', unreadable: 'auto' },
  'edxl-de': 'edxl',
}

/** Loaded when the first document comes: a server without sources needs none of it. */
export async function readDocument(
  bytes: Uint8Array,
  url: string,
  expected: SourceKind,
): Promise<ReturnType<typeof findIn>> {
  const { readCap } = await import('#cap/reader')
  return findIn(readCap(bytes), bytes, url, expected)
}

/** Links are made whole by `url`, where the document of these bytes was found. */
export function findIn(
  document: CapDocument,
  bytes: Uint8Array,
  url: string,
  expected: SourceKind,
): Result<FoundDocument, 'exchange/not-cap' | 'exchange/other-kind'> {
  const { kind, feed, readings, root } = document
  if (kind === 'unreadable')
    return refuse('exchange/not-cap', { why: document.problems.at(-1)?.message ?? 'it is empty' })
  if (expected !== 'auto' && kindOf[kind] !== expected && kind !== 'wrapped')
    return refuse('exchange/other-kind', { expected, found: kind })
  const absolute = (href: string | undefined) => (href === undefined ? undefined : URL.parse(href, url)?.href)
  const entries = feed?.entries ?? []
  const links = entries.flatMap((entry) => {
    if (entry.reading !== undefined) return []
    const target = absolute(entry.capHref)
    if (target === undefined || !/^https?:/.test(target)) return []
    const expires = parseInstant(entry.hints['expires'] ?? '')
    return [
      {
        url: target,
        ...(entry.updated === undefined ? {} : { updated: entry.updated }),
        ...(expires.ok ? { expires: expires.value } : {}),
      },
    ]
  })
  const older = absolute(feed?.previousArchive ?? feed?.next)
  const madeEverySeconds = root === undefined ? undefined : paceIn(root)
  return ok({
    messages: readings.map((reading) => ({
      ...{ reading, problems: problemsOf(document, reading) },
      ...((kind === 'cap' || kind === 'json') && reading.source === undefined
        ? { within: 'alone', bytes: () => bytes }
        : { within: 'envelope', bytes: () => alertBytes(reading, document.text) }),
    })),
    links,
    emptyEntries: entries.filter(({ reading, capHref }) => reading === undefined && capHref === undefined)
      .length,
    ...(feed?.updated === undefined ? {} : { updated: feed.updated }),
    ...{ hub: feed?.hubs ?? [], self: feed?.self },
    ...(older === undefined || older === url ? {} : { older }),
    ...(madeEverySeconds === undefined ? {} : { madeEverySeconds }),
  })
}

function problemsOf(document: CapDocument, { element }: CapReading): readonly CapProblem[] {
  if (document.readings.length === 1 && document.feed === undefined) return document.problems
  return document.problems.filter(({ path }) => path === element.path || path.startsWith(`${element.path}/`))
}

const periodSeconds: { readonly [period: string]: number } = {
  ...{ hourly: 3_600, daily: 86_400, weekly: 604_800, monthly: 2_592_000, yearly: 31_536_000 },
}

/** RSS 2.0 `ttl` in minutes; RSS 1.0's syndication module, whose defaults count only where one of its elements stands. */
function paceIn(root: XmlElement): number | undefined {
  const channel = childrenOf(root).find(({ name }) => name === 'channel') ?? root
  const children = childrenOf(channel)
  const said = (name: string) => {
    const element = children.find((child) => child.name === name)
    return element === undefined ? undefined : textOf(element).trim()
  }
  const [ttl, period, frequency] = [said('ttl'), said('updatePeriod'), said('updateFrequency')]
  if (ttl !== undefined && /^\d{1,6}$/.test(ttl) && Number(ttl) > 0) return Number(ttl) * 60
  if (period === undefined && frequency === undefined) return undefined
  const times = /^\d{1,6}$/.test(frequency ?? '') && Number(frequency) > 0 ? Number(frequency) : 1
  const length = periodSeconds[(period ?? 'daily').toLowerCase()]
  return length === undefined ? undefined : Math.max(1, Math.round(length / times))
}

function alertBytes({ element, source }: CapReading, text: string): Uint8Array {
  return source === undefined ? bytesOf(element, text) : new TextEncoder().encode(source)
}

/**
 * The alert of an envelope as a document of its own: its text as it stands, and those declarations of namespaces from
 * around it that it leans on, without which it would not be the same (Namespaces in XML §6.1).
 */
export function bytesOf(alert: XmlElement, text: string): Uint8Array {
  const end = text.indexOf('>', alert.contentTo) + 1
  const own = text.slice(alert.offset, end === 0 ? undefined : end)
  const declared = new Set(alert.declares?.map(({ prefix }) => prefix))
  let added = ''
  for (let around = alert.parent; around !== undefined; around = around.parent)
    for (const { prefix, namespace } of around.declares ?? []) {
      if (declared.has(prefix)) continue
      declared.add(prefix)
      if (leansOn(own, prefix)) added += ` xmlns${prefix === '' ? '' : `:${prefix}`}="${quoted(namespace)}"`
    }
  const nameEnd = 1 + (alert.prefix === '' ? 0 : alert.prefix.length + 1) + alert.name.length
  return new TextEncoder().encode(own.slice(0, nameEnd) + added + own.slice(nameEnd))
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function leansOn(text: string, prefix: string): boolean {
  return prefix === ''
    ? /<[^\s/>:!?]+[\s/>]/.test(text)
    : text.includes(`<${prefix}:`) || text.includes(` ${prefix}:`) || text.includes(`"${prefix}:`)
}
