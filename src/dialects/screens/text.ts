/** The plain-text face: what stands and what has just ended, for LED boards, terminals and whatever else shows letters alone. */
import { nameOf } from '#areas'
import type { Language } from '#base'
import { fill } from '#web/html'
import type { Over, Place, ScreenView, Standing } from './view.ts'

/** Where as much stands at once, shorter texts say it: an answer stays small enough for a weak line. */
export function lengthFor(count: number): 360 | 90 | 'none' {
  return count <= 300 ? 360 : count <= 1_000 ? 90 : 'none'
}

export function textFace(view: ScreenView): string {
  const { words, clock, at, standing, over } = view
  const length = lengthFor(standing.length)
  const parts = [
    [view.place, fill(words.asOf, { time: clock.zoned(at) })],
    // Once at the head where all is a drill, and again at each part: nobody reads only the middle of a board by chance.
    ...(view.mode === 'drill' ? [[`${words.drill}. ${words.drillMeans}`]] : []),
    ...(standing.length === 0 && !over.some(({ how }) => how === 'lapsed')
      ? [[`${words.nothing} ${fill(words.asOf, { time: clock.zoned(at) })}.`]]
      : []),
    ...standing.map((one) => standingSaid(one, view, length)),
    ...over.map((one) => overSaid(one, view)),
  ]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function standingSaid(one: Standing, view: ScreenView, length: ReturnType<typeof lengthFor>): string[] {
  const { words, clock } = view
  return [
    `${headOf(one, view)}`,
    clock.since(one.since),
    ...(one.reach === 'a-part' ? [fill(words.partOf, { place: view.place })] : []),
    fill(words.where, { places: listed(one.places) }),
    ...(length === 'none' ? [] : [one.text(length).text]),
    fill(words.issuedBy, { issuer: issuerOf(one, view) }),
  ]
}

/** “DRILL: DANGER: Drone attack threat (red)”. */
export function headOf({ mode, gravity, name, colour }: Standing, { words }: ScreenView): string {
  const mark = mode === 'drill' ? `${words.drill}: ` : ''
  return `${mark}${words.look[gravity]}: ${colour === undefined ? name : `${name} (${colour})`}`
}

export function issuerOf({ alert }: Standing, { language }: ScreenView): string {
  return nameOf({ names: alert.content.issuer }, language as Language, 'en' as Language)
}

function overSaid(one: Over, view: ScreenView): string[] {
  const { words, clock } = view
  return [
    overHead(one, view),
    clock.since(one.at),
    fill(words.where, { places: listed(one.places) }),
    ...overMeans(one, view),
  ]
}

const headings = { 'all-clear': 'allClear', retracted: 'retracted', lapsed: 'lapsed' } as const

/** “DRILL: All-clear: Air danger”. */
export function overHead({ mode, how, name }: Over, { words }: Pick<ScreenView, 'words'>): string {
  return [...(mode === 'drill' ? [words.drill] : []), words[headings[how]], name].join(': ')
}

export function overMeans({ how, name, still }: Over, { words }: Pick<ScreenView, 'words'>): string[] {
  return [
    how === 'lapsed'
      ? words.lapsedMeans
      : fill(how === 'retracted' ? words.retractedMeans : words.allClearMeans, { danger: name }),
    ...(still.length > 0 ? [fill(words.stillThere, { dangers: still.join('; ') })] : []),
  ]
}

export function listed(places: readonly Place[]): string {
  return places.map(({ name }) => name).join(', ')
}
