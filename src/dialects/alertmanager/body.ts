/**
 * The body that Alertmanager's webhooks carry, version 4: one alert for each area, all of one alert of ours in one group. What still
 * goes on stands beside what ended, because receivers close a group when its whole is resolved.
 */
import { codesOf, isEnd, type Issued, type Notice } from '#alerts'
import type { Instant } from '#base'
import type { DialectGround, DialectReceiver, Picture } from '../dialect.ts'
import { isFor } from '../receiving.ts'
import { promAlerts, type Labels, type PromAlert, type SaidHere } from './alert.ts'

export interface WebhookBody {
  readonly receiver: string
  readonly status: 'firing' | 'resolved'
  readonly alerts: readonly PromAlert[]
  readonly groupLabels: Labels
  readonly commonLabels: Labels
  readonly commonAnnotations: Labels
  readonly externalURL: string
  readonly version: '4'
  readonly groupKey: string
  readonly truncatedAlerts: number
}

type Ground = Pick<DialectGround, 'languages' | 'book' | 'publicUrl'>

/** Undefined where the notice is for none of the receiver's areas. */
export function webhookBody(
  notice: Notice,
  receiver: DialectReceiver,
  picture: Picture,
  ground: Ground,
): WebhookBody | undefined {
  if (notice.areas.length === 0) return undefined
  const own = promAlerts(notice, ground)
  const ended = isEnd(notice) ? { at: notice.at, kind: notice.kind } : undefined
  const here = notice.areas.map((area) => own(area, ended))
  return bodyOf(
    ended === undefined ? here : [...goingOn(notice, receiver, picture, ground), ...here],
    notice.alert,
    ground,
  )
}

/** The areas in which the alert is in force although this notice ends it elsewhere. */
function goingOn(notice: Notice, receiver: DialectReceiver, picture: Picture, ground: Ground): PromAlert[] {
  const alert = picture.alerts.find(({ id }) => id === notice.alert)
  if (alert === undefined) return []
  const over = new Set<string>(codesOf(notice.areas))
  const say = promAlerts(saidBy(alert, notice), ground)
  return alert.content.areas
    .filter(({ code }) => !over.has(code) && isFor(receiver, code, picture.hierarchy))
    .map((area) => say(area))
}

export function saidBy(alert: Issued, { issuer }: Pick<SaidHere, 'issuer'>): SaidHere {
  const { threat, ladder, level, step, wording } = alert.content
  return {
    ...{ alert: alert.id, since: alert.issuedAt, mode: alert.mode, issuer, threat, ladder, level, wording },
    ...{ gravity: step.gravity, renewBy: alert.renewBy },
  }
}

function bodyOf(alerts: readonly PromAlert[], group: string, { publicUrl }: Ground): WebhookBody {
  const commonLabels = shared(alerts.map(({ labels }) => labels))
  const { alertname = '', mode = '' } = commonLabels
  return {
    receiver: 'tocsin',
    status: alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved',
    alerts,
    groupLabels: { alertname, mode, tocsin_alert: group },
    commonLabels,
    commonAnnotations: shared(alerts.map(({ annotations }) => annotations)),
    externalURL: publicUrl(),
    version: '4',
    // By this alone incidents are told apart: nothing may stand in it that a correction can change.
    groupKey: `{}:{tocsin_alert="${group}"}`,
    truncatedAlerts: 0,
  }
}

function shared([first = {}, ...others]: readonly Labels[]): Labels {
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => others.every((one) => one[name] === value)),
  )
}

/** Already over, so that it opens no incident anywhere, and says that it is a test. */
export function pingBody(at: Instant, ground: Ground): WebhookBody {
  const alert: PromAlert = {
    status: 'resolved',
    labels: { alertname: 'TEST: Tocsin calls', mode: 'test', severity: 'none', tocsin_alert: 'ping' },
    annotations: { summary: 'TEST: Tocsin calls to see whether you answer. Nothing happened.' },
    ...{ startsAt: at, endsAt: at, generatorURL: ground.publicUrl(), fingerprint: '0000000000000000' },
  }
  return bodyOf([alert], 'ping', ground)
}
