/** Originals and news feeds as the API shows them. */
import { z } from 'zod'
import type { ProblemKind } from '#base'
import { originalKinds, type InnerRecord, type OriginalRecord, type PartRecord } from '#evidence'
import type { FeedShown } from './intake-feeds.ts'
import { explain } from './problems.ts'
import { instantOut } from './schemas.ts'

const problem = z
  .object({ code: z.string(), says: z.string(), advice: z.string() })
  .nullable()
  .describe('Why it could not be read; null where it could')

export const innerView = z.object({
  part: z.string(),
  name: z.string().nullable(),
  type: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  problem,
})
export const originalView = z.object({
  sha256: z.string().describe('Of the bytes, as they came'),
  bytes: z.int(),
  kind: z.enum(originalKinds),
  name: z.string().nullable(),
  way: z.string().describe('By which way it came'),
  seenAt: instantOut.describe('When it came'),
  by: z.string(),
  source: z.string().nullable().describe('As whoever brought it said'),
  url: z.string().nullable(),
  saidAt: instantOut
    .nullable()
    .describe('As whoever brought it said; what it says itself stands with its parts'),
  inside: z
    .object({ sha256: z.string(), part: z.string() })
    .nullable()
    .describe('The e-mail that it was attached to'),
  state: z.enum(['kept', 'read', 'refused']).describe('“kept”: it is still being read'),
  done: z.int().describe('Parts that were dealt with'),
  of: z.int().nullable().describe('How many there are; null until that is known'),
  documents: z.int(),
  fresh: z.int().describe('Documents that were not there before'),
  empty: z.int().describe('Parts without text: pictures, somebody who joined'),
  passedOver: z.int().describe('Parts that are not as they should be'),
  attachments: z.array(innerView),
  problem,
  bytesForgottenAt: instantOut.nullable(),
})
export const partView = z.object({
  index: z.int(),
  part: z.string().describe('`whole`, `message 123`, `entry …`, `attachment 1`'),
  document: z.string(),
  how: z.enum(['new', 'copy', 'known']),
  textSha256: z.string().describe('Of the plain text that quotes stand in'),
  characters: z.int(),
  encoding: z.string().nullable(),
  author: z.string().nullable(),
  times: z.array(
    z.object({
      by: z.string().describe('Whose word it is'),
      field: z.string(),
      text: z.string(),
      at: instantOut.nullable().describe('Null where it has no zone'),
    }),
  ),
  marks: z.object({
    forwardedFrom: z.string().optional(),
    replyTo: z.string().optional(),
    editedAt: instantOut.optional(),
  }),
})
export const feedView = z.object({
  id: z.string(),
  name: z.string().nullable(),
  address: z.string(),
  everySeconds: z.int(),
  within: z.array(z.string()),
  paused: z.enum(['yes', 'no']),
  nextAt: instantOut.nullable().describe('Null: not until its settings change'),
  failures: z.int().describe('Tries that failed in a row'),
  triedAt: instantOut.nullable(),
  goodAt: instantOut.nullable(),
  documents: z.int(),
  problem,
})

export function originalShown(record: OriginalRecord) {
  const { told, inner, problem: why, forgottenAt, type: _, via: __, textVersion: ___, ...rest } = record
  return {
    ...rest,
    ...{ source: told.source?.name ?? null, url: told.url, saidAt: told.saidAt },
    ...{ attachments: inner.map(innerShown), problem: said(why), bytesForgottenAt: forgottenAt },
  }
}

export function partShown([index, part]: readonly [number, PartRecord]) {
  return { index, ...part }
}

export function feedShown({ feed, state }: FeedShown) {
  const { nextAt, failures, triedAt, goodAt, documents } = state
  return { ...feed, ...{ nextAt, failures, triedAt, goodAt, documents }, problem: said(state.problem) }
}

function innerShown({ problem: why, ...inner }: InnerRecord) {
  return { ...inner, problem: said(why) }
}

function said(
  why: OriginalRecord['problem'],
): (Pick<ProblemKind, 'advice'> & { code: string; says: string }) | null {
  if (why === null) return null
  const { detail, advice } = explain(why)
  return { code: why.code, says: detail, advice }
}
