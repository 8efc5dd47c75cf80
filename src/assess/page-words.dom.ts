/** The words of the page, as its document brought them, and what stands for times and texts by language. */
import type { InLanguages } from '#base'
import type { AssessWords } from './words.ts'

export const words = JSON.parse(document.body.dataset['words'] ?? '{}') as AssessWords
export const lang: string = document.documentElement.lang

export function say(sentence: string, values: { readonly [name: string]: string | number }): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** In the page’s language, else in English, else in any. */
export function named(texts: InLanguages<string> | undefined): string {
  return texts?.[lang] ?? texts?.['en'] ?? Object.values(texts ?? {})[0] ?? ''
}

const clock = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
})
const dayAndClock = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
})
/** In the phone’s own zone; with the day where it is not today. */
export function timeSaid(ms: number): string {
  const today = new Date(Date.now()).toDateString() === new Date(ms).toDateString()
  return (today ? clock : dayAndClock).format(ms)
}
