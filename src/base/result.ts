/** What a decision returns: a value, or the reason there is none. Nothing in the core throws for what a person can cause. */
import type { Problem } from './problem.ts'
import type { Json } from './json.ts'

export type Ok<Value> = { readonly ok: true; readonly value: Value }
export type Refused<Code extends string> = { readonly ok: false; readonly problem: Problem<Code> }
export type Result<Value, Code extends string = string> = Ok<Value> | Refused<Code>

export function ok(): Ok<void>
export function ok<Value>(value: Value): Ok<Value>
export function ok(value?: unknown): Ok<unknown> {
  return { ok: true, value }
}

/** Refuses with a code from the slice's problem table; `at` names the place in the input, the rest fills the table's sentence. */
export function refuse<const Code extends string>(
  code: Code,
  details: { readonly at?: string; readonly [key: string]: Json | undefined } = {},
): Refused<Code> {
  const { at, ...rest } = details
  return { ok: false, problem: at === undefined ? { code, details: rest } : { code, at, details: rest } }
}
