/** What Atom and RSS feeds are made of: texts, times and links, read alike in both. */
import { parseInstant, type Instant } from '#base'
import type { Findings } from '../finding.ts'
import { versionOf } from '../read/version.ts'
import { understandTime } from '../read/times.ts'
import { instantOfCapTime } from '../time.ts'
import { attributeOf, childrenOf, textOf, type XmlElement } from '../xml/tree.ts'
import type { CapFeedLink } from './document.ts'
import { envelopeFindings } from './envelope-findings.ts'

export const atomNamespace = 'http://www.w3.org/2005/Atom'
export const capType = 'application/cap+xml'
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'

/** The first child of that name in the namespace. */
export function childIn(element: XmlElement, name: string, namespace: string): XmlElement | undefined {
  for (const part of element.content)
    if (typeof part !== 'string' && part.name === name && part.namespace === namespace) return part
  return undefined
}

export function childrenNamed(element: XmlElement, name: string, namespace: string): XmlElement[] {
  return childrenOf(element).filter((child) => child.name === name && child.namespace === namespace)
}

/** Undefined where it is missing or empty. */
export function textIn(element: XmlElement, name: string, namespace: string): string | undefined {
  const child = childIn(element, name, namespace)
  if (child === undefined) return undefined
  const text = textOf(child).trim()
  if (text !== '') return text
  // A title of type xhtml holds its words in elements.
  const words = wordsIn(child).trim()
  return words === '' ? undefined : words
}

function wordsIn(element: XmlElement): string {
  return element.content.map((part) => (typeof part === 'string' ? part : wordsIn(part))).join('')
}

export type TimeForm = 'RFC 3339' | 'RFC 822'

/** Said where it isn't in the feed's form, and undefined where no instant can be meant. */
export function timeIn(
  element: XmlElement,
  name: string,
  namespace: string,
  form: TimeForm,
  found: Findings,
): Instant | undefined {
  const text = textIn(element, name, namespace)
  if (text === undefined) return undefined
  const strict = form === 'RFC 3339' ? parseInstant(text) : undefined
  if (strict?.ok === true) return strict.value
  const { at } = understandTime(text)
  if (at === undefined || form === 'RFC 3339' || /^\d{4}/.test(text))
    found.report(envelopeFindings, 'cap/feed-time', childIn(element, name, namespace) ?? element, {
      element: name,
      text,
    })
  return at === undefined ? undefined : instantOfCapTime(at)
}

/** The links of Atom that stand in an element of Atom or RSS. */
export function linksIn(element: XmlElement, namespace: string, found: Findings): CapFeedLink[] {
  return childrenNamed(element, 'link', namespace).flatMap((link) => {
    const href = attributeOf(link, 'href')?.trim()
    if (href === undefined || href === '') return []
    const type = attributeOf(link, 'type')?.trim().toLowerCase()
    return [
      {
        href: wholeAddress(href, link, found),
        rel: attributeOf(link, 'rel')?.trim() || 'alternate',
        ...(type === undefined || type === '' ? {} : { type }),
      },
    ]
  })
}

/** RFC 4287 §2: relative addresses begin at the xml:base around them. */
export function wholeAddress(href: string, at: XmlElement, found: Findings): string {
  if (URL.canParse(href)) return href
  let base: string | undefined
  for (let element: XmlElement | undefined = at; element !== undefined; element = element.parent) {
    const here = attributeOf(element, 'base', xmlNamespace)?.trim()
    if (here === undefined) continue
    base = base === undefined ? here : URL.canParse(base, here) ? new URL(base, here).href : base
  }
  if (base !== undefined && URL.canParse(href, base)) return new URL(href, base).href
  found.report(envelopeFindings, 'cap/relative-link', at, { href })
  return href
}

/**
 * The link that must be the message: one of CAP's media type, or the only one that could be. `related`, `self` and
 * `edit` lead elsewhere by what they are, and pictures and sounds are no messages.
 */
export function capLink(links: readonly CapFeedLink[]): string | undefined {
  const typed = links.find((link) => link.type?.startsWith(capType) === true)
  if (typed !== undefined) return typed.href
  if (links.length === 1) return links[0]!.href
  const possible = links.filter(
    ({ rel, type }) =>
      rel !== 'related' && rel !== 'self' && rel !== 'edit' && !/^(?:image|audio|video)\//.test(type ?? ''),
  )
  const addresses = new Set(possible.map((link) => link.href))
  return addresses.size === 1 ? possible[0]!.href : undefined
}

/** What stands in the entry in CAP's namespace: older feeds of the NWS and others repeat the message's main words there. */
export function hintsIn(entry: XmlElement): { [name: string]: string } {
  const hints: { [name: string]: string } = {}
  for (const child of childrenOf(entry)) {
    if (child.namespace === '' || versionOf(child.namespace) === undefined) continue
    const text = textOf(child).trim()
    if (text !== '' && !Object.hasOwn(hints, child.name)) hints[child.name] = text
  }
  return hints
}

/** Entries that say they are the same as one before. */
export function reportTwins(
  entries: readonly { readonly element: XmlElement; readonly id?: string; readonly updated?: Instant }[],
  found: Findings,
): void {
  const seen = new Set<string>()
  for (const { element, id, updated } of entries) {
    if (id === undefined) continue
    const key = JSON.stringify([id, updated])
    if (seen.has(key)) found.report(envelopeFindings, 'cap/duplicate-entry-id', element, { id })
    seen.add(key)
  }
}

/** What the links of a feed say of the feed itself. */
export function relations(links: readonly CapFeedLink[]) {
  const to = (rel: string) => links.find((link) => link.rel === rel)?.href
  const named = {
    self: to('self'),
    next: to('next'),
    previous: to('previous') ?? to('prev'),
    previousArchive: to('prev-archive'),
    nextArchive: to('next-archive'),
    current: to('current'),
  }
  return {
    ...defined(named),
    hubs: links.filter((link) => link.rel === 'hub').map((link) => link.href),
    links,
  }
}

/** Without what is undefined: a field that is there says something. */
export function defined<T extends object>(fields: T): { [name in keyof T]?: Exclude<T[name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [name in keyof T]?: Exclude<T[name], undefined>
  }
}
