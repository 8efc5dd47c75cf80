/** What of the ledger stands in the timeline: to which group a fact belongs, which alerts it is about, and who may read it. What is not named here is not shown. */
import { alertOf } from '#alerts'
import type { AlertId, JsonObject } from '#base'
import type { Fact } from '#ledger'
import type { Action } from '#people'

/** Each with what somebody must be allowed to read it. Signing in, rights and readings are the audit's, and stand in no group. */
export const groupActions = {
  alerts: 'alert.read',
  approvals: 'alert.read',
  reach: 'reach.read',
  sirens: 'sirens.read',
  reports: 'report.read',
  sightings: 'report.read',
  tracks: 'report.read',
  sources: 'sources.read',
  protocols: 'alert.read',
  // By their ids alone; what is personal of them stands in no fact.
  'call-outs': 'callouts.read',
  areas: 'board.read',
  // That one is hidden is for nobody who may not see it.
  shelters: 'shelter.manage',
  drills: 'board.read',
  sites: 'report.read',
  cases: 'cases.read',
  damage: 'damage.read',
  // Also those that are kept off the public's board.
  outages: 'damage.read',
  remnants: 'damage.read',
} as const satisfies { readonly [group: string]: Action }
export type TimelineGroup = keyof typeof groupActions
export const timelineGroups = Object.keys(groupActions) as readonly TimelineGroup[]

/** By what stands before the colon of the stream. */
const groupOfStream: ReadonlyMap<string, TimelineGroup> = new Map([
  ['alert', 'alerts'],
  ['review', 'approvals'],
  ['second-person', 'approvals'],
  ['reach', 'reach'],
  ['siren', 'sirens'],
  ['sirens', 'sirens'],
  ['message', 'reports'],
  ['sighting', 'sightings'],
  ['sightings', 'sightings'],
  ['resident-report', 'reports'],
  ['resident-reports', 'reports'],
  ['track', 'tracks'],
  ['tracks', 'tracks'],
  ['source', 'sources'],
  ['protocol-runs', 'protocols'],
  ['protocols', 'protocols'],
  ['callouts', 'call-outs'],
  ['areas', 'areas'],
  ['area-sets', 'areas'],
  ['area-set', 'areas'],
  ['shelters', 'shelters'],
  ['drills', 'drills'],
  ['drill-scripts', 'drills'],
  ['sites', 'sites'],
  ['damage', 'damage'],
  ['sites', 'sites'],
  ['cases', 'cases'],
])

/** Undefined for what is no part of the timeline. */
export function groupOfStreamNamed(stream: string): TimelineGroup | undefined {
  const colon = stream.indexOf(':')
  return groupOfStream.get(colon < 0 ? stream : stream.slice(0, colon))
}

/** The groups whose facts stand in the same stream as those of this one. */
export function groupsBeside(group: TimelineGroup): readonly TimelineGroup[] {
  return group === 'damage' ? ['damage', 'outages', 'remnants'] : [group]
}

/** As above; who is called about what concerns people's rights is the audit's alone, and who holds a record is nobody's history. */
export function groupOf({
  stream,
  type,
  data,
}: Pick<Fact, 'stream' | 'type' | 'data'>): TimelineGroup | undefined {
  if (data['proposal'] !== undefined) return undefined
  const group = groupOfStreamNamed(stream)
  if (group !== 'damage') return group
  if (notOfTheNight.has(type)) return undefined
  if (type.startsWith('outage-')) return 'outages'
  return type.startsWith('remnant-') ? 'remnants' : 'damage'
}

const notOfTheNight: ReadonlySet<string> = new Set([
  'observation-locked',
  'observation-released',
  'asset-kept',
])

const streamsOfAlerts = ['alert:', 'review:', 'reach:', 'second-person:'] as const

/** The streams that are an alert's own. */
export function streamsOfAlert(alert: AlertId): readonly string[] {
  return streamsOfAlerts.map((prefix) => prefix + alert)
}

/** The alerts a fact is about; usually one, or none. */
export function alertsIn(fact: Fact): readonly AlertId[] {
  const own = alertOf(fact)
  if (own !== undefined) return [own]
  const { stream, data } = fact
  const prefix = streamsOfAlerts.find((one) => stream.startsWith(one))
  const named = [
    ...(prefix !== undefined && data['proposal'] === undefined ? [stream.slice(prefix.length)] : []),
    textIn(data, 'alert'),
    ofNotice(textIn(data, 'notice')),
    ...(Array.isArray(data['acts']) ? data['acts'] : []).map((act) => textIn(act as JsonObject, 'alert')),
  ]
  return [...new Set(named.flatMap((id) => (id === undefined ? [] : [id as AlertId])))]
}

/** Notices are named by their alert, a full stop, and their revision. */
function ofNotice(notice: string | undefined): string | undefined {
  return notice?.includes('.') === true ? notice.slice(0, notice.lastIndexOf('.')) : undefined
}

function textIn(data: JsonObject | null, name: string): string | undefined {
  const value = data?.[name]
  return typeof value === 'string' ? value : undefined
}
