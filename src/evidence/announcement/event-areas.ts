/** The areas of a declaration as one word, to tell whether two speak of the same places. */
import type { PlaceMention } from '../place/places-in-text.ts'

const codes = new WeakMap<readonly PlaceMention[], string>()

export function codesOf({ areas }: { readonly areas: readonly PlaceMention[] }): string {
  let said = codes.get(areas)
  if (said === undefined) {
    said = areas
      .map(({ candidates, start }) => candidates[0]?.area.code ?? String(start))
      .sort()
      .join(' ')
    codes.set(areas, said)
  }
  return said
}
