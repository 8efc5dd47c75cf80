/** The table of areas: everything the map says, in words, and what holds beside the gravest. */
import { html, type Html } from './html.ts'
import { markOf } from './map.ts'
import type { AreaView, PageView } from './page-view.ts'
import { sirenSummary } from './sirens-said.ts'
import { counted, endingSaid } from './speech.ts'
import { timeTag } from './time-said.ts'
import type { Words } from './words.ts'

/** Rows of quiet areas are folded into one line once there are more than a screen can hold. */
const mostRows = 40

export function areasSection(view: PageView, words: Words): Html {
  const rows =
    view.areas.length <= mostRows ? view.areas : view.areas.filter((area) => area.look !== 'nothing')
  const folded = view.areas.length - rows.length
  const withSirens = rows.some((area) => area.sirens !== undefined)
  return html`<section id="areas">
    <h2>${words.areas}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.area}</th>
          <th scope="col">${words.state}, ${words.since.replace('{time}', '…')}</th>
          ${withSirens && html`<th scope="col">${words.sirens}</th>`}
        </tr>
      </thead>
      <tbody>
        ${rows.map((area) => areaRow(area, withSirens ? 'with-sirens' : 'without-sirens', view, words))}
      </tbody>
    </table>
    ${folded > 0 && html`<p class="quiet">${counted(view.language, words.quietCount, folded)}</p>`}
  </section>`
}

function areaRow(
  area: AreaView,
  columns: 'with-sirens' | 'without-sirens',
  view: PageView,
  words: Words,
): Html {
  return html`<tr class="${area.look}">
    <th scope="row">${area.name}</th>
    <td>${stateOf(area, view, words)}</td>
    ${columns === 'with-sirens' && html`<td class="counts">${area.sirens === undefined ? '—' : sirenSummary(area.sirens, words)}</td>`}
  </tr>`
}

function stateOf(area: AreaView, view: PageView, words: Words): Html {
  const lines = area.lines.map(
    (line) =>
      html`<span class="line"
        ><span class="mark ${line.look}">${markOf(line.look)}</span>
        ${line.danger}${line.reach === 'a-part' && html` <i>◐ ${words.partOf}</i>`}
        ${timeTag(line.since, view)}</span
      >`,
  )
  const ended =
    area.ended !== undefined &&
    (lines.length === 0 || area.ended.how === 'lapsed') &&
    endedLine(area.ended, view, words)
  if (lines.length === 0 && ended === false) return html`<span class="quiet">${words.quiet}</span>`
  return html`${lines}${ended}`
}

function endedLine(ended: NonNullable<AreaView['ended']>, view: PageView, words: Words): Html {
  const look = ended.how === 'lapsed' ? 'lapsed' : 'ended'
  return html`<span class="line"
    ><span class="mark ${look}">${markOf(look)}</span> ${endingSaid(ended.how, words)}
    ${timeTag(ended.at, view)}</span
  >`
}
