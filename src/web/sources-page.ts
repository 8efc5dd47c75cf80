/** The page on which a duty room sees whether its sources of messages still speak: for each when it was last good, what failed, what to do. */
import { html, type Html } from './html.ts'
import { languageChoice, modeBar, staffHeader } from './people/staff-page.ts'
import { staffWords } from './people/speech.ts'
import { directionOf, type StaffLanguage } from './people/words.ts'

export interface SourceShownView {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly takes: 'reports' | 'relayed'
  readonly signature: 'ignored' | 'noted' | 'required'
  readonly health?: {
    readonly condition: keyof typeof conditions
    readonly lastGood?: TimeView
    readonly lastTried?: TimeView
    readonly lastMessage?: TimeView
    readonly nextTry?: TimeView
    readonly failures: number
    readonly failure?: { readonly at: TimeView; readonly says: string }
    readonly counts: { readonly [what: string]: number }
    readonly news: string
    readonly notes: readonly { readonly at: TimeView; readonly says: string }[]
    readonly advice: readonly string[]
  }
}

export interface ReportShownView {
  readonly id: string
  readonly mode: 'live' | 'drill' | 'test'
  readonly received: TimeView
  readonly source: string
  /** Event, how bad, where; the kind of message where it says none of it. */
  readonly what: string
  readonly headline?: string
  readonly language?: string
  /** Why it waits although its source is let onto the board. */
  readonly why?: string
}

/** A time as it is read here, and how long ago or until then. */
export interface TimeView {
  readonly instant: string
  readonly said: string
  readonly away: string
}

export interface SourcesPageView {
  /** Of what stands around it; what is told of the sources is in English. */
  readonly language: StaffLanguage
  readonly sources: readonly SourceShownView[]
  /** The newest first; those that nobody has judged yet. */
  readonly waiting: readonly ReportShownView[]
  readonly mode: 'live' | 'drill' | 'test'
  readonly drawn: TimeView
  readonly zone: string
  readonly assets: {
    readonly style: string
    readonly capStyle: string
    readonly staffStyle: string
    readonly icon: string
    readonly sourcesScript: string
  }
}

/** Word and mark; red and yellow stay with danger. */
const conditions = {
  good: ['✓', 'Good'],
  new: ['…', 'Not read yet'],
  stale: ['◌', 'Stale'],
  failing: ['✕', 'Failing'],
  refused: ['⊘', 'Refusing messages'],
  paused: ['‖', 'Paused'],
  gone: ['∅', 'Gone'],
} as const

/** Those that need somebody first. */
const order: readonly (keyof typeof conditions | undefined)[] = [
  ...(['failing', 'gone', 'stale', 'refused', 'new', 'paused', 'good'] as const),
  undefined,
]

export function sourcesPage(view: SourcesPageView): string {
  const { sources, assets, drawn, mode, language } = view
  const words = staffWords[language]
  const sorted = sources.toSorted(
    (a, b) =>
      order.indexOf(a.health?.condition) - order.indexOf(b.health?.condition) || (a.id < b.id ? -1 : 1),
  )
  const title = summary(sources)
  return html`<!doctype html>
    <html lang="${language}" dir="${directionOf(language)}" data-mode="${mode}" class="cap-page staff">
      <head>
        <meta charset="utf-8" />
        <title>${title} · ${words.places.sources}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <noscript><meta http-equiv="refresh" content="30" /></noscript>
        <link rel="stylesheet" href="${assets.style}" />
        <link rel="stylesheet" href="${assets.capStyle}" />
        <link rel="stylesheet" href="${assets.staffStyle}" />
        <link rel="icon" href="${assets.icon}" type="image/svg+xml" />
        <script type="module" src="${assets.sourcesScript}"></script>
      </head>
      <body data-page="sources" data-zone="${view.zone}">
        ${modeBar(mode, words)} ${staffHeader('sources', words.places.sources, words)}
        <main id="main" tabindex="-1" lang="en" dir="ltr">
          <p class="wide quiet" id="summary">${title}.</p>
          ${
            sources.length === 0
              ? html`<section class="wide">
                  <h2>No source yet</h2>
                  <p>Add one: <code>tocsin sources add weather https://example.org/cap.atom</code></p>
                </section>`
              : sorted.map(card)
          }
          <section class="wide">
            <h2>At the desk</h2>
            ${desk(view.waiting)}
          </section>
        </main>
        <footer>
          <p id="drawn" lang="en" dir="ltr">
            Drawn at ${time(drawn)} (${view.zone}); drawn again every 30 seconds.
          </p>
          <nav aria-label="${words.otherPages}">
            <a href="/">${words.inForce}</a> <a href="/cap" lang="en">Check CAP</a>
          </nav>
          ${languageChoice(language, words)}
        </footer>
        ${modeBar(mode, words)}
        <div class="frame" aria-hidden="true"></div>
      </body>
    </html>`.toString()
}

