/** Keeps the page of sources true while nobody touches it, without keeping anybody’s session alive by that. */
import { beginPage, main } from './staff-begin.dom.ts'

const lookEvery = 30_000

await beginPage('sources.read')

/** Parsed by the browser as it comes: no text ever becomes markup here. */
function freshPage(): Promise<Document | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('GET', location.href)
    request.setRequestHeader('accept', 'text/html')
    request.setRequestHeader('tocsin-unattended', '1')
    request.setRequestHeader('accept-language', document.documentElement.lang)
    request.responseType = 'document'
    request.timeout = 20_000
    request.onloadend = () => {
      const isIt = request.status === 200 && request.responseXML?.body.dataset['page'] === 'sources'
      resolve(isIt ? (request.responseXML ?? undefined) : undefined)
    }
    request.send()
  })
}

async function look(): Promise<void> {
  const fresh = await freshPage()
  // When it drew nothing, the time at its foot says how old it is.
  if (fresh === undefined) return
  document.title = fresh.title
  const open = new Set([...main.querySelectorAll('section:has(details[open])')].map(({ id }) => id))
  main.replaceChildren(...(fresh.getElementById('main')?.childNodes ?? []))
  for (const id of open) document.getElementById(id)?.querySelector('details')?.setAttribute('open', '')
  document.getElementById('drawn')?.replaceWith(fresh.getElementById('drawn') ?? '')
}

setInterval(() => {
  if (document.visibilityState === 'visible') void look()
}, lookEvery)
