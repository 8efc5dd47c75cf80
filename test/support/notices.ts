/** One valid drill notice, from which a test breaks or changes one thing. */
import type { FrozenArea, Notice, Texts } from '#alerts'
import type { AreaCode } from '#areas'
import type { AlertId, Instant, NoticeId } from '#base'
import type { Seq } from '#ledger'
import type { LadderId, LevelId, ThreatId } from '#threats'

const texts = (sentence: string): Texts => ({ '90': sentence, '360': sentence, '1395': sentence })

export function frozenArea(code: string, name = code): FrozenArea {
  return { code: code as AreaCode, names: { en: name }, shape: null }
}

/** A red drone-attack warning for Zadonsky District, loud there, in drill mode. `areas` also sets `loudFor` unless that is given. */
export function drillNotice(overrides: Partial<Notice> = {}): Notice {
  const areas = overrides.areas ?? [frozenArea('gn:467120', 'Zadonsky District')]
  const alert = overrides.alert ?? ('alert-000001' as AlertId)
  const revision = overrides.revision ?? 1
  return {
    id: `${alert}.${revision}` as NoticeId,
    alert,
    revision,
    seq: 7 as Seq,
    at: '2025-11-01T21:37:00.000Z' as Instant,
    since: '2025-11-01T21:37:00.000Z' as Instant,
    mode: 'drill',
    kind: 'warning',
    reason: 'issued',
    issuer: { en: 'Lipetsk Oblast, civil protection (drill)' },
    threat: 'drone' as ThreatId,
    ladder: 'lipetsk' as LadderId,
    level: 'red' as LevelId,
    gravity: 'danger',
    siren: 'danger',
    areas,
    loudFor: areas.map(({ code }) => code),
    renewBy: '2025-11-01T23:37:00.000Z' as Instant,
    wording: {
      texts: {
        en: texts('DRILL. Drone attack threat. Go indoors, stay away from windows.'),
        ru: texts('УЧЕНИЕ. Угроза атаки БПЛА. Зайдите в помещение, отойдите от окон.'),
      },
      missing: ['uk'],
    },
    channels: 'all',
    ...overrides,
  }
}
