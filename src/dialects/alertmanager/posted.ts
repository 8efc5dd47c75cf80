/** Reads what Prometheus, amtool and others post, as Alertmanager reads it: with its refusals, word for word where programs look at them. */
import { instantOf, type Instant } from '#base'
import type { Labels } from './alert.ts'

export interface PostedAlert {
  readonly labels: Labels
  readonly annotations: Labels
  /** Left out where the sender leaves it to us. */
  readonly startsAt?: Instant
  readonly endsAt?: Instant
  readonly generatorURL: string
}

export interface Posted {
  readonly alerts: readonly PostedAlert[]
  /** Why others were not taken; those beside them are. */
  readonly refused: readonly string[]
}

/** Of a body that is none at all: its status, and what stands in the answer. */
export interface NotPosted {
  readonly status: 400 | 415 | 422
  readonly says: { readonly code: number; readonly message: string }
}

const name = /^[a-zA-Z_][a-zA-Z0-9_]*$/

export function readPosted(
  body: Uint8Array,
  contentType: string | undefined,
  now: Instant,
): Posted | NotPosted {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== 'application/json')
    return no(415, `unsupported media type ${JSON.stringify(type)}, only [application/json] are allowed`)
  const parsed = jsonOf(body)
  if (parsed === undefined) return unparsable('it is no JSON')
  if (!Array.isArray(parsed.json)) return unparsable('it is no list of alerts')
  const alerts: PostedAlert[] = []
  const refused: string[] = []
  for (const [index, one] of (parsed.json as unknown[]).entries()) {
    if (typeof one !== 'object' || one === null || Array.isArray(one))
      return unparsable(`alert ${index} is no object`)
    const read = readOne(one as { readonly [member: string]: unknown }, index)
    if ('status' in read) return read
    const why = whyNot(read, now)
    if (why === undefined) alerts.push(read)
    else refused.push(why)
  }
  return { alerts, refused }
}

function readOne(one: { readonly [member: string]: unknown }, index: number): PostedAlert | NotPosted {
  const { labels, annotations, generatorURL } = one
  if (labels === undefined || labels === null) return no(422, `${index}.labels in body is required`, 602)
  const [read, told] = [labelsOf(labels), labelsOf(annotations ?? {})]
  if (read === undefined) return unparsable(`labels of alert ${index} are no texts`)
  if (told === undefined) return unparsable(`annotations of alert ${index} are no texts`)
  const [startsAt, endsAt] = [timeOf(one['startsAt']), timeOf(one['endsAt'])]
  if (startsAt === 'unreadable' || endsAt === 'unreadable')
    return unparsable(`a time of alert ${index} cannot be read`)
  if (generatorURL !== undefined && generatorURL !== null && typeof generatorURL !== 'string')
    return unparsable(`generatorURL of alert ${index} is no text`)
  return {
    // A label without a value is none.
    labels: Object.fromEntries(Object.entries(read).filter(([, value]) => value !== '')),
    annotations: told,
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(endsAt === undefined ? {} : { endsAt }),
    generatorURL: generatorURL ?? '',
  }
}

function whyNot({ labels, annotations, startsAt, endsAt }: PostedAlert, now: Instant): string | undefined {
  if (endsAt !== undefined && endsAt < (startsAt ?? (endsAt < now ? endsAt : now)))
    return 'start time must be before end time'
  if (Object.keys(labels).length === 0) return 'at least one label pair required'
  const wrong = Object.keys(labels).find((one) => !name.test(one))
  if (wrong !== undefined) return `invalid label set: invalid name ${JSON.stringify(wrong)}`
  const told = Object.keys(annotations).find((one) => !name.test(one))
  return told === undefined ? undefined : `invalid annotations: invalid name ${JSON.stringify(told)}`
}

function labelsOf(value: unknown): Labels | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.values(value).every((one) => typeof one === 'string') ? (value as Labels) : undefined
}

const rfc3339 = /^(\d{4})-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,12})?([Zz]|[+-]\d\d:?\d\d)$/

/** Go writes the year 1 for a time that is not given. */
function timeOf(value: unknown): Instant | undefined | 'unreadable' {
  if (value === undefined || value === null || value === '') return undefined
  const match = typeof value === 'string' ? rfc3339.exec(value) : null
  if (match === null) return 'unreadable'
  if (Number(match[1]) < 1970) return undefined
  const milliseconds = Date.parse((value as string).replace(/(\.\d{3})\d+/, '$1'))
  return Number.isNaN(milliseconds) ? 'unreadable' : instantOf(milliseconds)
}

const strict = new TextDecoder('utf-8', { fatal: true })

function jsonOf(body: Uint8Array): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(strict.decode(body)) }
  } catch {
    return undefined
  }
}

function unparsable(why: string): NotPosted {
  return no(400, `parsing alerts body from "" failed, because ${why}`)
}

function no(status: NotPosted['status'], message: string, code: number = status): NotPosted {
  return { status, says: { code, message } }
}
