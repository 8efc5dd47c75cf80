/** What the console's picture is made of, who may be told that a part of it moved, and which part a fact moves. */
import { waitingOf, type Applied } from '#alerts'
import type { AlertId } from '#base'
import type { Action, Permitted } from '#people'

/** Each part of the picture, and what reading it needs: nobody is told that something moves which they may not read. */
export const dutyKinds = {
  alerts: 'alert.read',
  board: 'board.read',
  reach: 'reach.read',
  sirens: 'sirens.read',
  reports: 'report.read',
  sightings: 'report.read',
  'resident-reports': 'report.read',
  tracks: 'report.read',
  waiting: 'alert.read',
  reviews: 'alert.read',
  proposals: 'people.read',
  sources: 'sources.read',
  channels: 'reach.read',
  drills: 'board.read',
  areas: 'board.read',
  'area-sets': 'alert.read',
  shelters: 'shelter.manage',
  evidence: 'evidence.read',
  assessments: 'evidence.read',
  damage: 'damage.read',
  sites: 'report.read',
  cases: 'cases.read',
  protocols: 'alert.read',
  'call-outs': 'callouts.read',
  ladders: 'board.read',
  phrases: 'alert.read',
  people: 'people.read',
} as const satisfies { readonly [kind: string]: Action }
export type DutyKind = keyof typeof dutyKinds

/** What moved since somebody was last told. */
export interface Moved {
  readonly kinds: ReadonlySet<DutyKind>
  readonly alerts: ReadonlySet<AlertId>
}

export function mayBeTold({ actions }: Pick<Permitted, 'actions'>): (kind: DutyKind) => boolean {
  return (kind) => actions.includes(dutyKinds[kind])
}

/** By the part of a stream's name before the colon. A new kind of stream that the console shows is one line here. */
const movedByStream: { readonly [stream: string]: readonly DutyKind[] } = {
  review: ['reviews', 'waiting'],
  'second-person': ['waiting', 'reviews'],
  reach: ['reach'],
  message: ['reports'],
  sighting: ['sightings'],
  'resident-report': ['resident-reports'],
  track: ['tracks'],
  source: ['sources'],
  siren: ['sirens'],
  sirens: ['sirens'],
  webhook: ['channels'],
  channel: ['channels'],
  drills: ['drills'],
  'drill-scripts': ['drills'],
  areas: ['areas'],
  'area-sets': ['area-sets'],
  shelters: ['shelters'],
  evidence: ['evidence'],
  'evidence-event': ['evidence'],
  'evidence-source': ['evidence'],
  'evidence-original': ['evidence'],
  'evidence-originals': ['evidence'],
  'news-feed': ['evidence'],
  assessment: ['assessments'],
  damage: ['damage'],
  sites: ['sites'],
  forms: ['damage'],
  'form-records': ['damage'],
  cases: ['cases'],
  protocols: ['protocols'],
  'protocol-runs': ['protocols'],
  callouts: ['call-outs'],
  teams: ['call-outs'],
  ladder: ['ladders'],
  phrases: ['phrases'],
  people: ['people'],
}

/** What facts move, with the alerts that they are about. */
export function movedBy(applied: readonly Applied[]): Moved {
  const kinds = new Set<DutyKind>()
  const alerts = new Set<AlertId>()
  for (const one of applied) {
    for (const kind of kindsOf(one)) kinds.add(kind)
    const { after } = one
    if (after.status !== 'none') alerts.add(after.id)
  }
  return { kinds, alerts }
}

function kindsOf({ fact, before, after, notices }: Applied): readonly DutyKind[] {
  const [stream = ''] = fact.stream.split(':', 1)
  if (after.status === 'none') {
    const isProposal = stream === 'people' && fact.type.startsWith('proposal-')
    return [...(movedByStream[stream] ?? []), ...(isProposal ? (['proposals', 'waiting'] as const) : [])]
  }
  const isShown = before.status === 'issued' || after.status === 'issued' || after.status === 'ended'
  return [
    'alerts',
    ...(isShown ? (['board'] as const) : []),
    ...(notices.length > 0 ? (['reach'] as const) : []),
    ...(waitingOf(before)?.key === waitingOf(after)?.key ? [] : (['waiting'] as const)),
    ...(fact.data['emergency'] === undefined ? [] : (['reviews', 'waiting'] as const)),
  ]
}
