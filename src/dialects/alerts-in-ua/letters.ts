/** A for an area under an air raid alert, P where only parts of it are, N where none is known: what small devices read. */
import type { Area, AreaCode, Hierarchy } from '#areas'
import type { Picture } from '../dialect.ts'
import { kindOf } from './mapping.ts'
import { oblastOrder, placesOf } from './places.ts'

export type Letter = 'A' | 'P' | 'N'

/** As long as the original's, so that no device reads past the end of it. */
const leastLength = 1_815

/** Undefined where no area has that uid. */
export function letterOf(picture: Picture, uid: string): Letter | undefined {
  const area = placesOf(picture.hierarchy).areaOf(uid)
  return area === undefined ? undefined : lettersOf(picture)(area.code)
}

/** 27 letters; N also where this installation knows no such oblast. */
export function lettersByOblast(picture: Picture): string {
  return oblastOrder.map((uid) => letterOf(picture, uid) ?? 'N').join('')
}

/** The letter of each uid at its own index, a space where no area has it. */
export function lettersByUid(picture: Picture): string {
  const all = placesOf(picture.hierarchy).all()
  const letter = lettersOf(picture)
  const length = all.reduce((most, [uid]) => Math.max(most, uid + 1), leastLength)
  const letters = Array.from({ length }, () => ' ')
  for (const [uid, area] of all) letters[uid] = letter(area.code)
  return letters.join('')
}

const made = new WeakMap<Picture, (code: AreaCode) => Letter>()

function lettersOf(picture: Picture): (code: AreaCode) => Letter {
  let letter = made.get(picture)
  if (letter === undefined) made.set(picture, (letter = read(picture)))
  return letter
}

function read({ alerts, hierarchy }: Picture): (code: AreaCode) => Letter {
  const under = new Set<AreaCode>()
  for (const { content } of alerts)
    if (kindOf(content.threat)?.type === 'air_raid') for (const { code } of content.areas) under.add(code)
  const inPart = new Set<AreaCode>()
  for (const code of under) for (const outer of hierarchy.ancestors(code)) inPart.add(outer.code)
  const whole = wholesOf(hierarchy, under, inPart)
  return (code) => {
    if (whole(code) || hierarchy.ancestors(code).some((outer) => under.has(outer.code))) return 'A'
    return inPart.has(code) ? 'P' : 'N'
  }
}

/** Whether it was said of the area, or of every part of one that its parts make up. */
function wholesOf(
  hierarchy: Hierarchy,
  under: ReadonlySet<AreaCode>,
  inPart: ReadonlySet<AreaCode>,
): (code: AreaCode) => boolean {
  const known = new Map<AreaCode, boolean>()
  const isWhole = (area: Area): boolean => {
    if (under.has(area.code)) return true
    if (!inPart.has(area.code) || area.divided === 'partly') return false
    let found = known.get(area.code)
    if (found === undefined) known.set(area.code, (found = hierarchy.children(area.code).every(isWhole)))
    return found
  }
  return (code) => {
    const area = hierarchy.get(code)
    return area !== undefined && isWhole(area)
  }
}
