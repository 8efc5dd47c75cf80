/** Which of a notice's texts fits into so many short messages: the longest that does, else the shortest there is. */
import type { Texts } from '#alerts'
import { partsOf } from './parts.ts'

export function fitParts(texts: Texts, most: number): string {
  for (const length of ['1395', '360'] as const) if (partsOf(texts[length]) <= most) return texts[length]
  return texts['90']
}
