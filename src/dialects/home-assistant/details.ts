/** What is in force in one area in one mode, as attributes: every warning with its words, the gravest first. */
import { areaNow, type EndedLine, type Issued, type LineNow } from '#alerts'
import { nameOf, type Area, type Hierarchy } from '#areas'
import type { Instant, Language, Mode } from '#base'
import { levelName, type LadderId, type ThreatBook } from '#threats'
import type { Picture } from '../dialect.ts'
import { levelOf } from './levels.ts'

/** The board as Home Assistant is shown it. */
export type Shown = Pick<Picture, 'board' | 'hierarchy' | 'alerts'>

export interface Around {
  readonly book: ThreatBook
  /** The authority’s own. */
  readonly ladder: LadderId
  /** Of the authority, the first one first. */
  readonly languages: readonly string[]
}

interface Warning {
  readonly alert: string
  readonly threat: string
  readonly threat_name: string
  readonly level: string
  readonly level_name: string
  readonly gravity: string
  /** Whether it holds for all of the area, or only for parts of it. */
  readonly covers: 'everywhere' | 'part'
  readonly since: Instant
  readonly renew_by: Instant
  /** At most 90 characters, in the authority’s first language that there is. */
  readonly text: string
  readonly issuer: string
}

/** The attributes; times are instants, and nothing in it changes by itself. */
export interface Details {
  readonly mode: Mode
  readonly area: string
  readonly area_name: string
  readonly threats: readonly string[]
  readonly level: string
  readonly level_name: string | null
  readonly gravity: string | null
  readonly covers: Warning['covers'] | null
  readonly since: Instant | null
  readonly renew_by: Instant | null
  readonly text: string | null
  readonly issuer: string | null
  readonly warnings: readonly Warning[]
  /** More are in force than are listed. */
  readonly more: number
  /** What nobody renewed and nobody ended: whether the danger is over is not known. */
  readonly lapsed: readonly Pick<Over, 'threat' | 'at'>[]
  readonly last_ended: Over | null
}

interface Over {
  readonly threat: string
  readonly level: string
  readonly how: string
  readonly at: Instant
}

/** Home Assistant’s recorder keeps attributes up to 16 kB. */
const mostListed = 10

export function alertsById({ alerts }: Pick<Shown, 'alerts'>): ReadonlyMap<string, Issued> {
  return new Map(alerts.map((alert) => [alert.id, alert]))
}

export function detailsOf(
  shown: Shown,
  byId: ReadonlyMap<string, Issued>,
  area: Area,
  mode: Mode,
  around: Around,
): Details {
  const { lines, endings } = areaNow(shown.board, shown.hierarchy, area.code, mode)
  const warnings = lines.map((line) => warningOf(line, byId, around))
  const top = warnings[0]
  const over = endings[0]
  return {
    mode,
    area: area.code,
    area_name: nameOf(area, ...(around.languages as readonly Language[])),
    threats: [...new Set(lines.map(({ threat }) => threat as string))],
    level: top?.level ?? 'none',
    level_name: top?.level_name ?? null,
    gravity: top?.gravity ?? null,
    covers: top?.covers ?? null,
    since: top?.since ?? null,
    renew_by: top?.renew_by ?? null,
    text: top?.text ?? null,
    issuer: top?.issuer ?? null,
    warnings: warnings.slice(0, mostListed),
    more: Math.max(0, warnings.length - mostListed),
    lapsed: lapsesIn(shown, area, mode, lines).map(({ threat, at }) => ({ threat, at })),
    last_ended: over === undefined ? null : { ...overOf(over, around), how: over.how, at: over.at },
  }
}

function warningOf(line: LineNow, byId: ReadonlyMap<string, Issued>, around: Around): Warning {
  const { book, languages, ladder } = around
  const threat = book.threat(line.threat)
  const level = book.level(line.ladder, line.level)
  const said = levelOf(line, book, ladder)
  // Of several alerts that say the same, the latest has the newest words.
  const last = line.alerts.at(-1)!
  const content = byId.get(last.alert)?.content
  return {
    alert: last.alert,
    threat: line.threat,
    threat_name: firstOf(threat?.names, languages) ?? line.threat,
    level: said,
    level_name: (level && languages.map((one) => levelName(level, line.threat, one)).find(isThere)) ?? said,
    gravity: line.gravity,
    covers: line.via === 'partial' ? 'part' : 'everywhere',
    since: line.since,
    renew_by: line.alerts.reduce(
      (latest, one) => (one.renewBy > latest ? one.renewBy : latest),
      last.renewBy,
    ),
    text: firstOf(content?.wording.texts, languages)?.['90'] ?? '',
    issuer: firstOf(content?.issuer, languages) ?? '',
  }
}

function overOf({ threat, ladder, level }: EndedLine, { book, ladder: own }: Around) {
  return { threat, level: levelOf({ ladder, level, gravity: 'danger' }, book, own) }
}

/** In the area itself, around it or in parts of it, where the same is not in force again. */
function lapsesIn(
  { board, hierarchy }: { readonly board: Shown['board']; readonly hierarchy: Hierarchy },
  { code }: Area,
  mode: Mode,
  inForce: readonly LineNow[],
): readonly EndedLine[] {
  const again = new Set(inForce.map(({ threat }) => threat))
  return [...board.endings()]
    .filter(
      (line) =>
        line.how === 'lapsed' &&
        line.mode === mode &&
        !again.has(line.threat) &&
        (hierarchy.contains(code, line.area) || hierarchy.contains(line.area, code)),
    )
    .toSorted((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : a.threat < b.threat ? -1 : 1))
    .slice(0, mostListed)
}

/** In the first language that there is; any other rather than none. */
function firstOf<Said>(
  said: { readonly [language: string]: Said } | undefined,
  languages: readonly string[],
): Said | undefined {
  if (said === undefined) return undefined
  return languages.map((language) => said[language]).find(isThere) ?? Object.values(said)[0]
}

function isThere<Said>(said: Said | undefined): said is Said {
  return said !== undefined
}
