/** The front page's view of the board: grouped as a reader asks (what, where, since when), in one language. Pure. */
import { areaNow, isEnd, type Alert, type Board, type LineNow, type Notice } from '#alerts'
import { nameOf, type Area, type AreaCode, type Hierarchy } from '#areas'
import { english, type AlertId, type InLanguages, type Instant, type Language, type Mode } from '#base'
import { dangerSaid, type ThreatBook } from '#threats'
import { drawAreas } from './drawing.ts'
import type {
  AreaView,
  DrillSaid,
  Drawing,
  EndedView,
  LineView,
  Look,
  PageView,
  SirenCounts,
  TimelineEntry,
} from './page-view.ts'
import type { PageLanguage } from './words.ts'

export interface PageSources {
  readonly board: Board
  readonly alert: (id: AlertId) => Alert
  readonly hierarchy: Hierarchy
  readonly book: ThreatBook
  /** Where the authority may warn; the page shows the parts of these. */
  readonly own: readonly AreaCode[]
  readonly issuer: InLanguages<string>
  readonly mode: Mode
  readonly demonstration: PageView['demonstration']
  readonly timeZone: string
  readonly languages: readonly PageLanguage[]
  /** What the public was last told, in any order. */
  readonly notices: readonly Notice[]
  readonly sirens?: {
    readonly total: SirenCounts
    readonly areas: readonly { readonly area: AreaCode; readonly sirens: SirenCounts }[]
    readonly uncovered: readonly AreaCode[]
    readonly unsigned: number
  }
  readonly drill?: DrillSaid
  readonly seq: number
  readonly spreadMilliseconds: number
  readonly mine?: string
  readonly signIn?: string
  readonly links: PageView['links']
  readonly assets: PageView['assets']
}

const timelineLength = 12

export function pageViewOf(sources: PageSources, language: PageLanguage, at: Instant): PageView {
  const { hierarchy, mode } = sources
  const say = speaker(sources, language)
  const shown = areasShown(hierarchy, sources.own)
  const drawing = drawingOf(hierarchy, shown)
  const sirens = sources.sirens
  const uncovered = sirens?.uncovered.map((code) => say.area(code)) ?? []
  return {
    language,
    languages: sources.languages,
    mode,
    demonstration: sources.demonstration,
    issuer: say.text(sources.issuer),
    region: sources.own.map((code) => say.area(code)).join(', ') || say.text(sources.issuer),
    at,
    seq: sources.seq,
    spreadMilliseconds: sources.spreadMilliseconds,
    timeZone: sources.timeZone,
    ...(sources.drill === undefined ? {} : { drill: sources.drill }),
    inForce: linesOf(sources, say, language),
    ended: endedOf(sources, say),
    areas: shown.map((area) => areaView(sources, say, area)).sort(gravestFirst),
    ...(drawing === undefined ? {} : { drawing }),
    ...(sirens === undefined
      ? {}
      : { sirens: { total: sirens.total, uncovered, unsigned: sirens.unsigned } }),
    timeline: timelineOf(sources, say),
    ...(sources.mine === undefined ? {} : { mine: sources.mine }),
    ...(sources.signIn === undefined ? {} : { signIn: sources.signIn }),
    links: sources.links,
    assets: sources.assets,
  }
}

function areaView(sources: PageSources, say: Say, area: Area): AreaView {
  const now = areaNow(sources.board, sources.hierarchy, area.code, sources.mode)
  const counts = sources.sirens?.areas.find((each) => each.area === area.code)?.sirens
  const newest = now.endings.toSorted((a, b) => (a.at < b.at ? 1 : -1))
  const last = newest.find((ending) => ending.how === 'lapsed') ?? newest[0]
  const top = now.top
  return {
    code: area.code,
    name: say.area(area.code),
    look: lookOf(top, last),
    reach: top?.via === 'partial' ? 'a-part' : 'all-of-it',
    lines: now.lines.map((line) => ({
      look: line.gravity,
      danger: say.danger(line),
      reach: line.via === 'partial' ? 'a-part' : 'all-of-it',
      since: line.since,
    })),
    ...(last === undefined ? {} : { ended: { how: last.how, at: last.at } }),
    ...(counts === undefined ? {} : { sirens: counts }),
  }
}

function lookOf(top: LineNow | null, last: { readonly how: EndedView['how'] } | undefined): Look {
  // A lapse must not hide behind something milder that still stands.
  if (top?.gravity === 'danger') return 'danger'
  if (last?.how === 'lapsed') return 'lapsed'
  if (top !== null) return top.gravity
  return last === undefined ? 'nothing' : 'ended'
}

interface Say {
  text(texts: InLanguages<string>): string
  area(code: AreaCode): string
  danger(line: Pick<Notice, 'threat' | 'ladder' | 'level'>): string
  /** The names, and whether they are everything there is. */
  places(codes: readonly AreaCode[]): Pick<LineView, 'places' | 'reach'>
}

/** Names may come in another language when they exist in no other; the threat's id is the last resort, never an empty place. */
function speaker({ hierarchy, book, own }: PageSources, language: PageLanguage): Say {
  const area = (code: AreaCode) => {
    const found = hierarchy.get(code)
    return found === undefined ? code : nameOf(found, language as Language, english)
  }
  return {
    text: (texts) => texts[language] ?? texts['en'] ?? Object.values(texts)[0] ?? '',
    area,
    danger({ threat: threatId, ladder: ladderId, level: levelId }) {
      const threat = book.threat(threatId)
      const ladder = book.ladder(ladderId)
      const level = book.level(ladderId, levelId)
      if (threat === undefined || ladder === undefined || level === undefined) return `${threatId} ${levelId}`
      return (
        dangerSaid(ladder, level, threat, language) ?? dangerSaid(ladder, level, threat, 'en') ?? threatId
      )
    },
    places: (codes) => ({
      places: [...new Set(codes)].map(area).sort(byName),
      reach: own.length > 0 && own.every((code) => codes.includes(code)) ? 'everywhere' : 'these-places',
    }),
  }
}

