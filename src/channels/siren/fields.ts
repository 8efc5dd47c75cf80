/** The fields that messages to and from sirens share, each with its bounds. */
import type { Instant } from '#base'
import { z } from 'zod'
import { sirenIdPattern, type SirenId } from './siren.ts'

export const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .refine((text) => !Number.isNaN(Date.parse(text))) as unknown as z.ZodType<Instant>
export const sirenId = z.string().regex(sirenIdPattern) as unknown as z.ZodType<SirenId>
export const counter = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
export const mode = z.enum(['live', 'drill', 'test'])
export const reference = z.string().min(1).max(128).optional()
export const seconds = z.int().min(1).max(3_600)
