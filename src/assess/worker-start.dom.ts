/** Starts the page’s service worker, so that the page opens again where no network is. */
interface ScriptPolicy {
  createScriptURL(url: string): string
}
export interface WithSync extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> }
}

/** The one script that this page may start by its address. */
const workerPath = '/assess/sw.js'
const types = (
  globalThis as {
    readonly trustedTypes?: { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy }
  }
).trustedTypes
const policy = types?.createPolicy('tocsin-worker', {
  createScriptURL(url) {
    if (url !== workerPath) throw new TypeError(url)
    return url
  },
})

/** Undefined where the browser has none, or forbids it here: the page then works while it is open. */
export async function startWorker(): Promise<WithSync | undefined> {
  try {
    const registration = await navigator.serviceWorker.register(
      policy?.createScriptURL(workerPath) ?? workerPath,
      { scope: '/assess', updateViaCache: 'none' },
    )
    const { active } = await navigator.serviceWorker.ready
    // The first page that somebody opens came before its worker.
    active?.postMessage({ kind: 'keep', address: `${location.pathname}${location.search}` })
    return registration
  } catch {
    return undefined
  }
}
