/** Alerts on this phone: asks for permission only after a press, says “working” only after a test push came back, removes everything at one. */
import { forget, keep, kept } from './app-kept.dom.ts'
import { followHere, placesHere, sync, wishHere, type KeptSubscription } from './app-wish.dom.ts'
import { keptAs, noQuietHours, type Followed, type QuietHours } from './phone-kept.ts'
import { allowSounds, play, type Sound } from './sounds.dom.ts'

const byId = <Kind extends HTMLElement>(id: string) => document.getElementById(id) as Kind
const [on, test, remove] = [byId('on'), byId('test'), byId('remove')]
const content = byId<HTMLInputElement>('content')
const zone = document.body.dataset['zone'] || 'UTC'
const { lang } = document.documentElement
const clock = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
  ...{
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    day: 'numeric',
    month: 'short',
  },
  timeZone: zone,
})
/** A test push that takes longer will hardly come. */
const proofWithinMs = 60_000

let waiting: ReturnType<typeof setTimeout> | undefined

function say(state: string, why = ''): void {
  const line = byId('state')
  const text = document.querySelector(`#states [data-state="${state}"]`)?.textContent ?? state
  line.dataset['state'] = state
  line.textContent = text.replace('{why}', why)
  const isOn = ['waiting', 'working', 'unproven', 'failing'].includes(state)
  on.hidden = !['off', 'denied', 'gone', 'failed'].includes(state)
  test.hidden = !['working', 'unproven', 'failing'].includes(state)
  byId('instead').hidden = !['denied', 'unproven', 'failing', 'ios', 'impossible', 'gone'].includes(state)
  byId('kept-there').hidden = !isOn
  byId('kept-nothing').hidden = isOn
  remove.hidden = !isOn
}

function showProven(at: string | undefined): void {
  const line = byId('proven')
  line.hidden = at === undefined
  if (at !== undefined)
    line.textContent = (line.dataset['text'] ?? '').replace('{time}', clock.format(Date.parse(at)))
}

function isIosPage(): boolean {
  const isApple = /iPhone|iPad|iPod/.test(navigator.userAgent)
  return isApple && !matchMedia('(display-mode: standalone)').matches
}

const headersOf = ({ secret }: KeptSubscription) => ({ authorization: `Bearer ${secret}` })

/** What the server knows of this phone is what counts. */
async function look(): Promise<void> {
  const mine = await kept<KeptSubscription>(keptAs.subscription)
  if (mine === undefined) {
    if (isIosPage()) return say('ios')
    if (!('PushManager' in window) || !('serviceWorker' in navigator)) return say('impossible')
    return say(Notification.permission === 'denied' ? 'denied' : 'off')
  }
  content.checked = mine.content === 'id-only'
  showProven(mine.provenAt)
  let response: Response
  try {
    response = await fetch(`/v1/push/subscriptions/${mine.id}`, { headers: headersOf(mine) })
  } catch {
    say(mine.state)
    return say('unreached')
  }
  if (response.status === 404) {
    await forget(keptAs.subscription)
    return say('gone')
  }
  if (!response.ok) return say('unreached')
  const there = (await response.json()) as { readonly state: string; readonly provenAt: string | null }
  showProven(there.provenAt ?? undefined)
  say(there.state)
}

async function subscribe(): Promise<void> {
  if ((await placesHere()).length === 0 && (await kept<Followed>(keptAs.follow))?.at === undefined)
    return document.querySelector<HTMLElement>('#places')?.scrollIntoView()
  say('asking')
  if ((await Notification.requestPermission()) !== 'granted') return say('denied')
  const registration = await navigator.serviceWorker.ready
  const key = (await (await fetch('/v1/push/key')).json()) as { readonly publicKey: string }
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key.publicKey,
  })
  const { endpoint, keys } = subscription.toJSON()
  const wish = await wishHere(content.checked ? 'id-only' : 'full')
  const response = await fetch('/v1/push/subscriptions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...wish, endpoint, keys }),
  })
  const answer = (await response.json()) as { readonly [name: string]: string }
  if (!response.ok) {
    await subscription.unsubscribe()
    return say('failed', [answer['title'], answer['advice']].filter(Boolean).join(' '))
  }
  await keep(keptAs.subscription, {
    ...{ id: answer['id']!, secret: answer['secret']!, endpoint: endpoint!, state: 'unproven' },
    ...{ content: wish.content, wish },
  } satisfies KeptSubscription)
  wait()
}

function wait(): void {
  say('waiting')
  clearTimeout(waiting)
  waiting = setTimeout(() => void look(), proofWithinMs)
}

