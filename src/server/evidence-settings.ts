/** Settings of the evidence desk: how long what came in is kept. */
import { z } from 'zod'

export const evidenceSettings = {
  evidenceKeptForDays: {
    variable: 'TOCSIN_EVIDENCE_DAYS',
    schema: z.coerce.number().int().min(1).max(36_500),
    fallback: '365',
    means:
      'Days for which the texts of the evidence desk, the names of its sources and the reasons given there are kept; what was decided stays in the ledger, in codes.',
  },
  originalsKeptForDays: {
    variable: 'TOCSIN_ORIGINALS_DAYS',
    schema: z.coerce.number().int().min(0).max(36_500),
    fallback: '365',
    means:
      'Days for which the originals of evidence are kept byte for byte, with the names that came along; then their hash and what was made of them stay. 0 keeps them for good.',
  },
} as const
