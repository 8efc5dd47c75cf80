/** Where a device's own calls are kept, and the service worker that hears them: the residents', under a scope of its own. */

export const ownCalls = {
  devices: '/v1/my-calls/devices',
  scope: '/my-calls',
  headers: { 'tocsin-request': '1' },
} as const

interface ScriptPolicy {
  createScriptURL(url: string): string
}
const types = (
  globalThis as {
    readonly trustedTypes?: { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy }
  }
).trustedTypes
/** The one script that this page may start by its address. */
const workerPath = '/sw.js'
const policy = types?.createPolicy('tocsin-worker', {
  createScriptURL(url) {
    if (url !== workerPath) throw new TypeError(url)
    return url
  },
})

/** Registered and at work: `navigator.serviceWorker.ready` might be another one's. */
export async function startWorker(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register(
    policy?.createScriptURL(workerPath) ?? workerPath,
    { scope: ownCalls.scope, updateViaCache: 'none' },
  )
  const starting = registration.installing ?? registration.waiting
  if (registration.active === null && starting !== null)
    await new Promise<void>((resolve) =>
      starting.addEventListener('statechange', () => {
        if (starting.state === 'activated') resolve()
      }),
    )
  return registration
}
