/** A page that stays true by itself: the live stream wakes it, it fetches itself again, and what is old says so. */

/** The server says at least every 15 seconds that it is there. */
const patienceFor = 25_000
/** Everybody hears of a change in the same moment: they come for it spread over this. The server says by how many listen. */
const spreadOver = () => Number(page.dataset['spread'] ?? 4_000)

const page = document.body
const root = document.documentElement
const zone = page.dataset['zone'] || 'UTC'
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZone: zone,
})

/** The server's time when the page was made, and this device's when it came: a phone's clock may be wrong. */
// A page that a service worker kept says when it came; from then on nothing was heard.
let made = { at: Date.parse(page.dataset['at'] ?? ''), here: Number(root.dataset['kept'] ?? Date.now()) }
let heardAt = made.here
let isKept = root.dataset['kept'] !== undefined

export function serverTime(here = Date.now()): number {
  return made.at + here - made.here
}

export interface Kept {
  /** A selector of the parts, each with an id, that are taken over from a fresh page where they changed; what stands around the first says what it is about. */
  readonly parts: string
  /** What the page says of itself before and after. */
  readonly changed?: (before: string, after: string) => void
  /** Milliseconds after which it looks again for what no event tells of. */
  readonly after?: readonly number[]
  /** A notice for these places has come, and stands above what the page still shows: it can be read before the page is fetched. */
  readonly fresh?: (look: 'danger' | 'advisory' | 'ended', how: 'loud' | 'quiet') => void
  /** Milliseconds, or half as many more or less: it looks even where nothing concerns it, for what has just ended. */
  readonly lookAgainAfter?: number
}

export function keepTrue({
  parts,
  changed = () => {},
  fresh = () => {},
  after = [],
  lookAgainAfter = 120_000,
}: Kept): void {
  /** The last event whose change the page shows; an event that comes again changes nothing. */
  let shownId = page.dataset['seq'] ?? ''
  let fetching: Promise<void> | undefined
  /** The newest fact that was told of; a page from a cache on the way may be a second older than that. */
  let wanted = 0
  let again = false

  const heard = () => {
    heardAt = Date.now()
    isKept = false
    showAge()
  }
  const take = (newer: Document) => {
    const style = (one: Document) => one.querySelector('link[rel=stylesheet]')?.getAttribute('href')
    // Another mode or another version of the page: nothing of the old one may stand beside it.
    if (newer.documentElement.dataset['mode'] !== root.dataset['mode'] || style(newer) !== style(document)) {
      location.reload()
      return
    }
    document.title = newer.title
    made = { at: Date.parse(newer.body.dataset['at'] ?? ''), here: Date.now() }
    shownId = newer.body.dataset['seq'] ?? shownId
    const around = (one: Document) => one.querySelector(parts)?.parentElement?.dataset
    const [before, now] = [around(document), around(newer)]
    const [saidBefore, saidNow] = [before?.['say'] ?? '', now?.['say'] ?? '']
    for (const part of newer.querySelectorAll(parts)) takeOver(document.getElementById(part.id), part)
    if (before !== undefined && now !== undefined) Object.assign(before, now)
    page.dataset['spread'] = newer.body.dataset['spread'] ?? ''
    changed(saidBefore, saidNow)
    const isBehind = Number(newer.body.dataset['seq']) < wanted
    const news = document.getElementById('news')
    if (news !== null && !isBehind) news.hidden = true
    if (isBehind) setTimeout(() => refresh(spreadOver()), 1_100)
    showTimes()
  }
  const refresh = (within: number) => {
    if (fetching !== undefined) {
      again = true
      return
    }
    fetching = new Promise((resolve) => setTimeout(resolve, Math.random() * within))
      .then(freshPage)
      .then((newer) => {
        take(newer)
        heard()
      })
      // Not shown, so it must be asked for again: the page would stay behind without looking so.
      .catch(() => void setTimeout(() => refresh(spreadOver()), 3_000))
      .finally(() => {
        fetching = undefined
        if (!again) return
        again = false
        refresh(spreadOver())
      })
  }

  const watch = page.dataset['watch'] ?? ''
  // All the region's news concern whoever looks at all of it.
  const areas = page.dataset['about'] === 'region' ? '' : `?areas=${encodeURIComponent(watch)}`
  const source = new EventSource(`/v1/live${areas}`)
  for (const name of ['notice', 'board', 'reset'])
    source.addEventListener(name, (event) => {
      heard()
      const id = (event as MessageEvent).lastEventId
      if (name !== 'reset' && id === shownId) return
      shownId = id
      wanted = Math.max(wanted, Number.parseInt(id) || 0)
      if (name === 'notice') told((event as MessageEvent<string>).data, fresh)
      refresh(spreadOver())
      for (const later of after) setTimeout(() => refresh(spreadOver()), later)
    })
  source.addEventListener('ping', heard)
  source.addEventListener('open', heard)
  setInterval(showAge, 1_000)
  setInterval(showTimes, 1_000)
  const lookAgain = () => {
    refresh(0)
    setTimeout(lookAgain, lookAgainAfter * (0.75 + Math.random() / 2))
  }
  setTimeout(lookAgain, lookAgainAfter * (0.25 + Math.random()))
  // A page that slept in a pocket must not look awake.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') refresh(0)
  })
  showTimes()
  showAge()
}

