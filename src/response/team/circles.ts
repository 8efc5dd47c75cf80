/** Who is asked first: those on duty, then the rest of their teams, then the teams beside them. */
import type { Instant, PersonId } from '#base'
import type { Callee } from '../callout/callout.ts'
import type { Responder, Shift, Team, TeamId } from './team.ts'

/** Everybody of the team who is on duty then; a shift ends at its end, so that two never overlap by it. */
export function onDuty(team: Pick<Team, 'members'>, shifts: readonly Shift[], at: Instant): PersonId[] {
  const now = shifts.filter(({ from, until }) => from <= at && at < until)
  if (now.some(({ people }) => people.length === 0)) return [...team.members]
  const named = new Set(now.flatMap(({ people }) => people))
  return team.members.filter((person) => named.has(person))
}

export interface Roster {
  readonly team: (id: TeamId) => Team | undefined
  readonly responder: (id: PersonId) => Responder | undefined
  /** By hand and by calendar. */
  readonly shifts: (team: Team) => readonly Shift[]
}

/** The circles of a call to these teams now; nobody is in two, and a circle of nobody is none. */
export function circlesOf(
  teams: readonly Team[],
  at: Instant,
  roster: Roster,
): readonly (readonly Callee[])[] {
  const neighbours = teams.flatMap((team) => team.neighbours).flatMap((id) => roster.team(id) ?? [])
  const taken = new Set<PersonId>()
  const circle = (people: readonly PersonId[]): Callee[] =>
    people.flatMap((person) => {
      const responder = taken.has(person) ? undefined : roster.responder(person)
      if (responder === undefined) return []
      taken.add(person)
      return { person, skills: responder.skills }
    })
  return [
    circle(teams.flatMap((team) => onDuty(team, roster.shifts(team), at))),
    circle(teams.flatMap(({ members }) => members)),
    circle(neighbours.flatMap(({ members }) => members)),
  ].filter((people) => people.length > 0)
}
