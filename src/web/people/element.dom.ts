/** Makes elements of data. A text is always text: nothing here takes HTML, so that no value can become any. */

export type Child = Node | string | number | undefined | null | false | readonly Child[]
type Value = string | number | boolean | undefined | ((event: Event) => unknown)

/** `onclick` and its like take a function; `true` sets an attribute without a value, `false` and undefined leave it out. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: { readonly [name: string]: Value } = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), (event) => void value(event))
    else if (value === true) element.setAttribute(name, '')
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value))
  }
  put(element, children)
  return element
}

export function put(parent: Node, ...children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined || child === null || child === false) continue
    if (Array.isArray(child)) put(parent, ...(child as readonly Child[]))
    else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)))
  }
}

/** In place of all it held. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren()
  put(parent, ...children)
}

/** The page's own element; the document always has it. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no #${id}`)
  return found
}

let counted = 0

/** Unlike any other on the page. */
export function newId(stem: string): string {
  counted += 1
  return `${stem}-${counted}`
}

export interface FieldOptions {
  readonly label: string
  readonly name: string
  /** Said below the label. */
  readonly means?: string
  readonly type?: string
  readonly value?: string
  readonly autocomplete?: string
  readonly more?: { readonly [attribute: string]: string | number | boolean | undefined }
}

/** A labelled field. Passwords can be looked at, and everything can be pasted. */
export function field(
  options: FieldOptions,
  words?: { readonly show: string; readonly hide: string },
): HTMLElement {
  const { label, name, means, type = 'text', value, autocomplete } = options
  const id = newId(name)
  const input = el('input', {
    ...{ id, name, type, value, autocomplete: autocomplete ?? 'off' },
    'aria-describedby': means === undefined ? undefined : `${id}-means`,
    ...options.more,
  })
  return el(
    'div',
    { class: 'field' },
    el('label', { for: id }, label),
    means !== undefined && el('small', { id: `${id}-means` }, means),
    type !== 'password' || words === undefined
      ? input
      : el('div', { class: 'with-button' }, input, reveal(input, label, words)),
  )
}

function reveal(
  input: HTMLInputElement,
  label: string,
  { show, hide }: { readonly show: string; readonly hide: string },
): HTMLElement {
  const button = el(
    'button',
    {
      ...{ type: 'button', class: 'plain', 'aria-pressed': 'false', 'aria-label': `${show}: ${label}` },
      onclick: () => {
        const shown = input.type === 'password'
        input.type = shown ? 'text' : 'password'
        button.textContent = shown ? hide : show
        button.setAttribute('aria-pressed', String(shown))
      },
    },
    show,
  )
  return button
}

/** What a form has that a script sends: what was told before goes, and the browser itself sends nothing. */
export function sending(
  told: { clear(): void },
  send: (event: SubmitEvent) => Promise<void>,
): { readonly method: 'post'; readonly onsubmit: (event: Event) => Promise<void> } {
  return {
    method: 'post',
    onsubmit(event) {
      event.preventDefault()
      told.clear()
      return send(event as SubmitEvent)
    },
  }
}

/** What was typed under each name. */
export function typed(form: HTMLFormElement): { readonly [name: string]: string } {
  const entries: [string, string][] = []
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') entries.push([name, value])
  return Object.fromEntries(entries)
}
