/** Where a problem stands in the text: the stretch of its line that is to be marked, found by walking its path. */
import type { CapProblem } from './finding.ts'
import { childrenOf, type XmlElement } from './xml/tree.ts'

export interface CapMark {
  /** From 1. */
  readonly line: number
  /** UTF-16 units from the beginning of the line; the stretch is empty where only the line is known. */
  readonly from: number
  readonly to: number
}

/** Makes marks for the problems of one document; without a tree only their lines are known. */
export function markerOf(text: string, root: XmlElement | undefined): (problem: CapProblem) => CapMark {
  const starts = lineStarts(text)
  const elementAt = root && finderIn(root)
  const lineAt = (offset: number) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
  return (problem) => {
    const index = Math.min(Math.max(1, problem.line), starts.length) - 1
    const begin = starts[index]!
    const next = (starts[index + 1] ?? text.length + 1) - 1
    const end = next > begin && text[next - 1] === '\r' ? next - 1 : next
    const element = elementAt?.(problem.path)
    if (element === undefined || lineAt(element.offset) !== index) return { line: index + 1, from: 0, to: 0 }
    // Short elements whole; of long ones the tag, or the page would be one mark.
    const close = text.indexOf('>', element.contentTo)
    const isLeaf = element.content.every((part) => typeof part === 'string')
    const whole = isLeaf && close !== -1 ? close + 1 : element.contentFrom
    const to = Math.min(end, Math.max(element.offset + 1, whole))
    return { line: index + 1, from: element.offset - begin, to: to - begin }
  }
}

/** Where lines begin. */
function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/**
 * The element of a path such as `/alert/info[2]/event[1]/@lang`; an attribute's is the element that has it. Children are
 * counted once for each parent: a hostile document has a hundred thousand of them, and five hundred problems.
 */
function finderIn(root: XmlElement): (path: string) => XmlElement | undefined {
  const counted = new Map<XmlElement, ReadonlyMap<string, readonly XmlElement[]>>()
  const childrenBy = (parent: XmlElement) => {
    const known = counted.get(parent)
    if (known !== undefined) return known
    const byName = Map.groupBy(childrenOf(parent), ({ name }) => name)
    counted.set(parent, byName)
    return byName
  }
  return (path) => {
    const [, first, ...steps] = path.split('/')
    if (first !== root.name) return undefined
    let here: XmlElement | undefined = root
    for (const step of steps) {
      if (step.startsWith('@')) return here
      const [, name = '', nth = '1'] = /^([^[#]+)(?:\[(\d+)\])?/.exec(step) ?? []
      here = childrenBy(here).get(name)?.[Number(nth) - 1]
      if (here === undefined) return undefined
    }
    return here
  }
}
