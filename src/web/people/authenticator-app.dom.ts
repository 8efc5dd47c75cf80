/** The secret of an authenticator app: as a picture to scan, and in groups to type. */
import { el } from './element.dom.ts'
import { copyButton } from './once.dom.ts'
import { words } from './words.dom.ts'

export interface TotpQuestion {
  readonly ticket: string
  readonly totp: { readonly uri: string; readonly secret: string; readonly qr: string }
}

export function authenticatorApp({ totp }: TotpQuestion): HTMLElement {
  const grouped = totp.secret.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ')
  const picture = qrPicture(totp.qr)
  return el(
    'div',
    { class: 'totp' },
    picture,
    el(
      'div',
      {},
      el('h3', {}, words.totpTitle),
      el('p', {}, words.totpScan),
      el(
        'p',
        {},
        el('small', { class: 'quiet' }, words.totpSecret),
        el('code', { class: 'secret' }, grouped),
      ),
      copyButton(totp.secret),
    ),
  )
}

const svg = 'http://www.w3.org/2000/svg'

/** Drawn anew from the numbers of the server’s SVG: its text is never taken for markup. Nothing where it can’t be read; the secret can be typed. */
function qrPicture(text: string): SVGElement | undefined {
  const box = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(text)
  const dark = [...text.matchAll(/<path[^>]*?\sd="([MmHhVvLlZz\d\s.,-]+)"/g)].map(([, d]) => d as string)
  if (box === null || dark.length === 0) return undefined
  const make = (name: string, attributes: { readonly [name: string]: string }, parent?: Element) => {
    const element = document.createElementNS(svg, name)
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
    parent?.append(element)
    return element
  }
  const [, width, height] = box as unknown as [string, string, string]
  const picture = make('svg', {
    ...{ viewBox: `0 0 ${width} ${height}`, class: 'qr', role: 'img' },
    'aria-label': words.totpQr,
  }) as SVGElement
  // Black on white in any colour scheme: cameras look for that.
  make('rect', { width, height, fill: '#fff' }, picture)
  make('path', { d: dark.at(-1) as string, fill: '#000' }, picture)
  return picture
}
