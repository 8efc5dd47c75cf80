/** What readers fill in, part by part, before anybody else sees it. */
import type { XmlElement } from '../xml/tree.ts'
import type { Reader } from './reader.ts'

export type Writable<T> = { -readonly [name in keyof T]: T[name] }

/** What was understood of several elements; undefined where there is nothing. */
export function collect<T>(
  elements: readonly XmlElement[],
  read: (element: XmlElement, reader: Reader) => T | undefined,
  reader: Reader,
): T[] | undefined {
  let list: T[] | undefined
  for (const element of elements) {
    const one = read(element, reader)
    if (one === undefined) continue
    if (list === undefined) list = [one]
    else list.push(one)
  }
  return list
}
