/** The languages that the residents' pages speak, and which way each is written. */

export const residentLanguages = ['en', 'uk', 'ru', 'he'] as const
export type ResidentLanguage = (typeof residentLanguages)[number]

const rightToLeft: readonly string[] = ['he', 'ar', 'fa', 'ur', 'yi']

export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.includes(language.split('-')[0] as string) ? 'rtl' : 'ltr'
}
