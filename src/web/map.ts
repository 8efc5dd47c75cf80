/** The map and its legend: every state is a colour, a pattern, a mark and a word, so that it survives print, night and colour blindness. */
import { html, type Html } from './html.ts'
import type { AreaDrawing, AreaView, Drawing, Look, PageView } from './page-view.ts'
import { fill } from './speech.ts'
import type { Words } from './words.ts'

const marks: { readonly [look in Look]: string } = {
  danger: '▲',
  advisory: '△',
  lapsed: '?',
  ended: '✓',
  nothing: '',
}

export function markOf(look: Look): string {
  return marks[look]
}

/** Everything is styled by class: the page forbids styles of its own, and the theme may change under it. */
export function mapOf(drawing: Drawing, view: PageView, words: Words): Html {
  const byCode = new Map(view.areas.map((area) => [area.code, area]))
  const shown = drawing.areas.flatMap((drawn) => {
    const area = byCode.get(drawn.code)
    return area === undefined ? [] : [{ drawn, area }]
  })
  // Marks and names go on top of all shapes; whoever has most room is written first.
  const taken: Taken[] = shown
    .filter(({ area }) => area.look !== 'nothing')
    .map(({ drawn: { mark } }) => ({
      left: mark.x - 9,
      right: mark.x + 9,
      top: mark.y - 13,
      bottom: mark.y + 3,
    }))
  return html`<svg
    class="map"
    viewBox="0 0 ${drawing.width} ${drawing.height}"
    role="img"
    aria-label="${fill(words.mapOf, { place: view.region })}"
  >
    <defs>
      <pattern
        id="p-advisory"
        width="9"
        height="9"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect class="ground" width="9" height="9" />
        <rect class="stripe" width="2" height="9" />
      </pattern>
      <pattern
        id="p-part-danger"
        width="12"
        height="12"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect class="ground" width="12" height="12" />
        <rect class="stripe" width="6" height="12" />
      </pattern>
      <pattern
        id="p-part-advisory"
        width="12"
        height="12"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect class="ground" width="12" height="12" />
        <rect class="stripe" width="6" height="12" />
      </pattern>
      <pattern id="p-lapsed" width="8" height="8" patternUnits="userSpaceOnUse">
        <rect class="ground" width="8" height="8" />
        <circle class="dot" cx="4" cy="4" r="1.6" />
      </pattern>
    </defs>
    ${shown.map(({ drawn, area }) => shapeOf(drawn, area, words))}
    ${shown.map(({ drawn, area }) => labelOf(drawn, area, taken))}
  </svg>`
}

function shapeOf(drawn: AreaDrawing, area: AreaView, words: Words): Html {
  const said = saidOf(area, words)
  const classes = `${classesOf(area)}${drawn.quality === 'approximate' ? ' approximate' : ''}`
  return html`<path class="${classes}" ${patternOf(area)} d="${drawn.path}"
    ><title>${area.name}: ${said}</title></path
  >`
}

/** The word for what the area's paint means. */
function saidOf(area: AreaView, words: Words): string {
  switch (area.look) {
    case 'danger':
    case 'advisory':
      return area.lines[0]?.danger ?? ''
    case 'lapsed':
      return words.lapsed
    case 'ended':
      return area.ended?.how === 'retracted' ? words.retracted : words.allClear
    case 'nothing':
      return words.quiet
  }
}

function classesOf(area: AreaView): string {
  return area.reach === 'a-part' && (area.look === 'danger' || area.look === 'advisory')
    ? `${area.look} part`
    : area.look
}

/** Patterns are named in the drawing itself: in a style sheet the name would be looked for in that file. */
function patternOf({ look, reach }: Pick<AreaView, 'look' | 'reach'>): Html {
  const part = reach === 'a-part'
  if (look === 'advisory') return part ? html` fill="url(#p-part-advisory)"` : html` fill="url(#p-advisory)"`
  if (look === 'danger' && part) return html` fill="url(#p-part-danger)"`
  return look === 'lapsed' ? html` fill="url(#p-lapsed)"` : html``
}

interface Taken {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Pixels a letter takes at the map's type size, on the wide side. */
const letter = 7.8

/** The mark always; the name where it finds room beside what is already written. */
function labelOf(drawn: AreaDrawing, area: AreaView, taken: Taken[]): Html {
  const { x, y } = drawn.mark
  const mark = markOf(area.look)
  const name = shortName(area.name)
  const half = (name.length * letter) / 2
  const below = mark === '' ? 4 : 16
  const box = { left: x - half, right: x + half, top: y + below - 11, bottom: y + below + 3 }
  const fits = drawn.width > half && taken.every((other) => isApart(other, box))
  if (fits) taken.push(box)
  return html`<g class="label ${classesOf(area)}">
    ${mark !== '' && html`<text class="mark" x="${x}" y="${y}">${mark}</text>`}
    ${fits && html`<text x="${x}" y="${y + below}">${name}</text>`}
  </g>`
}

function isApart(a: Taken, b: Taken): boolean {
  return a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top
}

/** On a map “Zadonsky District” is Zadonsky: what kind of area it is can be seen. */
function shortName(name: string): string {
  const words = name.split(' ')
  const kinds =
    /^(district|municipal|okrug|region|oblast|raion|city|of|urban|район|муниципальный|муніципальний|округ|область|місто|город|городской|міський|г\.|м\.)$/iu
  const short = words.filter((word) => !kinds.test(word)).join(' ')
  return short === '' ? name : short
}

export function legend(view: PageView, words: Words): Html {
  const used = new Map<Look, string>()
  for (const area of view.areas) {
    const said = saidOf(area, words)
    const known = used.get(area.look)
    used.set(
      area.look,
      known === undefined || known.split(' · ').includes(said) ? (known ?? said) : `${known} · ${said}`,
    )
  }
  const part = view.areas.some((area) => area.reach === 'a-part')
  const approximate = view.drawing?.areas.some((area) => area.quality === 'approximate') ?? false
  const order: readonly Look[] = ['danger', 'lapsed', 'advisory', 'ended', 'nothing']
  return html`<ul class="legend">
    ${order.map((look) => used.has(look) && html`<li>${swatch(look)} <span>${markOf(look)} ${used.get(look)}</span></li>`)}
    ${part && html`<li>${swatch('danger', 'a-part')} <span>◐ ${words.partOf}</span></li>`}
    ${approximate && html`<li>${swatch('nothing', 'all-of-it', 'approximate')} <span>${words.approximate}</span></li>`}
  </ul>`
}

function swatch(
  look: Look,
  reach: AreaView['reach'] = 'all-of-it',
  edge: 'approximate' | 'surveyed' = 'surveyed',
): Html {
  const classes = reach === 'a-part' ? `${look} part` : edge === 'approximate' ? `${look} approximate` : look
  return html`<svg class="map" width="22" height="16" viewBox="0 0 22 16" aria-hidden="true">
    <rect class="${classes}" ${patternOf({ look, reach })} x="1" y="1" width="20" height="14" />
  </svg>`
}
