/** The text of an element: tokens trimmed, prose as it was written; markup that stands in it is kept as text and said. */
import type { XmlElement } from '../xml/tree.ts'
import { readFindings } from './read-findings.ts'
import { nameAsWritten, type Reader } from './reader.ts'

export type Need = 'required' | 'optional'

/**
 * A name, a code, a number, a line of text: without the white space around it. Undefined, and said, where there is no
 * text; an element that isn't there was said already where it must be.
 */
export function readToken(
  element: XmlElement | undefined,
  reader: Reader,
  need: Need = 'optional',
): string | undefined {
  if (element === undefined) return undefined
  const whole = wholeText(element, reader)
  const text = whole.trim()
  if (text !== '') {
    if (text.length < whole.length) lookAtSpace(whole, text, element, reader)
    return text
  }
  sayEmpty(element, reader, need)
  return undefined
}

/** Names that others must repeat letter for letter. */
const names = new Set(['identifier', 'sender'])

/** JavaScript trims more than XML's white space, and nobody else does: what it took away is said. */
function lookAtSpace(whole: string, text: string, element: XmlElement, reader: Reader): void {
  const { name } = element
  const around = whole.slice(0, whole.indexOf(text)) + whole.slice(whole.indexOf(text) + text.length)
  const odd = /[^ \t\n\r]/.exec(around)?.[0]
  if (odd !== undefined) {
    const character = `U+${odd.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    reader.found.report(readFindings, 'cap/odd-space', element, { element: name, character })
  } else if (names.has(name))
    reader.found.report(readFindings, 'cap/space-around-name', element, { element: name, text })
}

/** A line for people: a token in which HTML is looked for. */
export function readLine(
  element: XmlElement | undefined,
  reader: Reader,
  need: Need = 'optional',
): string | undefined {
  const text = readToken(element, reader, need)
  if (text !== undefined) lookForHtml(text, element!, reader)
  return text
}

/** Text for people with its line breaks, indents and spaces: they may be meant, and only the author knows. */
export function readProse(element: XmlElement | undefined, reader: Reader): string | undefined {
  if (element === undefined) return undefined
  const text = wholeText(element, reader)
  if (text.trim() === '') {
    sayEmpty(element, reader, 'optional')
    return undefined
  }
  lookForHtml(text, element, reader)
  return text
}

export function sayEmpty(element: XmlElement, reader: Reader, need: Need): void {
  const code = need === 'required' ? 'cap/empty-required-element' : 'cap/empty-element'
  reader.found.report(readFindings, code, element, { element: element.name })
}

/** The character data; where elements stand in it, these too, as they would be written. */
function wholeText(element: XmlElement, reader: Reader): string {
  const { content } = element
  if (content.length === 1 && typeof content[0] === 'string') return content[0]
  if (content.length === 0) return ''
  const markup = content.find((part) => typeof part !== 'string')
  if (markup !== undefined)
    reader.found.report(readFindings, 'cap/markup-in-text', markup, {
      element: element.name,
      markup: nameAsWritten(markup),
    })
  return sourceIn(element)
}

function sourceIn(element: XmlElement): string {
  let text = ''
  for (const part of element.content) {
    if (typeof part === 'string') text += part
    else {
      const name = nameAsWritten(part)
      let open = name
      for (const { prefix, name, value } of part.attributes)
        open += ` ${prefix === '' ? name : `${prefix}:${name}`}="${value}"`
      text += part.content.length === 0 ? `<${open}/>` : `<${open}>${sourceIn(part)}</${name}>`
    }
  }
  return text
}

/** Elements of HTML that turn up in text, and references to characters that were escaped twice. */
const html =
  /<\/?(?:p|br|hr|b|i|u|a|em|strong|small|big|sub|sup|font|center|span|div|img|pre|ul|ol|li|dl|dt|dd|table|tbody|thead|tr|td|th|h[1-6]|style|script)(?:\s[^<>]*|\/)?>|&(?:amp|lt|gt|quot|apos|nbsp|shy|[nm]dash|hellip|deg|euro|bull|copy|reg|trade|[lr][sd]quo|[lr]aquo|[a-z]{1,2}(?:grave|acute|circ|tilde|uml|cedil|ring|slash|lig)|#\d{1,7}|#x[\da-f]{1,6});/i

function lookForHtml(text: string, element: XmlElement, reader: Reader): void {
  if (!text.includes('<') && !text.includes('&')) return
  // Where real elements stand in the text it was said already, and more gravely.
  if (element.content.some((part) => typeof part !== 'string')) return
  const markup = html.exec(text)?.[0]
  if (markup !== undefined)
    reader.found.report(readFindings, 'cap/html-in-text', element, { element: element.name, markup })
}
