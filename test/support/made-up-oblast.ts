/** A made-up country whose areas have ids of UkraineAlarm, and what is in force in it: for tests of that dialect. */
import { emptyBoard, none, type Issued } from '#alerts'
import { buildHierarchy, type Area, type AreaCode, type AreaKind, type Hierarchy } from '#areas'
import type { AlertId, Instant, Mode } from '#base'
import type { DialectCall, DialectGround, Picture, Span } from '#dialects'
import { shippedThreatBook, type LadderId, type LevelId, type ThreatId } from '#threats'

export const at = (time: string): Instant => `2026-11-20T${time}.000Z` as Instant

export function madeUpArea(
  code: string,
  kind: AreaKind,
  parent: string | null,
  names: Area['names'],
  id?: string,
): Area {
  return {
    ...{ code: code as AreaCode, kind, parent: parent as AreaCode | null, names },
    ...(id === undefined ? {} : { codes: { 'ukraine-alarm': id } }),
  }
}

export function hierarchyOf(areas: readonly Area[]): Hierarchy {
  const built = buildHierarchy(areas)
  if (!built.ok) throw new TypeError(JSON.stringify(built.problem))
  return built.value
}

/** The country, a hromada and a village have no id; the capital is a region by itself. */
export const madeUpAreas: readonly Area[] = [
  madeUpArea('land', 'country', null, { uk: 'Країна', en: 'Country' }),
  madeUpArea('oblast', 'region', 'land', { uk: 'Лугова область', en: 'Luhova Oblast' }, '14'),
  madeUpArea('raion', 'district', 'oblast', { uk: 'Річковий район' }, '102'),
  {
    ...madeUpArea('town', 'municipality', 'raion', { uk: 'Мостівська міська громада' }, '1001'),
    aliases: ['м. Мостове', 'м. Мостове та Мостівська територіальна громада'],
  },
  madeUpArea(
    'fields',
    'municipality',
    'raion',
    { uk: 'Польова сільська громада', en: 'Poliova Hromada' },
    '1002',
  ),
  madeUpArea('village', 'settlement', 'fields', { uk: 'Поле', en: 'Pole' }),
  madeUpArea('unlisted', 'municipality', 'raion', { uk: 'Нова громада', en: 'Nova Hromada' }),
  {
    ...madeUpArea('capital', 'region', 'land', { uk: 'Столиця', en: 'Capital' }, '31'),
    codes: { 'ukraine-alarm': '31', 'iso3166-2': 'UA-30' },
  },
]
export const madeUpOblast = hierarchyOf(madeUpAreas)

/** One alert as far as a dialect sees it. Without `until` it goes on. */
export interface InForce {
  readonly id: string
  readonly threat: string
  /** `yellow` and `red` of Lipetsk's ladder, or Ukraine's `alert`. */
  readonly level: 'yellow' | 'red' | 'alert'
  readonly areas: readonly string[]
  readonly since: Instant
  readonly until?: Instant
  readonly mode?: Mode
}

export function pictureOf(all: readonly InForce[], hierarchy: Hierarchy = madeUpOblast): Picture {
  const board = emptyBoard()
  const alerts = all.filter(({ until }) => until === undefined).map(issuedOf)
  for (const alert of alerts) board.move(none, alert)
  return { state: 'made-up', seq: 1, shownAt: at('00:00:00'), alerts, board, hierarchy }
}

function stepOf(level: InForce['level']) {
  return {
    ladder: (level === 'alert' ? 'ukraine' : 'lipetsk') as LadderId,
    level: level as LevelId,
    gravity: level === 'yellow' ? 'advisory' : 'danger',
  } as const
}

function issuedOf({ id, threat, level, areas, since, mode = 'live' }: InForce): Issued {
  const { gravity, ...step } = stepOf(level)
  return {
    ...{ status: 'issued', id: id as AlertId, mode, issuedAt: since, revisedAt: since, renewBy: since },
    content: {
      ...{ threat: threat as ThreatId, ...step, step: { gravity, height: 1 } },
      areas: areas.map((code) => ({ code: code as AreaCode, names: {}, shape: null })),
    },
  } as unknown as Issued
}

/** Oldest first, as the ground gives it. */
export function spansOf(all: readonly InForce[]): readonly Span[] {
  return all
    .flatMap(({ id, threat, level, areas, since, until, mode = 'live' }) =>
      areas.map((area): Span => ({
        ...{ alert: id as AlertId, mode, area: area as AreaCode, names: {}, threat: threat as ThreatId },
        ...{ ...stepOf(level), revision: 1, since },
        ...(until === undefined ? {} : { until, how: 'all-clear' }),
      })),
    )
    .toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
}

export function groundOf(history: readonly Span[] = [], rest: Partial<DialectGround> = {}): DialectGround {
  return {
    ...{ now: () => at('12:00:00'), timeZone: 'Europe/Kyiv', languages: ['uk', 'en'], sender: 'test' },
    ...{ issuer: { uk: 'Центр' }, book: shippedThreatBook(), publicUrl: () => '', baseUrl: () => '' },
    history: async () => history,
    ...rest,
  } as DialectGround
}

export function callOf(rest: Partial<DialectCall> = {}): DialectCall {
  return { params: {}, query: {}, headers: {}, body: new Uint8Array(), caller: undefined, ...rest }
}
