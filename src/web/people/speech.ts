/** All that the pages for staff can say, for the server: a browser fetches the table of its own language alone. */
import type { StaffLanguage, StaffWords } from './words.ts'
import { en } from './words/en.ts'
import { he } from './words/he.ts'
import { ru } from './words/ru.ts'
import { uk } from './words/uk.ts'

export const staffWords: { readonly [language in StaffLanguage]: StaffWords } = { en, uk, ru, he }
