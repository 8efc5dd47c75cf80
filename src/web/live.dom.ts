/**
 * Keeps an open page true: listens to the live stream, fetches the page again when something changed, and says loudly when
 * it hears nothing. Served to browsers as it is, without its types: no imports. The page is whole without it.
 */

/** The server says at least every 15 seconds that it is there. */
const patienceFor = 25_000
const checkEvery = 1_000

const page = document.body
const root = document.documentElement
const heardLine = document.getElementById('heard')
const lostBar = document.getElementById('lost')
const zone = page.dataset['zone'] || 'UTC'
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZone: zone,
})

/** The server's time when the page was made, and this device's when it came: a phone's clock may be wrong, or the drill's may be. */
let made = { at: Date.parse(page.dataset['at'] ?? ''), here: Date.now() }
const serverTime = (here: number) => made.at + here - made.here

let heardAt = Date.now()
/** The last event whose change the page shows; an event that comes again changes nothing. */
let shownId = page.dataset['seq'] ?? ''
let fetching: Promise<void> | undefined
let fetchAgain = false

function heard(): void {
  heardAt = Date.now()
  show()
}

function show(): void {
  const lost = Date.now() - heardAt > patienceFor
  const time = clock.format(serverTime(heardAt))
  root.classList.toggle('lost', lost)
  if (lostBar !== null) {
    const said = lostBar.querySelector('b')
    const text = (said?.dataset['text'] ?? '').replace('{time}', time)
    // Written only when it changes: it is an alert, and a screen reader would read it every second.
    if (lost && said !== null && said.textContent !== text) said.textContent = text
    if (lostBar.hidden === lost) lostBar.hidden = !lost
  }
  if (heardLine !== null) {
    const { text = '{time}', liveWord = '' } = heardLine.dataset
    const said = text.replace('{time}', time) + (lost ? '' : ` · ${liveWord}`)
    if (heardLine.textContent !== said) heardLine.textContent = said
  }
}

function showAges(): void {
  for (const age of document.querySelectorAll<HTMLElement>('[data-age]')) {
    const minutes = Math.max(
      0,
      Math.floor((serverTime(Date.now()) - Date.parse(age.dataset['age'] ?? '')) / 60_000),
    )
    const hours = Math.floor(minutes / 60)
    const rest = minutes % 60
    const said: string[] = []
    if (hours > 0) said.push((age.dataset['hours'] ?? '').replace('{count}', String(hours)))
    if (hours === 0 || rest > 0) said.push((age.dataset['minutes'] ?? '').replace('{count}', String(rest)))
    if (age.textContent !== said.join(' ')) age.textContent = said.join(' ')
  }
}

/** Thousands of pages hear of a change in the same moment: they come for it spread over most of a second. */
function refresh(): void {
  if (fetching !== undefined) {
    fetchAgain = true
    return
  }
  const wait = new Promise((resolve) => setTimeout(resolve, Math.random() * 800))
  fetching = wait
    .then(freshPage)
    .then((fresh) => {
      take(fresh)
      heard()
    })
    // Not shown, so it must be asked for again: the page would stay behind without looking so.
    .catch(() => void setTimeout(refresh, 3_000))
    .finally(() => {
      fetching = undefined
      if (fetchAgain) {
        fetchAgain = false
        refresh()
      }
    })
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

/** Takes over the parts that changed and leaves the others alone, with their focus and their place on the screen. */
function take(fresh: Document): void {
  // Another mode or another version of the page: nothing of the old one may stand beside it.
  const style = (page: Document) => page.querySelector('link[rel=stylesheet]')?.getAttribute('href')
  if (fresh.documentElement.dataset['mode'] !== root.dataset['mode'] || style(fresh) !== style(document)) {
    location.reload()
    return
  }
  document.title = fresh.title
  made = { at: Date.parse(fresh.body.dataset['at'] ?? ''), here: Date.now() }
  shownId = fresh.body.dataset['seq'] ?? shownId
  for (const part of fresh.querySelectorAll('main section')) {
    const old = document.getElementById(part.id)
    if (old === null || said(old) === said(part)) continue
    old.replaceChildren(...part.childNodes)
    old.classList.remove('changed')
    void old.offsetWidth
    old.classList.add('changed')
  }
  showAges()
}

/** What a part says, without the minutes that pass by themselves. */
function said(part: Element): string {
  return part.innerHTML.replace(/(<span data-age=[^>]*>)[^<]*/g, '$1')
}

const stream = page.dataset['live']
if (stream) {
  const source = new EventSource(stream)
  for (const name of ['notice', 'board', 'reset'])
    source.addEventListener(name, (event) => {
      heard()
      const id = (event as MessageEvent).lastEventId
      if (name !== 'reset' && id === shownId) return
      shownId = id
      refresh()
      // Sirens answer in the seconds that follow, and no event tells of each.
      for (const later of [5_000, 20_000]) setTimeout(refresh, later)
    })
  source.addEventListener('ping', heard)
  source.addEventListener('open', heard)
}
setInterval(show, checkEvery)
setInterval(showAges, 15 * checkEvery)
// A page that slept in a pocket must not look awake.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') refresh()
})
showAges()
show()
