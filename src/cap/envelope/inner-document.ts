/** A document that stands in another as text: read on its own, with every place said as one of the outer document. */
import type { CapPlace, Findings } from '../finding.ts'
import { isAlert } from '../read/read-cap-element.ts'
import { ReadElement } from '../xml/element.ts'
import { readXml } from '../xml/read-xml.ts'
import type { XmlElement } from '../xml/tree.ts'

/** An offset of the inner document as one of the outer. */
export type PlaceOutside = (offset: number) => number

export interface InnerAlert {
  readonly element: XmlElement
  /** The alert as it is written, escaped no longer. */
  readonly source: string
}

/** The one alert of a text in `holder`; undefined where it is something else. */
export function readInnerAlert(
  text: string,
  holder: XmlElement,
  outside: PlaceOutside,
  found: Findings,
): InnerAlert | undefined {
  const root = readXml(text, foundOutside(found, holder, outside))
  if (!(root instanceof ReadElement) || !(holder instanceof ReadElement) || !isAlert(root)) return undefined
  const end = text.indexOf('>', root.contentTo) + 1
  const source = text.slice(root.offset, end === 0 ? undefined : end)
  moveOutside(root, outside)
  root.parent = holder
  return { element: root, source }
}

function foundOutside(found: Findings, holder: XmlElement, outside: PlaceOutside): Findings {
  return {
    report(table, code, place, details) {
      const moved: CapPlace = {
        offset: outside(place.offset),
        get path() {
          const [, root, ...steps] = place.path.split('/')
          return root === '' ? holder.path : [holder.path, `${root}[1]`, ...steps].join('/')
        },
      }
      found.report(table, code, moved, details)
    },
    all: () => found.all(),
    get leftOut() {
      return found.leftOut
    },
    get errors() {
      return found.errors
    },
  }
}

/** Gives every element its place in the outer document. */
export function moveOutside(root: ReadElement, outside: PlaceOutside): void {
  const waiting: ReadElement[] = [root]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    next.offset = outside(next.offset)
    next.contentFrom = outside(next.contentFrom)
    next.contentTo = outside(next.contentTo)
    for (const part of next.content) if (part instanceof ReadElement) waiting.push(part)
  }
}

/** Lines are the same inside and outside; columns are not, where something was escaped. */
export function sameLine(inner: string, outer: string, from: number, to: number): PlaceOutside {
  const innerStarts = lineStarts(inner, 0, inner.length)
  const outerStarts = lineStarts(outer, from, to)
  return (offset) => {
    let [low, high] = [0, innerStarts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (innerStarts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return outerStarts[Math.min(low, outerStarts.length - 1)]!
  }
}

function lineStarts(text: string, from: number, to: number): number[] {
  const starts = [from]
  // Cut out first: without a line end in it the search would go on to the end of the whole document.
  const part = text.slice(from, to)
  for (let at = part.indexOf('\n'); at !== -1; at = part.indexOf('\n', at + 1)) starts.push(from + at + 1)
  return starts
}
