/** The pages for staff in Hebrew. */
import type { StaffWords } from '../words.ts'
import { governing } from './he-governing.ts'
import { signing } from './he-signing.ts'
import { watching } from './he-watching.ts'

export const he: StaffWords = { ...signing, ...governing, ...watching }
