/** Bounds on a request's form that neither Node nor Fastify sets: fields of the head, length of the address, parameters, depth of JSON. */
import { refuse, type Problem } from '#base'

/** RFC 9110 §4.1 asks for 8,000 at least. */
export const longestTarget = 8_000
/** Browsers send about twenty, proxies add ten. Node would drop those beyond its own limit without a word. */
export const mostFields = 100
export const mostParameters = 100
/** GeoJSON nests eight deep, and nothing here needs half of this. */
export const deepestJson = 64

/** `target` is the path and query as sent; `fields` the number of header fields. */
export function tooMuchOf({
  target,
  fields,
}: {
  readonly target: string
  readonly fields: number
}): Problem | undefined {
  if (fields > mostFields) return refuse('server/head-too-large').problem
  if (target.length > longestTarget) return refuse('server/address-too-long', { most: longestTarget }).problem
  if (parametersIn(target) > mostParameters)
    return refuse('server/invalid-request', { at: 'query', why: `more than ${mostParameters} parameters` })
      .problem
  return undefined
}

function parametersIn(target: string): number {
  const query = target.indexOf('?')
  if (query < 0) return 0
  let count = 1
  for (let at = target.indexOf('&', query); at >= 0; at = target.indexOf('&', at + 1)) count += 1
  return count
}

/** Without recursion: what is too deep for others must not be too deep for whoever measures it. */
export function isTooDeep(json: unknown, most = deepestJson): boolean {
  let level: object[] = isNested(json) ? [json] : []
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > most) return true
    level = level.flatMap((one) => Object.values(one).filter(isNested))
  }
  return false
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
