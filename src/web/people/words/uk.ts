/** The pages for staff in Ukrainian. */
import type { StaffWords } from '../words.ts'
import { governing } from './uk-governing.ts'
import { signing } from './uk-signing.ts'
import { watching } from './uk-watching.ts'

export const uk: StaffWords = { ...signing, ...governing, ...watching }
