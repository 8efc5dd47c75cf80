/** An official message as the server read it: what of it makes an alert, what has to be asked, and what it says besides. */
import { except as allBut, type AreaCode, type Hierarchy } from '#areas'
import type { Ladder } from '#threats'
import type { Names } from '../duty.ts'
import type { Where } from './draft.ts'

export interface SaidArea {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly decision: 'one' | 'ask'
  readonly code: string | null
  readonly candidates: readonly { readonly code: string; readonly names: Names; readonly score: number }[]
}

interface Quote {
  readonly text: string
  readonly start: number
  readonly end: number
}

export interface SaidLine {
  readonly action: 'raise' | 'lower' | 'end' | 'info'
  readonly threat: string | null
  readonly ladder: string | null
  readonly level: string | null
  readonly areas: readonly SaidArea[]
  readonly except: readonly SaidArea[]
  readonly time: Quote | null
  readonly quote: Quote
}

/** `POST /v1/announcements/read`. */
export interface ReadMessage {
  readonly language: string
  readonly lines: readonly SaidLine[]
  readonly doubts: readonly { readonly code: string; readonly message: string; readonly quote: Quote }[]
}

/** The line that is worth an alert: of those that warn the highest, else the first; undefined where none warns. */
export function mainLine(lines: readonly SaidLine[], ladders: readonly Ladder[]): SaidLine | undefined {
  const height = ({ ladder, level }: SaidLine) =>
    ladders.find(({ id }) => id === ladder)?.levels.find(({ id }) => id === level)?.height ?? 0
  return lines
    .filter(({ action }) => action === 'raise')
    .reduce<SaidLine | undefined>(
      (best, line) => (best === undefined || height(line) > height(best) ? line : best),
      undefined,
    )
}

export interface Question {
  readonly area: SaidArea
  readonly role: 'warned' | 'except'
  /** Those not yet said no to, the likeliest first. */
  readonly candidates: SaidArea['candidates']
}

/** More than these are no question but a search. */
const mostAsked = 3

/** What a person has to say yes or no to, in the order of the text. */
export function questionsOf({ areas, except }: SaidLine): readonly Question[] {
  const ask = (role: Question['role']) => (area: SaidArea) =>
    area.decision === 'ask' && area.candidates.length > 0
      ? [{ area, role, candidates: area.candidates.slice(0, mostAsked) }]
      : []
  return [...areas.flatMap(ask('warned')), ...except.flatMap(ask('except'))].toSorted(
    (a, b) => a.area.start - b.area.start,
  )
}

/** No: the next candidate is asked about, until there is none. */
export function askNext({ area, role, candidates }: Question): Question | undefined {
  const rest = candidates.slice(1)
  return rest.length === 0 ? undefined : { area, role, candidates: rest }
}

/** Areas of which the text leaves no doubt. `own` is what is warned where a line names only what is left out. */
export function whereOf({ areas, except }: SaidLine, hierarchy: Hierarchy, own: readonly string[]): Where {
  const warned = sure(areas)
  const left = sure(except)
  if (left.length === 0) return { kind: 'these', areas: warned }
  const [whole, ...others] = warned.length === 0 ? own : warned
  if (whole === undefined) return { kind: 'these', areas: [] }
  const isInside = left.every((code) => hierarchy.contains(whole as AreaCode, code as AreaCode))
  if (others.length === 0 && isInside) return { kind: 'all-but', whole, areas: left }
  return { kind: 'these', areas: [...new Set(warned.flatMap((code) => without(code, left, hierarchy)))] }
}

/** Adds what was said yes to. */
export function withAnswer(where: Where, { role }: Question, code: string, hierarchy: Hierarchy): Where {
  if (role === 'warned') {
    if (where.kind === 'all-but') return { ...where, areas: where.areas.filter((one) => one !== code) }
    return { kind: 'these', areas: [...new Set([...where.areas, code])] }
  }
  if (where.kind === 'all-but') return { ...where, areas: [...new Set([...where.areas, code])] }
  const [whole, ...others] = where.areas
  if (whole !== undefined && others.length === 0 && hierarchy.contains(whole as AreaCode, code as AreaCode))
    return { kind: 'all-but', whole, areas: [code] }
  return { kind: 'these', areas: where.areas.flatMap((one) => without(one, [code], hierarchy)) }
}

function sure(areas: readonly SaidArea[]): string[] {
  return [
    ...new Set(areas.flatMap(({ decision, code }) => (decision === 'one' && code !== null ? [code] : []))),
  ]
}

function without(code: string, left: readonly string[], hierarchy: Hierarchy): readonly string[] {
  const inside = (left as readonly AreaCode[]).filter((one) => hierarchy.contains(code as AreaCode, one))
  if (inside.length === 0) return [code]
  const rest = allBut(hierarchy, code as AreaCode, inside)
  // What can't be taken apart stays: to warn too many is seen on the map, to warn too few is not.
  return rest.ok ? rest.value : inside.includes(code as AreaCode) ? [] : [code]
}

export interface Piece {
  readonly text: string
  readonly start: number
  readonly is: 'plain' | 'found' | 'unsure' | 'left-out'
}

/** The text in pieces, those marked that were read as an area. */
export function piecesOf(text: string, lines: readonly SaidLine[]): readonly Piece[] {
  const said = lines
    .flatMap(({ areas, except }) => [
      ...areas.map((area) => ({ ...area, is: area.decision === 'one' ? 'found' : 'unsure' }) as const),
      ...except.map((area) => ({ ...area, is: area.decision === 'one' ? 'left-out' : 'unsure' }) as const),
    ])
    .toSorted((a, b) => a.start - b.start)
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end, is } of said) {
    if (start < at) continue
    if (start > at) pieces.push({ text: text.slice(at, start), start: at, is: 'plain' })
    pieces.push({ text: text.slice(start, end), start, is })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), start: at, is: 'plain' })
  return pieces
}

/** Alerts in force that a line about an end or a lower level can mean: of its threat, where it names one, and somewhere there. */
export function concernedBy<Alert extends Concerned>(
  { threat, areas }: SaidLine,
  issued: readonly Alert[],
  hierarchy: Hierarchy,
): readonly Alert[] {
  const named = areas.flatMap(({ code }) => (code === null ? [] : [code as AreaCode]))
  return issued.filter(
    ({ content }) =>
      (threat === null || content.threat === threat) &&
      (named.length === 0 ||
        content.areas.some(({ code }) =>
          named.some((one) => hierarchy.contains(one, code) || hierarchy.contains(code, one)),
        )),
  )
}

interface Concerned {
  readonly content: {
    readonly threat: string
    readonly areas: readonly { readonly code: AreaCode }[]
  }
}
