/** Rules about the words people get: that they are there, short where displays are short, and readable (CAP 1.2 §3.2.2). */
import type { CapInfo, CapMessage } from '../message.ts'
import type { CapRule } from '../reading.ts'
import { whyNoUri } from './addresses.ts'
import { contentFindings } from './content-findings.ts'

/** Whether it warns somebody of something, rather than ends, answers or tries out. */
export function warns({ msgType, status }: CapMessage): boolean {
  return (msgType === 'Alert' || msgType === 'Update') && status !== 'System' && status !== 'Draft'
}

const expected: readonly (readonly [keyof typeof contentFindings, (info: CapInfo) => boolean])[] = [
  ['cap/no-headline', (info) => info.headline === undefined],
  ['cap/no-description', (info) => info.description === undefined],
  ['cap/no-instruction', (info) => info.instruction === undefined],
  ['cap/no-expires', (info) => info.expires === undefined],
  ['cap/no-sender-name', (info) => info.senderName === undefined],
  ['cap/no-contact', (info) => info.web === undefined && info.contact === undefined],
]

/** Said once for the message, where it is first missing: ten languages need no ten complaints. */
export const peopleAreTold: CapRule = ({ message, where }, found) => {
  if (!warns(message)) return
  for (const [code, isMissing] of expected) {
    const first = message.info.find(isMissing)
    if (first === undefined) continue
    const count = message.info.filter(isMissing).length
    found.report(contentFindings, code, where(first), { count, all: message.info.length })
  }
}

/** §3.2.2 `headline`: “160 characters may be a useful target limit”. */
const longestHeadline = 160

export const headlineIsShort: CapRule = ({ message, where }, found) => {
  for (const info of message.info) {
    const { headline = '' } = info
    if (headline.length <= longestHeadline) continue
    const { length } = Array.from(headline)
    if (length <= longestHeadline) continue
    found.report(contentFindings, 'cap/long-headline', where(info, 'headline'), { length })
  }
}

/** Fewer letters than this are often a name or an abbreviation. */
const fewestLetters = 20

/** Said once for the message: whoever writes in capitals does so everywhere. */
export const textIsNotShouted: CapRule = ({ message, where }, found) => {
  for (const info of message.info)
    for (const element of ['headline', 'description', 'instruction'] as const) {
      const text = info[element]
      if (text === undefined || !isShouted(text)) continue
      const details = { element, text: text.trim().slice(0, 40) }
      found.report(contentFindings, 'cap/all-capitals', where(info, element), details)
      return
    }
}

/** Who shouts begins with it. */
const mostLooked = 500

function isShouted(text: string): boolean {
  const looked = text.slice(0, mostLooked)
  // Most texts are in a script with small letters, and begin with a word of them.
  if (/[a-z]/.test(looked)) return false
  // A letter of a script without capitals is neither: such a text is never shouted.
  if (/\p{Ll}|\p{Lo}/u.test(looked)) return false
  return (looked.match(/\p{Lu}/gu)?.length ?? 0) >= fewestLetters
}

export const webIsAbsolute: CapRule = ({ message, where }, found) => {
  for (const info of message.info) {
    const { web } = info
    if (web === undefined || (whyNoUri(web) === undefined && isAbsolute(web))) continue
    found.report(contentFindings, 'cap/invalid-web', where(info, 'web'), { text: web })
  }
}

function isAbsolute(uri: string): boolean {
  // `www.example.org:8080` has the form of a scheme, and isn’t one.
  return /^[a-z][a-z0-9+.-]*:/i.test(uri) && !/^www\./i.test(uri)
}