async function sendTest(): Promise<void> {
  const mine = await kept<KeptSubscription>(keptAs.subscription)
  if (mine === undefined) return look()
  const response = await fetch(`/v1/push/subscriptions/${mine.id}/test`, {
    ...{ method: 'POST', headers: { ...headersOf(mine), 'content-type': 'application/json' } },
  })
  if (response.ok) return wait()
  const { title = '', advice = '' } = (await response.json()) as { title?: string; advice?: string }
  say('failed', `${title} ${advice}`)
  test.hidden = false
  remove.hidden = false
}

/** The phone's own end first: from then on nothing comes, whatever becomes of the rest. */
async function letGo(): Promise<void> {
  const mine = await kept<KeptSubscription>(keptAs.subscription)
  clearTimeout(waiting)
  const registration = await navigator.serviceWorker.getRegistration()
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
  await forget(keptAs.subscription)
  for (const one of (await registration?.getNotifications()) ?? []) one.close()
  const said = byId('removed')
  let there = 'here'
  try {
    const gone = await fetch(`/v1/push/subscriptions/${mine?.id}`, {
      ...{ method: 'DELETE', headers: mine === undefined ? {} : headersOf(mine) },
    })
    if (gone.ok || gone.status === 404) there = 'done'
  } catch {}
  showProven(undefined)
  await look()
  said.textContent = said.dataset[there] ?? ''
}

const tried = (act: () => Promise<void>) => () =>
  void act().catch((error: Error) => say('failed', error.message))

on.addEventListener('click', tried(subscribe))
test.addEventListener('click', tried(sendTest))
remove.addEventListener('click', tried(letGo))
content.addEventListener(
  'change',
  tried(async () => {
    const mine = await kept<KeptSubscription>(keptAs.subscription)
    if (mine === undefined) return
    await keep(keptAs.subscription, { ...mine, content: content.checked ? 'id-only' : 'full' })
    await sync().catch(() => {})
    byId('removed').textContent = byId('removed').dataset['changed'] ?? ''
  }),
)
navigator.serviceWorker?.addEventListener('message', ({ data }: MessageEvent) => {
  if ((data as { readonly kind?: string }).kind !== 'proven') return
  clearTimeout(waiting)
  void look()
})

for (const button of document.querySelectorAll<HTMLElement>('#sounds [data-sound]'))
  button.addEventListener('click', () => {
    allowSounds()
    play(button.dataset['sound'] as Sound)
  })

const quiet = byId<HTMLInputElement>('quiet')
const times = [byId<HTMLInputElement>('quiet-from'), byId<HTMLInputElement>('quiet-to')] as const
const keepQuiet = () => {
  const [from, to] = times.map(({ value }) => value) as [string, string]
  void keep(keptAs.quiet, { use: quiet.checked ? 'on' : 'off', from, to } satisfies QuietHours)
}
for (const one of [quiet, ...times]) one.addEventListener('change', keepQuiet)

const follow = byId<HTMLInputElement>('follow')
const followed = byId('followed')
function showFollowed(seenAtMs: number | undefined): void {
  followed.textContent =
    seenAtMs === undefined ? '' : (followed.dataset['text'] ?? '').replace('{time}', clock.format(seenAtMs))
}
follow.addEventListener(
  'change',
  tried(async () => {
    if (!follow.checked) {
      // Where it was is forgotten too.
      await keep(keptAs.follow, { use: 'off' } satisfies Followed)
      showFollowed(undefined)
      return void sync().catch(() => {})
    }
    await keep(keptAs.follow, { use: 'on' } satisfies Followed)
    if ((await followHere()) === 'denied') {
      follow.checked = false
      await keep(keptAs.follow, { use: 'off' } satisfies Followed)
      followed.textContent = followed.dataset['denied'] ?? ''
      return
    }
    showFollowed(Date.now())
    await sync().catch(() => {})
  }),
)

async function showKept(): Promise<void> {
  const { use, from, to } = (await kept<QuietHours>(keptAs.quiet)) ?? noQuietHours
  quiet.checked = use === 'on'
  times[0].value = from
  times[1].value = to
  const mine = await placesHere()
  for (const row of document.querySelectorAll<HTMLElement>('#places [data-code]')) {
    const { code = '', name = '' } = row.dataset
    const input = row.querySelector('input')!
    input.value = mine.find((one) => one.code === code)?.called ?? ''
    input.addEventListener(
      'change',
      tried(async () => {
        const all = await placesHere()
        await keep(
          keptAs.places,
          all.map((one) => (one.code === code ? { code, name, called: input.value.trim() } : one)),
        )
      }),
    )
  }
  const known = await kept<Followed>(keptAs.follow)
  follow.checked = known?.use === 'on'
  showFollowed(known?.seenAtMs)
  await look()
}
void showKept()

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
}
const install = byId('install')
let prompt: InstallPrompt | undefined
addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  prompt = event as InstallPrompt
  install.hidden = false
})
install.addEventListener('click', () => void prompt?.prompt().catch(() => {}))
addEventListener('appinstalled', () => {
  install.hidden = true
  byId('installed').hidden = false
})
