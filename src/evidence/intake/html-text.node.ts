/** The text of an HTML page: what a reader sees of its article, as lines. Nothing of it is ever drawn, fetched or run. */
import { Parser } from 'htmlparser2'
import { refuse } from '#base'
import { pageLines, type LineRun } from './page-lines.ts'
import { longestRead, Unreadable } from './reading.ts'

/** Real pages stay under a hundred. */
const deepest = 1_000
/** An article, a page's main part: taken for the whole where it has at least so many characters. */
const leastOfArticle = 250
const longestStructured = 200_000
const mostFields = 200

/** Elements of which a reader sees nothing, or nothing that somebody said. A form stays: some sites are one. */
const dropped = words(
  'script style title noscript template svg math iframe frame frameset object embed applet canvas audio video map',
  'nav menu button select textarea input datalist dialog aside footer',
)
const droppedRoles = words('navigation banner contentinfo search menu menubar dialog alertdialog')
/** With an empty line around them. */
const paragraphs = words(
  'p h1 h2 h3 h4 h5 h6 blockquote pre article section main header figure figcaption table ul ol dl address hr details',
)
/** On a line of their own. */
const lineMakers = words(
  'div li dt dd tr br caption summary legend fieldset tbody thead tfoot center body html',
)

/** What a page says of itself beside its text. */
export interface PageSays {
  /** Name of the field, and what stands in it; the first of each counts. */
  readonly fields: ReadonlyMap<string, string>
  /** Contents of JSON-LD scripts. */
  readonly structured: readonly string[]
}

export interface PageText extends PageSays {
  /** Not in its last form yet: `plainText` makes it so. */
  readonly text: string
  readonly title: string | undefined
  readonly heading: string | undefined
  /** Whether the whole page was taken, or the part that it marks as its article. */
  readonly taken: 'article' | 'page'
}

type Attributes = { readonly [name: string]: string }
type Marked = 'body' | 'article' | 'main'

export function htmlText(html: string): PageText {
  const reader = pageReader()
  const parser = new Parser(reader.handler, { decodeEntities: true, lowerCaseTags: true })
  // In pieces, so that a refusal in the middle ends it.
  for (let at = 0; at < html.length; at += 65_536) parser.write(html.slice(at, at + 65_536))
  parser.end()
  return reader.page()
}

