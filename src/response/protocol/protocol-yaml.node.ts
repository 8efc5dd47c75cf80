/** Protocols as YAML: what is wrong is told by line and column. */
import { isCollection, isMap, isScalar, isSeq, LineCounter, parseDocument, stringify, type Node } from 'yaml'
import type { Json } from '#base'
import { faultSaid, type FaultCode, type FaultValues } from './protocol-faults.ts'
import { readProtocol, type Path, type ProtocolGround, type ReadProtocol } from './protocol-file.ts'
import type { Protocol } from './protocol.ts'
import { writeProtocol } from './protocol-written.ts'

export interface FileFault {
  /** From 1. */
  readonly line: number
  readonly column: number
  /** `tasks[0].due`; empty for the file itself. */
  readonly at: string
  readonly code: FaultCode
  readonly values: FaultValues
  readonly says: string
  readonly advice: string
}

export type FileRead = { readonly protocol: ReadProtocol } | { readonly faults: readonly FileFault[] }

export function readProtocolFile(text: string, ground?: ProtocolGround): FileRead {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0)
    return {
      faults: document.errors.map(({ pos, message }) => {
        const { line, col } = lines.linePos(pos[0])
        return { line, column: Math.max(1, col), at: '', ...told('not-yaml', { message }) }
      }),
    }
  let value: unknown
  try {
    // An alias may be told thousands of times over; a protocol needs none.
    value = document.toJS({ maxAliasCount: 20 })
  } catch (error) {
    const said = told('told-over-and-over', { message: (error as Error).message })
    return { faults: [{ line: 1, column: 1, at: '', ...said }] }
  }
  const read = readProtocol(value, ground)
  if ('protocol' in read) return read
  return {
    faults: read.faults
      .map(({ at, ...said }) => {
        const { line, col } = lines.linePos(offsetOf(document.contents, at))
        return { line: Math.max(1, line), column: Math.max(1, col), at: pathSaid(at), ...said }
      })
      .toSorted((a, b) => a.line - b.line || a.column - b.column),
  }
}

function told(code: FaultCode, values: FaultValues) {
  return { code, values, ...faultSaid(code, values) }
}

/** Of what is meant, or of the innermost thing around it where that is missing. */
function offsetOf(contents: Node | null, path: Path): number {
  let node: unknown = contents
  let offset = contents?.range?.[0] ?? 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? key.value : key) === step)
      if (pair === undefined) break
      const { key } = pair as { readonly key: Node }
      offset = key.range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[step as number]
      const { range } = (node ?? {}) as { readonly range?: readonly number[] }
      offset = range?.[0] ?? offset
    }
  }
  if (isScalar(node) || isCollection(node)) return node.range?.[0] ?? offset
  return offset
}

function pathSaid(path: Path): string {
  return path.reduce<string>(
    (said, step) => (typeof step === 'number' ? `${said}[${step}]` : said === '' ? step : `${said}.${step}`),
    '',
  )
}

/** What stands in a text that may be no protocol yet, so that somebody can go on with it in a form; null where it is no YAML. */
export function plainlyRead(text: string): Json {
  const document = parseDocument(text, { prettyErrors: false })
  if (document.errors.length > 0) return null
  try {
    const value: unknown = document.toJS({ maxAliasCount: 20 })
    return (JSON.parse(JSON.stringify(value) ?? 'null') as Json) ?? null
  } catch {
    return null
  }
}

export function yamlWritten(form: Json): string {
  return stringify(form, { lineWidth: 0 })
}

export function protocolYaml(protocol: Omit<Protocol, 'version' | 'hash'>): string {
  return yamlWritten(writeProtocol(protocol))
}
