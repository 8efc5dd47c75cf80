/** Teams and responders at hand in memory and durable among what is personal; facts tell that something changed, and never of whom but by an id. */
import {
  oneAfterAnother,
  day,
  ok,
  plus,
  refuse,
  type Instant,
  type Json,
  type JsonObject,
  type PersonId,
  type Result,
} from '#base'
import { mostResponders, mostTeams, type Responder, type Shift, type Team, type TeamId } from '#response'
import type * as CalendarReading from '../response/team/calendar-reading.node.ts'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

const stream = 'teams'
const responders = 'responders'
const teams = 'teams'

export interface TeamBook {
  team(id: string): Team | undefined
  teams(): readonly Team[]
  responder(id: string): Responder | undefined
  responders(): readonly Responder[]
  /** By hand and by calendar, those that touch this time. */
  shifts(team: Team, within: { readonly from: Instant; readonly until: Instant }): readonly Shift[]
  putResponder(responder: Responder, by: OrderedBy): Promise<Result<Responder>>
  /** For good: out of every team, and whatever else was kept of them. */
  eraseResponder(id: PersonId, by: OrderedBy): Promise<Result<void>>
  putTeam(team: Team, by: OrderedBy): Promise<Result<Team>>
  removeTeam(id: TeamId, by: OrderedBy): Promise<Result<void>>
  /** Read anew from the shelf: another server decided before. */
  reload(): Promise<void>
}

export async function openTeamBook(system: System): Promise<TeamBook> {
  const { personal, config, log } = system
  let people = new Map<string, Responder>()
  let all = new Map<string, Team>()
  /** What calendars said, by team; read anew for another time or another text. */
  const read = new Map<
    TeamId,
    { readonly of: Team; readonly from: Instant; readonly until: Instant; readonly shifts: readonly Shift[] }
  >()
  /** Loaded with the first rota, which few have: never later, so that no call-out waits for it. */
  let reading: typeof CalendarReading | undefined
  const withReading = async () => (reading ??= await import('../response/team/calendar-reading.node.ts'))
  const reload = async () => {
    const [readPeople, readTeams] = [await personal.list(responders), await personal.list(teams)]
    if (readTeams.some(({ document }) => (document as unknown as Team).calendar !== null)) await withReading()
    people = new Map(readPeople.map(({ key, document }) => [key, document as unknown as Responder]))
    all = new Map(readTeams.map(({ key, document }) => [key, document as unknown as Team]))
    read.clear()
  }
  await reload()
  system.onApplied((applied) => {
    if (system.decides() === 'me' || !applied.some(({ fact }) => fact.stream === stream)) return
    reload().catch((error: Error) => log.warn('Teams could not be read again', { why: error.message }))
  })

  /** One after the other: two at once would each write over what the other did. */
  const inTurn = oneAfterAnother()
  const note = async (type: string, data: JsonObject, by: OrderedBy): Promise<Result<void>> => {
    const fact = await system.note({ stream, type, mode: config.mode, data, ...by })
    return fact === undefined ? refuse('ledger/cannot-write', { why: 'it was not taken' }) : ok()
  }
  const entry = (document: Responder | Team) => [{ key: document.id, document: document as unknown as Json }]
  const putTeam = async (team: Team) => {
    await personal.put(teams, entry(team))
    all.set(team.id, team)
    read.delete(team.id)
  }
  const calendarShifts = (team: Team, from: Instant, until: Instant): readonly Shift[] => {
    if (team.calendar === null) return []
    const known = read.get(team.id)
    if (known !== undefined && known.of === team && known.from <= from && until <= known.until)
      return known.shifts
    // Read for some days at once: a call-out asks only for now.
    const wide = { from: plus(from, -2 * day), until: plus(until, 7 * day) }
    const found =
      reading?.readCalendar(team.calendar, namesOf(team.members), wide) ??
      refuse('response/bad-calendar', { why: 'nothing here reads calendars yet' })
    const shifts = found.ok ? found.value.shifts : []
    if (!found.ok) log.warn('A rota can’t be read any more', { team: team.id, why: found.problem.code })
    read.set(team.id, { of: team, ...wide, shifts })
    return shifts
  }
  const namesOf = (members: readonly PersonId[]) =>
    members.flatMap((person) => {
      const known = people.get(person)
      if (known === undefined) return []
      const { email } = known.lines
      return { person, name: known.name, ...(email === undefined ? {} : { email }) }
    })

  return {
    team: (id) => all.get(id),
    teams: () => [...all.values()],
    responder: (id) => people.get(id),
    responders: () => [...people.values()],
    shifts: (team, { from, until }) =>
      [...team.shifts, ...calendarShifts(team, from, until)].filter(
        (shift) => shift.until > from && shift.from < until,
      ),
    putResponder: (responder, by) =>
      inTurn(async () => {
        if (!people.has(responder.id) && people.size >= mostResponders)
          return refuse('response/too-many-responders', { most: mostResponders })
        const noted = await note('responder-kept', { responder: responder.id }, by)
        if (!noted.ok) return noted
        await personal.put(responders, entry(responder))
        people.set(responder.id, responder)
        read.clear()
        return ok(responder)
      }),
    eraseResponder: (id, by) =>
      inTurn(async () => {
        if (!people.has(id)) return refuse('response/unknown-responder', { responder: id.slice(0, 64) })
        const noted = await note('responder-erased', { responder: id }, by)
        if (!noted.ok) return noted
        for (const team of all.values()) if (team.members.includes(id)) await putTeam(withoutMember(team, id))
        await personal.remove(responders, [id])
        people.delete(id)
        return ok()
      }),
    putTeam: (team, by) =>
      inTurn(async () => {
        if (!all.has(team.id) && all.size >= mostTeams)
          return refuse('response/too-many-teams', { most: mostTeams })
        const stranger = team.members.find((person) => !people.has(person))
        if (stranger !== undefined) return refuse('response/unknown-responder', { responder: stranger })
        const unknown = team.neighbours.find((id) => id !== team.id && !all.has(id))
        if (unknown !== undefined) return refuse('response/unknown-team', { team: unknown })
        if (team.calendar !== null) {
          const { readCalendar } = await withReading()
          const now = system.clock.now()
          const found = readCalendar(team.calendar, namesOf(team.members), {
            from: now,
            until: plus(now, 31 * day),
          })
          if (!found.ok) return found
        }
        const noted = await note('team-kept', { team: team.id, members: team.members.length }, by)
        if (!noted.ok) return noted
        await putTeam(team)
        return ok(team)
      }),
    removeTeam: (id, by) =>
      inTurn(async () => {
        if (!all.has(id)) return refuse('response/unknown-team', { team: id.slice(0, 64) })
        const noted = await note('team-removed', { team: id }, by)
        if (!noted.ok) return noted
        await personal.remove(teams, [id])
        all.delete(id)
        read.delete(id)
        return ok()
      }),
    reload,
  }
}

/** The team without somebody; a shift that named them alone goes with them. */
export function withoutMember(team: Team, person: PersonId): Team {
  return {
    ...team,
    members: team.members.filter((one) => one !== person),
    // A shift that named them alone is nobody's now; left without names it would mean everybody.
    shifts: team.shifts.flatMap((shift) => {
      const people = shift.people.filter((one) => one !== person)
      return shift.people.length > 0 && people.length === 0 ? [] : { ...shift, people }
    }),
  }
}
