/** The dialects of this product: one folder each, and one line here. */
import type { Dialect } from './dialect.ts'

export const dialects: readonly Dialect[] = []
