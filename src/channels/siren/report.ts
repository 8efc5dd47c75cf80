/** What a siren says of itself: its report, kept by the broker for whoever asks later, and its heartbeat. */
import type { Instant, Mode } from '#base'
import { z } from 'zod'
import { counter, instant, mode, sirenId } from './fields.ts'
import type { SirenId } from './siren.ts'

/** `ready` has nothing to answer for; the others are how the command with `counter` went. */
export const conditions = ['ready', 'sounding', 'passed', 'stopped', 'failed'] as const
export type Condition = (typeof conditions)[number]

interface Vital {
  readonly v: 1
  readonly siren: SirenId
  /** By the siren's own clock. */
  readonly at: Instant
  /** The last command it accepted; 0 before the first. */
  readonly counter: number
  readonly batteryPercent?: number
  /** Short names of what is broken: `amplifier-2`, `interrupted`. */
  readonly faults: readonly string[]
}

export interface SirenReport extends Vital {
  readonly condition: Condition
  readonly notice?: string
  readonly mode?: Mode
  /** Whether it made, or would have made, the sound. */
  readonly how?: 'aloud' | 'said-only'
  /** How many commands it refused since it started. */
  readonly refusals: number
  /** The last refusal; the counter only where the signature was good, for what is forged is not repeated. */
  readonly refused?: { readonly problem: string; readonly at: Instant; readonly counter?: number }
}

export interface SirenHeartbeat extends Vital {
  /** `gone` is the will that the broker publishes when the siren's connection breaks (MQTT 3.1.1 §3.1.2.5). */
  readonly presence: 'here' | 'gone'
}

const vital = {
  v: z.literal(1),
  siren: sirenId,
  at: instant,
  counter,
  batteryPercent: z.number().min(0).max(100).optional(),
  faults: z.array(z.string().min(1).max(64)).max(16),
}

export const reportSchema = z.strictObject({
  ...vital,
  condition: z.enum(conditions),
  notice: z.string().min(1).max(128).optional(),
  mode: mode.optional(),
  how: z.enum(['aloud', 'said-only']).optional(),
  refusals: z.int().min(0),
  refused: z
    .strictObject({ problem: z.string().min(1).max(64), at: instant, counter: counter.optional() })
    .optional(),
}) as unknown as z.ZodType<SirenReport>

export const heartbeatSchema = z.strictObject({
  ...vital,
  presence: z.enum(['here', 'gone']),
}) as unknown as z.ZodType<SirenHeartbeat>
