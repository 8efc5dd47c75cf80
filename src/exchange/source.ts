/** The settings of a source: read from what somebody wrote, with what they left out filled in, and what they let pass. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { checkUrl, isAllowed, misfitOf, ok, refuse, type AddressPolicy, type Result } from '#base'
import type { CapMessage } from '#cap'
import { sourceKinds, type BelievedSender, type CapSource, type SourceId } from './arrival.ts'

/** Bounds of what an administrator may set: never more often than every 5 seconds, never more seldom than once a day. */
const seconds = z.number().int().min(5).max(86_400)
const day = 86_400

const believed = z.union([
  z.strictObject({ sender: z.string().min(1).max(512) }),
  z.strictObject({
    domain: z
      .string()
      .max(253)
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'it must be a domain: warnings.example.org'),
  }),
])

export const sourceSettings = z.strictObject({
  id: z
    .string()
    .regex(
      /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/,
      'it must be small letters, digits and hyphens, 64 at most',
    ),
  name: z.string().trim().min(1).max(120).optional(),
  address: z.string().max(2_048),
  kind: z.enum(sourceKinds).default('auto'),
  takes: z.enum(['reports', 'relayed']).default('reports'),
  signature: z
    .strictObject({
      policy: z.enum(['ignored', 'noted', 'required']).default('noted'),
      trust: z.string().min(1).max(120).optional(),
    })
    .default({ policy: 'noted' }),
  senders: z.union([z.literal('any'), z.array(believed).min(1).max(1_000)]).default('any'),
  poll: z
    .strictObject({
      everySeconds: seconds.optional(),
      minSeconds: seconds.optional(),
      maxSeconds: seconds.optional(),
    })
    .default({}),
  modes: z
    .strictObject({
      exercise: z.enum(['let-in', 'left-out']).default('left-out'),
      test: z.enum(['let-in', 'left-out']).default('left-out'),
    })
    .default({ exercise: 'left-out', test: 'left-out' }),
  areas: z.array(z.string().min(1).max(200)).min(1).max(10_000).optional(),
  mapping: z.string().min(1).max(120).optional(),
  channels: z.union([z.literal('all'), z.array(z.string().min(1).max(64)).max(32)]).optional(),
  websub: z.enum(['if-offered', 'never']).default('if-offered'),
  archives: z.enum(['never', 'at-first', 'at-first-and-after-gaps']).default('never'),
  paused: z.enum(['yes', 'no']).default('no'),
  credentials: z
    .strictObject({
      header: z
        .string()
        .regex(/^[A-Za-z0-9-]{1,64}$/, 'it must be the name of a header')
        .refine(
          (name) => !/^(host|content-.*|transfer-encoding|connection|user-agent|if-.*|accept.*)$/i.test(name),
          {
            message: 'it must be a header that the fetching itself doesn’t use',
          },
        )
        .default('authorization'),
      // Others hold this server's own secrets, which must not be sent wherever somebody sets up a source.
      variable: z
        .string()
        .regex(
          /^TOCSIN_SOURCE_[A-Z0-9_]{1,100}$/,
          'it must be an environment variable named TOCSIN_SOURCE_…',
        ),
    })
    .optional(),
})
export type SourceSettings = z.input<typeof sourceSettings>

const usualSeconds = 60
const usualMinSeconds = 15
const usualMaxSeconds = 900

/** A source as it can be used, or what is wrong with it, and where. Its address is checked as far as it can be without a look-up. */
export function readSource(
  settings: unknown,
  policy: Pick<AddressPolicy, 'allowed'>,
): Result<CapSource, 'exchange/settings-wrong'> {
  const read = sourceSettings.safeParse(settings)
  if (!read.success) {
    const { at, why } = misfitOf(read.error.issues)
    return refuse('exchange/settings-wrong', { at, why })
  }
  const { id, name, poll, signature, areas, mapping, channels, credentials, ...rest } = read.data
  const address = checkUrl(rest.address, { allowed: policy.allowed, plainHttp: 'allowed' })
  if (!address.ok)
    return refuse('exchange/settings-wrong', { at: 'address', why: whyNot(address.problem.code) })
  if (credentials !== undefined && address.value.protocol === 'http:' && !isAllowed(address.value, policy))
    return refuse('exchange/settings-wrong', {
      at: 'credentials',
      why: 'credentials are sent over https alone, and the address is http',
    })
  const everySeconds = poll.everySeconds ?? clamp(usualSeconds, poll.minSeconds ?? 5, poll.maxSeconds ?? day)
  const minSeconds = poll.minSeconds ?? Math.min(usualMinSeconds, everySeconds)
  const maxSeconds = poll.maxSeconds ?? Math.max(usualMaxSeconds, everySeconds)
  if (minSeconds > everySeconds || everySeconds > maxSeconds)
    return refuse('exchange/settings-wrong', {
      at: 'poll',
      why: 'minSeconds, everySeconds and maxSeconds must rise in this order',
    })
  return ok({
    ...rest,
    ...{ id: id as SourceId, name: name ?? id, poll: { everySeconds, minSeconds, maxSeconds } },
    signature: {
      policy: signature.policy,
      ...(signature.trust === undefined ? {} : { trust: signature.trust }),
    },
    ...(areas === undefined ? {} : { areas: areas as AreaCode[] }),
    ...(mapping === undefined ? {} : { mapping }),
    ...(channels === undefined ? {} : { channels }),
    ...(credentials === undefined ? {} : { credentials }),
  })
}

function clamp(wanted: number, least: number, most: number): number {
  return Math.min(Math.max(wanted, least), most)
}

function whyNot(code: string): string {
  switch (code) {
    case 'base/private-address':
      return 'it leads to a private address, which the administrator must allow by name'
    case 'base/port-not-allowed':
      return 'its port is none of 80, 443, 8080 and 8443, and the administrator did not allow the host by name'
    default:
      return 'it must be an absolute http or https address without user name, password and fragment'
  }
}

/**
 * Whether the source may bring in messages of this sender. A domain covers senders that are mail addresses at it or at
 * one below it, and addresses or bare names of such hosts: CAP leaves the form open (CAP 1.2 §3.2.1).
 */
export function believes({ senders }: Pick<CapSource, 'senders'>, sender: string): boolean {
  return senders === 'any' || senders.some((one) => isBelieved(one, sender))
}

function isBelieved(one: BelievedSender, sender: string): boolean {
  if ('sender' in one) return one.sender === sender
  const domain = one.domain.toLowerCase()
  const found = hostIn(sender)
  return found === domain || found?.endsWith(`.${domain}`) === true
}

const host = '([a-z0-9-]+(?:\\.[a-z0-9-]+)*)'
/** A mail address, an address on the web, a bare name: each wholly, so that nothing can be read in two ways. */
const senderForms = [`[^\\s@/?#,]+@${host}`, `https?://${host}(?::\\d+)?(?:[/?#][^@]*)?`, host].map(
  (form) => new RegExp(`^${form}$`, 'i'),
)

function hostIn(sender: string): string | undefined {
  for (const form of senderForms) {
    const [, found] = form.exec(sender) ?? []
    if (found !== undefined) return found.toLowerCase()
  }
  return undefined
}

/** CAP 1.2 §3.2.1 `status`: exercises and tests come in where somebody wants them, `System` and `Draft` never. */
export function letsIn({ modes }: Pick<CapSource, 'modes'>, { status }: Pick<CapMessage, 'status'>): boolean {
  switch (status) {
    case 'Actual':
      return true
    case 'Exercise':
      return modes.exercise === 'let-in'
    case 'Test':
      return modes.test === 'let-in'
    default:
      return false
  }
}
