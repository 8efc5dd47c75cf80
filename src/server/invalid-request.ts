/** What is wrong with a request that doesn't fit its schema: the first place, and why, in plain words. */
import type { z } from 'zod'

export interface Invalid {
  /** `areas[2]` in the body; elsewhere with its part in front: `query.limit`, `path.alert`. `body` is the body as a whole. */
  readonly at: string
  readonly why: string
}

type Issue = z.core.$ZodIssue

/** `part` is Fastify's word for where it looked: `body`, `params`, `querystring` or `headers`. */
export function whatIsWrong(issue: Issue, part: string): Invalid {
  const { path, why } = placeAndReason(issue)
  const front = part === 'body' ? '' : (parts[part] ?? part)
  const at = path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    front,
  )
  return { at: at === '' ? 'body' : at.slice(0, 200), why }
}

const parts: { readonly [part: string]: string } = { params: 'path', querystring: 'query' }

function placeAndReason(issue: Issue): { readonly path: readonly PropertyKey[]; readonly why: string } {
  const { path } = issue
  switch (issue.code) {
    case 'unrecognized_keys':
      return { path: [...path, issue.keys[0] ?? ''], why: 'nothing of that name is expected here' }
    case 'invalid_type':
      return {
        path,
        // Zod says in its text alone whether there was anything at all.
        why: /received undefined$/.test(issue.message)
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
        why: `it must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`,
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
