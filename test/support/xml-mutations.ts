/** Documents that were valid until something happened to them: bytes flipped, pieces lost, doubled or swapped, the end cut off. */
import type { Chance } from './chance.ts'

/** Pieces that mean something to a reader of XML, where they don't belong. */
const pieces = [
  '&', '&amp;', '&lt;', '&nbsp;', '&#0;', '&#x9;', '&#13;', '&#xD800;', '&#x110000;', '&#65', '&x;', '<', '>', '</', '/>',
  '<br>', '<br/>', '</br>', '<p>', ']]>', '<![CDATA[', '<![CDATA[x]]>', '<!--', '-->', '<!-- a -- b -->', '<!-- ok -->',
  '<?', '?>', '<?x y?>', '<?xml version="1.0"?>', '<?a:b c?>', '<!x>', '"', "'", '=', ' a="1"', ' a="1" a="2"', ' a=1',
  ' xmlns="u"', ' xmlns=""', ' xmlns:q=""', ' xmlns:xml="u"', ' xml:lang="en"', ' q:a="1"', 'q:', ':', '\0', '\x01', '\t',
  '\r', '\r\n', '\n', ' ', '\u00a0', '\u0085', '\u2028', '\ufeff', '\ufffe', '\uffff', '\ufffd', '𝄞', 'é', '-', '--', '1',
] // prettier-ignore

type Mutation = (bytes: Uint8Array, by: Chance) => Uint8Array

const mutations: readonly Mutation[] = [
  (bytes, by) => bytes.with(at(bytes, by), by.between(0, 255)),
  (bytes, by) => {
    const place = at(bytes, by)
    return bytes.with(place, bytes[place]! ^ (1 << by.between(0, 7)))
  },
  (bytes, by) => splice(bytes, at(bytes, by), by.between(1, 12)),
  (bytes, by) => bytes.subarray(0, at(bytes, by)),
  (bytes, by) => {
    const [from, to] = stretch(bytes, by)
    return splice(bytes, to, 0, bytes.subarray(from, to))
  },
  (bytes, by) => splice(bytes, at(bytes, by), 0, encoder.encode(by.pick(pieces))),
  (bytes, by) => splice(bytes, ...tag(bytes, by)),
  (bytes, by) => splice(bytes, tag(bytes, by)[0], 0, bytes.subarray(...span(tag(bytes, by)))),
  (bytes, by) => {
    const [from, length] = tag(bytes, by)
    return splice(bytes, from, length, bytes.subarray(...span(tag(bytes, by))))
  },
  // Inside a tag, which is where the grammar is strictest.
  (bytes, by) => {
    const [from, length] = tag(bytes, by)
    return splice(bytes, from + by.between(0, length), 0, encoder.encode(by.pick(pieces)))
  },
]

const encoder = new TextEncoder()

/** The bytes after one to `most` mishaps. */
export function mutated(bytes: Uint8Array, by: Chance, most = 3): Uint8Array {
  let result = bytes
  for (let times = by.between(1, most); times > 0 && result.length > 0; times -= 1)
    result = by.pick(mutations)(result, by)
  return result
}

function at(bytes: Uint8Array, by: Chance): number {
  return by.between(0, Math.max(0, bytes.length - 1))
}

function stretch(bytes: Uint8Array, by: Chance): [from: number, to: number] {
  const from = at(bytes, by)
  return [from, Math.min(bytes.length, from + by.between(1, 40))]
}

/** Offset and length of the tag that begins next after some place. */
function tag(bytes: Uint8Array, by: Chance): [from: number, length: number] {
  const from = bytes.indexOf(0x3c, at(bytes, by))
  const to = bytes.indexOf(0x3e, from)
  return from === -1 || to === -1 ? [0, 0] : [from, to + 1 - from]
}

function span([from, length]: [number, number]): [from: number, to: number] {
  return [from, from + length]
}

function splice(
  bytes: Uint8Array,
  from: number,
  without: number,
  put: Uint8Array = new Uint8Array(),
): Uint8Array {
  const result = new Uint8Array(from + put.length + Math.max(0, bytes.length - from - without))
  result.set(bytes.subarray(0, from))
  result.set(put, from)
  result.set(bytes.subarray(from + without), from + put.length)
  return result
}
