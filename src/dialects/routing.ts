/** Which of a dialect's routes a path means. */
import type { Dialect, DialectRoute } from './dialect.ts'

export interface Found {
  readonly route: DialectRoute
  readonly params: { readonly [name: string]: string }
}

export interface Router {
  /** `path` begins where the dialect does. A path that is there by other methods is told apart from one that is not there. */
  find(method: string, path: string): Found | 'no-such-path' | 'other-method'
}

export function routerOf({ routes }: Pick<Dialect, 'routes'>): Router {
  const plain = new Map<string, Map<string, Found>>()
  const patterned: { readonly route: DialectRoute; readonly pattern: RegExp }[] = []
  for (const route of routes)
    if (route.path.includes('{')) patterned.push({ route, pattern: patternOf(route.path) })
    else {
      const methods = plain.get(route.path) ?? new Map<string, Found>()
      plain.set(route.path, methods.set(route.method, { route, params: {} }))
    }
  return {
    find(asked, path) {
      const method = asked === 'HEAD' ? 'GET' : asked
      const methods = plain.get(path)
      const found = methods?.get(method)
      if (found !== undefined) return found
      let other = methods !== undefined
      for (const { route, pattern } of patterned) {
        const groups = pattern.exec(path)?.groups
        if (groups === undefined) continue
        const params = decoded(groups)
        if (params === undefined) continue
        if (route.method === method) return { route, params }
        other = true
      }
      return other ? 'other-method' : 'no-such-path'
    },
  }
}

function patternOf(path: string): RegExp {
  const source = path
    .split(/(\{[a-z]+\})/i)
    .map((part) =>
      part.startsWith('{')
        ? `(?<${part.slice(1, -1)}>[^/]+?)`
        : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('')
  return new RegExp(`^${source}$`)
}

/** Undefined where an escape is broken: such a path is nowhere. */
function decoded(groups: { readonly [name: string]: string }): Found['params'] | undefined {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]))
  } catch {
    return undefined
  }
}
