/** A feed of news as a source of documents: its settings, and what is known of it from one reading to the next. */
import { z } from 'zod'
import {
  checkUrl,
  misfitOf,
  ok,
  refuse,
  type AddressPolicy,
  type Instant,
  type Problem,
  type Result,
} from '#base'

/** Where on the shelf the settings are. */
export const newsFeedCollection = 'evidence-feeds'

export const newsFeedSettings = z.strictObject({
  id: z
    .string()
    .regex(
      /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/,
      'it must be small letters, digits and hyphens, 64 at most',
    ),
  name: z.string().trim().min(1).max(120).optional().describe('How people call it in lists'),
  address: z.string().max(2_048).describe('RSS or Atom'),
  everySeconds: z.int().min(60).max(86_400).default(300),
  within: z
    .array(z.string().min(1).max(200))
    .max(100)
    .default([])
    .describe('Codes of areas that it is mostly about'),
  paused: z.enum(['yes', 'no']).default('no'),
})

export interface NewsFeed {
  readonly id: string
  readonly name: string | null
  readonly address: string
  readonly everySeconds: number
  readonly within: readonly string[]
  readonly paused: 'yes' | 'no'
}

export interface NewsFeedState {
  /** What is known of another address is void. */
  readonly address: string
  readonly nextAt: Instant | null
  readonly failures: number
  readonly triedAt: Instant | null
  readonly goodAt: Instant | null
  readonly problem: Problem | null
  readonly etag: string | null
  readonly lastModified: string | null
  /** Of the bytes that were read last: the same again are not kept again. */
  readonly sha256: string | null
  /** Entries that gave a document which was not there before. */
  readonly documents: number
}

export function newFeedState({ address }: Pick<NewsFeed, 'address'>, nextAt: Instant): NewsFeedState {
  return {
    ...{ address, nextAt, failures: 0, triedAt: null, goodAt: null, problem: null },
    ...{ etag: null, lastModified: null, sha256: null, documents: 0 },
  }
}

/** A feed as it can be used, or what is wrong with it. Its address is checked as far as it can be without a look-up. */
export function readNewsFeed(
  settings: unknown,
  policy: Pick<AddressPolicy, 'allowed'>,
): Result<NewsFeed, 'evidence/feed-settings-wrong'> {
  const read = newsFeedSettings.safeParse(settings)
  if (!read.success) {
    const { at, why } = misfitOf(read.error.issues)
    return refuse('evidence/feed-settings-wrong', { at, why })
  }
  const { name, ...rest } = read.data
  const address = checkUrl(rest.address, { allowed: policy.allowed, plainHttp: 'allowed' })
  if (!address.ok)
    return refuse('evidence/feed-settings-wrong', {
      at: 'address',
      why:
        address.problem.code === 'base/private-address'
          ? 'it leads to a private address, which the administrator must allow by name'
          : 'it must be an absolute http or https address without user name, password and fragment',
    })
  return ok({ ...rest, name: name ?? null })
}
