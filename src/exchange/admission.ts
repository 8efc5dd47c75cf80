/** Whether a message of a source is let in: is it signed as it must be, may the source speak for its sender, is its mode wanted. */
import { epochMilliseconds, hour, minute, ok, plus, refuse, type Instant, type Result } from '#base'
import { instantOfCapTime, type CapMessage, type CapProblem, type CapVersion } from '#cap'
import type { CapSource, SignatureVerdict } from './arrival.ts'
import type { FoundMessage } from './found-document.ts'
import { believes, letsIn } from './source.ts'

/** What the checker of signatures says of an alert's bytes. */
export interface SignatureChecked {
  readonly present: boolean
  readonly valid: boolean
  readonly signer: string | undefined
  /** A permanent code; undefined when valid or absent. */
  readonly code: string | undefined
  /** A sentence. */
  readonly why: string
  /** What was signed, when valid. */
  readonly signedBytes: Uint8Array | undefined
}

/** `trust` names a list of certificates; undefined: the installation's own. */
export type CheckSignature = (
  bytes: Uint8Array,
  trust: string | undefined,
  at: Instant,
) => SignatureChecked | Promise<SignatureChecked>

export interface Admitted {
  readonly bytes: Uint8Array
  readonly message: CapMessage
  readonly version: CapVersion
  readonly problems: readonly CapProblem[]
  readonly signature: SignatureVerdict
}

export type AdmissionRefusal =
  | 'exchange/message-unreadable'
  | 'exchange/signature-missing'
  | 'exchange/signature-wrong'
  | 'exchange/sender-not-believed'
  | 'exchange/mode-left-out'

export async function admit(
  source: CapSource,
  found: FoundMessage,
  check: CheckSignature,
  at: Instant,
): Promise<Result<Admitted, AdmissionRefusal>> {
  const { message } = found.reading
  if (message === undefined) return unreadable(found.problems)
  const bytes = found.bytes()
  const plain: Admitted = {
    ...{ bytes, message, version: found.reading.version, problems: found.problems },
    signature: { verdict: 'unchecked' },
  }
  const read = source.signature.policy === 'ignored' ? ok(plain) : await signed(source, plain, check, at)
  if (!read.ok) return read
  const { sender, identifier, status } = read.value.message
  if (!believes(source, sender)) return refuse('exchange/sender-not-believed', { identifier, sender })
  if (!letsIn(source, read.value.message))
    return refuse('exchange/mode-left-out', { identifier, saysStatus: status })
  return read
}

async function signed(
  { signature: { policy, trust } }: CapSource,
  plain: Admitted,
  check: CheckSignature,
  at: Instant,
): Promise<Result<Admitted, AdmissionRefusal>> {
  const { identifier } = plain.message
  const checked = await check(plain.bytes, trust, at)
  if (!checked.valid) {
    if (policy !== 'required')
      return ok({
        ...plain,
        signature: checked.present
          ? { verdict: 'invalid', why: checked.code ?? '', says: checked.why }
          : { verdict: 'absent' },
      })
    return checked.present
      ? refuse('exchange/signature-wrong', { identifier, why: checked.why, because: checked.code })
      : refuse('exchange/signature-missing', { identifier })
  }
  const { signedBytes, signer = '' } = checked
  const { readCap } = await import('#cap/reader')
  // What stands in the document beside what was signed is nobody's word: the message is read from what was signed alone.
  const again = signedBytes === undefined ? undefined : readCap(signedBytes)
  const [reading, ...others] = again?.readings ?? []
  if (again === undefined || signedBytes === undefined || reading?.message === undefined || others.length > 0)
    return unreadable(again?.problems ?? [])
  return ok({
    ...{ bytes: signedBytes, message: reading.message, version: reading.version },
    problems: plain.problems,
    signature: { verdict: 'valid', signer },
  })
}

function unreadable(problems: readonly CapProblem[]): Result<never, 'exchange/message-unreadable'> {
  const worst = problems.find(({ level }) => level === 'error') ?? problems[0]
  return refuse('exchange/message-unreadable', {
    why: worst === undefined ? 'it is no message' : `${worst.message} (${worst.path}, line ${worst.line})`,
  })
}

const inForceWithoutExpiry = 24 * hour

/**
 * Whether a message still says something about now. One that names no end (CAP 1.2 §3.2.2 `expires` is optional, and a
 * Cancel may have no `info`) is taken to matter for a day.
 */
export function isInForce(message: Pick<CapMessage, 'sent' | 'info'>, at: Instant): boolean {
  const recent = plus(instantOfCapTime(message.sent), inForceWithoutExpiry) > at
  if (message.info.length === 0) return recent
  return message.info.some(({ expires }) => (expires === undefined ? recent : instantOfCapTime(expires) > at))
}

/** Clocks differ a little everywhere; beyond this one of them is wrong. */
const toleratedSkew = 5 * minute

export function isFromTheFuture({ sent }: Pick<CapMessage, 'sent'>, at: Instant): boolean {
  return epochMilliseconds(instantOfCapTime(sent)) > epochMilliseconds(at) + toleratedSkew
}
