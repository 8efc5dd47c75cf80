/** The service worker of the assessor’s page: keeps the page and its files, opens it without a network, and sends what waits when one is there. */
import { outboxTag, sendWaiting, type Person } from './sending.dom.ts'
import { kept } from './store.dom.ts'

interface Extendable extends Event {
  waitUntil(what: Promise<unknown>): void
}
interface FetchAsked extends Extendable {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker1 {
  readonly clients: {
    claim(): Promise<void>
    matchAll(how: { type: 'window' }): Promise<readonly { postMessage(what: unknown): void }[]>
  }
  /** Written before the script by the server that serves it. */
  readonly tocsinAssess: { readonly files: readonly string[] }
  skipWaiting(): Promise<void>
  addEventListener(name: 'install' | 'activate', act: (event: Extendable) => void): void
  addEventListener(name: 'fetch', act: (event: FetchAsked) => void): void
  addEventListener(name: 'sync', act: (event: Extendable & { readonly tag: string }) => void): void
  addEventListener(name: 'message', act: (event: Extendable & { readonly data: unknown }) => void): void
}
const worker = self as unknown as Worker1
const cacheName = 'tocsin-assess'
const path = '/assess'
const patienceMs = 4_000

const isPage = ({ pathname }: URL) => pathname === path
const isFile = ({ pathname }: URL) => worker.tocsinAssess.files.includes(pathname)

async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName)
  await cache.addAll(worker.tocsinAssess.files.map((file) => new Request(file, { cache: 'no-cache' })))
}

/** The page by its language; the page alone where none is named. */
function addressOf(url: URL): string {
  const language = url.searchParams.get('lang')
  return language === null ? path : `${path}?lang=${encodeURIComponent(language)}`
}

async function keepPage(address: string, response: Response): Promise<void> {
  // Only what this product answered, and as it was asked: a hotel’s sign-in page is no form.
  if (response.status !== 200 || response.redirected || response.headers.get('tocsin-mode') === null) return
  await (await caches.open(cacheName)).put(address, response)
}

async function page(request: Request, later: (what: Promise<unknown>) => void): Promise<Response> {
  const url = new URL(request.url)
  const address = addressOf(url)
  const asked = fetch(request)
  const copy = asked.then((response) => response.clone())
  later(copy.then((response) => keepPage(address, response)).catch(() => {}))
  const good = asked.then(
    (response) => (response.status >= 500 ? undefined : response),
    () => undefined,
  )
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patienceMs))
  const first = await Promise.race([good, late])
  if (first !== undefined) return first
  const cache = await caches.open(cacheName)
  // In another language rather than not at all.
  return (await cache.match(address)) ?? (await cache.match(path, { ignoreSearch: true })) ?? asked
}

async function dropOld(): Promise<void> {
  const cache = await caches.open(cacheName)
  for (const request of await cache.keys()) {
    const url = new URL(request.url)
    if (!isPage(url) && !isFile(url)) await cache.delete(request)
  }
}

async function sendFromHere(): Promise<void> {
  const person = await kept<Person>('person')
  const ended = await sendWaiting(person, () => {})
  for (const one of await worker.clients.matchAll({ type: 'window' })) one.postMessage({ kind: 'sent' })
  // The browser comes again.
  if (ended === 'network' || ended === 'busy') throw new Error(ended)
}

worker.addEventListener('install', (event) => event.waitUntil(keepFiles().then(() => worker.skipWaiting())))
worker.addEventListener('activate', (event) => event.waitUntil(dropOld().then(() => worker.clients.claim())))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate' && isPage(url))
    event.respondWith(page(request, (what) => event.waitUntil(what)))
  else if (isFile(url))
    event.respondWith(
      caches
        .open(cacheName)
        .then((cache) => cache.match(url.pathname))
        .then((found) => found ?? fetch(request)),
    )
})
worker.addEventListener('sync', (event) => {
  if (event.tag === outboxTag) event.waitUntil(sendFromHere())
})
worker.addEventListener('message', (event) => {
  const { kind, address } = (event.data ?? {}) as { readonly kind?: string; readonly address?: string }
  if (kind !== 'keep' || address === undefined) return
  const url = new URL(address, location.href)
  if (isPage(url))
    event.waitUntil(
      fetch(address, { headers: { accept: 'text/html' } })
        .then((response) => keepPage(addressOf(url), response))
        .catch(() => {}),
    )
})
