/**
 * The language of a page for staff: the one asked for in its address, which is then kept; else the one kept on this device,
 * by the console as well; else the one the server took from the browser. It stands before everything else that a page runs.
 */
import { staffLanguages, type StaffLanguage } from './words.ts'

/** What the console likes on this device: its language is one of several members. */
const key = 'tocsin:console'

function kept(): { readonly language?: unknown } {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function keep(language: StaffLanguage): void {
  try {
    localStorage.setItem(key, JSON.stringify({ ...kept(), language }))
  } catch {}
}

const known = (language: unknown) => staffLanguages.find((one) => one === language)

/** This page in another language: what else its address holds, a one-time link’s secret above all, stays. */
function addressIn(language: StaffLanguage): string {
  const address = new URL(location.href)
  address.searchParams.set('lang', language)
  return address.href
}

const here = new URL(location.href)
const asked = known(here.searchParams.get('lang'))
if (here.searchParams.has('lang')) {
  if (asked !== undefined) keep(asked)
  here.searchParams.delete('lang')
  history.replaceState(history.state, '', here)
}

const wanted = asked ?? known(kept().language)
// Asked once: a server that doesn’t speak it is not asked again.
if (asked === undefined && wanted !== undefined && wanted !== document.documentElement.lang) {
  location.replace(addressIn(wanted))
  // This document is on its way out: nothing of it is to ask, say or sign anything.
  await new Promise(() => {})
}

for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-language]'))
  link.addEventListener('click', (event) => {
    const language = known(link.dataset['language'])
    if (language === undefined) return
    event.preventDefault()
    location.replace(addressIn(language))
  })
