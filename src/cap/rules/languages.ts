/** Rules about languages (CAP 1.2 §3.2.2): tags, texts that are really in them, and the same said in each. */
import type { CapInfo } from '../message.ts'
import type { CapRule } from '../reading.ts'
import { epochOfCapTime } from '../time.ts'
import { contentFindings } from './content-findings.ts'
import { isKnownLanguage, isLanguageTag, isOtherScript, languageOf } from './language-tags.ts'

export const languageIsATag: CapRule = ({ message, where }, found) => {
  for (const info of message.info) {
    const { language } = info
    if (language === undefined) continue
    const place = where(info, 'language')
    if (!isLanguageTag(language))
      found.report(contentFindings, 'cap/invalid-language', place, { text: language })
    else if (!isKnownLanguage(language))
      found.report(contentFindings, 'cap/unknown-language', place, { text: languageOf(language) })
  }
}

const texts = ['headline', 'description', 'instruction'] as const

export const textIsInItsLanguage: CapRule = ({ message, where }, found) => {
  for (const info of message.info) {
    const element = texts.find((name) => isOtherScript(info[name] ?? '', info.language))
    if (element === undefined) continue
    const details = { language: info.language ?? 'en-US', text: info[element]!.trim().slice(0, 40) }
    found.report(contentFindings, 'cap/text-in-other-script', where(info, element), details)
  }
}

/** Shorter texts are the same in related languages. */
const shortestText = 20
/** Written languages that share whole sentences. */
const alike = [
  ['nb', 'nn', 'no', 'da'],
  ['hr', 'sr', 'bs', 'sh', 'me'],
  ['id', 'ms'],
  ['mo', 'ro'],
]

export const translationsDiffer: CapRule = ({ message, where }, found) => {
  if (isInOneLanguage(message.info)) return
  const said = new Map<string, string>()
  for (const info of message.info) {
    const language = languageOf(info.language)
    for (const element of texts) {
      const text = info[element]?.trim() ?? ''
      if (text.length < shortestText || !/\p{L}{4}/u.test(text) || isOnlyAddress(text)) continue
      const key = `${element} ${text}`
      const other = said.get(key)
      if (other === undefined) said.set(key, language)
      else if (
        other !== language &&
        !alike.some((group) => group.includes(other) && group.includes(language))
      ) {
        const details = { element, text: text.slice(0, 40), language, other }
        found.report(contentFindings, 'cap/same-text-two-languages', where(info, element), details)
      }
    }
  }
}

function isInOneLanguage(info: readonly CapInfo[]): boolean {
  return info.every(({ language }) => languageOf(language) === languageOf(info[0]!.language))
}

function isOnlyAddress(text: string): boolean {
  return !/\s/.test(text)
}

const facts = ['urgency', 'severity', 'certainty', 'onset', 'expires'] as const

/** Blocks are compared where two languages have as many; in which order is their own affair. */
export const languagesSayTheSame: CapRule = ({ message, where }, found) => {
  if (isInOneLanguage(message.info)) return
  const groups = new Map<string, CapInfo[]>()
  for (const info of message.info) {
    const language = languageOf(info.language)
    const group = groups.get(language)
    if (group === undefined) groups.set(language, [info])
    else group.push(info)
  }
  const [[other, first] = ['', []], ...rest] = groups
  for (const [language, group] of rest) {
    if (group.length !== first.length) {
      const details = { one: group.length, two: first.length, language, other }
      found.report(contentFindings, 'cap/languages-uneven', where(group[0]!), details)
      continue
    }
    for (const element of facts) {
      if (isSameList(group, first, element)) continue
      const at = group.findIndex((info, i) => meaningOf(info, element) !== meaningOf(first[i]!, element))
      const details = {
        element,
        language,
        other,
        one: group[at]![element] ?? 'not said',
        two: first[at]![element] ?? 'not said',
      }
      found.report(contentFindings, 'cap/languages-differ', where(group[at]!, element), details)
      break
    }
  }
}

/** Whatever the order of the blocks, and the zones of the times. */
function isSameList(
  some: readonly CapInfo[],
  others: readonly CapInfo[],
  name: (typeof facts)[number],
): boolean {
  const list = (infos: readonly CapInfo[]) => infos.map((info) => meaningOf(info, name)).toSorted()
  const [one, two] = [list(some), list(others)]
  return one.every((value, i) => value === two[i])
}

function meaningOf(info: CapInfo, name: (typeof facts)[number]): string {
  if (name !== 'onset' && name !== 'expires') return info[name]
  const time = info[name]
  return time === undefined ? '' : `${epochOfCapTime(time)}`
}
