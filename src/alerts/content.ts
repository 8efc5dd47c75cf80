/** The content two people consent to, and the hash that names it: any edit makes another hash. */
import type { Area, AreaCode, Hierarchy } from '#areas'
import { canonicalJson, settled, sha256, type InLanguages, type Json, type Sha256 } from '#base'
import type { AlertContent, FrozenArea } from './alert.ts'

/** SHA-256 over the content's canonical JSON (RFC 8785). */
export function hashOfContent(content: AlertContent): Sha256 {
  return sha256(canonicalJson(content as unknown as Json))
}

/** The content for good, as facts carry it, and the hash that names it. */
export function named(content: AlertContent): {
  readonly content: AlertContent
  readonly contentHash: Sha256
} {
  const kept = settled(content)
  return { content: kept, contentHash: hashOfContent(kept) }
}

/** The areas as they are now, in the order given; `undefined` stands for nothing: unknown codes must be refused before. */
export function freezeAreas(
  hierarchy: Hierarchy,
  codes: readonly AreaCode[],
  hashOfShape: (code: AreaCode) => Sha256 | null,
): FrozenArea[] {
  return codes.flatMap((code) => {
    const area = hierarchy.get(code)
    return area === undefined ? [] : [freeze(area, hashOfShape(code))]
  })
}

/** Which of these areas the map no longer has as they were: with another shape, without one, or not at all. */
export function movedOn(
  hierarchy: Hierarchy,
  hashOfShape: (code: AreaCode) => Sha256 | null,
): (areas: readonly FrozenArea[]) => readonly FrozenArea[] {
  return (areas) =>
    areas.filter(({ code, shape }) => hierarchy.get(code) === undefined || hashOfShape(code) !== shape)
}

/** The same areas are warned again and again: one that has not changed since is not frozen anew. */
const frozenBefore = new WeakMap<Area, FrozenArea>()

function freeze(area: Area, shape: Sha256 | null): FrozenArea {
  const before = frozenBefore.get(area)
  if (before?.shape === shape) return before
  const frozen = settled({ code: area.code, names: area.names, shape })
  frozenBefore.set(area, frozen)
  return frozen
}

export function codesOf(areas: readonly FrozenArea[]): AreaCode[] {
  return areas.map((area) => area.code)
}

/** What an approval, a review or a call is about, without its words: who is asked must be allowed to do it. */
export type WaitingContent = Pick<AlertContent, 'threat' | 'ladder' | 'level' | 'areas' | 'channels'>

export function aboutOf({ threat, ladder, level, areas, channels }: AlertContent): WaitingContent {
  return { threat, ladder, level, areas, channels }
}

/** The middle length of each language: enough to judge it by, short enough for a message. */
export function saidOf({ wording }: Pick<AlertContent, 'wording'>): InLanguages<string> {
  return Object.fromEntries(
    Object.entries(wording.texts).flatMap(([language, texts]) =>
      texts === undefined ? [] : [[language, texts['360']]],
    ),
  )
}
