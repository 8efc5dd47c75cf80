/** Alerts.json: one category of what is in force or has just ended, under an id that is another whenever what it says is. */
import { between, epochMilliseconds, minute, second, sha256, type Instant, type Mode } from '#base'
import type { DialectGround, Picture } from '../dialect.ts'
import { liveNumber, whatIs, type What } from './categories.ts'
import { stayingIn } from './staying.ts'
import { heard, namesOf, placesIn, textOf, titleOf, type Danger, type Place } from './words.ts'

export interface InForce {
  readonly id: string
  readonly cat: string
  readonly title: string
  readonly data: readonly string[]
  readonly desc: string
}

/** So long is something new. Made anew each minute, an end is shown for two to three of them. */
const newFor = 2 * minute

interface Group {
  readonly what: What
  readonly mode: Mode
  readonly cat: number
  readonly places: Place[]
  /** Of the newest alert in it. */
  danger: Danger
  desc: string
  since: Instant
  /** When the public was last told of it. */
  toldAt: Instant
}

/** Undefined where nothing is in force. */
export function inForce(picture: Picture, ground: DialectGround): InForce | undefined {
  const now = ground.now()
  const isNew = ({ toldAt }: Group) => between(toldAt, now) < newFor
  const rank = (group: Group) =>
    (group.mode === 'live' ? 0 : 4) + (group.what === 'alert' ? (isNew(group) ? 0 : 2) : isNew(group) ? 1 : 3)
  const groups = [...standing(picture, ground), ...ended(picture, ground, now)]
  const shown = groups.toSorted(
    (a, b) => rank(a) - rank(b) || (a.toldAt > b.toldAt ? -1 : a.toldAt < b.toldAt ? 1 : a.cat - b.cat),
  )[0]
  return shown === undefined ? undefined : said(shown, picture, ground)
}

function standing({ alerts }: Picture, { languages }: DialectGround): Iterable<Group> {
  const groups = new Map<number, Group>()
  for (const { content, mode, issuedAt, revisedAt } of alerts) {
    const what = whatIs(content.step.gravity)
    const cat = liveNumber(what, content.threat, mode)
    // A pre-alert that is renewed is no news; a danger that is renewed or grows may be.
    const toldAt = what === 'alert' ? revisedAt : issuedAt
    const before = groups.get(cat)
    const newest = {
      ...{ danger: content, since: issuedAt, desc: textOf(content.wording, heard(languages)) },
      toldAt: before !== undefined && before.toldAt > toldAt ? before.toldAt : toldAt,
    }
    if (before === undefined) groups.set(cat, { what, mode, cat, places: [...content.areas], ...newest })
    else Object.assign(before, newest).places.push(...content.areas)
  }
  return groups.values()
}

function ended(picture: Picture, { book, languages }: DialectGround, now: Instant): Iterable<Group> {
  const groups = new Map<number, Group>()
  const staying = stayingIn(picture, languages)
  for (const line of picture.board.endings()) {
    const { mode, area, ladder, level, threat, how, at } = line
    if (how === 'lapsed' || between(at, now) >= newFor) continue
    const place = picture.hierarchy.get(area)
    if (place === undefined) continue
    const gravity = book.level(ladder, level)?.gravity ?? 'danger'
    const places = staying.over([place], mode, gravity)
    if (places.length === 0) continue
    const cat = liveNumber('end', threat, mode)
    const before = groups.get(cat)
    const told = { since: at, toldAt: at }
    if (before === undefined)
      groups.set(cat, { ...{ what: 'end', mode, cat, places: [...places], danger: line, desc: '' }, ...told })
    else {
      before.places.push(...places)
      if (at > before.toldAt) Object.assign(before, told)
    }
  }
  return groups.values()
}

function said(
  { what, mode, cat, places, danger, desc, since }: Group,
  picture: Picture,
  ground: DialectGround,
): InForce {
  const title = titleOf(what, danger, mode, ground)
  const data = [...namesOf(placesIn(places, picture.hierarchy), ground.languages)]
  const told = { cat: String(cat), title, data, desc }
  return { id: idOf(since, told), ...told }
}

/**
 * Eighteen digits that look like the original's (steps of 100 ns since 1601). Clients that keep ids never hear of one twice: the
 * same words at the same places are the same id while an alert is renewed, and another word or place is another.
 */
function idOf(since: Instant, told: Omit<InForce, 'id'>): string {
  const seconds = BigInt(Math.floor(epochMilliseconds(since) / second)) + secondsFrom1601
  const digest = Number.parseInt(sha256(JSON.stringify(told)).slice(0, 12), 16) % stepsInSecond
  return String(seconds * BigInt(stepsInSecond) + BigInt(digest))
}

const secondsFrom1601 = 11_644_473_600n
const stepsInSecond = 10_000_000
