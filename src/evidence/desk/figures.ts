/** The numbers of an event: for each unit the lowest and the highest that anybody gave, and who gave which. Nothing is ever added up. */
import type { ClaimRef, CodedQuantity } from './coded-claim.ts'
import type { Member } from './event.ts'

export interface SaidNumber extends Pick<CodedQuantity, 'value' | 'bound'> {
  readonly claim: ClaimRef
  readonly happened: 'yes' | 'no'
}

export interface Figure {
  readonly unit: string
  readonly lowest: number
  readonly highest: number
  /** `open`: somebody says “at least”, so that it may be more than the highest. */
  readonly upwards: 'open' | 'closed'
  /** `open`: all that is known is “up to”, so that it may be less than the lowest. */
  readonly downwards: 'open' | 'closed'
  /** In the order of the numbers. */
  readonly said: readonly SaidNumber[]
}

/** In the order of the units. A claim that it did not happen counts with the number it gives, which is often zero. */
export function figuresOf(members: Iterable<Member>): readonly Figure[] {
  const byUnit = new Map<string, SaidNumber[]>()
  for (const { claim, coded } of members)
    for (const { unit, value, bound } of coded.quantities) {
      const said = byUnit.get(unit) ?? []
      said.push({ value, bound, claim, happened: coded.happened })
      byUnit.set(unit, said)
    }
  return [...byUnit]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([unit, all]) => {
      const said = all.toSorted((a, b) => a.value - b.value || (a.claim < b.claim ? -1 : 1))
      const values = said.map(({ value }) => value)
      const lowest = values[0]!
      const highest = values.at(-1)!
      const isOpenUp = said.some(({ bound, value }) => bound === 'at-least' && value === highest)
      const isOpenDown = said.every(({ bound }) => bound === 'up-to')
      return {
        ...{ unit, lowest, highest, said },
        upwards: isOpenUp ? ('open' as const) : ('closed' as const),
        downwards: isOpenDown ? ('open' as const) : ('closed' as const),
      }
    })
}
