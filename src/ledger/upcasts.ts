/** Old shapes of facts are brought up to date by named steps when they are read; the fact itself stays as it was sealed. */
import { ok, refuse, type JsonObject, type Result } from '#base'
import type { Fact } from './fact.ts'

/** One step: what changed, by name, and how data of the shape before becomes data of the next. Pure. */
export interface Upcast {
  /** Says what changed, as an event: `level-became-code`. */
  readonly name: string
  readonly up: (data: JsonObject) => JsonObject
}

/**
 * Steps by fact type, oldest first: with two steps the current shape is 3. A fact carries its shape in `data.shape`;
 * without one it is of shape 1.
 */
export type UpcastTable = { readonly [type: string]: readonly Upcast[] }

export interface Upcasts {
  /** The shape new facts of this type are written in. */
  current(type: string): number
  /** The fact in its current shape, or a refusal when a newer program wrote it. Types without steps stay at shape 1. */
  apply(fact: Fact): Result<Fact, 'ledger/from-newer-version'>
  /** The names of the steps a fact of this type and shape goes through. */
  path(type: string, shape: number): readonly string[]
}

export function upcasts(table: UpcastTable): Upcasts {
  const steps = (type: string) => (Object.hasOwn(table, type) ? table[type]! : [])
  const current = (type: string) => steps(type).length + 1
  return {
    current,
    path: (type, shape) =>
      steps(type)
        .slice(shape - 1)
        .map(({ name }) => name),
    apply(fact) {
      const known = current(fact.type)
      const found = shapeOf(fact.data)
      if (found === undefined || found > known)
        return refuse('ledger/from-newer-version', {
          what: `Fact ${fact.seq} (${fact.type})`,
          seq: fact.seq,
          found: found ?? String(fact.data['shape']),
          known,
        })
      if (found === known) return ok(fact)
      let data: JsonObject = fact.data
      for (const step of steps(fact.type).slice(found - 1)) data = step.up(data)
      return ok({ ...fact, data: { ...data, shape: known } })
    },
  }
}

function shapeOf(data: JsonObject): number | undefined {
  const shape = data['shape'] ?? 1
  return typeof shape === 'number' && Number.isInteger(shape) && shape >= 1 ? shape : undefined
}
