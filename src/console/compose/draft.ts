/** What an officer is composing: everything they chose so far, what is still missing, and the order it makes. */
import { except, simplestCover, type AreaCode, type Hierarchy } from '#areas'
import type { Mode } from '#base'

export const lengths = ['90', '360', '1395'] as const
export type Length = (typeof lengths)[number]

/** Texts written by hand, by language and length; what is left out comes from the phrase books. */
export type HandTexts = { readonly [language: string]: { readonly [length in Length]?: string } }

export type Where =
  | { readonly kind: 'these'; readonly areas: readonly string[] }
  /** All of an area but some of its parts. */
  | { readonly kind: 'all-but'; readonly whole: string; readonly areas: readonly string[] }

export interface Draft {
  /** Names this piece of work for as long as it lasts: the keys of its orders are made of it. */
  readonly id: string
  readonly mode: Mode
  readonly threat: string | null
  readonly ladder: string | null
  readonly level: string | null
  readonly where: Where
  /** Null: as long as the authority usually lets an alert stand. */
  readonly renewForMinutes: number | null
  readonly texts: HandTexts
  /** The report, the sighting or the evidence it began with; of a claim the document and its number: `01J…/3`. */
  readonly source: { readonly kind: 'report' | 'sighting' | 'evidence'; readonly id: string } | null
}

export function emptyDraft(id: string, mode: Mode): Draft {
  return {
    ...{ id, mode, threat: null, ladder: null, level: null, where: { kind: 'these', areas: [] } },
    ...{ renewForMinutes: null, texts: {}, source: null },
  }
}

/** Whether nothing would be lost with it. */
export function isEmpty(draft: Draft): boolean {
  const { threat, level, where, renewForMinutes, texts } = draft
  return (
    threat === null &&
    level === null &&
    where.areas.length === 0 &&
    where.kind === 'these' &&
    renewForMinutes === null &&
    Object.keys(texts).length === 0
  )
}

export interface DraftBody {
  readonly mode: Mode
  readonly threat: string
  readonly ladder: string
  readonly level: string
  readonly areas: readonly string[]
  readonly renewForMinutes?: number
  readonly texts?: HandTexts
}

export type Field = 'threat' | 'level' | 'areas' | 'until' | 'words'

export type Made =
  | { readonly is: 'whole'; readonly body: DraftBody }
  | { readonly is: 'lacking'; readonly lacks: readonly ('threat' | 'level' | 'areas')[] }

/** The body of the order, or which of its parts are still to be chosen, in the order of the screen. */
export function bodyOf(draft: Draft, hierarchy: Hierarchy): Made {
  const { mode, threat, ladder, level, where, renewForMinutes } = draft
  const areas = areasMeant(where, hierarchy)
  if (threat === null || ladder === null || level === null || areas.length === 0) {
    const lacks = (['threat', 'level', 'areas'] as const).filter((part) =>
      part === 'areas' ? areas.length === 0 : draft[part] === null,
    )
    return { is: 'lacking', lacks: lacks.length === 0 ? ['level'] : lacks }
  }
  const texts = filled(draft.texts)
  return {
    is: 'whole',
    body: {
      ...{ mode, threat, ladder, level, areas },
      ...(renewForMinutes === null ? {} : { renewForMinutes }),
      ...(texts === undefined ? {} : { texts }),
    },
  }
}

/** The areas that are warned; empty where the exceptions leave nothing, or can't be taken out. */
export function areasMeant(where: Where, hierarchy: Hierarchy): readonly string[] {
  if (where.kind === 'these') return simplestCover(hierarchy, where.areas as readonly AreaCode[])
  const left = except(hierarchy, where.whole as AreaCode, where.areas as readonly AreaCode[])
  return left.ok ? left.value : []
}

/** An area pressed on the map: chosen or let go; within a chosen whole it becomes the exception. */
export function pressed(where: Where, code: string, hierarchy: Hierarchy): Where {
  if (where.kind === 'these') {
    const [whole, ...others] = where.areas
    const isPart = (of: string) => of !== code && hierarchy.contains(of as AreaCode, code as AreaCode)
    if (whole !== undefined && others.length === 0 && isPart(whole))
      return { kind: 'all-but', whole, areas: [code] }
    if (where.areas.some(isPart)) return where
  }
  const next = toggled(where, code)
  return next.kind === 'all-but' && next.areas.length === 0 ? { kind: 'these', areas: [next.whole] } : next
}

/** Adds an area, or takes it away where it is chosen already. */
export function toggled(where: Where, code: string): Where {
  const areas = where.areas.includes(code)
    ? where.areas.filter((one) => one !== code)
    : [...where.areas, code]
  return { ...where, areas }
}

export function withAreas(where: Where, codes: readonly string[]): Where {
  return { ...where, areas: [...new Set([...where.areas, ...codes])] }
}

/** Texts that say nothing are none: an emptied field gives the word back to the phrase book. */
function filled(texts: HandTexts): HandTexts | undefined {
  const languages = Object.entries(texts).flatMap(([language, byLength]) => {
    const kept = Object.entries(byLength).filter(([, text]) => text.trim() !== '')
    return kept.length === 0 ? [] : [[language, Object.fromEntries(kept)] as const]
  })
  return languages.length === 0 ? undefined : (Object.fromEntries(languages) as HandTexts)
}

/** The part of the screen that a refusal is about, as its `at` says. */
export function fieldOf(at: unknown): Field | undefined {
  if (typeof at !== 'string') return undefined
  const [first = ''] = at.replace(/^order\.?/, '').split(/[.[]/)
  const fields: { readonly [name: string]: Field } = {
    ...{ threat: 'threat', ladder: 'level', level: 'level', areas: 'areas', within: 'areas' },
    ...{ exceptions: 'areas', renewForMinutes: 'until', renewBy: 'until', texts: 'words' },
  }
  return Object.hasOwn(fields, first) ? fields[first] : undefined
}
