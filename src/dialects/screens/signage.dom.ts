/** Keeps the signage page true: asks for it again every ten seconds, shows what changed, and says when nothing more is heard. */

const pollFor = 10_000
const patienceFor = 22_000
const root = document.documentElement
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: document.body.dataset['zone'] || 'UTC',
})

/** The server's time when it was last heard, and this screen's: nobody sets the clock of a screen in a lobby. */
let heard = { at: Date.now(), here: Date.now() }

/** Of the page that is shown: what did not change is not sent again. */
let validator = ''

/** Parsed by the browser as it comes, so that no text ever becomes markup here. */
function fresh(): Promise<{ readonly page: Document | 'as-before'; readonly at: number }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('GET', location.href)
    request.responseType = 'document'
    if (validator !== '') request.setRequestHeader('if-none-match', validator)
    request.timeout = 8_000
    request.onloadend = () => {
      const date = Date.parse(request.getResponseHeader('date') ?? '')
      const at = Number.isNaN(date) ? Date.now() : date
      if (request.status === 304) return resolve({ page: 'as-before', at })
      // An area may be gone from the map: that is an answer, and must be seen.
      const isAnswer = request.status === 200 || request.status === 404
      const page = isAnswer ? request.responseXML : null
      if (page === null || page.getElementById('screen') === null)
        return reject(new Error(String(request.status)))
      validator = request.getResponseHeader('etag') ?? ''
      resolve({ page, at })
    }
    request.send()
  })
}

/** What it says, without the time at which it was asked. */
function saidBy(page: Document): string {
  const screen = page.getElementById('screen')?.cloneNode(true) as Element | undefined
  for (const one of screen?.querySelectorAll('[data-clock]') ?? []) one.textContent = ''
  return `${page.querySelector('.drill')?.textContent} ${page.querySelector('h1')?.textContent} ${screen?.outerHTML}`
}

function styleOf(page: Document): string | null | undefined {
  return page.querySelector('link[rel=stylesheet]')?.getAttribute('href')
}

function take(page: Document): void {
  // Another version of the server, or the frame of a drill: nothing of the old page may stand beside it.
  if (styleOf(page) !== styleOf(document) || page.documentElement.dataset['mode'] !== root.dataset['mode'])
    return location.reload()
  const [old, now] = [document.getElementById('screen'), page.getElementById('screen')]
  if (old === null || now === null) return
  const before = saidBy(document)
  const isNew = before !== saidBy(page)
  if (!isNew) {
    const times = now.querySelectorAll('[data-clock]')
    old.querySelectorAll('[data-clock]').forEach((one, i) => (one.textContent = times[i]?.textContent ?? ''))
    return
  }
  document.title = page.title
  for (const name of ['look', 'fit']) old.dataset[name] = now.dataset[name] ?? ''
  old.replaceChildren(...now.childNodes)
  const heading = document.querySelector('h1')
  if (heading !== null) heading.textContent = page.querySelector('h1')?.textContent ?? ''
  const [drill, newDrill] = [document.querySelector('.drill'), page.querySelector('.drill')]
  if (newDrill === null) drill?.remove()
  else if (drill === null) document.body.prepend(newDrill)
  fit()
  old.classList.remove('changed')
  void old.offsetWidth
  old.classList.add('changed')
}

/** The largest letters with which all of it is on the screen; below a half nobody could read it from afar. */
function fit(): void {
  const screen = document.getElementById('screen')
  if (screen === null) return
  // Where the page is longer than the window, nothing says how large is too large.
  let size = getComputedStyle(root).overflowY === 'hidden' ? 1.6 : 1
  do {
    root.style.setProperty('--fitted', String(size))
    size -= 0.04
  } while (size > 0.42 && (screen.scrollHeight > screen.clientHeight + 1 || isWide(screen)))
}

function isWide(screen: HTMLElement): boolean {
  return [...screen.querySelectorAll('h2, .look, .areas b')].some(
    (one) => one.scrollWidth > one.clientWidth + 1,
  )
}

function showAge(): void {
  const isLost = Date.now() - heard.here > patienceFor
  root.classList.toggle('lost', isLost)
  const time = clock.format(heard.at)
  const bar = document.getElementById('lost')
  const said = document.querySelector<HTMLElement>('#lost b')
  if (bar !== null && said !== null) {
    const text = (said.dataset['text'] ?? '').replace('{time}', time)
    if (isLost && said.textContent !== text) said.textContent = text
    if (bar.hidden === isLost) {
      bar.hidden = !isLost
      fit()
    }
  }
  const line = document.getElementById('checked')
  const text = (line?.dataset['text'] ?? '{time}').replace('{time}', time)
  if (line !== null && line.textContent !== text) line.textContent = text
}

async function poll(): Promise<void> {
  try {
    const { page, at } = await fresh()
    heard = { at, here: Date.now() }
    if (page !== 'as-before') take(page)
  } catch {}
  showAge()
  // Screens that were switched on together need not ask together.
  setTimeout(() => void poll(), pollFor * (0.9 + Math.random() / 5))
}

// What is not measured must not be cut off either.
root.classList.add('fitted')
addEventListener('resize', fit)
fit()
void document.fonts.ready.then(fit)
setInterval(showAge, 1_000)
void poll()
