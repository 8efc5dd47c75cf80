/** What is shown once and never again: recovery codes to print, a key to copy. */
import { serverNow } from './ask.dom.ts'
import { el } from './element.dom.ts'
import type { Link } from './people-view.dom.ts'
import { dateSaid, timeTag, withTime } from './time.dom.ts'
import { say, words } from './words.dom.ts'

/** The printed sheet holds the codes and the day: neither whose they are nor for which place, should it be lost. */
export function recoveryCodes(codes: readonly string[], kept: () => void): HTMLElement {
  return el(
    'section',
    { class: 'panel codes-once' },
    el('h2', { tabindex: -1 }, words.codesTitle),
    el('p', { class: 'no-print' }, words.codesMean),
    el(
      'ol',
      { class: 'codes' },
      codes.map((code) => el('li', {}, el('code', {}, code))),
    ),
    el('p', { class: 'only-print' }, say(words.codesPrinted, { date: dateSaid(serverNow()) })),
    el(
      'div',
      { class: 'actions no-print' },
      el('button', { type: 'button', onclick: () => print() }, words.print),
      copyButton(codes.join('\n')),
      el('button', { type: 'button', class: 'plain', onclick: kept }, words.codesKept),
    ),
  )
}

export function copyButton(text: string): HTMLButtonElement {
  const button: HTMLButtonElement = el(
    'button',
    {
      ...{ type: 'button', class: 'plain' },
      onclick: async () => {
        await navigator.clipboard.writeText(text)
        button.textContent = words.copied
        setTimeout(() => (button.textContent = words.copy), 2_000)
      },
    },
    words.copy,
  )
  return button
}

/** A link with its secret: shown once, to be handed on by whatever way is safe. */
export function linkOnce(sentence: string, link: Link): HTMLElement {
  return el(
    'div',
    {},
    el('p', {}, withTime(sentence, timeTag(link.endsAt))),
    el('p', { class: 'secret-line' }, el('code', {}, link.url), copyButton(link.url)),
    el('p', { class: 'quiet' }, words.linkOnce),
  )
}

/** A key is shown until its reader says that it is where it belongs. */
export function keyOnce(sentence: string, key: string, told: { clear(): void }): HTMLElement {
  return el(
    'div',
    {},
    el('p', {}, sentence),
    el('p', { class: 'secret-line' }, el('code', {}, key), copyButton(key)),
    el('p', { class: 'quiet' }, words.keyOnce),
    el('p', {}, el('button', { type: 'button', class: 'plain', onclick: () => told.clear() }, words.keyKept)),
  )
}
