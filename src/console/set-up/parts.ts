/** The parts of the set-up, in the order in which a place is set up, and who besides the reader may change what. Pure. */
import { actionsOf, roles, type Action, type Role } from '#people'

export const partNames = [
  ...([
    'overview',
    'authorities',
    'ladders',
    'texts',
    'areas',
    'sirens',
    'shelters',
    'forms',
    'channels',
    'recipients',
    'people',
  ] as const),
] as const
export type PartName = (typeof partNames)[number]

/** Unknown parts are the overview: nobody may be left with an empty screen. */
export function partOf(text: string | undefined): PartName {
  return partNames.find((name) => name === text) ?? 'overview'
}

/** The roles of people that may do it. Those of one’s own are not known here. */
export function rolesWith(action: Action): readonly Exclude<Role, 'machine'>[] {
  return roles.filter(
    (role): role is Exclude<Role, 'machine'> => role !== 'machine' && actionsOf[role].includes(action),
  )
}

/** Where in a body the server found what it refused, as forms name their fields; '' where it is the whole. */
export function placeOf(problem: { readonly [detail: string]: unknown } | undefined): string {
  const at = problem?.['at']
  return typeof at === 'string' ? at.replace(/^body\.?/, '') : ''
}
