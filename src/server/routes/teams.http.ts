/** Teams, responders and rotas over HTTP: kept by those who may, shown and erased for whom they are about; feeds for calendars by a secret address. Long because the shapes of all three stand beside their routes. */
import { z } from 'zod'
import { day, isLanguage, ok, plus, refuse, type Json, type PersonId, type Result } from '#base'
import { readAddress } from '#channels'
import {
  longestCalendar,
  writeCalendar,
  type Responder,
  type ResponderLines,
  type Skill,
  type Team,
  type TeamId,
} from '#response'
import type { CallOuts } from '../callout-open.node.ts'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { areaList, instant, instantOut } from '../schemas.ts'
import type { System } from '../system.ts'

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be small letters, digits and hyphens')
/** In the authority's own language. */
const skill = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,39}$/u, 'must be letters, digits and hyphens')
const name = z.string().trim().min(1).max(100)
const lines = z.object({
  ...{ sms: z.string().optional(), voice: z.string().optional(), email: z.string().optional() },
  pager: z.enum(['yes', 'no']).describe('Whether the authority’s own paging service calls them too'),
})
const responderView = z
  .object({
    ...{ id: z.string(), name: z.string(), language: z.string(), skills: z.array(z.string()), lines },
    account: z.string().nullable().describe('The person of this server who they are; null: none'),
  })
  .meta({ id: 'Responder' })
const shiftView = z.object({
  ...{ from: instantOut, until: instantOut },
  people: z.array(z.string()).describe('Nobody named: the whole team'),
})
const teamView = z
  .object({
    ...{ id: z.string(), name: z.string(), areas: z.array(z.string()), members: z.array(z.string()) },
    neighbours: z.array(z.string()).describe('Teams that are asked after this one’s own people'),
    shifts: z.array(shiftView).describe('Entered by hand'),
    calendar: z.enum(['yes', 'no']).describe('Whether a calendar says more shifts'),
    onDuty: z.array(z.string()),
  })
  .meta({ id: 'Team' })
const sensitive = 'responders'
const reads = { action: 'callouts.read', tag: 'set-up' } as const
const keeps = { action: 'teams.manage', tag: 'set-up', needs: 'the-writer' } as const
const params = z.object({ id: z.string().max(64) })
const kept = 30 * day

