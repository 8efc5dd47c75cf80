/** What somebody means who answers a call by text or by a key: English, Ukrainian, Russian and Hebrew, or digits alone. */
import type { Answer } from './callout.ts'

export type ReadReply =
  | { readonly answer: 'coming'; readonly minutes: number | null }
  | { readonly answer: Exclude<Answer, 'coming' | 'stood-down'> }
  | 'unclear'

/** The longest way that anybody announces; more is no time of arrival. */
export const longestWayMinutes = 600

const words: { readonly [answer in 'coming' | 'cannot' | 'arrived']: readonly string[] } = {
  coming: [
    ...['1', 'yes', 'y', 'ok', 'okay', 'coming', 'on my way', 'omw'],
    ...['так', 'йду', 'їду', 'буду', 'вже йду', 'вже їду', 'добре'],
    ...['да', 'иду', 'еду', 'уже иду', 'уже еду', 'выезжаю', 'хорошо'],
    ...['כן', 'בא', 'באה', 'מגיע', 'מגיעה', 'בדרך'],
  ],
  cannot: [
    ...['2', 'no', 'n', 'cannot', 'cant', 'can not', 'not coming'],
    ...['ні', 'не можу', 'не буду', 'не зможу', 'не йду', 'не їду'],
    ...['нет', 'не могу', 'не смогу', 'не иду', 'не еду'],
    ...['לא', 'לא יכול', 'לא יכולה', 'לא בא', 'לא באה', 'לא מגיע', 'לא מגיעה'],
  ],
  arrived: [
    ...['3', 'here', 'arrived', 'i am here', 'im here'],
    ...['на місці', 'тут', 'я тут', 'прибув', 'прибула'],
    ...['на месте', 'здесь', 'я здесь', 'прибыл', 'прибыла'],
    ...['הגעתי', 'פה', 'אני פה', 'כאן', 'אני כאן'],
  ],
}
const answerOfWord = new Map(
  (['coming', 'cannot', 'arrived'] as const).flatMap((answer) =>
    words[answer].map((word) => [word, answer] as const),
  ),
)
const unit = /^(m|min|mins|minutes?|мин|минуты?|минут|хв|хвилини?|хвилин|дк|דק|דקות)$/
const filler = /^(in|через|за|бо|בעוד|עוד|eta)$/

/** The whole text has to make sense: of “yes, but not before noon” nobody should count on anything. */
export function readReply(text: string): ReadReply {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’ʼ`]/g, '')
    .replaceAll(/[.,!?:;"«»()#*+_–—-]+/g, ' ')
    .trim()
  const parts = plain
    // “20min” is two words.
    .replaceAll(/(\d)(\p{L})/gu, '$1 $2')
    .split(/\s+/)
    .filter((part) => part !== '' && !filler.test(part))
  const last = parts.at(-1)
  if (last !== undefined && parts.length > 1 && unit.test(last)) parts.pop()
  const whole = answerOfWord.get(parts.join(' '))
  if (whole === 'coming') return { answer: whole, minutes: null }
  if (whole !== undefined) return { answer: whole }
  const said = parts.at(-1)
  const minutes = said !== undefined && /^\d{1,3}$/.test(said) ? Number(said) : undefined
  if (minutes === undefined || minutes < 1 || minutes > longestWayMinutes) return 'unclear'
  const before = parts.slice(0, -1).join(' ')
  // A number alone is the time of arrival; 1, 2 and 3 are the answers by digit.
  if (before === '' || answerOfWord.get(before) === 'coming') return { answer: 'coming', minutes }
  return 'unclear'
}
