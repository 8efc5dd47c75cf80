/** Months, weekdays and parts of the day in three languages. Expects folded words. */
import { lexicon } from '../../claim/words/lexicon.ts'
import { months as monthWords, weekdays as weekdayWords } from '../../claim/words/times.ts'
import type { Word } from '../../text/text-words.ts'
import { remembered } from './remembered.ts'

const months = lexicon(monthWords)
const weekdays = lexicon(weekdayWords)
/** A word alone, as lexicons look at it. */
const alone = (folded: string): readonly Word[] => [
  { text: folded, folded, start: 0, end: folded.length, capital: 'no', before: '' },
]

export const weekdayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const

/** 1 to 12. */
export const monthOf = remembered((folded) => months.at(alone(folded), 0)?.value)
/** 0 is Sunday. */
export const weekdayOf = remembered((folded) => {
  const weekday = weekdays.at(alone(folded), 0)?.value
  return weekday === undefined ? undefined : weekday % 7
})

/** The hours that a part of the day may mean, the second maybe after midnight; wide, for people differ. */
export interface PartOfDay {
  readonly said: RegExp
  readonly hours: readonly [from: number, to: number]
}

const partsOfDay: readonly PartOfDay[] = [
  {
    said: /^(?:morning|утр(?:а|о|ом|у)|утренн\S+|вранці|ранк(?:у|ом|ова|ової)|зранку|ранку)$/,
    hours: [0, 12],
  },
  { said: /^(?:afternoon|пополудни|пополудні)$/, hours: [11, 19] },
  { said: /^(?:evening|вечер(?:а|ом|у)?|вечерн\S+|вечора|ввечері|увечері|вечір)$/, hours: [15, 24] },
  { said: /^(?:night|overnight|ноч(?:и|ь|ью)|ночі|вночі|уночі|ніч)$/, hours: [19, 30] },
]

export const partOfDayOf = remembered((folded) => partsOfDay.find(({ said }) => said.test(folded)))
