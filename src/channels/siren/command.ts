/** A command to one siren, and the siren's decision to obey: nothing forged, replayed, late, early or meant for another. */
import { ok, refuse, sha256, type Instant, type Mode, type Result, type Sha256 } from '#base'
import { z } from 'zod'
import { counter, instant, mode, reference, seconds, sirenId } from './fields.ts'
import { sirenPatterns, type SirenId, type SirenPattern } from './siren.ts'

interface Addressed {
  readonly v: 1
  readonly siren: SirenId
  /** Strictly greater in each new command to a siren, for ever; gaps are fine. */
  readonly counter: number
  readonly issuedAt: Instant
  /** The command is obeyed from `notBefore` to `notAfter`, both included, by the siren's clock. */
  readonly notBefore: Instant
  readonly notAfter: Instant
  readonly mode: Mode
  /** The notice and the alert it serves; absent in a test that an operator asked for. */
  readonly notice?: string
  readonly alert?: string
}

export type SirenCommand =
  | (Addressed & { readonly action: 'sound'; readonly pattern: SirenPattern; readonly seconds: number })
  /** Ends whatever sounds. The pattern is then played only where the same alert sounded before. */
  | (Addressed & { readonly action: 'stop'; readonly pattern?: 'all-clear'; readonly seconds?: number })
  /** Tests everything that can be tested without a sound. */
  | (Addressed & { readonly action: 'quiet-test' })

const addressed = {
  v: z.literal(1),
  siren: sirenId,
  counter: counter.min(1),
  issuedAt: instant,
  notBefore: instant,
  notAfter: instant,
  mode,
  notice: reference,
  alert: reference,
}

export const commandSchema = z.discriminatedUnion('action', [
  z.strictObject({ ...addressed, action: z.literal('sound'), pattern: z.enum(sirenPatterns), seconds }),
  z.strictObject({
    ...addressed,
    action: z.literal('stop'),
    pattern: z.literal('all-clear').optional(),
    seconds: seconds.optional(),
  }),
  z.strictObject({ ...addressed, action: z.literal('quiet-test') }),
]) as unknown as z.ZodType<SirenCommand>

/** What a siren must not forget when its power fails: the last command it accepted. */
export interface SirenMemory {
  readonly lastCounter: number
  /** SHA-256 of the last accepted command's signed text; null before the first. */
  readonly lastHash: Sha256 | null
  /** `sounding` until the sound has ended: a siren that wakes up with it was interrupted. */
  readonly left: 'done' | 'sounding'
  /** The latest notices it sounded for, oldest first: a notice that comes again under another number is answered, not sounded. */
  readonly sounded?: readonly string[]
}

const mostSounded = 32

export const nothingAccepted: SirenMemory = { lastCounter: 0, lastHash: null, left: 'done' }

/** What a siren does in each mode: sound aloud, only say that it would have, or refuse. */
export type ModeRules = { readonly [mode in Mode]: 'aloud' | 'said-only' | 'refuse' }

/** A siren out of the box sounds in earnest and only says so in drills and tests. */
export const cautiousRules: ModeRules = { live: 'aloud', drill: 'said-only', test: 'said-only' }

export type Acceptance =
  | { readonly do: 'perform'; readonly how: 'aloud' | 'said-only'; readonly memory: SirenMemory }
  /** The very command that was accepted last came again: say again how it went, and do nothing. */
  | { readonly do: 'answer-again' }
  /** A notice that was sounded before came under a new number: the one who ordered lost the answer. */
  | { readonly do: 'answer-anew'; readonly how: 'aloud' | 'said-only'; readonly memory: SirenMemory }

export type CommandRefusal =
  | 'siren/forged'
  | 'siren/misaddressed'
  | 'siren/replayed'
  | 'siren/late'
  | 'siren/early'
  | 'siren/mode-refused'

/**
 * Decides at the siren. A `stop` has a higher counter than what it stops, so a delayed `sound` behind it is refused as
 * replayed: stop always wins. A repeat of the last command is answered whenever it comes, since it does nothing.
 */
export function acceptCommand(
  here: { readonly siren: SirenId; readonly rules: ModeRules; readonly memory: SirenMemory },
  received: {
    readonly command: SirenCommand
    readonly text: string
    readonly signature: 'valid' | 'forged'
  },
  at: Instant,
): Result<Acceptance, CommandRefusal> {
  const { command } = received
  if (received.signature === 'forged') return refuse('siren/forged')
  if (command.siren !== here.siren)
    return refuse('siren/misaddressed', { siren: command.siren, here: here.siren })
  const hash = sha256(received.text)
  const { lastCounter, lastHash } = here.memory
  if (command.counter === lastCounter && hash === lastHash) return ok({ do: 'answer-again' })
  if (command.counter <= lastCounter)
    return refuse('siren/replayed', { counter: command.counter, last: lastCounter })
  if (at > command.notAfter) return refuse('siren/late', { notAfter: command.notAfter, at })
  if (at < command.notBefore) return refuse('siren/early', { notBefore: command.notBefore, at })
  const rule = here.rules[command.mode]
  // A stop is obeyed in every mode: silence harms nobody, and whoever may start may stop.
  if (rule === 'refuse' && command.action !== 'stop')
    return refuse('siren/mode-refused', { mode: command.mode })
  const how = rule === 'refuse' ? 'said-only' : rule
  const numbered = { ...here.memory, lastCounter: command.counter, lastHash: hash }
  const { sounded = [] } = here.memory
  if (command.action !== 'sound') return ok({ do: 'perform', how, memory: { ...numbered, left: 'done' } })
  if (command.notice !== undefined && sounded.includes(command.notice))
    return ok({ do: 'answer-anew', how, memory: numbered })
  const left = how === 'aloud' ? 'sounding' : 'done'
  const nowSounded = command.notice === undefined ? sounded : [...sounded, command.notice].slice(-mostSounded)
  return ok({ do: 'perform', how, memory: { ...numbered, left, sounded: nowSounded } })
}
