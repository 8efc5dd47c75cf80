/**
 * What every page of the residents' does when it is opened: the service worker is there, the worker knows the places and the
 * language, what is kept ahead is fresh, and the server knows of a subscription what its owner chose since.
 */
import { keep, kept } from './app-kept.dom.ts'
import { chosen, followHere, placesHere, sync } from './app-wish.dom.ts'
import { keptAs } from './phone-kept.ts'

interface ScriptPolicy {
  createScriptURL(url: string): string
}
const types = (
  globalThis as {
    readonly trustedTypes?: { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy }
  }
).trustedTypes
/** The one script that a page of ours may start by its address. */
const workerPath = '/sw.js'
const policy = types?.createPolicy('tocsin-worker', {
  createScriptURL(url) {
    if (url !== workerPath) throw new TypeError(url)
    return url
  },
})

/** Undefined where the browser has none, or forbids it here. */
async function registered(): Promise<ServiceWorkerRegistration | undefined> {
  try {
    return await navigator.serviceWorker.register(policy?.createScriptURL(workerPath) ?? workerPath, {
      scope: '/',
      updateViaCache: 'none',
    })
  } catch {
    return undefined
  }
}

const aheadEveryMs = 10 * 60_000

async function open(): Promise<void> {
  const registration = await registered()
  await keep(keptAs.language, document.documentElement.lang)
  await keep(keptAs.places, await placesHere())
  await followHere()
  await sync().catch(() => {})
  if (registration === undefined) return
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage({ kind: 'send-outbox' })
  // The first page that somebody opens came before its worker.
  active?.postMessage({ kind: 'keep', address: `${location.pathname}${location.search}` })
  const ahead = (await kept<number>('kept-ahead-at')) ?? 0
  const whose = JSON.stringify([chosen(), document.documentElement.lang])
  if (Date.now() - ahead < aheadEveryMs && (await kept('kept-ahead-for')) === whose) return
  await keep('kept-ahead-for', whose)
  active?.postMessage({ kind: 'keep-ahead' })
  const periodic = (
    registration as { readonly periodicSync?: { register(tag: string, how: object): Promise<void> } }
  ).periodicSync
  await periodic?.register('keep-ahead', { minInterval: 3 * 3_600_000 }).catch(() => {})
}

/** After what the page is for: nothing here is needed to read it. */
function later(): void {
  void open().catch(() => {})
}
if (document.readyState === 'complete') setTimeout(later)
else addEventListener('load', () => setTimeout(later))
