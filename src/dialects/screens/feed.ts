/** The JSON Feed face (version 1.1): an item for each alert at each of its levels, and one for each end for a day. */
import type { AlertId, Instant, JsonObject } from '#base'
import { fill } from '#web/html'
import type { DialectGround } from '../dialect.ts'
import type { Span } from '../spans.ts'
import { headOf, issuerOf, lengthFor, listed, overHead, overMeans } from './text.ts'
import type { Over, Place, ScreenView, Standing } from './view.ts'

interface Addresses {
  readonly home: string
  readonly feed: string
}

export function feedFace(
  view: ScreenView,
  spans: readonly Span[],
  ground: DialectGround,
  path: string,
): string {
  const { words, language, area, standing, over } = view
  const { home, feed }: Addresses = {
    home: `${ground.publicUrl()}/${area === undefined ? 'region' : `?place=${encodeURIComponent(area.code)}`}`,
    feed: `${ground.baseUrl()}${path}`,
  }
  const began = levelBeginnings(spans)
  const length = lengthFor(standing.length)
  const items = [
    ...standing.map((one) => standingItem(one, view, { began, length, home })),
    ...over.map((one) => overItem(one, view, home)),
  ].sort((a, b) => (a['date_modified']! < b['date_modified']! ? 1 : -1))
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: `${view.mode === 'drill' ? `${words.drill}: ` : ''}${fill(words.title, { place: view.place })}`,
    home_page_url: home,
    feed_url: feed,
    language,
    authors: [{ name: view.issuer }],
    items,
  })
}

interface Telling {
  readonly began: ReadonlyMap<string, Instant>
  readonly length: ReturnType<typeof lengthFor>
  readonly home: string
}

/** Another level is another item, because readers ring for what is new and seldom for what was changed. */
function standingItem(one: Standing, view: ScreenView, { began, length, home }: Telling): JsonObject {
  const { words, clock } = view
  const { alert, places, since, mode, gravity } = one
  const { ladder, level, threat } = alert.content
  const said = length === 'none' ? undefined : one.text(length)
  const head = headOf(one, view)
  return {
    id: `${alert.id}/${ladder}/${level}`,
    url: home,
    title: `${head} · ${shortly(places, view)}`,
    content_text: [
      ...(mode === 'drill' ? [words.drillMeans] : []),
      `${clock.since(since)}. ${fill(words.where, { places: listed(places) })}.`,
      ...(said === undefined ? [] : [said.text]),
      ...(length === 360 ? [fill(words.issuedBy, { issuer: issuerOf(one, view) })] : []),
    ].join('\n\n'),
    date_published: began.get(levelKey({ alert: alert.id, level })) ?? since,
    date_modified: alert.revisedAt,
    language: said?.language ?? view.language,
    tags: [threat, level, gravity, ...(mode === 'drill' ? ['drill'] : [])],
  }
}

function overItem(one: Over, view: ScreenView, home: string): JsonObject {
  const { words, clock } = view
  const { alert, how, at, mode, threat, places } = one
  return {
    id: `${alert}/${how}/${at}`,
    url: home,
    title: `${overHead(one, view)} · ${shortly(places, view)}`,
    content_text: [
      ...(mode === 'drill' ? [words.drillMeans] : []),
      ...overMeans(one, view),
      `${clock.since(at)}. ${fill(words.where, { places: listed(places) })}.`,
    ].join('\n\n'),
    date_published: at,
    date_modified: at,
    language: view.wordsLanguage,
    tags: [threat, how, ...(mode === 'drill' ? ['drill'] : [])],
  }
}

/** “Lipetsk and 6 more”. */
function shortly(places: readonly Place[], { words }: ScreenView): string {
  const first = places[0]?.name ?? ''
  return places.length < 2 ? first : fill(words.more, { places: first, count: places.length - 1 })
}

function levelBeginnings(spans: readonly Span[]): ReadonlyMap<string, Instant> {
  const began = new Map<string, Instant>()
  for (const span of spans) {
    const key = levelKey(span)
    if (!began.has(key)) began.set(key, span.since)
  }
  return began
}

function levelKey({ alert, level }: { readonly alert: AlertId; readonly level: string }): string {
  return `${alert} ${level}`
}
