/** What happened at places whose failure is a danger: alarms, stations that nobody heard and why, what officials said of them. */
import { between, type Instant } from '#base'
import type { Fact } from '#ledger'
import { concerns, isWithin, type Material } from '../ground.ts'
import {
  figure,
  inOrder,
  length,
  nothing,
  term,
  text,
  time,
  type Cell,
  type Row,
  type Section,
} from '../report.ts'

export interface DarkSpan {
  readonly site: string
  readonly station: string
  readonly why: string
  /** When it was last heard; where it never was, when it was found dark. */
  readonly since: Instant
  readonly from: Fact
  readonly until: Fact | undefined
  /** Those that made its reason clearer, too. */
  readonly facts: readonly Fact[]
}

const siteFacts = ({ facts }: Material) => facts.filter(({ stream }) => stream === 'sites')
const see = (site: string) => `/console/sites/${encodeURIComponent(site)}`
const named = (fact: Fact, name: string) => String(fact.data[name])

/** Whether the site lies where it is asked for and whoever asks may read; one that nobody keeps any more can't be told to lie elsewhere. */
function isAskedFor(material: Material, id: string): boolean {
  const site = material.ground.site(id)
  const area = site === undefined ? undefined : material.ground.areaAt(site.at)
  return (
    concerns(material, area === undefined ? [] : [area]) &&
    (area === undefined || material.ground.mayRead(area))
  )
}

const siteName = ({ ground }: Material, id: string) => text(ground.site(id)?.name ?? id)
const stationName = ({ ground }: Material, site: string, id: string) =>
  text(ground.site(site)?.stations.find((one) => one.id === id)?.name ?? id)

/** From the moment a station was found dark to the one it was heard again. */
export function darkSpansIn(material: Material): readonly DarkSpan[] {
  const open = new Map<string, Omit<DarkSpan, 'until'>>()
  const spans: DarkSpan[] = []
  for (const fact of siteFacts(material)) {
    const [site, station] = [named(fact, 'site'), named(fact, 'station')]
    const before = open.get(station)
    if (fact.type === 'station-dark')
      open.set(station, {
        ...{ site, station, why: named(fact, 'why'), from: before?.from ?? fact },
        since: before?.since ?? heardBefore(fact),
        facts: [...(before?.facts ?? []), fact],
      })
    if (fact.type === 'station-back' && before !== undefined) {
      spans.push({ ...before, until: fact, facts: [...before.facts, fact] })
      open.delete(station)
    }
  }
  return [...spans, ...[...open.values()].map((one) => ({ ...one, until: undefined }))].filter(
    ({ site, since, until }) => isWithin(material, since, until?.at ?? null) && isAskedFor(material, site),
  )
}

function heardBefore({ data, at }: Fact): Instant {
  const last = data['lastHeardAt']
  return typeof last === 'string' ? (last as Instant) : at
}

export function stationsSection(material: Material): Section {
  const spans = darkSpansIn(material)
  const dark = spans.filter(({ until }) => until === undefined)
  return {
    id: 'stations',
    figures: [
      figure(
        'stations.dark',
        new Set(spans.map(({ station }) => station)).size,
        spans.map(({ from }) => from.seq),
        '/console/sites',
      ),
      figure(
        'stations.still-dark',
        dark.length,
        dark.map(({ from }) => from.seq),
        '/console/sites',
      ),
    ],
    columns: ['site', 'station', 'why', 'from', 'until', 'lasted'],
    rows: spans.map(({ site, station, why, since, from, until, facts }): Row => ({
      id: `station ${station} ${from.seq}`,
      cells: {
        ...{ site: siteName(material, site), station: stationName(material, site, station) },
        ...{ why: term(`dark-${why}`), from: time(since) },
        until: until === undefined ? term('still-dark') : time(until.at as Instant),
        lasted: length(between(since, until?.at ?? material.asked.asOf)),
      },
      rests: inOrder(facts.map(({ seq }) => seq)),
      see: see(site),
    })),
  }
}

export interface AlarmStood {
  readonly site: string
  readonly stations: readonly string[]
  readonly raised: Fact
  readonly ended: Fact | undefined
  readonly facts: readonly Fact[]
}

export function alarmsIn(material: Material): readonly AlarmStood[] {
  const own = siteFacts(material).filter(({ type }) => type.startsWith('site-alarm-'))
  return [...Map.groupBy(own, (fact) => named(fact, 'alarm')).values()].flatMap((facts) => {
    const raised = facts.find(({ type }) => type === 'site-alarm-raised')
    if (raised === undefined) return []
    const ended = facts.find(({ type }) => type === 'site-alarm-ended')
    const stations = facts.flatMap(({ data }) =>
      Array.isArray(data['stations']) ? data['stations'].map(String) : [],
    )
    const stood = { site: named(raised, 'site'), stations, raised, ended, facts }
    return isWithin(material, raised.at, ended?.at ?? null) && isAskedFor(material, stood.site) ? [stood] : []
  })
}

export function alarmsSection(material: Material): Section {
  const alarms = alarmsIn(material)
  return {
    id: 'alarms',
    figures: [
      figure(
        'sites.alarms',
        alarms.length,
        alarms.map(({ raised }) => raised.seq),
        '/console/sites',
      ),
    ],
    columns: ['site', 'since', 'stations', 'ended', 'reason'],
    rows: alarms.map(({ site, stations, raised, ended, facts }): Row => ({
      id: `alarm ${named(raised, 'alarm')}`,
      cells: {
        ...{ site: siteName(material, site), since: time(raised.at as Instant) },
        stations: joined(stations.map((one) => stationName(material, site, one))),
        ended: ended === undefined ? term('goes-on') : time(ended.at as Instant),
        reason: ended === undefined ? nothing : text(named(ended, 'reason')),
      },
      rests: inOrder(facts.map(({ seq }) => seq)),
      see: see(site),
    })),
  }
}

function joined(cells: readonly Cell[]): Cell {
  return text(cells.flatMap((one) => (one.is === 'text' ? one.text : [])).join(', '))
}

export function statementsSection(material: Material): Section {
  const attached = siteFacts(material).filter(
    (fact) =>
      fact.type === 'site-statement-attached' &&
      isWithin(material, fact.at, fact.at) &&
      isAskedFor(material, named(fact, 'site')),
  )
  return {
    id: 'statements',
    figures: [
      figure(
        'sites.statements',
        attached.length,
        attached.map(({ seq }) => seq),
        '/console/sites',
      ),
    ],
    columns: ['site', 'kind', 'at', 'source', 'evidence'],
    rows: attached.map((fact): Row => {
      const [site, evidence] = [named(fact, 'site'), named(fact, 'evidence')]
      return {
        id: `statement ${fact.seq}`,
        cells: {
          ...{ site: siteName(material, site), kind: term(`statement-${named(fact, 'kind')}`) },
          ...{ at: time(fact.at as Instant), evidence: text(evidence) },
          source: text(material.ground.documentSource(evidence)),
        },
        rests: [fact.seq],
        see: `/console/evidence/${encodeURIComponent(evidence.split('/')[0]!)}`,
      }
    }),
  }
}
