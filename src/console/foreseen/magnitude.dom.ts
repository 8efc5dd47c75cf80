/** How much an order does, in one line that nobody can take for another: “7 areas, at least 612,000 people, 48 sirens sound”. */
import type { Preview } from '../duty.ts'
import { counted, words } from '../words.dom.ts'

export function magnitudeSaid({ areas, people, sirens }: Preview['magnitude']): string {
  const { state } = words
  const parts = [counted(state.areas, areas)]
  if (people.unknownIn.length === 0) parts.push(counted(state.people, people.atLeast))
  else if (people.atLeast > 0) parts.push(counted(state.atLeastPeople, people.atLeast))
  else parts.push(words.inForce.peopleUnknown)
  if (sirens.sound > 0) parts.push(counted(words.inForce.sirensSound, sirens.sound))
  if ((sirens.stop ?? 0) > 0) parts.push(counted(words.inForce.sirensStop, sirens.stop ?? 0))
  if (sirens.sound === 0 && (sirens.stop ?? 0) === 0) parts.push(words.inForce.noSirens)
  return parts.join(', ')
}
