/** Pushes on this phone: one notification for each alert, the test push sent back, a subscription that the browser changed made anew. */
import { keep, kept } from './app-kept.dom.ts'
import { isQuiet, keptAs, noQuietHours, type PhoneSubscription, type QuietHours } from './phone-kept.ts'
import {
  hear,
  proven,
  unfetched,
  type HeardAlert,
  type PushId,
  type PushNotice,
  type PushProof,
  type Shown,
} from './push-heard.ts'
import { pushWords } from './push-words.ts'
import { answerCall, isOfCalls, renewDevice, takeCall, type CallPush } from './sw-calls.dom.ts'
import { keepAhead } from './sw-pages.dom.ts'
import { installation, tellPages, worker } from './sw-scope.dom.ts'

type Push = PushNotice | PushId | PushProof | CallPush

/** One after the other: two of one alert at once would both take themselves for the newer. */
let before: Promise<unknown> = Promise.resolve()

export async function take(json: unknown): Promise<void> {
  if ((json as Push).kind === 'call-out') return takeCall(json as CallPush)
  const taken = before.then(() => taking(json as Exclude<Push, CallPush>))
  before = taken.catch(() => {})
  await taken
  // After it, and beside the next: no alert waits for a page to be kept.
  if ((json as Push).kind !== 'proof') await keepAhead('now', 10_000)
}

async function taking(push: Exclude<Push, CallPush>): Promise<void> {
  const language = (await kept<string>(keptAs.language)) ?? navigator.language
  if (push.kind === 'proof') {
    await sendBack(push)
    await show(proven(language, Date.now()), push)
    return
  }
  const notice = push.kind === 'notice' ? push : await wordsOf(push, language)
  if (notice === undefined) {
    await show(unfetched((push as PushId).notice, language, Date.now()), push)
    return
  }
  const heard = await kept<HeardAlert>(keptAs.alert(notice.alert))
  const quiet = (await kept<QuietHours>(keptAs.quiet)) ?? noQuietHours
  const { show: shown, keep: known } = hear(notice, heard, {
    nowMs: Date.now(),
    quiet: isQuiet(quiet, timeHere()) ? 'quiet-hours' : 'any-hour',
    language,
  })
  if (known !== undefined) await keep(keptAs.alert(notice.alert), known)
  await show(shown, notice)
  await tellPages({ kind: 'heard', look: shown.look, ring: shown.ring, what: notice.what })
}

async function wordsOf({ notice }: PushId, language: string): Promise<PushNotice | undefined> {
  const address = `/v1/push/notices/${encodeURIComponent(notice)}?lang=${encodeURIComponent(language)}`
  for (const waitMs of [0, 1_500, 4_000])
    try {
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      const response = await fetch(address)
      if (response.ok) return (await response.json()) as PushNotice
    } catch {}
  return undefined
}

async function sendBack({ subscription, nonce }: PushProof): Promise<void> {
  try {
    const response = await fetch(`/v1/push/subscriptions/${encodeURIComponent(subscription)}/proof`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ nonce }),
    })
    if (!response.ok) return
    const { provenAt } = (await response.json()) as { readonly provenAt: string }
    const mine = await kept<PhoneSubscription>(keptAs.subscription)
    if (mine?.id === subscription)
      await keep(keptAs.subscription, { ...mine, state: 'working', provenAt } satisfies PhoneSubscription)
    await tellPages({ kind: 'proven', subscription, provenAt })
  } catch {}
}

/** “21:41”, as the phone's clock shows it. */
function timeHere(): string {
  const now = new Date(Date.now())
  return [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}

async function show(shown: Shown, push: Push): Promise<void> {
  const words = pushWords(shown.lang)
  const titles = { open: words.open, 'what-to-do': words.open, shelters: words.shelters }
  const options = {
    ...{ body: shown.body, lang: shown.lang, dir: shown.dir, tag: shown.tag, timestamp: shown.atMs },
    ...{ icon: installation.icon, badge: installation.badge, data: { push } },
    silent: shown.ring === 'silent',
    renotify: shown.ring === 'loud',
    requireInteraction: shown.stays === 'until-touched',
    ...(shown.ring === 'loud' && shown.look === 'danger'
      ? { vibrate: [600, 200, 600, 200, 600, 200, 600] }
      : {}),
    actions: shown.actions.map((action) => ({ action, title: titles[action] })),
  }
  await worker.registration.showNotification(shown.title, options)
}

/** To the page that it is about: one that is open already is used. */
export async function touched(notification: Notification, action: string): Promise<void> {
  notification.close()
  const { push } = (notification.data ?? {}) as { readonly push?: Push }
  if (push?.kind === 'call-out') return answerCall(push, action)
  const language = (await kept<string>(keptAs.language)) ?? 'en'
  const places = (await kept<readonly { readonly code: string }[]>(keptAs.places)) ?? []
  const mine = places.map(({ code }) => `place=${encodeURIComponent(code)}&`).join('')
  const address =
    push?.kind === 'proof'
      ? `/phone?lang=${language}`
      : action === 'shelters'
        ? `/shelters?${mine}lang=${language}`
        : `/?${mine}lang=${language}`
  const [open] = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (open === undefined) return void (await worker.clients.openWindow(address))
  // Where it may not be brought to the front, it shows the right page all the same.
  await open.focus().catch(() => {})
  await open.navigate(address).catch(() => worker.clients.openWindow(address))
}

/** The browser has changed its address at its push service: the server is told, and proves it anew. */
export async function changed(fresh: PushSubscription | null | undefined): Promise<void> {
  if (isOfCalls()) return renewDevice(fresh)
  const mine = await kept<PhoneSubscription & { readonly wish?: object }>(keptAs.subscription)
  const wish = mine?.wish
  if (mine === undefined || wish === undefined) return
  const key = (await (await fetch('/v1/push/key')).json()) as { readonly publicKey: string }
  const subscription =
    fresh ??
    (await worker.registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: key.publicKey,
    }))
  const { endpoint, keys } = subscription.toJSON()
  const response = await fetch('/v1/push/subscriptions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...wish, endpoint, keys }),
  })
  if (!response.ok) return
  const { id, secret } = (await response.json()) as { readonly id: string; readonly secret: string }
  await keep(keptAs.subscription, { ...mine, id, secret, endpoint, state: 'unproven' })
  await fetch(`/v1/push/subscriptions/${mine.id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${mine.secret}` },
  })
}
