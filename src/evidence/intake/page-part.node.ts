/** An HTML page as one part: its article under its heading, with what it says of its publisher, author and time. */
import { charsetOfType, decodeBytes, metaCharset } from './charset.ts'
import { htmlText } from './html-text.node.ts'
import { underTitle } from './plain-text.ts'
import type { ReadAsk, ReadPart } from './reading.ts'
import { pageTimes } from './said-times.ts'

export function readPage(bytes: Uint8Array, ask: Pick<ReadAsk, 'type' | 'url'>): ReadPart {
  const { text: html, encoding } = decodeBytes(bytes, {
    wayIn: charsetOfType(ask.type),
    document: metaCharset(bytes),
  })
  const { text, title, heading, fields, structured } = htmlText(html)
  const named = fields.get('og:title') ?? heading ?? title
  const url = [ask.url, fields.get('canonical'), fields.get('og:url')].find((one) => isAddress(one))
  const site = fields.get('og:site_name')
  const host = url === undefined ? undefined : URL.parse(url)?.hostname.replace(/^www\./, '')
  const author = fields.get('author') ?? fields.get('article:author')
  return {
    part: 'whole',
    // The heading as readers see it; a title in the browser's bar carries the site's name as well.
    text: underTitle(heading ?? fields.get('og:title') ?? title, text),
    times: pageTimes(fields, structured),
    encoding,
    ...(named === undefined ? {} : { title: named }),
    ...(url === undefined ? {} : { url }),
    ...(host === undefined && site === undefined
      ? {}
      : { publisher: { key: host ?? `site:${site}`, name: site ?? host! } }),
    ...(author === undefined || isAddress(author) ? {} : { author }),
  }
}

function isAddress(text: string | undefined): text is string {
  return text !== undefined && text.length <= 2_048 && /^https?:\/\/[^\s/]+/.test(text)
}
