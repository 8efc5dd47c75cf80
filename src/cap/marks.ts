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
    const end = endOfLine(text, begin)
    const element = root && elementAt(root, problem.path)
    if (element === undefined || lineAt(element.offset) !== index) return { line: index + 1, from: 0, to: 0 }
    // Short elements whole; of long ones the tag, or the page would be one mark.
    const close = text.indexOf('>', element.contentTo)
    const isLeaf = childrenOf(element).length === 0
    const whole = isLeaf && close !== -1 ? close + 1 : element.contentFrom
    const to = Math.min(end, Math.max(element.offset + 1, whole))
    return { line: index + 1, from: element.offset - begin, to: to - begin }
  }
}

/** One line of a text without its end, `line` from 1; `starts` once for many lines. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

export function endOfLine(text: string, begin: number): number {
  const next = text.indexOf('\n', begin)
  const end = next === -1 ? text.length : next
  return end > begin && text[end - 1] === '\r' ? end - 1 : end
}

/** The element of a path such as `/alert/info[2]/event[1]/@lang`; an attribute's is the element that has it. */
function elementAt(root: XmlElement, path: string): XmlElement | undefined {
  const steps = path.split('/').slice(1)
  let here: XmlElement | undefined = root
  for (const [i, step] of steps.entries()) {
    const [, name, nth] = /^([^[@#]+)(?:\[(\d+)\])?/.exec(step) ?? []
    if (name === undefined) return step.startsWith('@') ? here : undefined
    if (i === 0) {
      if (name !== root.name) return undefined
      continue
    }
    const wanted = Number(nth ?? 1)
    here = childrenOf(here!).filter((child) => child.name === name)[wanted - 1]
    if (here === undefined) return undefined
  }
  return here
}