function pageReader() {
  const fields = new Map<string, string>()
  const structured: string[] = []
  const lines = pageLines()
  const runs: { readonly [marked in Marked]: LineRun[] } = { body: [], article: [], main: [] }
  const open: { readonly run: LineRun; readonly depth: number }[] = []
  const preserved: number[] = []
  let depth = 0
  /** Depth of the outermost element whose text is dropped; 0: none is. */
  let droppedAt = 0
  let capture:
    | { readonly into: 'title' | 'heading' | 'structured'; readonly depth: number; text: string }
    | undefined
  let title: string | undefined
  let heading: string | undefined

  const say = (field: string | undefined, value: string | undefined) => {
    const name = field?.toLowerCase() ?? ''
    const said = value?.trim() ?? ''
    if (name !== '' && said !== '' && !fields.has(name) && fields.size < mostFields)
      fields.set(name.slice(0, 100), said.slice(0, 2_000))
  }
  const sayFields = (name: string, attributes: Attributes) => {
    if (name === 'meta')
      say(attributes['property'] ?? attributes['name'] ?? attributes['itemprop'], attributes['content'])
    else if (name === 'link' && attributes['rel']?.toLowerCase() === 'canonical')
      say('canonical', attributes['href'])
    else if (name === 'time') say(attributes['itemprop'] ?? 'time', attributes['datetime'])
  }
  const captured = (
    name: string,
    attributes: Attributes,
  ): NonNullable<typeof capture>['into'] | undefined => {
    if (name === 'title' && title === undefined) return 'title'
    if (name === 'h1' && heading === undefined && droppedAt === 0) return 'heading'
    const isData = name === 'script' && attributes['type']?.toLowerCase() === 'application/ld+json'
    return isData && structured.length < 10 ? 'structured' : undefined
  }
  const gap = (name: string) => {
    if (paragraphs.has(name)) lines.breakLine(2)
    else if (lineMakers.has(name)) lines.breakLine(1)
    else if (name === 'td' || name === 'th') lines.nextCell()
  }

  const handler = {
    onopentag(name: string, attributes: Attributes) {
      if (++depth > deepest)
        throw new Unreadable(refuse('evidence/nested-too-deep', { levels: deepest }).problem)
      sayFields(name, attributes)
      const into = capture === undefined ? captured(name, attributes) : undefined
      if (into !== undefined) capture = { into, depth, text: '' }
      if (droppedAt !== 0) return
      if (isDropped(name, attributes)) {
        droppedAt = depth
        return
      }
      gap(name)
      if (name === 'pre') preserved.push(depth)
      const marked =
        attributes['itemprop'] === 'articleBody'
          ? 'body'
          : name === 'article' || name === 'main'
            ? name
            : undefined
      if (marked === undefined) return
      const run = { from: lines.at(), to: Number.POSITIVE_INFINITY }
      runs[marked].push(run)
      open.push({ run, depth })
    },
    ontext(text: string) {
      if (capture !== undefined && capture.text.length < longestStructured) capture.text += text
      if (droppedAt !== 0) return
      if (preserved.length > 0) lines.addAsItStands(text)
      else lines.add(text)
      if (lines.length() > longestRead)
        throw new Unreadable(refuse('evidence/text-too-long', { limit: longestRead }).problem)
    },
    onclosetag(name: string) {
      if (capture?.depth === depth) {
        const text = capture.text.replace(/\s+/g, ' ').trim()
        if (capture.into === 'structured') structured.push(capture.text)
        else if (text !== '' && capture.into === 'title') title = text
        else if (text !== '') heading = text
        capture = undefined
      }
      if (droppedAt === 0) {
        if (preserved.at(-1) === depth) preserved.pop()
        if (open.at(-1)?.depth === depth) open.pop()!.run.to = lines.at()
        gap(name)
      } else if (droppedAt === depth) droppedAt = 0
      depth--
    },
  }
  const page = (): PageText => {
    const said = [runs.body, longestOf(runs.article), longestOf(runs.main)]
      .map((chosen) => outermost(chosen).map(lines.text).join('\n\n').trim())
      .find((text) => text.length >= leastOfArticle)
    const says = { fields, structured, title, heading }
    return said === undefined
      ? { ...says, text: lines.text(), taken: 'page' }
      : { ...says, text: said, taken: 'article' }
  }
  return { handler, page }
}

/** What a reader doesn't see is not said: elements that are hidden are dropped as well. */
function isDropped(name: string, attributes: Attributes): boolean {
  if (dropped.has(name) || droppedRoles.has(attributes['role']?.toLowerCase() ?? '')) return true
  if (attributes['hidden'] !== undefined && attributes['hidden'] !== 'until-found') return true
  const style = (attributes['style'] ?? '').slice(0, 1_000).toLowerCase().replace(/\s+/g, '')
  return /(?:^|;)(?:display:none|visibility:hidden|font-size:0(?:px|pt|em|rem|%)?(?:;|!|$))/.test(style)
}

function longestOf(runs: readonly LineRun[]): readonly LineRun[] {
  let longest: LineRun | undefined
  for (const run of runs)
    if (longest === undefined || run.to - run.from > longest.to - longest.from) longest = run
  return longest === undefined ? [] : [longest]
}

/** Those that lie in no other: they were opened in order. */
function outermost(runs: readonly LineRun[]): readonly LineRun[] {
  let end = 0
  return runs.filter(({ from, to }) => {
    if (from < end) return false
    end = to
    return true
  })
}

function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.join(' ').split(' '))
}
