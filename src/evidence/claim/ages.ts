/** Numbers that tell how old somebody is, or which year: they count nothing. */
import type { Word } from '../text/text-words.ts'
import { things } from './words/all-words.ts'

export const measured = /^(?:km|kg|kilomet\p{L}*|kilogram\p{L}*|met\p{L}*|ton\p{L}*|magnitude|км|кг)$/u
export const yearWord =
  /^(?:лет|летн\p{L}*|год|года|году|годов|годом|років|рік|року|роки|році|річн\p{L}*|year|years|yr|yrs|г|гг|рр|р)$/u
const agedWord = /^(?:aged|age|ages|возрасте|возрастом|возраста|віком|віці)$/

export function isAge(words: readonly Word[], at: number, to: number): boolean {
  const next = words[to]
  const { text, before } = words[at]!
  if (next !== undefined && yearWord.test(next.folded) && /^[\s\u00a0-]*$/u.test(next.before)) return true
  const previous = words[at - 1]?.folded ?? ''
  if (agedWord.test(previous)) return true
  // “In 2022”, “since 1986”: a year; and one that ends a sentence or a date.
  if (/^(?:19|20)\d\d$/.test(text) && to === at + 1) {
    if (/^(?:in|since|by|until|of|from|during|before|after|в|с|до|к|у|з|від|із)$/.test(previous)) return true
    // “1956 и 1971 годов рождения”.
    if (/^(?:19|20)\d\d$/.test(words[to + 1]?.text ?? '')) return true
    if (/^[,\s]*$/.test(before) && /^\d{1,2}$/.test(words[at - 1]?.text ?? '')) return true
  }
  // “At an altitude of 15 km” is no age.
  if (next !== undefined && measured.test(next.folded) && isJoined(words, to)) return false
  // “A woman of 82 died”, “a man of 56 and”, “women (35 and 83)”, “Ivanov, 43, was”.
  const small = /^\d{1,2}$/.test(text)
  if (!small || to !== at + 1) return false
  const ends =
    next === undefined ||
    /^[\s]*[,;.)]/.test(next.before) ||
    !/^\p{Ll}{3,}$/u.test(next.text) ||
    isVerbish(next.folded)
  if (previous === 'of' && ends) return true
  if (before.endsWith('(') && (next === undefined || next.before.startsWith(')') || isClosedSoon(words, to)))
    return true
  if (isInBracket(words, at) && /^\s*\)/.test(next?.before ?? ')')) return true
  // “A man, 41.”
  const told = things.at(words, at - 1)?.value
  if (/^,\s$/.test(before) && told?.unit === 'people' && told.number === 'one' && ends) return true
  return (
    /^,\s$/.test(before) && (next?.before ?? '').startsWith(',') && (words[at - 1]?.capital === 'yes' || ends)
  )
}

function isVerbish(folded: string): boolean {
  return /^(?:was|were|died|is|are|has|had|and|who|got|suffered|received)$/.test(folded)
}

function isClosedSoon(words: readonly Word[], at: number): boolean {
  for (let i = at; i < Math.min(words.length, at + 5); i++) {
    if (words[i]!.before.startsWith(')')) return true
    if (!/^(?:\d{1,3}|and|и|та|і)$/.test(words[i]!.folded)) return false
  }
  return at >= words.length
}

function isInBracket(words: readonly Word[], at: number): boolean {
  for (let i = at; i > Math.max(0, at - 6); i--) {
    if (words[i]!.before.endsWith('(')) return true
    if (!/^(?:\d{1,3}|and|и|та|і)$/.test(words[i - 1]!.folded)) return false
  }
  return false
}

export function isJoined(words: readonly Word[], at: number): boolean {
  return /^[\s\u00a0-]*$/u.test(words[at]?.before ?? '.')
}
