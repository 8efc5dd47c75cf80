/** Sends what is told when there is a network, and says until then that it is not sent; adds what only a phone knows. */
import { keep, kept } from './app-kept.dom.ts'
import { coarsePoint } from './phone-kept.ts'
import { canSeal, random, sealed, tokenOf } from './safe-sealed.dom.ts'
import { outboxTag, outgoing, putOut, send, type Outgoing, type Sent } from './sw-outbox.dom.ts'
import { useCompass } from './tell-compass.dom.ts'
import { smallPhoto } from '../web/small-photo.dom.ts'

interface Words {
  readonly waiting: string
  readonly sending: string
  readonly refused: string
  readonly states: { readonly [state: string]: string }
  readonly takeBack: string
  readonly position: string
  readonly denied: string
  readonly compass: string
  readonly compassNone: string
  readonly points: readonly string[]
  readonly copied: string
}

const main = document.getElementById('tell')!
const words = JSON.parse(main.dataset['words'] ?? '{}') as Words
const outcomes = document.getElementById('outcomes')!

/** A new one each day: the server counts one device once, and can't follow it. */
async function deviceToday(): Promise<string> {
  const day = new Date(Date.now()).toISOString().slice(0, 10)
  const known = await kept<{ readonly day: string; readonly device: string }>('device')
  if (known?.day === day) return known.device
  const device = random(18)
  await keep('device', { day, device })
  return device
}

function said(): { readonly show: (text: string) => void; readonly add: (one: Node) => void } {
  const note = document.createElement('div')
  const line = document.createElement('p')
  note.className = 'note'
  note.setAttribute('role', 'status')
  note.append(line)
  outcomes.prepend(note)
  return {
    show(text) {
      line.textContent = text
      note.scrollIntoView({ block: 'nearest' })
    },
    add: (one) => note.append(one),
  }
}

async function tell(one: Outgoing): Promise<Sent> {
  const note = said()
  note.show(words.sending)
  // Kept first: a phone that dies now still has it.
  await putOut(one)
  const sent = await send(one)
  if (sent.state === 'later') {
    note.show(words.waiting)
    const registration = (await navigator.serviceWorker?.getRegistration()) as
      | (ServiceWorkerRegistration & { readonly sync?: { register(tag: string): Promise<void> } })
      | undefined
    await registration?.sync?.register(outboxTag).catch(() => {})
    addEventListener('online', () => void tellAgain(one.id, note.show), { once: true })
    return sent
  }
  if (sent.state === 'refused') {
    note.show(words.refused.replace('{why}', sent.says))
    return sent
  }
  note.show(words.states[String(sent.answer['state'] ?? 'taken')] ?? words.states['taken']!)
  if (one.kind !== 'siren') note.add(takeBackButton(one, note.show))
  return sent
}

async function tellAgain(id: string, show: (text: string) => void): Promise<void> {
  const one = (await outgoing()).find((each) => each.id === id)
  const sent = one === undefined ? undefined : await send(one)
  // The service worker may have been quicker.
  if (sent === undefined || sent.state === 'sent') show(words.states['taken']!)
}

function takeBackButton({ id, kind }: Outgoing, show: (text: string) => void): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = words.takeBack
  const takeBack = async () => {
    const response = await fetch(kind === 'safe' ? '/v1/safe/take-back' : '/v1/tell/take-back', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id }) },
    }).catch(() => undefined)
    if (response?.ok !== true) return
    button.remove()
    show(words.states['taken-back']!)
  }
  button.addEventListener('click', () => void takeBack())
  return button
}

const numbers = ['lon', 'lat', 'bearingDegrees', 'bearingAccuracyDegrees', 'headingDegrees']

