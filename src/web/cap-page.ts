/** The page that checks CAP as one HTML document. It works without a script; nothing of a message is ever rendered as HTML. */
import { sayCounts, sayVerdict, type CapTelling, type CapTold, type CapToldPart } from '#cap'
import { capMap } from './cap-map.ts'
import type { CapFrom, CapPageView, CapResultView } from './cap-page-view.ts'
import { capProblemList } from './cap-problems.ts'
import { capSource } from './cap-source.ts'
import { html, type Html } from './html.ts'

const mostTold = 20

export function capPage(view: CapPageView): string {
  const { result, assets } = view
  const title = result === undefined ? 'Check CAP' : `${sayVerdict(result.verdict)} · Check CAP`
  return html`<!doctype html>
    <html lang="en" class="cap-page">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href="${assets.style}" />
        <link rel="stylesheet" href="${assets.capStyle}" />
        <link rel="icon" href="${assets.icon}" type="image/svg+xml" />
        <script type="module" src="${assets.capScript}"></script>
      </head>
      <body>
        <header>
          <h1>Check CAP</h1>
          <p class="quiet">Common Alerting Protocol 1.0, 1.1 and 1.2, alone or in Atom, RSS or EDXL-DE</p>
          <nav aria-label="Pages"><a href="/">Warnings in force</a></nav>
        </header>
        <main>
          ${view.refused !== undefined && refusal(view.refused)}
          ${
            result === undefined
              ? html`<section id="ask" class="wide">${form(view)}</section>`
              : html`<div class="column">
                    ${verdictSection(result)}${mapSection(result)}${toldSection(result)}
                  </div>
                  <div class="column">
                    <section id="problems">
                      <h2>Problems</h2>
                      ${capProblemList(result.verdict)}
                    </section>
                    <section id="source">
                      <h2>Text</h2>
                      ${capSource(result.verdict)}
                    </section>
                  </div>
                  <section id="ask" class="wide">
                    <details>
                      <summary>Check another</summary>
                      ${form(view)}
                    </details>
                  </section>`
          }
        </main>
        <footer>
          <p>What is sent here is checked and forgotten; nothing is stored.</p>
          <nav aria-label="For machines">
            <b>For machines</b><a href="/v1/openapi.json">POST /v1/cap/check</a
            ><code>tocsin cap check FILE</code>
          </nav>
        </footer>
      </body>
    </html>`.toString()
}

function form(view: CapPageView): Html {
  const megabytes = Math.floor(view.largestBytes / 1024 / 1024)
  return html`<form method="post" action="/cap" enctype="multipart/form-data" data-drop>
    <div class="field">
      <label for="text">Paste a message or a feed</label>
      <textarea id="text" name="text" rows="7" spellcheck="false" autocomplete="off"></textarea>
    </div>
    <div class="field">
      <label for="file">or choose a file <span data-drop-hint hidden>(or drop it anywhere)</span></label>
      <input
        id="file"
        type="file"
        name="file"
        accept=".cap,.xml,.atom,.rss,.json,.edxlde,.txt,application/xml,text/xml"
      />
      <small>${megabytes} MB at most; read byte for byte, so that its encoding is checked too</small>
    </div>
    <div class="field">
      <label for="url">or give an address</label>
      <input
        id="url"
        type="url"
        name="url"
        inputmode="url"
        placeholder="https://example.org/warning.cap"
        value="${view.url}"
      />
    </div>
    <fieldset>
      <legend>Beside the standard, hold it against</legend>
      ${view.profiles.map(
        ({ name, title, chosen }) =>
          html`<label
            ><input type="checkbox" name="profile" value="${name}" ${chosen === 'chosen' && 'checked'} />
            ${title}</label
          >`,
      )}
    </fieldset>
    <button>Check</button>
  </form>`
}

function refusal({ says, advice }: NonNullable<CapPageView['refused']>): Html {
  return html`<section class="wide" role="alert">
    <article class="verdict no">
      <h2>Could not be checked</h2>
      <p class="says">${says}</p>
      <p class="todo">${advice}</p>
    </article>
  </section>`
}

function verdictSection(result: CapResultView): Html {
  const { verdict, profiles, from } = result
  const look = verdict.readable && verdict.valid ? 'yes' : 'no'
  return html`<section id="verdict">
    <article class="verdict ${look}">
      <h2>
        <span class="mark" aria-hidden="true">${look === 'yes' ? '✓' : '✕'}</span> ${sayVerdict(verdict)}
      </h2>
      <p>${sayCounts(verdict)}</p>
      <p class="quiet">
        ${saidFrom(from)} · ${profiles.length === 0 ? 'no profile' : profiles.join(', ')} ·
        ${saidSignature(result)}
      </p>
    </article>
  </section>`
}

function saidFrom(from: CapFrom): string {
  return from.how === 'paste' ? 'pasted' : from.how === 'file' ? from.name : from.url
}

function saidSignature({ verdict: { signature } }: CapResultView): string {
  if (!signature.present) return 'not signed'
  if (signature.valid === null) return 'signed; the signature was not checked'
  return `${signature.valid ? 'signed' : 'its signature does not hold'}: ${signature.why ?? ''}`
}

function mapSection({ map, verdict }: CapResultView): Html {
  if (verdict.messages.length === 0) return html``
  return html`<section id="map">
    <h2>Where</h2>
    ${map === undefined ? html`<p class="quiet">It has no polygon and no circle that could be drawn.</p>` : capMap(map)}
  </section>`
}

function toldSection({ told }: CapResultView): Html {
  if (told.length === 0) return html``
  return html`<section id="told">
    <h2>What it says</h2>
    ${told.slice(0, mostTold).map(tellingCard)}
    ${told.length > mostTold && html`<p class="quiet">${told.length - mostTold} more messages are not shown.</p>`}
  </section>`
}

/** Framed by what it is: a drill can't be cut out of the picture as a warning. */
function tellingCard({ standing, facts, parts }: CapTelling): Html {
  return html`<article class="told ${standing.kind}">
    <p class="standing"><b>${standing.word}</b> ${standing.means}</p>
    ${factList(facts)} ${parts.map(partCard)}
    <p class="standing"><b>${standing.word}</b></p>
  </article>`
}

function partCard({ language, title, facts, areas }: CapToldPart): Html {
  return html`<section class="part">
    <h3><bdi lang="${language}">${title}</bdi> <small>${language}</small></h3>
    ${factList([...facts, { label: areas.length === 1 ? 'Area' : 'Areas', text: areasSaid(areas) }])}
  </section>`
}

function areasSaid(areas: readonly string[]): string {
  if (areas.length === 0) return 'none'
  const most = 40
  const more = areas.length > most ? `, and ${areas.length - most} more` : ''
  return `${areas.slice(0, most).join(', ')}${more}`
}

function factList(facts: readonly CapTold[]): Html {
  return html`<dl class="facts">
    ${facts.map(
      ({ label, text }) =>
        html`<div>
          <dt>${label}</dt>
          <dd><bdi>${text}</bdi></dd>
        </div>`,
    )}
  </dl>`
}
