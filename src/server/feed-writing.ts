/** What a feed of this installation says of itself: its names, its other languages and formats, its pages and its hub. */
import { modes, type Mode, type Result } from '#base'
import { atomMediaType, capTime, rssMediaType, writeCapFeed, writeCapRss, type CapFeedRelation } from '#cap'
import { addressOf, type ShownEntry } from './cap-archive.ts'
import type { System } from './system.ts'

export interface FeedVariant {
  readonly format: 'atom' | 'rss'
  readonly mode: Mode
  readonly language: string
  readonly content: 'full' | 'links'
}

export type FeedPlace =
  | { readonly kind: 'now'; readonly complete: number }
  | {
      readonly kind: 'page'
      readonly number: number
      readonly state: 'complete' | 'growing'
    }

export const feedTypes = { atom: atomMediaType, rss: rssMediaType } as const

interface Around {
  readonly system: Pick<System, 'authority' | 'config' | 'startedAt'>
  /** Without a slash at the end. */
  readonly base: string
}

export function writeFeed(
  feed: { readonly variant: FeedVariant; readonly entries: readonly ShownEntry[]; readonly place: FeedPlace },
  { system, base }: Around,
): Result<string> {
  const { variant, entries, place } = feed
  const { format, mode, language, content } = variant
  const { authority } = system
  const issuer = authority.issuer[language as never] ?? Object.values(authority.issuer)[0] ?? ''
  const banner = mode === 'live' ? '' : `${mode.toUpperCase()} · `
  const page = place.kind === 'page' ? `/${place.number}` : ''
  const write = format === 'atom' ? writeCapFeed : writeCapRss
  return write(
    {
      id: `tag:${authority.sender},2025:feed/${mode}${page}`,
      title: `${banner}Warnings of ${issuer}${place.kind === 'page' ? ` · archive, page ${place.number}` : ''}`,
      author: issuer,
      self: place.kind === 'now' ? feedAddress(base, variant) : pageAddress(base, variant, place.number),
      alternate: `${base}/`,
      since: capTime(system.startedAt, authority.timeZone),
      links: [...relationsOf(variant, system, base, place), ...pagesAround(variant, base, place)],
      ...(place.kind === 'page' && place.state === 'complete' ? { archive: 'complete' } : {}),
      stylesheet: `/cap-${mode}.css`,
      entries: entries.toReversed().map((entry) => ({
        ...{ message: entry.message, href: `${base}${addressOf(entry)}` },
        ...(content === 'full' && entry.within !== undefined ? { content: entry.within } : {}),
      })),
    },
    language,
  )
}

/** Every variant has one address: what it is asked for by, what it says of itself, and what hubs know it by. */
export function feedAddress(base: string, { format, ...variant }: FeedVariant): string {
  return `${base}/v1/feed.${format}?${queryOf(variant)}`
}

/** Which feed an address of ours stands for, in whatever order its parts are written; undefined for every other address. */
export function feedVariantAt(base: string, address: string): FeedVariant | undefined {
  const url = URL.parse(address)
  const format = /^\/v1\/feed\.(atom|rss)$/.exec(
    url?.pathname.slice(URL.parse(base)?.pathname.replace(/\/$/, '').length ?? 0) ?? '',
  )?.[1]
  if (url === null || format === undefined || url.origin !== URL.parse(base)?.origin) return undefined
  const { searchParams } = url
  const mode = modes.find((one) => one === searchParams.get('mode'))
  const language = searchParams.get('lang')
  if (mode === undefined || language === null) return undefined
  const content = searchParams.get('content') === 'full' ? 'full' : 'links'
  const variant = { format: format as FeedVariant['format'], mode, language, content } as const
  // Nothing more in it than it says: there are only so many feeds to be made.
  return new URL(feedAddress(base, variant)).search.length === url.search.length ? variant : undefined
}

function pageAddress(base: string, { format, ...variant }: FeedVariant, number: number): string {
  return `${base}/v1/feed/archive/${format}/${number}?${queryOf(variant)}`
}

function queryOf({ mode, language, content }: Omit<FeedVariant, 'format'>): string {
  return `mode=${mode}&lang=${encodeURIComponent(language)}${content === 'full' ? '&content=full' : ''}`
}

function relationsOf(
  variant: FeedVariant,
  { authority, config }: Around['system'],
  base: string,
  place: FeedPlace,
): CapFeedRelation[] {
  if (place.kind === 'page') return [{ rel: 'current', href: feedAddress(base, variant) }]
  const languages = authority.languages.filter((language) => language !== variant.language)
  const other = variant.format === 'atom' ? 'rss' : 'atom'
  return [
    ...(config.hub === 'yes' ? [{ rel: 'hub', href: `${base}/hub` } as const] : []),
    ...languages.map((language) => ({
      ...{ rel: 'alternate' as const, type: feedTypes[variant.format], language },
      href: feedAddress(base, { ...variant, language }),
    })),
    { rel: 'alternate', href: feedAddress(base, { ...variant, format: other }), type: feedTypes[other] },
    {
      rel: 'alternate',
      href: `${base}/v1/in-force.geojson?mode=${variant.mode}`,
      type: 'application/geo+json',
    },
  ]
}

/**
 * RFC 5005 §4. Going back, only complete pages are linked to: a reader that has one never has to ask for it again. A
 * complete page names the next one from the beginning, whether it has grown to the full or not: it may not change later.
 */
function pagesAround(variant: FeedVariant, base: string, place: FeedPlace): CapFeedRelation[] {
  const to = (rel: 'prev-archive' | 'next-archive', number: number) => ({
    ...{ rel, href: pageAddress(base, variant, number) },
  })
  if (place.kind === 'now') return place.complete > 0 ? [to('prev-archive', place.complete)] : []
  return [
    ...(place.number > 1 ? [to('prev-archive', place.number - 1)] : []),
    ...(place.state === 'complete' ? [to('next-archive', place.number + 1)] : []),
  ]
}
