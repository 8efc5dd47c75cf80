/** Forms that several settings have. */
import { z } from 'zod'

/** Separated by commas; empty is none. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
)
