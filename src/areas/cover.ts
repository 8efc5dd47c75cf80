/** Sets of areas: said most shortly, taken apart, or given without some of their parts; always exactly the same ground. */
import { ok, refuse, type Result } from '#base'
import type { AreaCode } from './area.ts'
import type { Hierarchy } from './hierarchy.ts'

/** The set without repetitions and without areas that lie in another one of the set; the order stays. */
export function simplestCover(hierarchy: Hierarchy, codes: readonly AreaCode[]): AreaCode[] {
  const listed = new Set(codes)
  return [...listed].filter((code) => !hierarchy.ancestors(code).some((above) => listed.has(above.code)))
}

/**
 * The simplest cover in which, besides, all children of an area that they wholly make up are said as that area:
 * “these twenty districts” are “the whole oblast”. The whole stands where its first part stood.
 */
export function sayWholes(hierarchy: Hierarchy, codes: readonly AreaCode[]): AreaCode[] {
  let cover = simplestCover(hierarchy, codes)
  for (;;) {
    const listed = new Set(cover)
    const parents = new Set(cover.map((code) => hierarchy.get(code)?.parent ?? null))
    const wholes = new Set<AreaCode>()
    for (const parent of parents)
      if (parent !== null && isWhole(hierarchy, parent, listed)) wholes.add(parent)
    if (wholes.size === 0) return cover
    cover = [
      ...new Set(
        cover.map((code) => {
          const parent = hierarchy.get(code)?.parent ?? null
          return parent !== null && wholes.has(parent) ? parent : code
        }),
      ),
    ]
  }
}

function isWhole(hierarchy: Hierarchy, parent: AreaCode, listed: ReadonlySet<AreaCode>): boolean {
  return (
    hierarchy.get(parent)?.divided === 'wholly' &&
    hierarchy.children(parent).every((child) => listed.has(child.code))
  )
}

/**
 * “All of `whole` but `exceptions`”: the largest areas that remain, going down only along the exceptions.
 * Refused where an area on the way is not wholly divided, because what its known parts leave over would be lost unsaid.
 */
export function except(
  hierarchy: Hierarchy,
  whole: AreaCode,
  exceptions: readonly AreaCode[],
): Result<AreaCode[], 'areas/not-inside' | 'areas/not-divided' | 'areas/nothing-left'> {
  for (const [index, exception] of exceptions.entries())
    if (!hierarchy.contains(whole, exception))
      return refuse('areas/not-inside', { at: `exceptions[${index}]`, exception, area: whole })
  const excepted = new Set(exceptions)
  const onTheWay = new Set(exceptions.flatMap((code) => hierarchy.ancestors(code).map((area) => area.code)))
  const left: AreaCode[] = []
  const open: AreaCode[] = [whole]
  while (open.length > 0) {
    const code = open.pop()!
    if (excepted.has(code)) continue
    if (!onTheWay.has(code)) {
      left.push(code)
      continue
    }
    if (hierarchy.get(code)?.divided !== 'wholly') return refuse('areas/not-divided', { area: code })
    const children = hierarchy.children(code)
    for (let i = children.length - 1; i >= 0; i--) open.push(children[i]!.code)
  }
  if (left.length === 0) return refuse('areas/nothing-left', { area: whole, exceptions: [...excepted] })
  return ok(left)
}

/** Every area at or below the given ones that has nothing below it, each once. */
export function expandToLeaves(hierarchy: Hierarchy, codes: readonly AreaCode[]): AreaCode[] {
  const leaves = new Set<AreaCode>()
  for (const code of simplestCover(hierarchy, codes)) {
    const area = hierarchy.get(code)
    if (area === undefined) continue
    for (const below of [area, ...hierarchy.descendants(code)])
      if (hierarchy.children(below.code).length === 0) leaves.add(below.code)
  }
  return [...leaves]
}
