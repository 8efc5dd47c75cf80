/** Forms as YAML: what is wrong is told by line and column. */
import { isCollection, isMap, isScalar, isSeq, LineCounter, parseDocument, stringify, type Node } from 'yaml'
import type { Form, ObservationRule, ReadForm } from './form.ts'
import { readForm, type FormPath } from './form-file.ts'

export interface FormFileFault {
  /** From 1. */
  readonly line: number
  readonly column: number
  /** `fields[0].names`; empty for the file itself. */
  readonly at: string
  readonly says: string
  readonly advice: string
}

export type FormFileRead = { readonly form: ReadForm } | { readonly faults: readonly FormFileFault[] }

export function readFormFile(text: string, languages: readonly string[] = []): FormFileRead {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const placed = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  if (document.errors.length > 0)
    return {
      faults: document.errors.map(({ pos, message }) => ({
        ...placed(pos[0]),
        ...{ at: '', says: `This can’t be read as YAML: ${message}` },
        advice: 'Each name stands before “: ”, indented by spaces; a text with “: ” or “#” is quoted.',
      })),
    }
  let value: unknown
  try {
    // An alias may be told thousands of times over; a form needs a few.
    value = document.toJS({ maxAliasCount: 20 })
  } catch (error) {
    const advice = 'Write it out where it is needed.'
    return { faults: [{ line: 1, column: 1, at: '', says: (error as Error).message, advice }] }
  }
  const read = readForm(value, languages)
  if ('form' in read) return read
  return {
    faults: read.faults
      .map(({ at, says, advice }) => ({
        ...placed(offsetOf(document.contents, at)),
        ...{ at: pathSaid(at), says, advice },
      }))
      .toSorted((a, b) => a.line - b.line || a.column - b.column),
  }
}

/** Of what is meant, or of the innermost thing around it where that is missing. */
function offsetOf(contents: Node | null, path: FormPath): number {
  let node: unknown = contents
  let offset = contents?.range?.[0] ?? 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? key.value : key) === step)
      if (pair === undefined) break
      offset = (pair.key as Node).range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[step as number]
      offset = (node as Node | undefined)?.range?.[0] ?? offset
    }
  }
  return isScalar(node) || isCollection(node) ? (node.range?.[0] ?? offset) : offset
}

function pathSaid(path: FormPath): string {
  return path
    .map((step, n) => (typeof step === 'number' ? `[${step}]` : n === 0 ? step : `.${step}`))
    .join('')
}

/** The file of a form, in the order in which people write it. */
export function formYaml({
  id,
  names,
  fields,
  place,
  seen,
  observations,
}: Omit<Form, 'version' | 'hash'>): string {
  const said = (rule: ObservationRule) => ({
    subject: rule.subject,
    ...(rule.count === null ? {} : { count: rule.count }),
    ...(rule.grade === null ? {} : { grade: rule.grade }),
    ...(rule.cause === null ? {} : { cause: rule.cause }),
  })
  const file = {
    ...{ form: id, names },
    fields: fields.map(({ hint, needed, when, ...field }) => ({
      ...field,
      ...(Object.keys(hint).length === 0 ? {} : { hint }),
      ...(needed === 'no' ? {} : { needed }),
      ...(when === null ? {} : { when }),
    })),
    place: Object.fromEntries(Object.entries(place).filter(([, key]) => key !== null)),
    ...(seen === null ? {} : { seen }),
    observations: observations.map(said),
  }
  return stringify(file, { lineWidth: 0, aliasDuplicateObjects: false })
}
