/** The sirens on the page: counts by what is known of them, never more; “accepted” is not “sounded”. */
import { html, type Html } from './html.ts'
import type { PageView, SirenCounts } from './page-view.ts'
import { fill, shortened } from './speech.ts'
import type { SirenWord, Words } from './words.ts'

const sirenOrder: readonly SirenWord[] = ['sounding', 'passed', 'pending', 'silent', 'failed', 'unknown']
const sirenMarks: { readonly [state in SirenWord]: string } = {
  pending: '○',
  sounding: '●',
  passed: '✓',
  failed: '✕',
  silent: '▲',
  unknown: '?',
}

export function sirensSection(view: PageView, words: Words): Html {
  const { sirens } = view
  return html`<section id="sirens">
    <h2>${words.sirens}</h2>
    ${
      sirens === undefined || sumOf(sirens.total) === 0
        ? html`<p class="quiet">${words.noSirens}</p>`
        : html`<dl>
            ${sirenOrder
              .filter((state) => sirens.total[state] > 0 || state === 'sounding')
              .map(
                (state) =>
                  html`<div class="siren-${state}">
                    <dt>${sirenMarks[state]} ${words.sirenStates[state]}</dt>
                    <dd>${sirens.total[state]}</dd>
                  </div>`,
              )}
          </dl>`
    }
    ${sirens !== undefined && sirens.unsigned > 0 && html`<p class="quiet">${fill(words.unsigned, { count: sirens.unsigned })}</p>`}
    ${sirens !== undefined && sirens.uncovered.length > 0 && html`<p class="quiet">${fill(words.uncovered, { places: shortened(sirens.uncovered, words) })}</p>`}
  </section>`
}

function sumOf(counts: SirenCounts): number {
  return sirenOrder.reduce((sum, state) => sum + counts[state], 0)
}

/** Marks and counts for one area; a state that nothing is in is left out. */
export function sirenSummary(counts: SirenCounts, words: Words): Html {
  return html`${sirenOrder
    .filter((state) => counts[state] > 0)
    .map(
      (state) =>
        html`<span class="siren-${state}" title="${words.sirenStates[state]}"
          >${sirenMarks[state]}${counts[state]}</span
        > `,
    )}`
}
