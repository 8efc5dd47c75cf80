/**
 * Being called on this very device: asks for permission only after a press, and says that it works only after the server has
 * reached it. Its own service worker registration, so that what a resident switches off elsewhere leaves it alone.
 */
import { ownCalls, startWorker } from './own-calls.dom.ts'

const byId = (id: string) => document.getElementById(id)!
const [section, state, on, off] = [byId('device'), byId('state'), byId('switch-on'), byId('switch-off')]

function say(name: string, why = ''): void {
  const text = document.querySelector(`#states [data-state="${name}"]`)?.textContent ?? ''
  state.dataset['state'] = name
  state.textContent = text.replace('{why}', why)
  on.hidden = name === 'on' || name === 'asking' || name === 'impossible'
  off.hidden = name !== 'on'
}

interface Device {
  readonly id: string
  readonly endpoint: string
}

async function subscriptionHere(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(ownCalls.scope)
  const isOurs = registration?.scope === new URL(ownCalls.scope, location.href).href
  return isOurs ? registration.pushManager.getSubscription() : null
}

/** What the server knows of this device is what counts. */
async function deviceHere(): Promise<Device | undefined> {
  const endpoint = (await subscriptionHere())?.endpoint
  if (endpoint === undefined) return undefined
  const response = await fetch(ownCalls.devices, { headers: ownCalls.headers })
  const { devices } = (await response.json()) as { readonly devices: readonly Device[] }
  return devices.find((one) => one.endpoint === endpoint)
}

async function look(): Promise<void> {
  section.hidden = false
  if (!('PushManager' in window) || !('serviceWorker' in navigator)) return say('impossible')
  say((await deviceHere()) === undefined ? 'off' : 'on')
}

async function switchOn(): Promise<void> {
  say('asking')
  if ((await Notification.requestPermission()) !== 'granted') return say('denied')
  const registration = await startWorker()
  const key = (await (await fetch('/v1/push/key')).json()) as { readonly publicKey: string }
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key.publicKey,
  })
  const { endpoint, keys } = subscription.toJSON()
  const response = await fetch(ownCalls.devices, {
    ...{ method: 'POST', headers: { ...ownCalls.headers, 'content-type': 'application/json' } },
    body: JSON.stringify({ endpoint, keys }),
  })
  if (response.ok) return say('on')
  await subscription.unsubscribe()
  const { title = '', advice = '' } = (await response.json()) as { title?: string; advice?: string }
  say('failed', `${title} ${advice}`)
}

/** The device's own end first: from then on nothing rings, whatever becomes of the rest. */
async function switchOff(): Promise<void> {
  const device = await deviceHere()
  await (await subscriptionHere())?.unsubscribe()
  // What the server still has of it ends with the first call that its push service does not take.
  if (device !== undefined)
    await fetch(`${ownCalls.devices}/${device.id}`, { method: 'DELETE', headers: ownCalls.headers }).catch(
      () => {},
    )
  say('off')
}

const tried = (act: () => Promise<void>) => () =>
  void act().catch((error: Error) => {
    say('failed', error.message)
  })
on.addEventListener('click', tried(switchOn))
off.addEventListener('click', tried(switchOff))
tried(look)()