for (const form of document.querySelectorAll<HTMLFormElement>('form.telling')) {
  const kind = form.dataset['kind'] as Outgoing['kind']
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const { submitter } = event
    void (kind === 'safe' ? saySafe(form) : tellForm(form, kind, submitter))
  })
  const act = (name: string) => form.querySelector<HTMLButtonElement>(`[data-act="${name}"]`)
  const line = (name: string) => form.querySelector<HTMLElement>(`[data-say="${name}"]`)
  const position = act('position')
  if (position !== null && 'geolocation' in navigator) {
    position.hidden = false
    position.addEventListener('click', () => void takePosition(form, line('position')!))
  }
  const compass = act('compass')
  if (compass !== null) useCompass(form, { button: compass, line: line('compass')!, words })
}

async function tellForm(
  form: HTMLFormElement,
  kind: Outgoing['kind'],
  submitter: HTMLElement | null,
): Promise<void> {
  const fields = [...new FormData(form, submitter)].filter(
    (field): field is [string, string] =>
      typeof field[1] === 'string' && field[1].trim() !== '' && field[0] !== 'lang',
  )
  const file = new FormData(form).get('photo')
  const photo = file instanceof File && file.size > 0 ? await smallPhoto(file) : undefined
  const body = Object.fromEntries(
    fields.map(([name, value]) => [name, numbers.includes(name) ? Number(value) : value]),
  )
  const exact = body['precise'] === 'yes' || body['lon'] === undefined
  // What is not asked for exactly does not leave the phone exactly.
  const place = exact ? {} : coarsePoint(body as { lon: number; lat: number })
  const sent = await tell({
    ...{ id: random(18), kind, writtenAtMs: Date.now(), ...(photo === undefined ? {} : { photo }) },
    body: { ...body, ...place, device: await deviceToday(), seenAt: new Date(Date.now()).toISOString() },
  })
  if (sent.state === 'refused') return
  form.reset()
  const details = form.closest('details')
  if (details !== null) details.open = false
}

async function takePosition(form: HTMLFormElement, line: HTMLElement): Promise<void> {
  const found = await new Promise<GeolocationPosition | undefined>((resolve) =>
    navigator.geolocation.getCurrentPosition(resolve, () => resolve(undefined), {
      ...{ enableHighAccuracy: true, maximumAge: 30_000, timeout: 15_000 },
    }),
  )
  if (found === undefined) return void (line.textContent = words.denied)
  const put = (name: string, value: number) =>
    (form.querySelector<HTMLInputElement>(`[name=${name}]`)!.value = String(value))
  put('lon', found.coords.longitude)
  put('lat', found.coords.latitude)
  line.textContent = words.position
}

async function saySafe(form: HTMLFormElement): Promise<void> {
  const text = form.querySelector('textarea')!.value.trim()
  const id = random(18)
  const key = random(16)
  const isSealed = canSeal() && text !== ''
  const body = isSealed ? { ciphertext: await sealed(text, key) } : {}
  if (!canSeal()) return form.submit()
  const { lang } = document.documentElement
  const address = `${location.origin}/safe/${await tokenOf(id)}?lang=${lang}${isSealed ? `#${key}` : ''}`
  const link = document.getElementById('safe-address') as HTMLAnchorElement
  link.href = address
  link.textContent = address
  document.getElementById('safe-link')!.hidden = false
  await tell({ id, kind: 'safe', body, writtenAtMs: Date.now() })
}

const share = document.getElementById('safe-share')!
async function shareLink(): Promise<void> {
  const { href } = document.getElementById('safe-address') as HTMLAnchorElement
  if (navigator.share !== undefined) return void navigator.share({ url: href }).catch(() => {})
  await navigator.clipboard?.writeText(href)
  share.textContent = words.copied
}
share.addEventListener('click', () => void shareLink())
if (canSeal()) document.querySelector<HTMLElement>('[data-words][hidden]')!.hidden = false

// What lies here from before is told of.
void outgoing().then((all) => {
  for (const one of all) {
    const note = said()
    note.show(words.waiting)
    void tellAgain(one.id, note.show)
  }
})