function linesOf({ board, mode, book, alert }: PageSources, say: Say, language: PageLanguage): LineView[] {
  const lines = [...board.lines()].filter((line) => line.mode === mode)
  const groups = Map.groupBy(lines, (line) => `${line.threat} ${line.ladder} ${line.level}`)
  return [...groups.values()]
    .map((group) => {
      const first = group[0]!
      const alerts = [
        ...new Map(group.flatMap((line) => line.alerts.map((one) => [one.alert, one]))).values(),
      ]
      const newest = alerts.toSorted((a, b) => (a.since < b.since ? 1 : -1))[0]!
      const told = alert(newest.alert)
      const content = 'content' in told ? told.content : undefined
      const own = content?.wording.texts[language]?.['360']
      // What another sender says is said in their language rather than not at all.
      const [foreign] = content?.relayed === undefined ? [] : Object.entries(content.wording.texts)
      const text = own ?? foreign?.[1]['360']
      return {
        height: first.height,
        line: {
          look: first.gravity,
          danger: say.danger(first),
          ...colourOf(book, first),
          ...say.places(group.map((line) => line.area)),
          since: least(alerts.map((one) => one.since)),
          renewBy: least(alerts.map((one) => one.renewBy)),
          flagged: alerts.some((one) => one.flagged === 'flagged')
            ? ('flagged' as const)
            : ('in-time' as const),
          ...(text === undefined ? {} : { text }),
          ...(own === undefined && foreign !== undefined ? { textLanguage: foreign[0] } : {}),
          ...(content?.relayed === undefined ? {} : { from: say.text(content.issuer) }),
          alerts: alerts.map((one) => one.alert).sort(),
        },
      }
    })
    .sort(
      (a, b) =>
        gravest(a.line.look, b.line.look) || b.height - a.height || byName(a.line.danger, b.line.danger),
    )
    .map(({ line }) => line)
}

function endedOf({ board, mode }: PageSources, say: Say): EndedView[] {
  const endings = [...board.endings()].filter((ending) => ending.mode === mode)
  const groups = Map.groupBy(
    endings,
    (one) => `${one.how} ${one.threat} ${one.ladder} ${one.level} ${one.alert} ${one.at}`,
  )
  return [...groups.values()]
    .map((group) => ({
      how: group[0]!.how,
      danger: say.danger(group[0]!),
      ...say.places(group.map((one) => one.area)),
      at: group[0]!.at,
    }))
    .sort((a, b) => lapsedFirst(a, b) || (a.at < b.at ? 1 : -1))
}

function timelineOf({ notices, mode }: PageSources, say: Say): TimelineEntry[] {
  return (
    notices
      .filter((notice) => notice.mode === mode)
      // What goes on after a part was cleared is no news of its own.
      .filter((notice) => !(notice.reason === 'areas-cleared' && !isEnd(notice)))
      .toSorted((a, b) => b.seq - a.seq)
      .slice(0, timelineLength)
      .map((notice) => ({
        at: notice.at,
        reason: notice.reason,
        look: notice.kind === 'lapse' ? 'lapsed' : isEnd(notice) ? 'ended' : notice.gravity,
        danger: say.danger(notice),
        ...say.places(notice.areas.map((area) => area.code)),
      }))
  )
}

const looks: readonly Look[] = ['danger', 'lapsed', 'advisory', 'ended', 'nothing']

/** What needs attention comes first; within that, by name, as one looks up one's own district. */
function gravestFirst(a: AreaView, b: AreaView): number {
  return (
    looks.indexOf(a.look) - looks.indexOf(b.look) ||
    Number(a.reach === 'a-part') - Number(b.reach === 'a-part') ||
    byName(a.name, b.name)
  )
}

/** The parts of what the authority owns; an area without parts stands for itself. */
function areasShown(hierarchy: Hierarchy, own: readonly AreaCode[]): Area[] {
  return own.flatMap((code) => {
    const parts = hierarchy.children(code)
    const itself = hierarchy.get(code)
    return parts.length > 0 ? [...parts] : itself === undefined ? [] : [itself]
  })
}

const drawings = new WeakMap<Hierarchy, Map<string, Drawing | undefined>>()

/** Kept for the hierarchy, which changes only with an import: drawing a country takes longer than all the rest of a page. */
function drawingOf(hierarchy: Hierarchy, areas: readonly Area[]): Drawing | undefined {
  const known = drawings.get(hierarchy) ?? new Map<string, Drawing | undefined>()
  drawings.set(hierarchy, known)
  const key = areas.map((area) => area.code).join()
  if (!known.has(key)) known.set(key, drawAreas(areas))
  return known.get(key)
}

function gravest(a: LineView['look'], b: LineView['look']): number {
  return Number(b === 'danger') - Number(a === 'danger')
}

/** Said only where people know the step by its colour; otherwise it would be decoration. */
function colourOf(book: ThreatBook, line: Pick<Notice, 'ladder' | 'level'>): Pick<LineView, 'colour'> {
  const colour = book.level(line.ladder, line.level)?.colour
  return book.ladder(line.ladder)?.knownBy !== 'colour' || colour === undefined || colour === 'neutral'
    ? {}
    : { colour }
}

function lapsedFirst(a: EndedView, b: EndedView): number {
  return Number(b.how === 'lapsed') - Number(a.how === 'lapsed')
}

function least<Text extends string>(texts: readonly Text[]): Text {
  return texts.toSorted()[0] as Text
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
