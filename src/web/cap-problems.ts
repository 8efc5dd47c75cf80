/** The problems of a checked document as a list: how grave, where, what, and what to do. Levels are words and shapes; red and yellow stay for danger. */
import type { CapLevel, CapVerdict } from '#cap'
import { html, type Html } from './html.ts'

const mostListed = 200

const marks: { readonly [level in CapLevel]: string } = { error: '✕', warning: '!', advice: 'i' }

export function levelBadge(level: CapLevel): Html {
  return html`<span class="level ${level}"><b aria-hidden="true">${marks[level]}</b> ${level}</span>`
}

export function capProblemList({ problems, leftOut }: CapVerdict): Html {
  if (problems.length === 0) return html`<p class="quiet">Nothing was found wrong with it.</p>`
  const more = problems.length - mostListed + leftOut
  return html`<ol class="problems">
      ${problems.slice(0, mostListed).map(
        ({ code, level, line, path, message, advice, clause }) =>
          html`<li>
            <p>${levelBadge(level)} <a href="#L${line}">line ${line}</a></p>
            <p class="says">${message}</p>
            <p class="todo">${advice}</p>
            <p class="about">
              <code>${code}</code> · <code>${path}</code>${clause !== undefined && ` · ${clause}`}
            </p>
          </li>`,
      )}
    </ol>
    ${more > 0 && html`<p class="quiet">At least ${more} more are not listed.</p>`}`
}
