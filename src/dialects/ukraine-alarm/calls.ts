/** What is sent to a webhook: one body for each region in which a notice begins, changes or ends what clients are shown. */
import { isEnd, type BoardLine, type Notice } from '#alerts'
import type { AreaCode } from '#areas'
import type { Instant } from '#base'
import type { DialectGround, DialectReceiver, Picture } from '../dialect.ts'
import { isFor } from '../receiving.ts'
import { activeAlerts, reasons, saidOn, type ActiveLevel, type Said, type What } from './active-alerts.ts'
import { alarmLevel, alarmType, type AlarmLevel, type AlarmType } from './mapping.ts'
import { regionsOf, type Region } from './regions.ts'
import { toldAt } from './times.ts'

export interface WebhookCall {
  /** Spelt as the original does. */
  readonly status: 'Activate' | 'DEACTIVATE'
  /** A number wherever the id is one, unlike everywhere else. */
  readonly regionId: number | string
  readonly alarmType: AlarmType | 'INFO'
  readonly createdAt: string
  readonly alertLevel: AlarmLevel
  readonly reason: string
  /** All that is in force there of this type from now on; empty once it is over. */
  readonly activeAlertLevels: readonly ActiveLevel[]
}

type Ground = Pick<DialectGround, 'book' | 'languages'>

/** None for drills and tests, and for what changes neither where nor how bad it is. */
export function webhookCalls(
  notice: Notice,
  receiver: Pick<DialectReceiver, 'areas'>,
  picture: Picture,
  ground: Ground,
): readonly WebhookCall[] {
  if (notice.mode !== 'live') return []
  const { hierarchy } = picture
  const { toldFor } = regionsOf(hierarchy)
  const reason = reasons(ground)
  const type = alarmType(notice.threat)
  const said = saidAfter(notice, picture, reason)
  const told = new Set(
    notice.areas.filter(({ code }) => isNews(notice, code)).flatMap(({ code }) => toldFor(code)),
  )
  const theirs = [...told].filter(({ area }) => isFor(receiver, area.code, hierarchy))
  return theirs.map((region) => {
    const levels = levelsIn(region, type, said)
    const isOver = levels.length === 0
    // Clients that read no more than the status must not take the end of one danger for the end of all.
    const { alertLevel, reason: why } = levels[0] ?? {
      alertLevel: alarmLevel(notice.gravity),
      reason: reason(notice),
    }
    return {
      status: isOver ? 'DEACTIVATE' : 'Activate',
      regionId: numbered(region.id),
      alarmType: type,
      createdAt: toldAt(notice.at),
      ...{ alertLevel, reason: why, activeAlertLevels: levels },
    }
  })
}

/** Region 0 is the original's own region for tests: its end wakes nobody. */
export function webhookPing(at: Instant): WebhookCall {
  return {
    ...{ status: 'DEACTIVATE', regionId: 0, alarmType: 'INFO', createdAt: toldAt(at) },
    ...{ alertLevel: 'Yellow', reason: '', activeAlertLevels: [] },
  }
}

function isNews(notice: Notice, code: AreaCode): boolean {
  if (notice.kind !== 'update' || notice.reason === 'raised' || notice.reason === 'lowered') return true
  return notice.loudFor.includes(code)
}

/** The board as it is with this notice, whether or not the picture has it already. */
function saidAfter(notice: Notice, { board, hierarchy }: Picture, reason: (line: What) => string): Said {
  const codes = new Set(notice.areas.map(({ code }) => code))
  const { threat, ladder, level, gravity, mode, alert, since, renewBy } = notice
  const linesAt = (code: AreaCode): readonly BoardLine[] => {
    const lines = board.linesAt(code)
    if (!codes.has(code)) return lines
    const others = lines.flatMap((line) => {
      const alerts = line.alerts.filter((one) => one.alert !== alert)
      return alerts.length === 0 ? [] : [{ ...line, alerts }]
    })
    if (isEnd(notice)) return others
    const own: BoardLine = {
      ...{ mode, area: code, threat, ladder, level, gravity, height: 0 },
      alerts: [{ alert, since, renewBy: renewBy ?? since, flagged: 'in-time' }],
    }
    return [...others.filter((line) => !isOfNotice(line, notice)), own]
  }
  return saidOn(regionsOf(hierarchy), linesAt, {
    reason,
    // Of this notice it is told when it came; what else is in force has the time of its own.
    since: (line) => (codes.has(line.area) && isOfNotice(line, notice) ? notice.at : undefined),
  })
}

function isOfNotice(line: What, { threat, ladder, level }: Notice): boolean {
  return line.threat === threat && line.ladder === ladder && line.level === level
}

function levelsIn(region: Region, type: AlarmType, said: Said): readonly ActiveLevel[] {
  const alerts = activeAlerts(region, said).alerts.filter((one) => one.type === type)
  const levels = alerts.flatMap(({ activeAlertLevels }) => activeAlertLevels)
  return levels
    .filter(
      (one, at) =>
        levels.findIndex((two) => two.alertLevel === one.alertLevel && two.reason === one.reason) === at,
    )
    .toSorted((a, b) => (a.alertLevel === b.alertLevel ? 0 : a.alertLevel === 'Red' ? -1 : 1))
}

function numbered(id: string): number | string {
  return /^(0|[1-9]\d{0,14})$/.test(id) ? Number(id) : id
}
