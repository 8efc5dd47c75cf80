/** The entries of an RSS or Atom feed as parts: title and text without markup. Entities of its own are not believed, nothing is fetched. */
import { Parser } from 'htmlparser2'
import { refuse } from '#base'
import { charsetOfType, decodeBytes, xmlCharset } from './charset.ts'
import { htmlText } from './html-text.node.ts'
import { plainText, underTitle } from './plain-text.ts'
import { mostParts, Unreadable, type ReadAsk, type ReadPart } from './reading.ts'
import { instantSaid } from './said-times.ts'

const deepest = 200
/** A feed holds what is new; one with more entries is no feed of news. */
export const mostEntries = 5_000
const longestField = 1_000_000

type Fields = { readonly [name: string]: string | undefined }
interface Entry {
  fields: { [name: string]: string | undefined }
}

/** What the fields are called in RSS 0.9x–2.0, RSS 1.0 and Atom; anything under another prefix says something else. */
const meanings: { readonly [name: string]: string } = {
  title: 'title',
  description: 'summary',
  summary: 'summary',
  content: 'content',
  'content:encoded': 'content',
  link: 'link',
  guid: 'id',
  id: 'id',
  pubdate: 'published',
  published: 'published',
  issued: 'published',
  'dc:date': 'published',
  updated: 'updated',
  modified: 'updated',
  author: 'author',
  'dc:creator': 'author',
  name: 'author',
}

export function readFeed(
  bytes: Uint8Array,
  ask: Pick<ReadAsk, 'type' | 'url'>,
): { readonly parts: readonly ReadPart[]; readonly empty: number } {
  const { text: xml, encoding } = decodeBytes(bytes, {
    wayIn: charsetOfType(ask.type),
    document: xmlCharset(bytes),
  })
  const { channel, entries } = entriesOf(xml)
  const parts: ReadPart[] = []
  let empty = 0
  const feedUrl = addressIn(channel['link']) ?? ask.url
  const host = hostOf(feedUrl)
  const name = lineOf(channel['title'])
  const publisher =
    host === undefined && name === '' ? undefined : { key: host ?? `feed:${name}`, name: name || host! }
  for (const { fields } of entries) {
    const title = lineOf(fields['title'])
    const body = htmlText(longer(fields['content'], fields['summary'])).text
    const text = underTitle(title, body)
    if (text === '') {
      empty++
      continue
    }
    const url = addressIn(fields['link']) ?? addressIn(fields['id'])
    const id = fields['id'] ?? url ?? `${title} ${fields['published'] ?? ''}`
    const author = lineOf(fields['author'])
    parts.push({
      part: `entry ${id.trim().slice(0, 500)}`,
      ...{ text, encoding },
      times: (['published', 'updated'] as const).flatMap((field) => {
        const said = fields[field]?.trim().slice(0, 100)
        return said === undefined || said === ''
          ? []
          : [{ by: 'feed', field, text: said, at: instantSaid(said) }]
      }),
      // The same entry in another reading of the feed, unless its words have changed since.
      identity: `feed ${publisher?.key ?? ''} ${id.trim().slice(0, 500)}`,
      ...(title === '' ? {} : { title }),
      ...(url === undefined ? {} : { url }),
      ...(publisher === undefined ? {} : { publisher }),
      ...(author === '' ? {} : { author }),
    })
  }
  return { parts, empty }
}

function entriesOf(xml: string): { readonly channel: Fields; readonly entries: readonly Entry[] } {
  const channel: Entry = { fields: {} }
  const entries: Entry[] = []
  let entry: Entry | undefined
  let entryAt = 0
  let field:
    | { readonly meaning: string; readonly depth: number; readonly markup: 'escaped' | 'inline' }
    | undefined
  let gathered: string[] = []
  let length = 0
  let depth = 0
  let isFeed = false

  const set = (into: Entry, meaning: string, text: string) => {
    const before = into.fields[meaning]
    // The full content after the short one, and never a shorter one in its place; of dates and names the first counts.
    const isBetter = before === undefined || (meaning === 'content' && text.length > before.length)
    if (isBetter && text.trim() !== '') into.fields[meaning] = text
  }
  const gather = (text: string) => {
    length += text.length
    if (length <= longestField) gathered.push(text)
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > deepest)
          throw new Unreadable(refuse('evidence/nested-too-deep', { levels: deepest }).problem)
        const known = name.toLowerCase().replace(/^(?:atom|rss|a10):/, '')
        if (depth <= 2 && /^(?:rss|feed|rdf:rdf)$/.test(known)) isFeed = true
        if (field !== undefined) {
          if (field.markup === 'inline') gather(`<${name}>`)
          return
        }
        if (entry === undefined && (known === 'item' || known === 'entry')) {
          if (entries.length >= Math.min(mostEntries, mostParts))
            throw new Unreadable(refuse('evidence/too-many-parts', { limit: mostEntries }).problem)
          entry = { fields: {} }
          entryAt = depth
          entries.push(entry)
          return
        }
        const meaning = meanings[known]
        if (meaning === undefined) return
        if (meaning === 'link' && attributes['href'] !== undefined) {
          // RFC 4287 §4.2.7.2: no relation means `alternate`, the page for people.
          if ((attributes['rel'] ?? 'alternate') === 'alternate')
            set(entry ?? channel, 'link', attributes['href'])
          return
        }
        // RFC 4287 §4.1.3.3: XHTML stands in the entry as elements, everything else as text.
        field = { meaning, depth, markup: attributes['type'] === 'xhtml' ? 'inline' : 'escaped' }
        gathered = []
        length = 0
      },
      ontext(text) {
        if (field !== undefined) gather(field.markup === 'inline' ? escaped(text) : text)
      },
      onclosetag(name) {
        if (field?.depth === depth) {
          // An author's element holds a name; what stands in between is no field of its own.
          set(entry ?? channel, field.meaning, gathered.join(''))
          field = undefined
        } else if (field?.markup === 'inline') gather(`</${name}>`)
        if (entry !== undefined && depth === entryAt) entry = undefined
        depth--
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  for (let at = 0; at < xml.length; at += 65_536) parser.write(xml.slice(at, at + 65_536))
  parser.end()
  if (!isFeed)
    throw new Unreadable(
      refuse('evidence/garbled', { kind: 'a feed', why: 'it has neither rss nor feed as its root' }).problem,
    )
  return { channel: channel.fields, entries }
}

function longer(one = '', other = ''): string {
  return other.length > one.length ? other : one
}

/** Titles may hold markup, escaped twice (RSS 2.0 leaves it open). */
function lineOf(text: string | undefined): string {
  if (text === undefined) return ''
  const plain = /[<&]/.test(text) ? htmlText(text).text : text
  return plainText(plain).replace(/\s+/g, ' ').trim().slice(0, 1_000)
}

function addressIn(text: string | undefined): string | undefined {
  const address = text?.trim()
  return address !== undefined && address.length <= 2_048 && /^https?:\/\/[^\s/]+\S*$/.test(address)
    ? address
    : undefined
}

function hostOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : URL.parse(url)?.hostname.replace(/^www\./, '')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
