/** The content two people consent to, and the hash that names it: any edit makes another hash. */
import type { AreaCode, Hierarchy } from '#areas'
import { canonicalJson, settled, sha256, type Json, type Sha256 } from '#base'
import type { AlertContent, FrozenArea } from './alert.ts'

/** The content for good, as facts carry it, with SHA-256 over its canonical JSON (RFC 8785). */
export function named(content: AlertContent): { readonly content: AlertContent; readonly contentHash: Sha256 } {
  const kept = settled(content)
  return { content: kept, contentHash: sha256(canonicalJson(kept as unknown as Json)) }
}

/** The areas as they are now, in the order given; `undefined` stands for nothing: unknown codes must be refused before. */
export function freezeAreas(
  hierarchy: Hierarchy,
  codes: readonly AreaCode[],
  hashOfShape: (code: AreaCode) => Sha256 | null,
): FrozenArea[] {
  return codes.flatMap((code) => {
    const area = hierarchy.get(code)
    return area === undefined ? [] : [{ code, names: area.names, shape: hashOfShape(code) }]
  })
}

export function codesOf(areas: readonly FrozenArea[]): AreaCode[] {
  return areas.map((area) => area.code)
}
