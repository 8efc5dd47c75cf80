/** What forms ask for that the installation knows: its areas, those that somebody would choose from a list. */
import { areaKinds, type Area, type AreaCode } from '#areas'
import type { AnswerGround } from '#damage'
import type { System } from './system.ts'

/** More than these nobody scrolls through on a phone. */
const mostAreas = 300

export interface ListedArea {
  readonly code: AreaCode
  readonly names: { readonly [language: string]: string }
}

export function formGround({ areas }: Pick<System, 'areas'>): AnswerGround {
  return { hasArea: (code) => areas.hierarchy().get(code as AreaCode) !== undefined }
}

/** The authority’s own areas and what lies in them down to municipalities, by name; as many as fit, the larger first. */
export function listedAreas({
  areas,
  authority,
}: Pick<System, 'areas' | 'authority'>): readonly ListedArea[] {
  const hierarchy = areas.hierarchy()
  const listed: Area[] = []
  let level: readonly Area[] = authority.areas.flatMap((code) => hierarchy.get(code) ?? [])
  while (level.length > 0 && listed.length + level.length <= mostAreas) {
    listed.push(...level)
    level = level.flatMap(({ code }) => hierarchy.children(code).filter(({ kind }) => isListed(kind)))
  }
  return listed
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    .map(({ code, names }) => ({ code, names }))
}

const isListed = (kind: Area['kind']) => areaKinds.indexOf(kind) <= areaKinds.indexOf('municipality')

function nameOf({ names, code }: Area): string {
  return names['en'] ?? Object.values(names)[0] ?? code
}
