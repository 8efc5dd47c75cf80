/** How often, and for how many: “a month”, “щодоби”, “each”. */
import type { Word } from '../text/text-words.ts'

const rates: readonly (readonly [string, RegExp])[] = [
  [
    'per month',
    /^(?:a month|per month|each month|every month|monthly|в месяц|на місяць|щомісяця|ежемесячно|за месяц|за місяць)/,
  ],
  [
    'per day',
    /^(?:a day|per day|each day|every day|daily|в день|в сутки|на день|на добу|щодня|щодоби|ежедневно|ежесуточно)/,
  ],
  ['per year', /^(?:a year|per year|each year|every year|annually|в год|на рік|щороку|ежегодно)/],
  ['each', /^(?:each|apiece|a piece|per unit|за штуку|за единицу|за одиницю|кожен|каждый)/],
]

export function rateAt(
  words: readonly Word[],
  at: number,
): { readonly name: string; readonly to: number } | undefined {
  const two = [words[at], words[at + 1]].map((word) => word?.folded ?? '').join(' ')
  if (/[.;:!?\n]/.test(words[at]?.before ?? '.')) return undefined
  const rate = rates.find(([, pattern]) => pattern.test(two))
  if (rate === undefined) return undefined
  const one = rate[1].test(words[at]!.folded)
  return { name: rate[0], to: at + (one ? 1 : 2) }
}

/** “Missiles leave the plant every month”: how often, said further on. */
export function rateAfter(
  words: readonly Word[],
  at: number,
  to: number,
): { readonly name: string; readonly to: number } | undefined {
  for (let i = at; i < Math.min(to, at + 8); i++) {
    if (/[.,;:!?\n]/.test(words[i]!.before)) return undefined
    const rate = rateAt(words, i)
    if (rate !== undefined) return { name: rate.name, to: at }
  }
  return undefined
}
