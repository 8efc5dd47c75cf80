/** What waits for a second person, as everybody who may read alerts sees it: since when, and how far calling one has come. */
import { z } from 'zod'
import type { Waiting } from '#alerts'
import { between, second, type Instant } from '#base'
import { nameIn } from './people-orders.http.ts'
import { instantOut, mode } from './schemas.ts'
import type { SecondPerson } from './second-person.ts'
import type { System } from './system.ts'

const step = z.enum(['on-duty', 'everybody', 'administrators'])
export const callCounts = z
  .object({ people: z.int(), accepted: z.int(), failed: z.int(), nobodyToCall: z.int() })
  .describe('Accepted by who carries the call: whether a person has seen it nobody knows')
export const handNames = z
  .record(z.string(), z.string())
  .describe('Of those who had a hand in it, by their ids')
export const waitingView = z.object({
  kind: z.enum(['approval', 'change', 'emergency', 'proposal']),
  about: z.string().describe('The alert, or the proposal'),
  mode,
  since: instantOut,
  waitsForSeconds: z.int(),
  step: step.nullable().describe('How far calling has come; “administrators”: nobody has answered'),
  answered: z.enum(['nobody-has-answered', 'waits']),
  next: z.object({ step, at: instantOut }).nullable(),
  called: callCounts,
  names: handNames,
})

export interface WaitingViews {
  all(): z.input<typeof waitingView>[]
  /** Of the calls about what has these keys. */
  countsOf(keys: readonly string[]): z.input<typeof callCounts>
  namesOf(hands: readonly string[]): { readonly [id: string]: string }
  secondsSince(at: Instant): number
}

export function waitingViews(system: System, secondPerson?: SecondPerson): WaitingViews {
  const { world, clock } = system
  const nameOf = nameIn(system)
  const namesOf = (hands: readonly string[]) => Object.fromEntries(hands.map((id) => [id, nameOf(id)]))
  const secondsSince = (at: Instant) => Math.max(0, Math.floor(between(at, clock.now()) / second))
  const countsOf = (keys: readonly string[]) => {
    const known = keys.flatMap((key) => world.calls(key) ?? [])
    const calls = known.flatMap((one) => one.calls)
    const people = new Set(known.flatMap((one) => one.steps.flatMap(({ called }) => called)))
    const count = (outcome: string) => calls.filter((one) => one.outcome === outcome).length
    return {
      ...{ people: people.size, accepted: count('accepted') },
      ...{ failed: count('failed'), nobodyToCall: count('nobody-to-call') },
    }
  }
  const shown = (it: Waiting): z.input<typeof waitingView> => {
    const taken = world.calls(it.key)?.steps.at(-1)?.step ?? null
    return {
      ...{ kind: it.kind, about: it.kind === 'proposal' ? it.proposal : it.alert, mode: it.mode },
      ...{ since: it.since, waitsForSeconds: secondsSince(it.since), step: taken },
      answered: taken === 'administrators' ? 'nobody-has-answered' : 'waits',
      ...{ next: secondPerson?.next(it) ?? null, called: countsOf([it.key]) },
      names: namesOf(it.hands),
    }
  }
  return {
    all: () => (secondPerson?.waiting() ?? [...world.waiting()]).map(shown),
    ...{ countsOf, namesOf, secondsSince },
  }
}
