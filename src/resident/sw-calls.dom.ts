/** Call-outs on a responder's device: one notification for each, answered by its buttons; a newer word takes an older one's place. */
import { installation, worker } from './sw-scope.dom.ts'

export interface CallPush {
  readonly v: 1
  readonly kind: 'call-out'
  /** One notification for each of these. */
  readonly call: string
  readonly say: 'ask' | 'not-needed' | 'stand-down' | 'answered' | 'hello'
  readonly mode: string
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  readonly title: string
  readonly body: string
  readonly path: string
  readonly buttons: readonly { readonly answer: 'coming' | 'cannot'; readonly title: string }[]
  readonly said: { readonly coming: string; readonly cannot: string; readonly failed: string }
}

/** Rings until it is touched where somebody is asked; everything else is quiet. */
export async function takeCall(push: CallPush): Promise<void> {
  await show(push, push.body, push.say === 'ask' || push.say === 'stand-down' ? 'rings' : 'quiet')
}

async function show(push: CallPush, body: string, how: 'rings' | 'quiet'): Promise<void> {
  const { title, lang, dir, call, buttons } = push
  const isAsked = push.say === 'ask' && how === 'rings'
  const options = {
    ...{ body, lang, dir, tag: `call ${call}`, data: { push } },
    ...{ icon: installation.icon, badge: installation.badge },
    ...{ silent: how === 'quiet', renotify: how === 'rings', requireInteraction: isAsked },
    ...(isAsked ? { vibrate: [600, 200, 600, 200, 600] } : {}),
    actions: isAsked ? buttons.map(({ answer, title: said }) => ({ action: answer, title: said })) : [],
  }
  await worker.registration.showNotification(title, options)
}

/** One touch answers; where that fails it says so, and opens the page on which one can. */
export async function answerCall(push: CallPush, action: string): Promise<void> {
  if (action !== 'coming' && action !== 'cannot') return open(push)
  try {
    const response = await fetch(push.path, {
      ...{ method: 'POST', credentials: 'omit' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `say=${action}&over=push`,
    })
    if (!response.ok) throw new Error(String(response.status))
    await show(push, push.said[action], 'quiet')
  } catch {
    await show(push, push.said.failed, 'rings')
    await open(push)
  }
}

async function open({ path }: CallPush): Promise<void> {
  await worker.clients.openWindow(path)
}

/** Whether this registration is that of a responder's own calls, not of the residents' pages. */
export function isOfCalls(): boolean {
  return new URL(worker.registration.scope).pathname === '/my-calls'
}

/** The browser changed its address: the server is told, as long as somebody is signed in here. */
export async function renewDevice(fresh: PushSubscription | null | undefined): Promise<void> {
  const key = (await (await fetch('/v1/push/key')).json()) as { readonly publicKey: string }
  const subscription =
    fresh ??
    (await worker.registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: key.publicKey,
    }))
  const { endpoint, keys } = subscription.toJSON()
  await fetch('/v1/my-calls/devices', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'tocsin-request': '1' },
    body: JSON.stringify({ endpoint, keys }),
  })
}
