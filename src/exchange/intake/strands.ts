/** The warnings that one CAP message holds: its infos in several languages are one, its infos of several dangers are several. */
import type { AreaCode, Hierarchy } from '#areas'
import type { Texts } from '#alerts'
import { hour, plus, type InLanguages, type Instant, type Mode } from '#base'
import { instantOfCapTime, type CapInfo, type CapMessage } from '#cap'
import type { Ladder, LevelId, ThreatBook, ThreatId } from '#threats'
import { areasOf, type Codes } from './ground.ts'
import { levelOf } from './level-of.ts'
import { threatOf } from './threat-of.ts'
import { wordsOf } from './words-of.ts'

/** One danger at one level, for some areas, in every language it was said in. */
export interface Strand {
  readonly threat: ThreatId
  readonly level: LevelId
  readonly areas: readonly AreaCode[]
  readonly issuer: InLanguages<string>
  readonly texts: InLanguages<Texts>
  /** When it expires; a day after it came where it says no time. */
  readonly until: Instant
  /** Whether it says that its danger is over. */
  readonly ends: 'yes' | 'no'
}

export interface Here {
  readonly hierarchy: Hierarchy
  readonly codes: Codes
  readonly book: ThreatBook
  readonly ladder: Ladder
}

/** How long a warning stands that says no time; its source is asked again long before. */
const unsaid = 24 * hour
const longest = 31 * 24 * hour

/** Of infos whose level differs but for the same threat and language, each is its own strand. Infos that have expired are left out. */
export function strandsOf(message: CapMessage, receivedAt: Instant, mode: Mode, here: Here): Strand[] {
  const groups = new Map<string, { infos: CapInfo[]; areas: AreaCode[]; threat: ThreatId; level: LevelId }>()
  for (const info of message.info) {
    const expires = info.expires === undefined ? undefined : instantOfCapTime(info.expires)
    if (expires !== undefined && expires <= receivedAt) continue
    const areas = [...new Set((info.area ?? []).flatMap((area) => areasOf(area, here.hierarchy, here.codes)))]
    const threat = threatOf(info, here.book)
    const level = levelOf(info, here.ladder).id
    const key = JSON.stringify([threat, level, areas.toSorted(), endsIt(info)])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { infos: [info], areas, threat, level })
    else group.infos.push(info)
  }
  return [...groups.values()].map(({ infos, areas, threat, level }) => ({
    ...{ threat, level, areas },
    issuer: byLanguage(infos, (info) => info.senderName ?? message.sender),
    texts: byLanguage(infos, (info, language) => wordsOf(info, language, mode)),
    until: infos.map((info) => untilOf(info, receivedAt)).reduce((a, b) => (a > b ? a : b)),
    ends: infos.every(endsIt) ? 'yes' : 'no',
  }))
}

/** An AllClear (§3.2.2 responseType) that is not urgent any more; one of our own says so in its parameters. */
function endsIt(info: CapInfo): boolean {
  if (info.responseType?.includes('AllClear') === true) return true
  return info.parameter?.some(({ valueName, value }) => valueName === 'tocsin:kind' && isEnd(value)) === true
}

function isEnd(kind: string): boolean {
  return kind === 'all-clear' || kind === 'retraction' || kind === 'lapse'
}

function untilOf({ expires }: CapInfo, receivedAt: Instant): Instant {
  if (expires === undefined) return plus(receivedAt, unsaid)
  const [said, most] = [instantOfCapTime(expires), plus(receivedAt, longest)]
  return said < most ? said : most
}

/** The first of each language counts; a language that isn't said is English (§3.2.2 `language`). */
function byLanguage<Value>(
  infos: readonly CapInfo[],
  say: (info: CapInfo, language: string) => Value,
): InLanguages<Value> {
  const said: { [language: string]: Value } = {}
  for (const info of infos) {
    const language = shortTag(info.language ?? 'en')
    said[language] ??= say(info, language)
  }
  return said as InLanguages<Value>
}

/** The authority's languages are plain tags: `de-DE` speaks to those who read `de`. */
function shortTag(tag: string): string {
  return tag.split('-')[0]!.toLowerCase()
}
