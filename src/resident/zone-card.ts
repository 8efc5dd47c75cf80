/** What the people of a zone are told to do, where they meet and which way they go; it stands until somebody lifts it. */
import { html, type Html } from '#web/html'
import type { NowView, Said, ZoneNow } from './now-view.ts'
import { said, saidIn, timeTag } from './speech.ts'
import type { NowWords } from './words.ts'

/** Looks as dangers and their ends do: colour, mark and word together. */
const lookOf = {
  order: { look: 'danger', mark: '▲' },
  'shelter-in-place': { look: 'danger', mark: '▲' },
  warning: { look: 'advisory', mark: '△' },
  lifted: { look: 'ended', mark: '✓' },
} as const satisfies { readonly [state in ZoneNow['state']]: object }

export function zoneCard(zone: ZoneNow, view: NowView, words: NowWords): Html {
  const { look, mark } = lookOf[zone.state]
  return html`<article class="card ${look} zone" data-told="${zone.state}">
    <div class="band">
      <div>
        <h2>
          <span class="mark">${mark}</span> ${saidIn(words.zone[zone.state], { zone: said(zone.name) })}
        </h2>
        <p>${saidIn(words.since, { time: timeTag(zone.at, view) })}</p>
      </div>
    </div>
    <div class="rest">
      <p>${words.zoneMeans[zone.state]}</p>
      ${zone.state !== 'lifted' && zone.state !== 'shelter-in-place' && ways(zone, words)}
    </div>
  </article>`
}

function ways({ assembly, routes, transport }: ZoneNow, words: NowWords): Html {
  const part = (heading: string, text: Said | undefined) =>
    text !== undefined &&
    html`<h3>${heading}</h3>
      <p>${said(text)}</p>`
  return html`${
    assembly.length > 0 &&
    html`<h3>${words.assembly}</h3>
      <ul>
        ${assembly.map(
          ({ name, where }) =>
            html`<li><b>${said(name)}</b>${where !== undefined && html`: ${said(where)}`}</li>`,
        )}
      </ul>`
  }
  ${part(words.routes, routes)} ${part(words.transport, transport)}`
}