interface Notice {
  readonly kind: 'warning' | 'update' | 'all-clear' | 'retraction' | 'lapse'
  readonly mode: string
  readonly gravity: 'danger' | 'advisory'
  readonly areas: readonly { readonly code: string }[]
  /** Where it is new or worse than before. */
  readonly loudFor: readonly string[]
  readonly wording: { readonly texts: { readonly [language: string]: { readonly '360': string } } }
}

/** The notice's own words at once, where it is for these places: the page may be a while in coming. */
function told(data: string, fresh: NonNullable<Kept['fresh']>): void {
  const news = document.getElementById('news')
  let notice: Notice
  try {
    notice = JSON.parse(data) as Notice
  } catch {
    return
  }
  const heed = (page.dataset['heed'] ?? '').split(',')
  if (news === null || notice.mode !== root.dataset['mode']) return
  if (!notice.areas?.some(({ code }) => heed.includes(code))) return
  const { texts } = notice.wording
  const language = root.lang in texts ? root.lang : (Object.keys(texts)[0] ?? '')
  const text = texts[language]?.['360']
  if (text === undefined) return
  const ends = notice.kind === 'all-clear' || notice.kind === 'retraction'
  const look = ends ? 'ended' : notice.kind === 'lapse' ? 'advisory' : notice.gravity
  news.className = look
  news.lang = language
  news.textContent = text
  news.hidden = false
  const isLoud = ends || notice.loudFor.some((code) => heed.includes(code))
  if (notice.kind !== 'lapse') fresh(look, isLoud ? 'loud' : 'quiet')
}

/** Parsed by the browser as it comes, so that no text ever becomes markup here: Trusted Types forbid it on this page. */
function freshPage(): Promise<Document> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('GET', location.href)
    request.setRequestHeader('accept', 'text/html')
    request.responseType = 'document'
    request.timeout = 20_000
    request.onloadend = () => {
      if (request.status === 200 && request.responseXML !== null) resolve(request.responseXML)
      else reject(new Error(String(request.status)))
    }
    request.send()
  })
}

/** Leaves what did not change alone, with its focus and its place on the screen. */
function takeOver(old: HTMLElement | null, now: Element): void {
  if (old === null || textOf(old) === textOf(now)) return
  const open = [...old.querySelectorAll('details')].map((one) => one.open)
  old.replaceChildren(...now.childNodes)
  old.querySelectorAll('details').forEach((one, i) => (one.open = open[i] ?? false))
  old.classList.remove('changed')
  void old.offsetWidth
  old.classList.add('changed')
}

/** What a part says, without the minutes that pass by themselves. */
function textOf(part: Element): string {
  const copy = part.cloneNode(true) as Element
  for (const one of copy.querySelectorAll('[data-age], [data-arrives]')) one.textContent = ''
  for (const one of copy.querySelectorAll('details')) one.open = false
  // Not what stands around it: the mark that it has changed is no change.
  return copy.innerHTML
}

function showAge(): void {
  const lost = isKept || Date.now() - heardAt > patienceFor
  const time = clock.format(serverTime(heardAt))
  root.classList.toggle('lost', lost)
  const bar = document.getElementById('lost')
  const said = bar?.querySelector('b')
  if (bar !== null && said !== null && said !== undefined) {
    const text = (said.dataset['text'] ?? '').replace('{time}', time)
    // Written only when it changes: it is an alert, and a screen reader would read it every second.
    if (lost && said.textContent !== text) said.textContent = text
    if (bar.hidden === lost) bar.hidden = !lost
  }
  const line = document.getElementById('heard')
  if (line !== null) {
    const { text = '{time}', liveWord = '' } = line.dataset
    const now = text.replace('{time}', time) + (lost ? '' : ` · ${liveWord}`)
    if (line.textContent !== now) line.textContent = now
  }
}

/** In the language of where it stands: a kiosk speaks several. */
function counted(at: HTMLElement, name: 'seconds' | 'minutes' | 'hours', count: number): string {
  const form = at.closest<HTMLElement>(`[data-${name}]`)?.dataset[name]
  return (form ?? '{count}').replace('{count}', String(count))
}

function minutesSaid(at: HTMLElement, minutes: number): string {
  const rest = minutes % 60
  const hours = Math.floor(minutes / 60)
  return [hours > 0 && counted(at, 'hours', hours), (hours === 0 || rest > 0) && counted(at, 'minutes', rest)]
    .filter(Boolean)
    .join(' ')
}

function showTimes(): void {
  const now = serverTime()
  const put = (one: HTMLElement, text: string) => {
    if (one.textContent !== text) one.textContent = text
  }
  for (const one of document.querySelectorAll<HTMLElement>('[data-age]'))
    put(one, minutesSaid(one, Math.max(0, Math.floor((now - Date.parse(one.dataset['age'] ?? '')) / 60_000))))
  for (const one of document.querySelectorAll<HTMLElement>('[data-arrives]')) {
    const left = Math.floor((Date.parse(one.dataset['arrives'] ?? '') - now) / 1_000)
    // Rounded down: whoever has a minute less than was said loses nothing that matters.
    const time = left >= 120 ? minutesSaid(one, Math.floor(left / 60)) : counted(one, 'seconds', left)
    put(one, left <= 0 ? (one.dataset['now'] ?? '') : (one.dataset['in'] ?? '').replace('{time}', time))
  }
}
