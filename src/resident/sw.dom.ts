/** The service worker of the residents' pages: receives pushes, keeps pages for a phone without a network, sends what was told without one. */
import { outboxTag, sendOutbox } from './sw-outbox.dom.ts'
import {
  data,
  dropOldFiles,
  file,
  isKeptData,
  isOurFile,
  isOurPage,
  keepAhead,
  keepFiles,
  keepOne,
  page,
} from './sw-pages.dom.ts'
import { changed, take, touched } from './sw-push.dom.ts'
import { worker } from './sw-scope.dom.ts'

// A new version takes over at once: what warns must not wait until the last tab is closed.
worker.addEventListener('install', (event) => event.waitUntil(keepFiles().then(() => worker.skipWaiting())))
worker.addEventListener('activate', (event) =>
  event.waitUntil(dropOldFiles().then(() => worker.clients.claim())),
)

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  const later = (what: Promise<unknown>) => event.waitUntil(what)
  // What a page fetches by itself goes to the network and may fail: it must know when it is out of touch.
  if (request.mode === 'navigate' && isOurPage(url)) event.respondWith(page(request, later))
  else if (isOurFile(url)) event.respondWith(file(request))
  else if (isKeptData(url)) event.respondWith(data(request, later))
})

worker.addEventListener('push', (event) => {
  let json: unknown
  try {
    json = event.data?.json()
  } catch {}
  if (json !== undefined && json !== null) event.waitUntil(take(json))
})
worker.addEventListener('notificationclick', (event) =>
  event.waitUntil(touched(event.notification, event.action)),
)
worker.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(changed(event.newSubscription)))
worker.addEventListener('sync', (event) => {
  if (event.tag === outboxTag) event.waitUntil(sendOutbox())
})
worker.addEventListener('periodicsync', (event) => event.waitUntil(keepAhead('all', 20_000)))
worker.addEventListener('message', (event) => {
  const { kind, address } = (event.data ?? {}) as { readonly kind?: string; readonly address?: string }
  if (kind === 'keep' && address !== undefined) event.waitUntil(keepOne(address))
  // With fresh pages, files of older ones are needed no more.
  if (kind === 'keep-ahead') event.waitUntil(keepAhead('all', 3_000).then(dropOldFiles))
  if (kind === 'send-outbox') event.waitUntil(sendOutbox())
})
