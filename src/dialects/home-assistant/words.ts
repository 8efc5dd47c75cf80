/** What the entities are called, in the languages that residents of this product read; English stands in for any other. */
import type { InLanguages, Mode } from '#base'

interface Words {
  readonly inForce: string
  readonly level: string
  readonly drill: string
  readonly test: string
  readonly sirens: string
  readonly model: string
}

const words: InLanguages<Words> = {
  en: {
    ...{ inForce: 'Warning in force', level: 'Warning level', drill: 'Drill', test: 'Test alert' },
    ...{ sirens: 'Sirens sounding', model: 'Public warnings' },
  },
  uk: {
    ...{ inForce: 'Діє попередження', level: 'Рівень попередження', drill: 'Навчання' },
    ...{ test: 'Перевірка', sirens: 'Звучать сирени', model: 'Попередження населення' },
  },
  ru: {
    ...{ inForce: 'Действует предупреждение', level: 'Уровень предупреждения', drill: 'Учения' },
    ...{ test: 'Проверка', sirens: 'Звучат сирены', model: 'Оповещение населения' },
  },
  he: {
    ...{ inForce: 'אזהרה בתוקף', level: 'רמת האזהרה', drill: 'תרגיל', test: 'בדיקה' },
    ...{ sirens: 'צופרים נשמעים', model: 'אזהרות לציבור' },
  },
}

export function wordsFor(languages: readonly string[]): Words {
  const spoken = languages.find((language) => words[language] !== undefined) ?? 'en'
  return words[spoken] as Words
}

/** The exercise's own word; what is live has an entity of its own. */
export function exerciseWord(said: Words, mode: Exclude<Mode, 'live'>): string {
  return said[mode]
}
