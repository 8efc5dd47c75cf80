/** Which of a clause’s times belongs to what it declares, as the text writes it: “в 06:27 мск”, “at 7:33 p.m.”, “через несколько минут”. */
import { timesOf } from '../text/clock-times.ts'
import type { Word } from '../text/text-words.ts'
import type { Clause } from './clauses.ts'
import { is } from './words/words.ts'

interface Span {
  readonly from: number
  readonly to: number
}

const leading =
  /^(?:в|у|о|об|с|со|з|із|к|до|около|близько|приблизно|примерно|ближе|at|from|since|on|by|around|about|as|of|на|станом|состоянию|the|morning|evening|night|утром|вечером|вранці|ввечері)$/
const zones = /^(?:мск|msk|gmt|utc|eet|am|pm)$/
const longZone =
  /^(?:по (?:московскому|местному|киевскому) времени|за (?:київським|місцевим|московським) часом|moscow time|local time|kyiv time|московського часу|[ap]\.?m\.?)/
const partOfDay =
  /^(?:утром|вечером|ночью|днем|вранці|ввечері|увечері|вночі|уночі|вдень|overnight|morning|evening|night|afternoon|tonight|later|позже|пізніше|полуночи|опівночі|опівдні|півночі|полудня|midnight|noon)$/
const partOfDayAfter = /^(?:утра|вечера|ночи|дня|ранку|вечора|ночі|утром|вечером|ночью|вранці|ввечері|вночі)$/
const ordinal =
  /^(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат|перш|друг|п.?ят|шост|сьом|дев.?ят|одинадцят|дванадцят)\p{L}*$/u
const hourWord = /^(?:час(?:а|у|ов|ам|е)?|годин(?:а|и|у|і)?|o'?clock)$/
const number = /^\d{1,2}$/
/** “Действовавший с 23:40”, “объявленная в …”: a time of what is only mentioned. */
const participle = /(?:вш|нн|ємн)(?:ий|ый|ая|ое|ую|ого|ой|ему|ему|ем|ім|а|у|ої|ій|ою|ые|ых)$/u
/** “The alert declared at 10 p.m. was lifted at 5”. */
const englishParticiple = /^(?:declared|announced|issued|introduced|imposed|raised|activated)$/
const relative = /^(?:котор\p{L}+|який|яка|яке|які|що|which|that)$/u
const message =
  /^(?:message|post|posting|запис[ьи]|сообщени[ея]|пост|публикаци[яю]|допис|повідомлення|stamp)$/
const mostWords = 400

/** The time of a clause’s own event, in the text’s offsets; undefined where the only times are another’s. */
export function timeIn(
  words: readonly Word[],
  clause: Clause,
): { readonly start: number; readonly end: number } | undefined {
  const to = Math.min(clause.to, clause.from + mostWords)
  const own = words.slice(clause.from, to)
  const verb = clause.trigger === undefined ? -1 : clause.trigger.from - clause.from
  // The verb of a list may stand in another of its clauses.
  const at = verb < 0 || verb >= own.length ? undefined : verb
  const clocks = timesOf(own).map(({ from, to: end }) => ({
    from,
    to: end,
    weight: /[:.]/.test(own[from]!.text) ? 3 : 2,
  }))
  const spans = [...clocks, ...softTimes(own).map((span) => ({ ...span, weight: 1 }))]
  let best: { readonly span: Span; readonly score: number } | undefined
  for (const span of spans) {
    if (isAnothers(own, span.from, at)) continue
    const score = span.weight - distance(own, span, at)
    if (best === undefined || score > best.score) best = { span, score }
  }
  if (best === undefined) return undefined
  const { from, to: end } = widened(own, best.span)
  return { start: own[from]!.start, end: own[end - 1]!.end }
}

/** Whether a clause only tells when a message was written. */
export function speaksOfMessage(words: readonly Word[], from: number, to: number): boolean {
  return words.slice(from, to).some(({ folded }) => message.test(folded))
}

function distance(own: readonly Word[], { from, to }: Span, at: number | undefined): number {
  if (at === undefined) return from / 100
  const [low, high] = from < at ? [to, at] : [at + 1, from]
  let commas = 0
  for (let i = low; i <= high && i < own.length; i++) if (/[,;–—]/.test(own[i]!.before)) commas++
  return Math.abs(from - at) / 50 + commas * 0.4
}

function isAnothers(own: readonly Word[], from: number, at: number | undefined): boolean {
  for (let i = from - 1; i >= Math.max(0, from - 4); i--) {
    if (/[,;!]/.test(own[i + 1]!.before)) return false
    if (i === at) return false
    if (at !== undefined && at > from && englishParticiple.test(own[i]!.folded)) return true
    if ((participle.test(own[i]!.folded) && !leading.test(own[i]!.folded)) || relative.test(own[i]!.folded))
      return true
  }
  return false
}

/** “Через несколько минут”, “в десятом часу вечера”, “около 6 часов утра”, “поздно вечером”. */
function softTimes(own: readonly Word[]): Span[] {
  const found: Span[] = []
  for (let i = 0; i < own.length; i++) {
    const { folded } = own[i]!
    const next = own[i + 1]?.folded ?? ''
    if (/^(?:через|спустя|за)$/.test(folded)) {
      for (let to = i + 1; to < Math.min(own.length, i + 5); to++)
        if (is(own[to], 'unit-of-time')) {
          if (folded === 'за' && !/^до$/.test(own[to + 1]?.folded ?? '')) break
          found.push({ from: i, to: folded === 'за' ? Math.min(own.length, to + 3) : to + 1 })
          break
        }
    } else if ((ordinal.test(folded) || number.test(folded)) && hourWord.test(next)) {
      const after = partOfDayAfter.test(own[i + 2]?.folded ?? '') ? i + 3 : i + 2
      found.push({ from: i, to: after })
    } else if (partOfDay.test(folded) && (folded !== 'півночі' || isMidnight(own, i)))
      found.push({ from: i, to: i + 1 })
  }
  return found
}

/** “О півночі” is a time, “з півночі” and “на півночі” a direction. */
function isMidnight(own: readonly Word[], at: number): boolean {
  const next = own[at + 1]
  const ofPlace =
    next !== undefined && next.before === ' ' && (next.capital === 'yes' || /област/.test(next.folded))
  return !ofPlace && /^(?:о|об|до|після|близько|ближче|опівночі)$/.test(own[at - 1]?.folded ?? '')
}

function widened(own: readonly Word[], { from, to }: Span): Span {
  let first = from
  while (
    first > 0 &&
    first > from - 5 &&
    leading.test(own[first - 1]!.folded) &&
    /^\s*$/.test(own[first]!.before)
  )
    first--
  let last = to
  const rest = own
    .slice(to, to + 3)
    .map(({ folded }) => folded)
    .join(' ')
  const zone = longZone.exec(rest)?.[0]
  if (zone !== undefined) last += zone.split(' ').length
  else if (zones.test(own[to]?.folded ?? '')) last++
  if (partOfDayAfter.test(own[last]?.folded ?? '') && /^\s*$/.test(own[last]!.before)) last++
  return { from: first, to: Math.min(own.length, last) }
}
