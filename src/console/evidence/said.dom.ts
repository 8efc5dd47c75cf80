/** What is said of claims and events on the evidence desk: numbers with their bounds, places, times, and who spoke. */
import { areaNamed, threatOf } from '../parts/said.dom.ts'
import { daySaid, serverNow, timeSaid } from '../time.dom.ts'
import { language, named, number, say, words } from '../words.dom.ts'
import type { Estimate } from './assessment-answers.ts'
import type { Basis, ClaimEvent, Coded, Figure, Quantity, StatementView } from './answers.ts'

/** “at least 20 injured”. Units are the readers’ own English nouns. */
export function quantitySaid({ value, unit, bound }: Quantity): string {
  return `${say(words.evidence.bounds[bound], { value: number(value) })} ${unit}`
}

/** “12 to at least 20 injured”: a range, never a sum. */
export function figureSaid({ unit, lowest, highest, upwards, downwards, said }: Figure): string {
  const { range, rangeOpen, bounds } = words.evidence
  const [low, high] = [number(lowest), number(highest)]
  if (lowest !== highest)
    return `${say(upwards === 'open' ? rangeOpen : range, { lowest: low, highest: high })} ${unit}`
  const isRough = said.every(({ bound }) => bound === 'about')
  const bound =
    upwards === 'open' ? 'at-least' : downwards === 'open' ? 'up-to' : isRough ? 'about' : 'exactly'
  return `${say(bounds[bound], { value: low })} ${unit}`
}

export function weaponSaid(threat: string): string {
  return named(threatOf(threat)?.names) || threat
}

export function placeSaid(where: Pick<Coded, 'area' | 'areas'>): string {
  return areasOf(where).map(areaNamed).join(', ') || words.evidence.placeUnknown
}

/** Every area that a claim or an event is about. */
export function areasOf({ area, areas = [] }: Pick<Coded, 'area' | 'areas'>): readonly string[] {
  return areas.length > 0 ? areas : area === null ? [] : [area]
}

/** When it happened, as far as it is known; empty where it is not. */
export function whenSaid({ from, to }: Pick<Coded, 'from' | 'to'>): string {
  if (from === null) return to === null ? '' : timeSaid(to)
  if (to === null || to === from) return timeSaid(from)
  const days = [daySaid(from), daySaid(to)]
  // “22 Nov 17:02 – 17:02” would read as one minute: where two days are meant, both are said.
  const said = (instant: string) => {
    const time = timeSaid(instant)
    return days[0] !== days[1] && daySaid(instant) === daySaid(serverNow())
      ? `${daySaid(instant)} ${time}`
      : time
  }
  return `${said(from)} – ${said(to)}`
}

export function speakerSaid(statement: Pick<StatementView, 'speaker' | 'role'> | undefined): string {
  const { author, unnamed } = words.evidence
  if (statement === undefined) return author
  const { speaker, role } = statement
  if (speaker === null && role === null) return author
  return [speaker ?? unnamed, role].filter(Boolean).join(', ')
}

/** What kind of thing happened; null where the claims of an event do not agree on it. */
export function eventSaid(event: ClaimEvent | null): string {
  const { events } = words.evidence
  return event === null || event === 'other' ? events.unnamed : events[event]
}

export function basisSaid(basis: Basis): string {
  const { bases } = words.evidence
  return basis === 'other' ? bases.neither : bases[basis]
}

/** What a sign is of; a new one that has no words yet is told by its code. */
export function signSaid(sign: string): string {
  const { signs } = words.evidence
  const known: { readonly [sign: string]: string } = { ...signs, other: signs.unlisted }
  return known[sign] ?? sign.replaceAll('_', ' ')
}

const percent = (share: number) =>
  share.toLocaleString(language, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 })

/** “34 % (between 12 % and 61 %)”. */
export function probabilitySaid({ low, likely, high }: Estimate): string {
  const said = { likely: percent(likely), low: percent(low), high: percent(high) }
  // What reads alike is one figure, and no range.
  return said.low === said.high ? said.likely : say(words.evidence.probabilityRange, said)
}

/** “1.8 (0.9 – 3.4)”: odds and ratios, as far as one would reckon by hand. */
export function oddsSaid({ low, likely, high }: Estimate): string {
  const said = (value: number) => value.toLocaleString(language, { maximumSignificantDigits: 3 })
  return said(low) === said(high) ? said(likely) : `${said(likely)} (${said(low)} – ${said(high)})`
}
