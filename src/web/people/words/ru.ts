/** The pages for staff in Russian. */
import type { StaffWords } from '../words.ts'
import { governing } from './ru-governing.ts'
import { signing } from './ru-signing.ts'
import { watching } from './ru-watching.ts'

export const ru: StaffWords = { ...signing, ...governing, ...watching }
