/** NINA's API as of `warnung.bund.de/api31`, for clients that read German warnings: lists by region, warnings in full, outlines. */
import { geoJsonMediaType } from '#alerts'
import type { Area } from '#areas'
import {
  asJson,
  type Dialect,
  type DialectAnswer,
  type DialectCall,
  type DialectGround,
  type DialectRoute,
  type Picture,
} from '../dialect.ts'
import { archivedWarning, historyOf } from './archive.ts'
import { dashboard, mapEntries } from './lists.ts'
import { ninaMapping } from './mapping.ts'
import { messagesOf } from './messages.ts'
import { outlines } from './outlines.ts'
import { dataVersion, eventCodeList, labels } from './reference.ts'
import { areasWithoutKey, regionOf } from './regions.ts'
import { rss } from './rss.ts'
import { warningJson } from './warning.ts'

function refused(status: number, why: string): DialectAnswer {
  return asJson({ status, message: why }, status)
}

const notFound = refused(404, 'Not found.')

/** As the original: a key of another length is a bad request, one that stands for nothing here is not found. */
function inRegion(
  answer: (region: Area, picture: Picture, ground: DialectGround, key: string) => DialectAnswer,
): DialectRoute['answer'] {
  return ({ params }: DialectCall, picture, ground) => {
    const key = params['ars']!
    const region = regionOf(key, picture)
    if (region === 'no-key') return refused(400, 'A regional key (ARS) has twelve digits.')
    return region === undefined ? notFound : answer(region, picture, ground, key)
  }
}

const otherProviders = ['katwarn', 'biwapp', 'dwd', 'lhp', 'police'] as const

function always(path: `/${string}`, says: string, body: object): DialectRoute {
  const answer = asJson(body)
  return { method: 'GET', path, says, lasts: 'the-board', answer: () => answer }
}

export const nina: Dialect = {
  id: 'nina',
  title: 'NINA (warnung.bund.de, api31)',
  // The lists leave out what they can't say; a warning's own address says its status.
  modes: ['live', 'drill', 'test'],
  keys: 'none',
  mapping: ninaMapping,
  routes: [
    {
      ...{ method: 'GET', path: '/api31/dashboard/{ars}.json', lasts: 'the-board' },
      says: 'What is in force for a region, around it and in it, by its regional key; live alerts alone.',
      answer: inRegion((region, picture, ground) => asJson(dashboard(region, picture, ground))),
    },
    {
      ...{ method: 'GET', path: '/api31/warnings/{id}.json', lasts: 'a-minute' },
      says: 'One warning in full; for an hour after its end, the end.',
      async answer({ params }, picture, ground) {
        const messages = await messagesOf(params['id']!, picture, ground)
        return messages?.now === undefined
          ? notFound
          : asJson(warningJson(messages.now, messages.all, picture, ground))
      },
    },
    {
      ...{ method: 'GET', path: '/api31/warnings/{id}.geojson', lasts: 'a-minute' },
      says: 'Where one live warning holds, as GeoJSON.',
      async answer({ params }, picture, ground) {
        const notice = (await messagesOf(params['id']!, picture, ground))?.now
        if (notice?.mode !== 'live') return notFound
        return { ...asJson(outlines(notice, picture)), type: geoJsonMediaType }
      },
    },
    {
      ...{ method: 'GET', path: '/api31/mowas/mapData.json', lasts: 'the-board' },
      says: 'Every live alert that is in force.',
      answer: (_call, picture, ground) => asJson(mapEntries(picture, ground)),
    },
    ...otherProviders.map((provider) =>
      always(`/api31/${provider}/mapData.json`, 'Always empty: this provider does not warn here.', []),
    ),
    {
      ...{ method: 'GET', path: '/api31/archive.mowas/{id}-mapping.json', lasts: 'a-minute' },
      says: 'The messages of one live warning.',
      async answer({ params }, picture, ground) {
        const history = await historyOf(params['id']!, picture, ground)
        return history === undefined ? notFound : asJson(history)
      },
    },
    {
      ...{ method: 'GET', path: '/api31/archive.mowas/{name}.json', lasts: 'a-minute' },
      says: 'One message of a warning, as the list of its messages names it.',
      async answer({ params }, picture, ground) {
        const warning = await archivedWarning(params['name']!, picture, ground)
        return warning === undefined ? notFound : asJson(warning)
      },
    },
    {
      ...{ method: 'GET', path: '/api31/mowas/rss/{ars}.rss', lasts: 'the-board' },
      says: 'The dashboard of a region as an RSS feed.',
      answer: inRegion((region, picture, ground, key) => rss(region, key, picture, ground)),
    },
    always('/api31/dynamic/version/dataVersion.json', 'The version of the labels.', dataVersion),
    always(
      '/api31/appdata/gsb/eventCodes/eventCodes.json',
      'The event codes that are given here.',
      eventCodeList,
    ),
    always('/api31/appdata/gsb/labels/de_labels.json', 'Event codes in German.', labels),
    always('/api/appdata/gsb/labels/de_labels.json', 'The same, where older clients look for it.', labels),
  ],
  refused: ({ status, why }) => refused(status, why),
  leftOut: areasWithoutKey,
}
