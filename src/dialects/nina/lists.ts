/** The lists that clients poll: what stands for one region, and what stands at all. Live alerts alone are in them. */
import type { Issued } from '#alerts'
import type { Area } from '#areas'
import { sha256, type InLanguages } from '#base'
import { capTime } from '#cap'
import type { DialectGround, Picture } from '../dialect.ts'
import { eventCodeOf } from './mapping.ts'
import { alertsAt, keysOf, liveAlerts } from './regions.ts'
import { warningId } from './warning-id.ts'

/**
 * Clients read the German title, so it is there, whatever language it has to be in. Other languages stand in the warning itself:
 * a list of many alerts would be too long for a telephone.
 */
function titleOf({ content }: Issued, languages: readonly string[]): string {
  const { texts } = content.wording
  const spoken = ['de', ...languages].find((language) => texts[language] !== undefined)
  return (spoken === undefined ? Object.values(texts)[0] : texts[spoken])?.['90'] ?? content.threat
}

interface DashboardEntry {
  readonly id: string
  readonly payload: {
    /** Grows with each message of the alert. */
    readonly version: number
    readonly type: 'ALERT'
    readonly id: string
    /** Another one for each version. */
    readonly hash: string
    readonly data: {
      readonly headline: string
      readonly provider: 'MOWAS'
      readonly severity: string
      readonly msgType: 'Alert' | 'Update'
      readonly transKeys: { readonly event: string }
      readonly area: { readonly type: 'ZGEM'; readonly data: string }
    }
  }
  readonly i18nTitle: InLanguages<string>
  readonly sent: string
}

export function dashboard(region: Area, picture: Picture, ground: DialectGround): readonly DashboardEntry[] {
  return alertsAt(region, picture).map((alert) => {
    const { revision, content, contentHash, revisedAt } = alert
    const id = warningId(alert.id)
    const headline = titleOf(alert, ground.languages)
    const data = {
      ...{ headline, provider: 'MOWAS' as const, severity: severityOf(alert, ground) },
      ...{ msgType: typeOf(alert), transKeys: { event: eventCodeOf(content.threat) } },
      area: { type: 'ZGEM' as const, data: keysOf(content.areas, picture).join(',') },
    }
    return {
      id,
      payload: {
        ...{ version: revision, type: 'ALERT', id },
        hash: sha256(`${id} ${revision} ${contentHash}`),
        data,
      },
      i18nTitle: { de: headline },
      sent: capTime(revisedAt, ground.timeZone),
    }
  })
}

interface MapEntry {
  readonly id: string
  readonly version: number
  readonly startDate: string
  readonly severity: string
  readonly urgency: string
  readonly type: 'Alert' | 'Update'
  readonly i18nTitle: InLanguages<string>
  readonly transKeys: { readonly event: string }
}

/** The oldest first. */
export function mapEntries(picture: Picture, ground: DialectGround): readonly MapEntry[] {
  return liveAlerts(picture).map((alert) => ({
    ...{ id: warningId(alert.id), version: alert.revision },
    startDate: capTime(alert.revisedAt, ground.timeZone),
    severity: severityOf(alert, ground),
    urgency: ground.book.level(alert.content.ladder, alert.content.level)?.urgency ?? 'Unknown',
    type: typeOf(alert),
    i18nTitle: titlesOf(alert, ground.languages),
    transKeys: { event: eventCodeOf(alert.content.threat) },
  }))
}

/** On the map some clients take the English one where they find it. */
function titlesOf(alert: Issued, languages: readonly string[]): InLanguages<string> {
  const de = titleOf(alert, languages)
  const en = alert.content.wording.texts['en']?.['90']
  return en === undefined || en === de ? { de } : { de, en }
}

function severityOf({ content }: Issued, { book }: DialectGround): string {
  return book.level(content.ladder, content.level)?.severity ?? 'Unknown'
}

function typeOf({ revision }: Issued): 'Alert' | 'Update' {
  return revision > 1 ? 'Update' : 'Alert'
}
