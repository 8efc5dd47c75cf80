/** The pages for staff in English. */
import { governing } from './en-governing.ts'
import { signing } from './en-signing.ts'
import { watching } from './en-watching.ts'

export const en = { ...signing, ...governing, ...watching }
