/**
 * Pages for a phone without a network: the last one of each that it saw or fetched ahead, with when that was. The network is
 * asked first, because an old page beside a new danger is worse than a late one; what is kept says by itself how old it is.
 */
import { keep, kept } from './app-kept.dom.ts'
import { keptPage } from './kept-page.ts'
import { keptAs } from './phone-kept.ts'
import { pushWords } from './push-words.ts'
import { installation } from './sw-scope.dom.ts'

const filesName = 'tocsin-files'
const pagesName = 'tocsin-pages'
const keptAtHeader = 'tocsin-kept-at'
const mostPages = 40
/** A stairwell has a network that takes a request and never answers. */
const patienceMs = 4_000

/** Pages of the staff are never kept. */
const ours = /^\/(?:$|region$|places$|phone$|what-to-do$|shelters(?:\/[^/]+)?$|tell$|kiosk$)/
const keptData = ['/v1/shelters/offline']

export function isOurPage({ pathname }: URL): boolean {
  return ours.test(pathname)
}
export const isOurFile = ({ pathname }: URL) => pathname.startsWith('/resident/')
export const isKeptData = ({ pathname }: URL) => keptData.includes(pathname)

/** Undefined where the device gives no room at all. */
async function cacheOf(name: string): Promise<Cache | undefined> {
  try {
    return await caches.open(name)
  } catch {
    return undefined
  }
}

/** A full device loses its oldest pages, not its newest; if even that does not help, the page is only not kept. */
async function put(name: string, address: string, make: () => Response): Promise<void> {
  const cache = await cacheOf(name)
  for (const tries of [1, 2])
    try {
      await cache?.put(address, make())
      return
    } catch {
      if (tries === 1 && name === pagesName && cache !== undefined) await dropOldest(cache, mostPages / 2)
    }
}

async function dropOldest(cache: Cache, most: number): Promise<void> {
  try {
    const all = await Promise.all(
      (await cache.keys()).map(async (request) => ({
        request,
        at: Number((await cache.match(request))?.headers.get(keptAtHeader) ?? 0),
      })),
    )
    all.sort((a, b) => b.at - a.at)
    for (const { request } of all.slice(most)) await cache.delete(request)
  } catch {}
}

/** Its words, not its packing: what is kept is unpacked. */
function headersOf(response: Response): Headers {
  const headers = new Headers(response.headers)
  for (const name of ['content-encoding', 'content-length', 'set-cookie']) headers.delete(name)
  headers.set(keptAtHeader, String(Date.now()))
  return headers
}

async function keepPage(address: string, response: Response): Promise<void> {
  // Only what this product answered, and as it was asked: a hotel's sign-in page is no board.
  if (response.status !== 200 || response.redirected || response.headers.get('tocsin-mode') === null) return
  const text = await response.text()
  const headers = headersOf(response)
  // The page last: whenever it is there, so is what it needs.
  await Promise.all(
    [...new Set(text.match(/\/resident\/[\w./-]+\.(?:js|css|svg|png)/g))].map((file) => keepFile(file)),
  )
  await put(pagesName, address, () => new Response(text, { headers }))
  const cache = await cacheOf(pagesName)
  if (cache !== undefined && (await cache.keys()).length > mostPages) await dropOldest(cache, mostPages)
}

async function keepFile(path: string): Promise<void> {
  try {
    if ((await (await cacheOf(filesName))?.match(path)) !== undefined) return
    const response = await fetch(path)
    if (response.status === 200) {
      const bytes = await response.arrayBuffer()
      await put(filesName, path, () => new Response(bytes, { headers: headersOf(response) }))
    }
  } catch {}
}

export async function keepFiles(): Promise<void> {
  await Promise.all(installation.files.map(keepFile))
}

/** What no kept page and not this version needs. */
export async function dropOldFiles(): Promise<void> {
  try {
    for (const name of await caches.keys())
      if (name.startsWith('tocsin-') && name !== filesName && name !== pagesName) await caches.delete(name)
    const [files, pages] = [await caches.open(filesName), await caches.open(pagesName)]
    const needed = new Set(installation.files)
    for (const request of await pages.keys()) {
      const text = (await (await pages.match(request))?.text()) ?? ''
      for (const file of text.match(/\/resident\/[\w./-]+/g) ?? []) needed.add(file)
    }
    for (const request of await files.keys())
      if (!needed.has(new URL(request.url).pathname)) await files.delete(request)
  } catch {}
}

/** Named by what is in them: the kept one is the right one. */
export async function file(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const found = await (await cacheOf(filesName))?.match(pathname).catch(() => undefined)
  return found ?? fetch(request)
}

export async function page(request: Request, later: (what: Promise<unknown>) => void): Promise<Response> {
  const address = addressOf(request.url)
  const asked = fetch(request)
  // Its copy is taken before anybody reads it.
  const copy = asked.then((response) => response.clone())
  later(copy.then((response) => keepPage(address, response)).catch(() => {}))
  const lost = asked.then(
    (response) => (response.status >= 502 && response.status <= 504 ? undefined : response),
    () => undefined,
  )
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), patienceMs))
  const first = await Promise.race([lost, late])
  if (first !== undefined && first !== 'late') return first
  const old = await lastKept(address)
  if (old !== undefined) return old
  const answer = first === 'late' ? await lost : undefined
  return answer ?? lastResort(new URL(request.url))
}

