/** Lays an alarm before a person as a draft alert: the danger of the site, the areas of its ring, the lowest level; only a person sends it on. */
import { areasMeantBy, type AreaCode } from '#areas'
import { ok, refuse, system as theSystem, type AlertId, type Result } from '#base'
import { circleAround, ringMeant, threatOf, type Site, type SiteAlarmId, type Station } from '#sites'
import type { LadderId, LevelId, ThreatId } from '#threats'
import type { System } from './system.ts'

export interface SiteProposal {
  readonly site: Site
  readonly alarm: SiteAlarmId
  readonly stations: readonly Station[]
  /** Whether an owner’s threshold is crossed, or only what is usual. */
  readonly crosses: 'threshold' | 'usual'
}

type Parts = Pick<System, 'desk' | 'book' | 'areas' | 'authority' | 'config'>

/** The draft’s id; asked again for the same alarm, the same one. */
export async function proposeAlert(
  { desk, book, areas, authority, config }: Parts,
  { site, alarm, stations, crosses }: SiteProposal,
): Promise<Result<AlertId>> {
  const threat = threatOf(site.kind, stations) as ThreatId | null
  if (threat === null) return refuse('sites/nothing-to-propose', { site: site.id })
  const fits = (id: string) => {
    const ladder = book.ladder(id as LadderId)
    return ladder !== undefined && (ladder.threats?.includes(threat) ?? true) ? ladder : undefined
  }
  const ladder =
    fits(authority.ladder) ?? fits('all-hazards') ?? book.ladders().find(({ id }) => fits(id) !== undefined)
  // How grave it is a person says; over the owner’s own line it is at least a danger.
  const level =
    ladder?.levels.find(({ gravity }) => crosses === 'usual' || gravity === 'danger') ?? ladder?.levels[0]
  const meant = areasAround({ areas, authority }, site, stations)
  if (ladder === undefined || level === undefined || meant.length === 0)
    return refuse('sites/nothing-to-propose', { site: site.id })
  // Named after its alarm: cut off after it was drafted, the next look finds it instead of drafting another.
  const alert = alarm.replace('site-alarm', 'alert') as AlertId
  const drafted = await desk.order(
    {
      ...{ type: 'draft', alert, mode: config.mode, threat, ladder: ladder.id },
      ...{ level: level.id as LevelId, areas: meant, channels: 'all' as const },
      restsOn: [`site/${site.id}`, `site-alarm/${alarm}`],
    },
    theSystem,
  )
  if (drafted.ok || drafted.problem.code === 'alerts/exists') return ok(alert)
  return drafted
}

/** Of the ring that holds what is raised; without a ring, or where no shape is known, those that the stations stand in. */
function areasAround(
  { areas, authority }: Pick<Parts, 'areas' | 'authority'>,
  site: Site,
  stations: readonly Station[],
): readonly AreaCode[] {
  const hierarchy = areas.hierarchy()
  const isOurs = (code: AreaCode) => authority.areas.some((own) => hierarchy.contains(own, code))
  const ring = ringMeant(site, stations)
  const touched = ring === undefined ? [] : areasMeantBy(circleAround(site.at, ring.radiusKm), hierarchy)
  const ours = touched.filter(isOurs)
  if (ours.length > 0) return ours
  const locator = areas.locator()
  const stand = [site.at, ...stations.map(({ at }) => at)].flatMap((at) => locator.locate(at)[0] ?? [])
  return [...new Set(stand)].filter(isOurs)
}
