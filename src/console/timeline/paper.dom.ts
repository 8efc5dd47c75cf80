/** What stands at the head and foot of every printed page: whose report it is, of which mode, made when, and which page of how many. */
export interface Paper {
  readonly title: string
  /** LIVE, DRILL or TEST: a single page that somebody finds must say it too. */
  readonly mode: string
  readonly made: string
}

/** Until it is called off. Browsers without margin boxes (CSS Paged Media 3, 5) print their own page numbers instead. */
export function paperOf({ title, mode, made }: Paper): () => void {
  const [start, end] = document.documentElement.dir === 'rtl' ? ['right', 'left'] : ['left', 'right']
  const small = "font: 9pt 'Noto Sans Variable', 'Noto Sans', sans-serif; color: #111111"
  const box = (place: string, content: string, more = '') =>
    `@${place} { content: ${content}; ${small}; ${more} }`
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    `@page { size: A4; margin: 20mm 14mm 18mm;
      ${box(`top-${start}`, quoted(title), 'width: 75%; text-align: start')}
      ${box(`top-${end}`, quoted(mode), 'font-weight: 700; text-align: end')}
      ${box(`bottom-${start}`, quoted(made), 'width: 75%; text-align: start')}
      ${box(`bottom-${end}`, 'counter(page) " / " counter(pages)', 'text-align: end')} }`,
  )
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
  }
}

/** As a string of CSS: whatever is in a name ends it nowhere. */
function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"\n\r\f]/g, (sign) => `\\${sign.codePointAt(0)!.toString(16)} `)}"`
}
