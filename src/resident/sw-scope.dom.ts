/** The service worker's own surroundings, as far as ours uses them; the compiler knows those of pages only (Service Workers, Push API, Background Sync). */

export interface Extendable extends Event {
  waitUntil(what: Promise<unknown>): void
}
export interface FetchAsked extends Extendable {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
export interface Pushed extends Extendable {
  readonly data: { json(): unknown } | null
}
export interface Touched extends Extendable {
  readonly notification: Notification
  readonly action: string
}
export interface SubscriptionChanged extends Extendable {
  readonly newSubscription?: PushSubscription | null
}
export interface Tagged extends Extendable {
  readonly tag: string
}
export interface Said extends Extendable {
  readonly data: unknown
  readonly source: { postMessage(what: unknown): void } | null
}
interface Window1 {
  readonly url: string
  readonly visibilityState: string
  focus(): Promise<unknown>
  navigate(url: string): Promise<unknown>
  postMessage(what: unknown): void
}
interface Worker1 {
  readonly registration: ServiceWorkerRegistration
  readonly clients: {
    claim(): Promise<void>
    matchAll(how: { type: 'window'; includeUncontrolled?: boolean }): Promise<readonly Window1[]>
    openWindow(url: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener(name: 'install' | 'activate', act: (event: Extendable) => void): void
  addEventListener(name: 'fetch', act: (event: FetchAsked) => void): void
  addEventListener(name: 'push', act: (event: Pushed) => void): void
  addEventListener(name: 'notificationclick', act: (event: Touched) => void): void
  addEventListener(name: 'pushsubscriptionchange', act: (event: SubscriptionChanged) => void): void
  addEventListener(name: 'sync' | 'periodicsync', act: (event: Tagged) => void): void
  addEventListener(name: 'message', act: (event: Said) => void): void
}

/** Written before the script by the server that serves it. */
export interface Installation {
  readonly version: string
  /** Styles, scripts and icons of the residents' pages. */
  readonly files: readonly string[]
  readonly icon: string
  readonly badge: string
  readonly style: string
  readonly mode: string
  /** Headers of a page, for the one that the worker makes by itself. */
  readonly pageHeaders: { readonly [name: string]: string }
}

export const worker = self as unknown as Worker1
export const installation = (self as unknown as { readonly tocsinInstallation: Installation })
  .tocsinInstallation

/** To every open page of ours. */
export async function tellPages(what: unknown): Promise<void> {
  for (const one of await worker.clients.matchAll({ type: 'window', includeUncontrolled: true }))
    one.postMessage(what)
}