/** The same page in the same language and for the same places; else the newest of its kind. */
async function lastKept(address: string): Promise<Response | undefined> {
  try {
    const cache = await cacheOf(pagesName)
    const exact = await cache?.match(address)
    const response = exact ?? (await newestAlike(cache, address))
    if (response === undefined) return undefined
    const at = response.headers.get(keptAtHeader) ?? '0'
    const text = await response.text()
    if (!text.includes('</html>')) return undefined
    return new Response(keptPage(text, Number(at)), { headers: response.headers })
  } catch {
    return undefined
  }
}

async function newestAlike(cache: Cache | undefined, address: string): Promise<Response | undefined> {
  const wanted = new URL(address, location.href)
  const language = wanted.searchParams.get('lang') ?? (await kept<string>(keptAs.language))
  let best: { readonly response: Response; readonly rank: number } | undefined
  for (const request of (await cache?.keys()) ?? []) {
    const url = new URL(request.url)
    if (url.pathname !== wanted.pathname) continue
    const response = await cache!.match(request)
    if (response === undefined) continue
    const inLanguage = url.searchParams.get('lang') === language ? 1e15 : 0
    const rank = inLanguage + Number(response.headers.get(keptAtHeader) ?? 0)
    if (best === undefined || rank > best.rank) best = { response, rank }
  }
  return best?.response
}

/** No network and nothing kept: what helps anybody anywhere, in the phone's language. */
async function lastResort(url: URL): Promise<Response> {
  const words = pushWords(
    url.searchParams.get('lang') ?? (await kept<string>(keptAs.language)) ?? navigator.language,
  )
  const text = `<!doctype html><html lang="${words.lang}" dir="${words.dir}" data-mode="${installation.mode}"><head><meta charset="utf-8"><title>${words.nothingKept}</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="${installation.style}"></head><body><main><h1>${words.nothingKept}</h1><p>${words.nothingKeptMeans}</p><p><a class="go" href="">${words.again}</a></p></main></body></html>`
  return new Response(text, {
    status: 503,
    headers: { ...installation.pageHeaders, 'content-type': 'text/html; charset=utf-8' },
  })
}

/** Lists that pages read: from the network, else the last one with when it came. */
export async function data(request: Request, later: (what: Promise<unknown>) => void): Promise<Response> {
  const address = addressOf(request.url)
  try {
    const response = await fetch(request)
    if (response.status === 200) later(keepData(address, response.clone()).catch(() => {}))
    return response
  } catch (error) {
    const old = await (await cacheOf(pagesName))?.match(address).catch(() => undefined)
    if (old === undefined) throw error
    return old
  }
}

async function keepData(address: string, response: Response): Promise<void> {
  const bytes = await response.arrayBuffer()
  const headers = headersOf(response)
  await put(pagesName, address, () => new Response(bytes, { headers }))
}

/** In one order, so that the same page has one address. */
function addressOf(url: string): string {
  const { pathname, searchParams } = new URL(url, location.href)
  const wanted = [...searchParams].filter(([name]) => ['place', 'lang', 'q'].includes(name))
  const query = wanted.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return query === '' ? pathname : `${pathname}?${query}`
}

export async function keepOne(address: string): Promise<void> {
  try {
    if (isOurPage(new URL(address, location.href)))
      await keepPage(addressOf(address), await fetch(address, { headers: { accept: 'text/html' } }))
  } catch {}
}

/** The pages of this phone's owner, fetched ahead; everybody hears of a change in the same moment, so it is spread. */
export async function keepAhead(which: 'now' | 'all', withinMs: number): Promise<void> {
  const language = await kept<string>(keptAs.language)
  const places = (await kept<readonly { readonly code: string }[]>(keptAs.places)) ?? []
  if (language === undefined) return
  await new Promise((resolve) => setTimeout(resolve, Math.random() * withinMs))
  const mine = places.map(({ code }) => `place=${encodeURIComponent(code).replaceAll('%3A', ':')}`)
  const [first] = mine
  const addresses = [
    `/?${[...mine, `lang=${language}`].join('&')}`,
    ...(which === 'now'
      ? []
      : [
          `/what-to-do?lang=${language}`,
          `/tell?lang=${language}`,
          `/phone?lang=${language}`,
          `/shelters?${first === undefined ? '' : `${first}&`}lang=${language}`,
        ]),
  ]
  for (const address of addresses) await keepOne(address)
  if (which === 'all') {
    const list = `/v1/shelters/offline${first === undefined ? '' : `?${first}`}`
    try {
      const response = await fetch(list)
      if (response.status === 200) await keepData(addressOf(list), response)
    } catch {}
    await keep('kept-ahead-at', Date.now())
  }
}
