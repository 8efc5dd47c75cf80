/** What is asked for when people are to be called out, and whom it would ask: worked out the same way before it is sent and when it is. */
import { z } from 'zod'
import { minute, ok, plus, refuse, type AlertId, type Result } from '#base'
import { circlesOf, type Opening, type Skill } from '#response'
import type { Call } from './route.http.ts'
import type { System } from './system.ts'
import type { TeamBook } from './team-book.ts'
import { alertId, mode } from './schemas.ts'

export const callOutAsked = z.strictObject({
  mode: mode.optional().describe('Of the alert where one is given, else of this server'),
  alert: alertId.optional(),
  teams: z.array(z.string().max(64)).min(1).max(50),
  quotas: z
    .array(
      z.strictObject({
        skills: z.array(z.string().max(40)).max(10).default([]),
        wanted: z.int().min(1).max(500),
      }),
    )
    .min(1)
    .max(20),
  forMinutes: z.int().min(5).max(2_880).default(240),
  widenSeconds: z.int().min(30).max(86_400).default(600),
  repeatSeconds: z.int().min(30).max(86_400).default(120),
})

/** `allowed`: whether the caller may call the teams of these areas in this mode. */
export function planCallOut(
  { clock, config, world }: Pick<System, 'clock' | 'config' | 'world'>,
  teams: TeamBook,
  asked: z.output<typeof callOutAsked>,
  allowed: Call<unknown, unknown, unknown>['allowed'],
): Result<Opening> {
  const chosen = []
  for (const id of asked.teams) {
    const team = teams.team(id)
    if (team === undefined) return refuse('response/unknown-team', { team: id })
    chosen.push(team)
  }
  const alert = asked.alert === undefined ? undefined : world.alert(asked.alert)
  if (alert?.status === 'none') return refuse('alerts/unknown', { alert: asked.alert as AlertId })
  const in_ = alert?.mode ?? asked.mode ?? config.mode
  if (asked.mode !== undefined && asked.mode !== in_)
    return refuse('response/other-mode', { mode: asked.mode, alertMode: in_ })
  const may = allowed({ areas: [...new Set(chosen.flatMap(({ areas }) => areas))], mode: in_ })
  if (!may.ok) return may
  const now = clock.now()
  const circles = circlesOf(chosen, now, {
    team: (id) => teams.team(id),
    responder: (id) => teams.responder(id),
    shifts: (team) => teams.shifts(team, { from: now, until: plus(now, 1) }),
  })
  return ok({
    ...{ mode: in_, alert: asked.alert ?? null, until: plus(now, asked.forMinutes * minute), circles },
    quotas: asked.quotas.map(({ skills, wanted }) => ({ skills: skills as Skill[], wanted })),
    ...{ widenAfter: asked.widenSeconds * 1_000, repeatEvery: asked.repeatSeconds * 1_000 },
  })
}
