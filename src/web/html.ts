/** HTML that can't be broken by what is put into it: every value is escaped, unless it is a piece of HTML already. */

/** A piece of HTML. Only `html` makes one, so that a text can never pass for it. */
export class Html {
  readonly #text: string
  private constructor(text: string) {
    this.#text = text
  }
  static from(strings: TemplateStringsArray, values: readonly HtmlValue[]): Html {
    const texts = compacted(strings)
    let text = texts[0] as string
    for (const [i, value] of values.entries()) text += Html.#say(value) + (texts[i + 1] as string)
    return new Html(text)
  }
  static #say(value: HtmlValue): string {
    if (value instanceof Html) return value.#text
    if (typeof value === 'string') return escaped(value)
    if (typeof value === 'number') return String(value)
    if (value === undefined || value === false) return ''
    let text = ''
    for (const each of value) text += Html.#say(each)
    return text
  }
  toString(): string {
    return this.#text
  }
}

/** `undefined` and `false` say nothing; a list says its items one after the other. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[]

/** A line break in the template, with the indentation around it, is sent as one space, which is what it means in HTML. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return Html.from(strings, values)
}

const seen = new WeakMap<TemplateStringsArray, readonly string[]>()

function compacted(strings: TemplateStringsArray): readonly string[] {
  let texts = seen.get(strings)
  if (texts === undefined) {
    texts = strings.map((text) => text.replace(/\s*\n\s*/g, ' '))
    seen.set(strings, texts)
  }
  return texts
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