const mostShown = 20

function desk(waiting: readonly ReportShownView[]): Html {
  const left = waiting.length - mostShown
  return html`${waiting.length === 0 && html`<p>Nothing waits to be judged.</p>`}
  ${waiting.slice(0, mostShown).map(
    (report) =>
      html`<article class="report">
        <h3><span class="mode ${report.mode}">${report.mode.toUpperCase()}</span> ${report.what}</h3>
        ${report.headline !== undefined && html`<p lang="${report.language ?? 'en'}">${report.headline}</p>`}
        <p class="quiet">
          ${report.source}, ${time(report.received)}${report.why !== undefined && ` · ${report.why}`}
        </p>
        <p><code>tocsin reports show ${report.id}</code></p>
      </article>`,
  )}
  ${left > 0 && html`<p>${left} more: <code>tocsin reports list</code></p>`}`
}

function summary(sources: readonly SourceShownView[]): string {
  const known = sources.filter(({ health }) => health !== undefined)
  const good = known.filter(({ health }) => health?.condition === 'good').length
  if (sources.length === 0) return 'No source'
  if (known.length === 0) return 'Another server reads the sources'
  return `${good} of ${sources.length} ${sources.length === 1 ? 'source' : 'sources'} good`
}

function card({ id, name, address, takes, signature, health }: SourceShownView): Html {
  const [mark, word] = health === undefined ? ['?', 'Read by another server'] : conditions[health.condition]
  return html`<section class="source" id="source-${id}">
    <h2><span class="mark" aria-hidden="true">${mark}</span> ${name} · ${word}</h2>
    ${health?.advice.map((one) => html`<p class="todo">${one}</p>`)}
    <dl>
      ${row('Last good', health?.lastGood === undefined ? 'never' : time(health.lastGood))}
      ${
        health?.failure !== undefined &&
        row('What failed', html`${health.failure.says} <small>${time(health.failure.at)}</small>`)
      }
      ${health !== undefined && health.failures > 1 && row('Failed in a row', html`${health.failures} times`)}
      ${health?.lastTried !== undefined && row('Last tried', time(health.lastTried))}
      ${health?.nextTry !== undefined && row('Next try', time(health.nextTry))}
      ${health?.lastMessage !== undefined && row('Last message', time(health.lastMessage))}
      ${health !== undefined && row('Messages so far', counted(health.counts))}
      ${health !== undefined && row('How they come', health.news)}
      ${row('Where they go', takes === 'relayed' ? 'straight onto the board' : 'to the desk, as reports')}
      ${row('Signatures', signatures[signature])} ${row('Address', address)}
    </dl>
    ${
      health !== undefined &&
      health.notes.length > 0 &&
      html`<details>
        <summary>Single messages that went wrong (${health.notes.length})</summary>
        ${health.notes.map(({ at, says }) => html`<p>${says} <small>${time(at)}</small></p>`)}
      </details>`
    }
  </section>`
}

const signatures = { ignored: 'not looked at', noted: 'checked and shown', required: 'required' } as const

function row(name: string, value: Html | string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`
}

function counted(counts: { readonly [what: string]: number }): string {
  const said = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what}`)
  return said.length === 0 ? 'none yet' : said.join(', ')
}

function time({ instant, said, away }: TimeView): Html {
  return html`<time datetime="${instant}">${said}</time> (${away})`
}
