/** Dangers and levels by their names, with the mark and the colour that a level has. */
import { ask } from './ask.dom.ts'
import { el } from './element.dom.ts'
import { named, words } from './words.dom.ts'

interface Named {
  readonly id: string
  readonly names: { readonly [language: string]: string }
}
interface Level extends Named {
  readonly gravity: 'advisory' | 'danger'
  readonly colour?: string
}
interface Ladder extends Named {
  readonly knownBy?: string
  readonly levels: readonly Level[]
}

let book: { readonly threats: readonly Named[]; readonly ladders: readonly Ladder[] } = {
  threats: [],
  ladders: [],
}

export async function readThreats(): Promise<void> {
  const answer = await ask<typeof book>('GET', '/v1/threats', undefined, {
    prompt: 'alone',
    by: 'unattended',
  })
  if (answer.ok) book = answer.value
}

export function threatSaid(id: string): string {
  return named(book.threats.find((threat) => threat.id === id)?.names) ?? id
}

export function levelSaid(ladderId: string, levelId: string): string {
  return named(levelOf(ladderId, levelId)?.names) ?? levelId
}

function levelOf(ladderId: string, levelId: string): Level | undefined {
  return book.ladders.find(({ id }) => id === ladderId)?.levels.find(({ id }) => id === levelId)
}

/** Shape, colour and word; the colour’s word only where people know the level by it. */
export function levelMark(ladderId: string, levelId: string, gravity: 'advisory' | 'danger'): HTMLElement {
  const ladder = book.ladders.find(({ id }) => id === ladderId)
  const colour = levelOf(ladderId, levelId)?.colour
  const said = ladder?.knownBy === 'colour' && colour !== undefined ? words.colours[colour] : undefined
  return el(
    'span',
    { class: `level-mark ${gravity}` },
    el('span', { 'aria-hidden': 'true' }, gravity === 'danger' ? '▲ ' : '△ '),
    levelSaid(ladderId, levelId),
    said !== undefined && el('small', {}, ` ${said}`),
  )
}
