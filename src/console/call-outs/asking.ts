/** A call-out as it is being written: what it says, what it still lacks, and what it would ask the server for. Pure. */
import type { ResponderView, TeamView } from './answers.ts'

export interface QuotaDraft {
  readonly wanted: number
  readonly skills: readonly string[]
}

export interface CallDraft {
  /** The alert that it is for; '' where it is for none. */
  readonly alert: string
  readonly occasion: string
  readonly place: string
  readonly teams: readonly string[]
  readonly quotas: readonly QuotaDraft[]
  readonly forMinutes: number
  readonly widenMinutes: number
  readonly repeatMinutes: number
}

/** As long as what is read by phone may be. */
export const longestSaid = 300

export const emptyDraft: CallDraft = {
  ...{ alert: '', occasion: '', place: '', teams: [], quotas: [{ wanted: 1, skills: [] }] },
  ...{ forMinutes: 240, widenMinutes: 10, repeatMinutes: 2 },
}

/** “Drone attack, Zadonsk. Fire station 2, Lenina 14”: what for, then where to come. */
export function saidBy({ occasion, place }: Pick<CallDraft, 'occasion' | 'place'>): string {
  const parts = [occasion, place].map((text) => text.trim().replace(/[.\s]+$/, ''))
  return parts.filter((text) => text !== '').join('. ')
}

export type Lack = 'place' | 'teams' | 'quotas' | 'tooLong'

export function lacksOf(draft: CallDraft): readonly Lack[] {
  const { place, teams, quotas } = draft
  return [
    ...(place.trim() === '' ? (['place'] as const) : []),
    ...(teams.length === 0 ? (['teams'] as const) : []),
    ...(quotas.length === 0 || quotas.some(({ wanted }) => !Number.isInteger(wanted) || wanted < 1)
      ? (['quotas'] as const)
      : []),
    ...(saidBy(draft).length > longestSaid ? (['tooLong'] as const) : []),
  ]
}

/** Without what is said: whom it would ask does not depend on it. */
export function askedOf({ alert, teams, quotas, forMinutes, widenMinutes, repeatMinutes }: CallDraft) {
  return {
    ...(alert === '' ? {} : { alert }),
    ...{ teams, quotas, forMinutes, widenSeconds: widenMinutes * 60, repeatSeconds: repeatMinutes * 60 },
  }
}

/** What people of these teams, and of those beside them, can do, and how many of them each. */
export function skillsIn(
  chosen: readonly string[],
  teams: readonly TeamView[],
  responders: readonly ResponderView[],
): ReadonlyMap<string, number> {
  const own = teams.filter(({ id }) => chosen.includes(id))
  const beside = teams.filter(({ id }) => own.some(({ neighbours }) => neighbours.includes(id)))
  const people = new Set([...own, ...beside].flatMap(({ members }) => members))
  const counts = new Map<string, number>()
  for (const { id, skills } of responders)
    if (people.has(id)) for (const skill of skills) counts.set(skill, (counts.get(skill) ?? 0) + 1)
  return new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Why the people of a circle are asked at this time: it is the same for all in it. */
export type CircleKind = 'duty' | 'team' | 'beside'

export function circleKind(
  people: readonly { readonly person: string }[],
  chosen: readonly string[],
  teams: readonly TeamView[],
): CircleKind {
  const own = teams.filter(({ id }) => chosen.includes(id))
  const are = (ids: readonly string[]) => people.every(({ person }) => ids.includes(person))
  if (are(own.flatMap(({ onDuty }) => onDuty))) return 'duty'
  return are(own.flatMap(({ members }) => members)) ? 'team' : 'beside'
}

/** An id for something new that says what it is, and is not taken: letters of other scripts have none. */
export function idFrom(name: string, kind: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 50)
  if (plain !== '' && !taken.has(plain)) return plain
  const base = plain === '' ? kind : plain
  for (let count = 2; ; count++) if (!taken.has(`${base}-${count}`)) return `${base}-${count}`
}

/** “breathing-apparatus” as it is read; and back, as it is kept. */
export function skillSaid(skill: string): string {
  return skill.replaceAll('-', ' ')
}

/** Skills as somebody types them, with commas between; undefined where one can't be kept as typed. */
export function skillsTyped(text: string): readonly string[] | undefined {
  const typed = text
    .split(/[,;\n]/)
    .map((one) =>
      one
        .trim()
        .toLowerCase()
        .replaceAll(/[\s_]+/g, '-'),
    )
    .filter((one) => one !== '')
  return typed.every((one) => /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,39}$/u.test(one))
    ? [...new Set(typed)]
    : undefined
}
