/** The page on which a duty room sees whether its sources of messages still speak: for each when it was last good, what failed, what to do. */
import { html, type Html } from './html.ts'
import { languageChoice, modeBar, staffHeader } from './people/staff-page.ts'
import { staffWords } from './people/speech.ts'
import { directionOf, say, type StaffLanguage, type StaffWords } from './people/words.ts'
import { sayCounted, sourcesWords, type SourcesWords } from './sources-words.ts'

export interface SourceShownView {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly takes: 'reports' | 'relayed'
  readonly signature: 'ignored' | 'noted' | 'required'
  readonly health?: {
    readonly condition: keyof typeof marks
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

/** Beside the word; red and yellow stay with danger. */
const marks = {
  good: '✓',
  new: '…',
  stale: '◌',
  failing: '✕',
  refused: '⊘',
  paused: '‖',
  gone: '∅',
} as const

/** Those that need somebody first. */
const order: readonly (keyof typeof marks | undefined)[] = [
  ...(['failing', 'gone', 'stale', 'refused', 'new', 'paused', 'good'] as const),
  undefined,
]

/** What everything on one page is said with. */
interface Speech {
  readonly language: StaffLanguage
  readonly said: SourcesWords
  readonly staff: StaffWords
}

export function sourcesPage(view: SourcesPageView): string {
  const { sources, assets, drawn, mode, language } = view
  const words = staffWords[language]
  const speech: Speech = { language, said: sourcesWords[language], staff: words }
  const { said } = speech
  const sorted = sources.toSorted(
    (a, b) =>
      order.indexOf(a.health?.condition) - order.indexOf(b.health?.condition) || (a.id < b.id ? -1 : 1),
  )
  const title = summary(sources, speech)
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
        <main id="main" tabindex="-1">
          <p class="wide quiet" id="summary">${title}.</p>
          ${
            sources.length === 0
              ? html`<section class="wide">
                  <h2>${said.noSource}</h2>
                  <p>
                    ${said.addOne}
                    <code dir="ltr">tocsin sources add weather https://example.org/cap.atom</code>
                  </p>
                </section>`
              : sorted.map((one) => card(one, speech))
          }
          <section class="wide">
            <h2>${said.desk}</h2>
            ${desk(view.waiting, speech)}
          </section>
        </main>
        <footer>
          <p id="drawn">${drawnSaid(drawn, view.zone, speech)}</p>
          <nav aria-label="${words.otherPages}">
            <a href="/">${words.inForce}</a> <a href="/cap" hreflang="en">${said.checkCap}</a>
          </nav>
          ${languageChoice(language, words)}
        </footer>
        ${modeBar(mode, words)}
        <div class="frame" aria-hidden="true"></div>
      </body>
    </html>`.toString()
}

const mostShown = 20

function desk(waiting: readonly ReportShownView[], { said, staff }: Speech): Html {
  const left = waiting.length - mostShown
  return html`${waiting.length === 0 && html`<p>${said.deskNone}</p>`}
  ${waiting.slice(0, mostShown).map(
    (report) =>
      html`<article class="report">
        <h3>
          <span class="mode ${report.mode}">${staff.modes[report.mode]}</span> <bdi>${report.what}</bdi>
        </h3>
        ${
          report.headline !== undefined &&
          html`<p lang="${report.language ?? 'en'}" dir="auto">${report.headline}</p>`
        }
        <p class="quiet">
          <bdi>${report.source}</bdi>,
          ${time(report.received)}${report.why !== undefined && ` · ${report.why}`}
        </p>
        <p><code dir="ltr">tocsin reports show ${report.id}</code></p>
      </article>`,
  )}
  ${
    left > 0 && html`<p>${say(said.deskMore, { count: left })} <code dir="ltr">tocsin reports list</code></p>`
  }`
}

function summary(sources: readonly SourceShownView[], { said, language }: Speech): string {
  const known = sources.filter(({ health }) => health !== undefined)
  const good = known.filter(({ health }) => health?.condition === 'good').length
  if (sources.length === 0) return said.summary.none
  if (known.length === 0) return said.summary.elsewhere
  return sayCounted(said.summary.good, sources.length, language, { good })
}

function card(
  { id, name, address, takes, signature, health }: SourceShownView,
  { said, language }: Speech,
): Html {
  const mark = health === undefined ? '?' : marks[health.condition]
  const word = said.conditions[health?.condition ?? 'elsewhere']
  const { rows } = said
  return html`<section class="source" id="source-${id}">
    <h2><span class="mark" aria-hidden="true">${mark}</span> <bdi>${name}</bdi> · ${word}</h2>
    ${health?.advice.map((one) => html`<p class="todo">${one}</p>`)}
    <dl>
      ${row(rows.lastGood, health?.lastGood === undefined ? said.never : time(health.lastGood))}
      ${
        health?.failure !== undefined &&
        row(rows.failed, html`${health.failure.says} <small>${time(health.failure.at)}</small>`)
      }
      ${
        health !== undefined &&
        health.failures > 1 &&
        row(rows.failures, sayCounted(said.times, health.failures, language))
      }
      ${health?.lastTried !== undefined && row(rows.lastTried, time(health.lastTried))}
      ${health?.nextTry !== undefined && row(rows.nextTry, time(health.nextTry))}
      ${health?.lastMessage !== undefined && row(rows.lastMessage, time(health.lastMessage))}
      ${health !== undefined && row(rows.messages, counted(health.counts, said))}
      ${health !== undefined && row(rows.comes, health.news)} ${row(rows.goes, said.takes[takes])}
      ${row(rows.signatures, said.signatures[signature])}
      ${row(rows.address, html`<bdi dir="ltr">${address}</bdi>`)}
    </dl>
    ${
      health !== undefined &&
      health.notes.length > 0 &&
      html`<details>
        <summary>${say(said.wentWrong, { count: health.notes.length })}</summary>
        ${health.notes.map(({ at, says }) => html`<p>${says} <small>${time(at)}</small></p>`)}
      </details>`
    }
  </section>`
}

function row(name: string, value: Html | string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`
}

function counted(counts: { readonly [what: string]: number }, words: SourcesWords): string {
  const forms: { readonly [what: string]: string } = words.counts
  const said = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => say(forms[what] ?? `{count} ${what}`, { count }))
  return said.length === 0 ? words.countsNone : said.join(', ')
}

function drawnSaid(drawn: TimeView, zone: string, { said }: Speech): Html {
  const [before = '', after = ''] = say(said.drawn, { time: '\n', zone }).split('\n')
  return html`${before}${time(drawn)}${after}`
}

function time({ instant, said, away }: TimeView): Html {
  return html`<time datetime="${instant}">${said}</time> (${away})`
}
