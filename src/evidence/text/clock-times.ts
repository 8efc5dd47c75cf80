/** Clock times and days as a text writes them, with their places. */
import type { Word } from './text-words.ts'

export interface SaidTime {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

const clock = /^(?:[01]?\d|2[0-3])[:.][0-5]\d$/
const months =
  /^(?:январ|феврал|март|апрел|ма[йя]$|июн|июл|август|сентябр|октябр|ноябр|декабр|січ|лют|берез|квіт|трав|черв|лип[ен]|серп|верес|жовтн|листопад|груд|january|february|march|april|may$|june|july|august|september|october|november|december)/
const partsOfDay =
  /^(?:утром|днем|вечером|ночью|вранці|вдень|ввечері|увечері|вночі|уночі|morning|evening|night|afternoon)$/

/** The times of a text's words, in order: clock times first, for they say more than days. */
export function timesOf(words: readonly Word[]): SaidTime[] {
  const clocks: SaidTime[] = []
  const days: SaidTime[] = []
  const add = (to: SaidTime[], from: number, until: number) =>
    void to.push({ from, to: until, start: words[from]!.start, end: words[until - 1]!.end })
  for (let i = 0; i < words.length; i++) {
    const { text, folded } = words[i]!
    const next = words[i + 1]?.folded ?? ''
    if (clock.test(text)) {
      const half = /^[ap]\.?\s?m\.?$/i.test(words[i + 1]?.text ?? '')
      add(clocks, i, half ? i + 2 : i + 1)
    } else if (/^\d{1,2}$/.test(text) && months.test(next))
      add(days, partsOfDay.test(words[i - 1]?.folded ?? '') ? i - 1 : i, i + 2)
    else if (months.test(folded) && /^\d{1,2}$/.test(next)) add(days, i, i + 2)
  }
  return [...clocks, ...days]
}
