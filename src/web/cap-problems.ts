/** The problems of a checked document as a list: how grave, where, what, and what to do. Levels are words and shapes; red and yellow stay for danger. */
import type { CapLevel, CapProblem, CapVerdict } from '#cap'
import { html, type Html } from './html.ts'

const mostListed = 200

const marks: { readonly [level in CapLevel]: string } = { error: '✕', warning: '!', advice: 'i' }

export function levelBadge(level: CapLevel): Html {
  return html`<span class="level ${level}"><b aria-hidden="true">${marks[level]}</b> ${level}</span>`
}

/** Of one kind; the others of it are lines that it leads to, or a feed of a hundred messages says one thing a hundred times. */
const mostAlike = 3
const mostLines = 100

export function capProblemList({ problems, leftOut }: CapVerdict): Html {
  if (problems.length === 0) return html`<p class="quiet">Nothing was found wrong with it.</p>`
  const alike = Map.groupBy(problems, ({ code }) => code)
  const told = [...alike.values()].flatMap((all) => all.slice(0, mostAlike))
  const listed = problems.filter((one) => told.includes(one)).slice(0, mostListed)
  const more = leftOut + Math.max(0, told.length - mostListed)
  return html`<ol class="problems">
      ${listed.map((problem) => {
        const all = alike.get(problem.code)!
        return problemItem(problem, all[mostAlike - 1] === problem ? all.slice(mostAlike) : [])
      })}
    </ol>
    ${more > 0 && html`<p class="quiet">At least ${more} more are not listed.</p>`}`
}

function problemItem(
  { code, level, line, path, message, advice, clause }: CapProblem,
  others: readonly CapProblem[],
): Html {
  const lines = [...new Set(others.map((other) => other.line))]
  return html`<li>
    <p>${levelBadge(level)} <a href="#L${line}">line ${line}</a></p>
    <p class="says">${message}</p>
    <p class="todo">${advice}</p>
    <p class="about"><code>${code}</code> · <code>${path}</code>${clause !== undefined && ` · ${clause}`}</p>
    ${
      others.length > 0 &&
      html`<details>
        <summary>${others.length} more of this kind</summary>
        <p>
          lines ${lines.slice(0, mostLines).map((other) => html`<a href="#L${other}">${other}</a> `)}
          ${lines.length > mostLines && html`and ${lines.length - mostLines} others`}
        </p>
      </details>`
    }
  </li>`
}
