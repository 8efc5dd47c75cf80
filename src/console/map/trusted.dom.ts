/** What the console lets become a script by its address: the map's worker, and nothing else. */

interface TrustedTypes {
  createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string | null }): unknown
}

let allowed: string | undefined

/** Browsers without Trusted Types need no permission. A second address is never let through. */
export function trustWorker(url: string): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }
  if (allowed !== undefined || trustedTypes === undefined) return
  allowed = url
  trustedTypes.createPolicy('default', { createScriptURL: (asked) => (asked === allowed ? asked : null) })
}