export function teamRoutes(
  routes: Routes,
  system: System,
  { teams, sends, feeds }: CallOuts,
  publicUrl: () => string,
): void {
  const { clock, areas } = system
  const dutyOf = (team: Team) => {
    const now = clock.now()
    const shifts = teams.shifts(team, { from: now, until: plus(now, 1) })
    const named = new Set(shifts.flatMap(({ people }) => people))
    return shifts.some(({ people }) => people.length === 0)
      ? team.members
      : team.members.filter((person) => named.has(person))
  }
  const viewOf = ({ calendar, ...team }: Team) => ({
    ...team,
    calendar: calendar === null ? ('no' as const) : ('yes' as const),
    onDuty: dutyOf({ ...team, calendar }),
  })
  const findTeam = (found: string): Result<Team> => {
    const team = teams.team(found)
    return team === undefined ? refuse('response/unknown-team', { team: found }) : ok(team)
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/responders', ...reads, sensitive },
      summary: 'Who can be called out, over which lines, with which skills',
      answer: z.object({ responders: z.array(responderView) }),
    },
    () => ok({ responders: teams.responders() }),
  )
  routes.add(
    {
      ...{
        method: 'PUT',
        url: '/v1/responders/:id',
        ...keeps,
        params: z.object({ id }),
        answer: responderView,
      },
      summary: 'Enter somebody who can be called out, or change them',
      body: z.strictObject({
        name,
        language: z.string().max(35).default('en'),
        skills: z.array(skill).max(50).default([]),
        lines: z.strictObject({
          ...{ sms: z.string().max(40).optional(), voice: z.string().max(40).optional() },
          ...{ email: z.string().max(320).optional(), pager: z.enum(['yes', 'no']).default('no') },
        }),
        account: z.string().max(100).nullable().default(null),
      }),
    },
    async ({ params: { id: person }, body, caller }) => {
      if (!isLanguage(body.language))
        return refuse('server/invalid-request', { at: 'language', why: 'it is no language tag' })
      const given: { -readonly [Key in keyof ResponderLines]: ResponderLines[Key] } = {
        pager: body.lines.pager,
      }
      for (const line of ['sms', 'voice', 'email'] as const) {
        const text = body.lines[line]
        if (text === undefined) continue
        const address = readAddress(line, text)
        if (!address.ok) return address
        given[line] = address.value
      }
      const responder: Responder = {
        ...{ id: person as PersonId, name: body.name, language: body.language, lines: given },
        skills: [...new Set(body.skills)] as Skill[],
        account: body.account as PersonId | null,
      }
      return teams.putResponder(responder, byCaller(caller))
    },
  )
  routes.add(
    {
      ...{
        method: 'GET',
        url: '/v1/responders/:id/personal',
        ...reads,
        action: 'teams.manage',
        sensitive,
        params,
      },
      summary: 'Everything that is kept about a responder, to hand to them',
      answer: z.object({
        responder: responderView,
        teams: z.array(z.string()),
        calls: z.array(z.looseObject({ id: z.string(), callOut: z.string(), at: instantOut })),
      }),
    },
    ({ params: { id: person } }) => {
      const responder = teams.responder(person)
      if (responder === undefined) return refuse('response/unknown-responder', { responder: person })
      return ok({
        responder,
        teams: teams.teams().flatMap((team) => (team.members.includes(responder.id) ? team.id : [])),
        calls: sends.ofPerson(responder.id),
      })
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/responders/:id', ...keeps, params, status: 204, answer: 'text/plain' },
      summary: 'Erase a responder for good, out of every team; the ledger keeps their id alone',
    },
    async ({ params: { id: person }, caller }) => {
      const erased = await teams.eraseResponder(person as PersonId, byCaller(caller))
      if (erased.ok) await sends.forget(person as PersonId)
      return erased
    },
  )

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/teams', ...reads, sensitive },
      summary: 'Teams, who is in them, and who is on duty now',
      answer: z.object({ teams: z.array(teamView) }),
    },
    () => ok({ teams: teams.teams().map(viewOf) }),
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/teams/:id', ...keeps, params: z.object({ id }), answer: teamView },
      ...{ bodyLimit: 4 * longestCalendar },
      summary: 'Enter a team or change it; its rota by hand, by iCalendar, or both',
      body: z.strictObject({
        name,
        areas: areaList.min(1),
        members: z.array(z.string().max(64)).max(1_000).default([]),
        neighbours: z.array(z.string().max(64)).max(20).default([]),
        shifts: z
          .array(
            z.strictObject({
              from: instant,
              until: instant,
              people: z.array(z.string().max(64)).max(200).default([]),
            }),
          )
          .max(2_000)
          .default([]),
        calendar: z
          .string()
          .max(longestCalendar)
          .nullish()
          .describe('iCalendar (RFC 5545); left out: it stays as it is; null: none'),
      }),
    },
    async ({ params: { id: team }, body, caller, allowed }) => {
      const resolved = areas.resolve(body.areas)
      if (!resolved.ok) return resolved
      const before = teams.team(team)
      const may = allowed({ areas: [...new Set([...resolved.value, ...(before?.areas ?? [])])] })
      if (!may.ok) return may
      if (body.shifts.some(({ from, until }) => until <= from))
        return refuse('server/invalid-request', { at: 'shifts', why: 'a shift ends before it begins' })
      const put = await teams.putTeam(
        {
          ...{ id: team as TeamId, name: body.name, areas: resolved.value },
          members: [...new Set(body.members)] as PersonId[],
          neighbours: [...new Set(body.neighbours)] as TeamId[],
          shifts: body.shifts as unknown as Team['shifts'],
          calendar: body.calendar === undefined ? (before?.calendar ?? null) : body.calendar,
        },
        byCaller(caller),
      )
      return put.ok ? ok(viewOf(put.value)) : put
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/teams/:id', ...keeps, params, status: 204, answer: 'text/plain' },
      summary: 'Remove a team; the people in it stay',
    },
    async ({ params: { id: team }, caller, allowed }) => {
      const found = findTeam(team)
      if (!found.ok) return found
      const may = allowed({ areas: found.value.areas })
      return may.ok ? teams.removeTeam(found.value.id, byCaller(caller)) : may
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/teams/:id/rota', ...reads, sensitive, params },
      summary: 'The shifts of a team for a month from now, by hand and by calendar',
      answer: z.object({ shifts: z.array(shiftView) }),
    },
    ({ params: { id: team } }) => {
      const found = findTeam(team)
      if (!found.ok) return found
      const now = clock.now()
      return ok({ shifts: teams.shifts(found.value, { from: now, until: plus(now, kept) }) })
    },
  )

  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/teams/:id/calendar', ...keeps, params, sensitive },
      ...{ bodyLimit: 4 * longestCalendar },
      summary:
        'Bring a rota in by iCalendar, in place of the one before; says the shifts of a month from now',
      body: z.strictObject({ calendar: z.string().min(1).max(longestCalendar) }),
      answer: z.object({ team: teamView, shifts: z.array(shiftView) }),
    },
    async ({ params: { id: team }, body, caller, allowed }) => {
      const found = findTeam(team)
      const may = found.ok ? allowed({ areas: found.value.areas }) : found
      if (!found.ok || !may.ok) return may
      const put = await teams.putTeam({ ...found.value, calendar: body.calendar }, byCaller(caller))
      if (!put.ok) return put
      const now = clock.now()
      return ok({
        team: viewOf(put.value),
        shifts: teams.shifts(put.value, { from: now, until: plus(now, kept) }),
      })
    },
  )

  const versionOf = async (about: string) =>
    ((await system.personal.get('rota-feeds', about)) as { readonly version: number } | undefined)?.version ??
    0
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/rota-feeds', ...keeps, status: 201 },
      summary: 'The secret address at which a calendar reads the shifts of a team or of one person',
      body: z.strictObject({
        of: z.enum(['team', 'responder']),
        id: z.string().max(64),
        former: z
          .enum(['stays', 'ends'])
          .default('stays')
          .describe('Whether the address given before goes on'),
      }),
      answer: z.object({ url: z.string() }),
    },
    async ({ body, caller, allowed }) => {
      const about = `${body.of}~${body.id}`
      if (body.of === 'team') {
        const found = findTeam(body.id)
        if (!found.ok) return found
        const may = allowed({ areas: found.value.areas })
        if (!may.ok) return may
      } else if (teams.responder(body.id) === undefined)
        return refuse('response/unknown-responder', { responder: body.id })
      const version = (await versionOf(about)) + (body.former === 'ends' ? 1 : 0)
      const fact = await system.note({
        ...{ stream: 'teams', type: 'rota-feed-given', mode: system.config.mode, ...byCaller(caller) },
        data: { of: body.of, id: body.id, former: body.former },
      })
      if (fact === undefined) return refuse('ledger/cannot-write', { why: 'it was not taken' })
      await system.personal.put('rota-feeds', [{ key: about, document: { version } as Json }])
      return ok({ url: `${publicUrl()}/v1/rotas/${feeds.tokenFor(`${about}~${version}`)}` })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/rotas/:token', action: 'public', tag: 'public', answer: 'text/calendar' },
      params: z.object({ token: z.string().max(300) }),
      summary: 'Shifts as iCalendar, for whoever knows the secret address',
    },
    async ({ params: { token }, reply }) => {
      const [of, about, version] = feeds.read(token)?.split('~') ?? []
      if (about === undefined || Number(version) !== (await versionOf(`${of}~${about}`)))
        return refuse('response/bad-link')
      const now = clock.now()
      const within = { from: plus(now, -kept), until: plus(now, 6 * kept) }
      const person = of === 'responder' ? teams.responder(about) : undefined
      const mine =
        of === 'team'
          ? [teams.team(about)]
          : teams.teams().filter(({ members }) => members.includes(about as PersonId))
      const theirs = mine.flatMap((team) => team ?? [])
      if (person === undefined && theirs.length === 0) return refuse('response/bad-link')
      const named = (people: readonly PersonId[]) =>
        people.flatMap((one) => teams.responder(one)?.name ?? []).join(', ')
      const shifts = theirs.flatMap((team) =>
        teams
          .shifts(team, within)
          .filter(({ people }) => person === undefined || people.length === 0 || people.includes(person.id))
          .map((shift) => ({
            ...shift,
            summary:
              person !== undefined || shift.people.length === 0
                ? team.name
                : `${team.name}: ${named(shift.people)}`,
          })),
      )
      return reply
        .header('content-type', 'text/calendar; charset=utf-8')
        .header('cache-control', 'private, max-age=300')
        .send(writeCalendar(person?.name ?? theirs[0]!.name, shifts, now))
    },
  )
}
