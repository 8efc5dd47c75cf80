/** What is wrong with a value that doesn't fit its schema: the place, and why, in plain words instead of a library's. */
import type { z } from 'zod'

export interface Misfit {
  /** `areas[2].names`; empty for the value as a whole. */
  readonly at: string
  /** A clause: “it must be a text”. */
  readonly why: string
}

type Issue = z.core.$ZodIssue

/** Of the first of zod's issues; `within` stands before the place: `query` makes `query.limit`. */
export function misfitOf(issues: readonly Issue[], within = ''): Misfit {
  const [issue] = issues
  if (issue === undefined) return { at: within, why: 'it is not as expected' }
  const { path, why } = placeAndReason(issue)
  const at = path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    within,
  )
  return { at: at.slice(0, 200), why }
}

function placeAndReason(issue: Issue): { readonly path: readonly PropertyKey[]; readonly why: string } {
  const { path } = issue
  // A schema that has words of its own for it has better ones.
  if (!/^(Invalid|Too|Unrecognized)/.test(issue.message)) return { path, why: issue.message }
  switch (issue.code) {
    case 'unrecognized_keys':
      return { path: [...path, issue.keys[0] ?? ''], why: 'nothing of that name is expected here' }
    case 'invalid_type':
      return {
        path,
        // Zod says in its text alone whether there was anything at all.
        why: issue.message.endsWith('received undefined')
          ? 'it is missing'
          : `it must be ${kinds[issue.expected] ?? issue.expected}`,
      }
    case 'too_small':
      return { path, why: boundOf(issue.origin, 'at least', issue.minimum) }
    case 'too_big':
      return { path, why: boundOf(issue.origin, 'at most', issue.maximum) }
    case 'invalid_value':
      return {
        path,
        why: `it must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ') || 'empty'}`,
      }
    case 'invalid_format':
      return {
        path,
        why: issue.pattern === undefined ? `it is no ${issue.format}` : `it doesn’t fit ${issue.pattern}`,
      }
    case 'invalid_union':
      return unionReason(issue)
    default:
      return { path, why: issue.message }
  }
}

/** Of several forms the one that got furthest; where none did, what each would be. */
function unionReason(issue: Extract<Issue, { code: 'invalid_union' }>) {
  const reasons = issue.errors.flatMap(([first]) => (first === undefined ? [] : [placeAndReason(first)]))
  const deepest = reasons.find(({ path }) => path.length > 0)
  if (deepest !== undefined) return { path: [...issue.path, ...deepest.path], why: deepest.why }
  return {
    path: issue.path,
    why: [...new Set(reasons.map(({ why }) => why))].join(', or ') || 'it fits none of the forms',
  }
}

function boundOf(origin: string, bound: 'at least' | 'at most', limit: number | bigint): string {
  if (bound === 'at least' && Number(limit) === 1 && (origin === 'string' || origin === 'array'))
    return 'it is empty'
  if (origin === 'string') return `it must have ${bound} ${limit} characters`
  if (origin === 'array') return `it must have ${bound} ${limit} entries`
  return `it must be ${bound} ${limit}`
}

const kinds: { readonly [expected: string]: string } = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}
