/** Every route that the HTTP server knows, declared or not: what a test must not forget to walk. */
import type { Server } from '../../src/server/serve.node.ts'

export interface ServedRoute {
  readonly method: string
  readonly url: string
}

export function servedRoutes({ app }: Pick<Server, 'app'>): ServedRoute[] {
  return routesOf(app.fastify.printRoutes({ commonPrefix: false }))
}

/** Fastify prints `├── /v1/board (GET, HEAD)`; nesting repeats the part above. */
function routesOf(printed: string): ServedRoute[] {
  const above: { depth: number; url: string }[] = []
  return printed.split('\n').flatMap((line) => {
    const found = /^([│\s├└─]*)(\S+)(?: \((.+)\))?$/.exec(line)
    if (found === null) return []
    const [, tree = '', part = '', methods = ''] = found
    while (above.length > 0 && above.at(-1)!.depth >= tree.length) above.pop()
    const url = (above.at(-1)?.url ?? '') + part
    above.push({ depth: tree.length, url })
    return methods === '' ? [] : methods.split(', ').map((method) => ({ method, url }))
  })
}
