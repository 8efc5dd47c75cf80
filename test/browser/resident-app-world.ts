/** The residents' app in a browser: the real server, a push service on this machine, and a phone whose service worker is the real one. */
import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core'
import { program } from '../support/absent.ts'
import { startPushService, type PushService } from '../support/push-service.node.ts'
import { startTestServer, type TestServer } from '../support/server.node.ts'
import { until } from './eventually.ts'

export interface Phone {
  readonly context: BrowserContext
  readonly page: Page
  readonly cdp: CDPSession
  readonly complaints: string[]
  /** Waits until the service worker controls the page. */
  controlled(): Promise<void>
  /** As the browser's push service would hand it over, after decryption. */
  deliver(text: string): Promise<void>
  notifications(): Promise<readonly ShownNotification[]>
  close(): Promise<void>
}

export interface ShownNotification {
  readonly title: string
  readonly body: string
  readonly tag: string
  readonly silent: boolean | null
  readonly renotify: boolean
  readonly requireInteraction: boolean
  readonly lang: string
  readonly dir: string
}

export interface PhoneOptions {
  readonly path?: string
  readonly size?: readonly [widthPixels: number, heightPixels: number]
  readonly theme?: 'light' | 'dark'
  readonly permissions?: readonly string[]
  readonly geolocation?: { readonly longitude: number; readonly latitude: number }
  readonly script?: 'off'
  /** What the whole browser calls itself, its service workers too. */
  readonly userAgent?: string
}

export interface AppWorld {
  readonly server: TestServer
  readonly service: PushService
  readonly url: string
  phone(options?: PhoneOptions): Promise<Phone>
  close(): Promise<void>
}

export async function startAppWorld(): Promise<AppWorld> {
  const service = await startPushService()
  const server = await startTestServer({
    settings: {
      ...{ TOCSIN_PUSH_ALLOW: service.host, TOCSIN_PUSH_SUBJECT: 'mailto:duty@example.org' },
      TOCSIN_BROKER: 'none',
    },
    expects: /push/i,
  })
  // It changes when the server is started again.
  const urlNow = () => `http://localhost:${server.port}`
  const phones = new Set<Phone>()
  return {
    ...{ server, service },
    get url() {
      return urlNow()
    },
    async phone(options = {}) {
      const url = urlNow()
      const folder = mkdtempSync(join(tmpdir(), 'tocsin-phone-'))
      const [width, height] = options.size ?? [360, 640]
      // A context of its own profile: notifications and installing need one that is kept.
      const context = await chromium.launchPersistentContext(folder, {
        executablePath: program('chromium') ?? program('chromium-browser') ?? program('google-chrome') ?? '',
        args: [
          ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
          ...(options.userAgent === undefined ? [] : [`--user-agent=${options.userAgent}`]),
        ],
        ...{ viewport: { width, height }, colorScheme: options.theme ?? 'light' },
        ...{ javaScriptEnabled: options.script !== 'off' },
        ...(options.geolocation === undefined ? {} : { geolocation: options.geolocation }),
      })
      await context.grantPermissions([...(options.permissions ?? [])], { origin: url })
      const page = context.pages()[0] ?? (await context.newPage())
      page.setDefaultTimeout(45_000)
      const complaints: string[] = []
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
      })
      page.on('pageerror', (error) => void complaints.push(error.message))
      const cdp = await context.newCDPSession(page)
      let registration = ''
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        for (const one of registrations) if (!one.isDeleted) registration = one.registrationId
      })
      await cdp.send('ServiceWorker.enable')
      await page.goto(`${url}${options.path ?? '/'}`)
      const phone: Phone = {
        ...{ context, page, cdp, complaints },
        async controlled() {
          await until(page, 'navigator.serviceWorker.controller !== null')
        },
        async deliver(text) {
          await phone.controlled()
          await cdp.send('ServiceWorker.deliverPushMessage', {
            ...{ origin: url, registrationId: registration, data: text },
          })
        },
        notifications: () =>
          page.evaluate(
            `navigator.serviceWorker.ready.then((one) => one.getNotifications()).then((all) => all.map(({ title, body, tag, silent, renotify, requireInteraction, lang, dir }) => ({ title, body, tag, silent, renotify, requireInteraction, lang, dir })))`,
          ) as Promise<readonly ShownNotification[]>,
        async close() {
          phones.delete(phone)
          await context.close()
          rmSync(folder, { recursive: true, force: true })
        },
      }
      phones.add(phone)
      return phone
    },
    async close() {
      for (const phone of phones) await phone.close()
      await server.close()
      await service.close()
    },
  }
}
