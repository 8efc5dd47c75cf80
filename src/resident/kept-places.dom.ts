/** Remembers on this device which places and which language somebody chose; an address that names its own is left alone. */

const placesKey = 'tocsin:places'
const languageKey = 'tocsin:language'

function kept(key: string): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {}
}

export function keepPlaces(): void {
  const address = new URL(location.href)
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.languages a'))
    link.addEventListener('click', () => keep(languageKey, link.hreflang))
  // Chosen there; a link that somebody sent shows its place and changes nothing here.
  const chosen = document.getElementById('places')?.dataset['places']
  if (chosen !== undefined && address.searchParams.has('place')) keep(placesKey, chosen)
  const language = kept(languageKey)
  let goes = false
  if (!address.searchParams.has('lang') && language !== '' && language !== document.documentElement.lang) {
    address.searchParams.set('lang', language)
    goes = true
  }
  const isMine = address.pathname === '/' || address.pathname === '/places'
  if (isMine && !address.searchParams.has('place') && kept(placesKey) !== '') {
    for (const code of kept(placesKey).split(',')) address.searchParams.append('place', code)
    goes = true
  }
  if (goes) location.replace(address)
}
