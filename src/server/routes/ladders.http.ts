/** Ladders over HTTP: the shipped ones, and an installation's own, which are taken only when everything can be said by them. */
import { z } from 'zod'
import { ok, refuse, type JsonObject, type Result } from '#base'
import { isShipped, ladderId, ladderShape, ownLadder, speaksOf, type Ladder, type LadderId } from '#threats'
import { actWithTwo, onAgreedAct } from '../agreed-acts.ts'
import { useOfLadder, type LadderUse } from '../ladder-book.ts'
import { byCaller } from '../ordered-by.ts'
import { waits } from '../people-views.ts'
import type { Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import type { SourceDesk } from '../source-desk.ts'
import type { System } from '../system.ts'
import type { Texts } from '../texts.ts'

const ladderView = z.looseObject({
  id: z.string(),
  origin: z.enum(['shipped', 'own']),
  changedBy: z.string().nullable(),
  changedAt: instantOut.nullable(),
  usedBy: z
    .object({ authorities: z.array(z.string()), sources: z.array(z.string()), alerts: z.array(z.string()) })
    .describe('What needs it to stay: an own one that anything uses can’t be removed'),
})

export interface LadderRouteParts {
  readonly texts: Texts
  readonly sources: Pick<SourceDesk, 'list'>
}

export function ladderRoutes(
  routes: Routes,
  system: System,
  { texts: { ladders, phrases }, sources }: LadderRouteParts,
): void {
  const params = z.object({ id: ladderId })
  const usedBy = (id: LadderId): LadderUse =>
    useOfLadder(
      id,
      system,
      sources.list().map(({ source }) => ({ id: source.id, ladder: source.mapping })),
    )
  const viewOf = (ladder: Ladder) => {
    const own = ladders.own().find((one) => one.ladder.id === ladder.id)
    const use = usedBy(ladder.id)
    return {
      ...(ladder as unknown as JsonObject & { id: string }),
      origin: own === undefined ? ('shipped' as const) : ('own' as const),
      ...{ changedBy: own?.by ?? null, changedAt: own?.at ?? null },
      usedBy: {
        authorities: [...use.authorities],
        sources: [...use.sources],
        alerts: use.alerts.map(({ alert }) => alert),
      },
    }
  }
  /** The ladder as it will be taken, or why it won't be. */
  const check = async (id: LadderId, shape: unknown): Promise<Result<Ladder>> => {
    const read = ownLadder(id, shape, system.authority.languages)
    if (!read.ok) return read
    const kept = keepsSteps(read.value, usedBy(id))
    if (!kept.ok) return kept
    const said = await phrases.checkLadder(read.value)
    return said.ok ? read : said
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/ladders', action: 'board.read', tag: 'set-up' },
      summary: 'Every ladder, the shipped ones and one’s own, with who uses it',
      answer: z.object({
        ladders: z.array(ladderView),
        ladder: z.string().describe('The authority’s: taken where an alert names none'),
        languages: z.array(z.string()).describe('In all of them everything on an own ladder has a name'),
        leftOut: z
          .array(z.object({ ladder: z.string(), why: z.string() }))
          .describe('Own ladders that can’t be read any more'),
      }),
    },
    () =>
      ok({
        ladders: ladders.threats.ladders().map(viewOf),
        ladder: system.authority.ladder,
        languages: [...system.authority.languages],
        leftOut: [...ladders.leftOut()],
      }),
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/ladders/:id', action: 'texts.manage', tag: 'set-up', params },
      ...{ needs: 'the-writer', proof: 'fresh', body: ladderShape, mostAtOnce: 4 },
      summary:
        'Make a ladder of one’s own, or change it; what was issued by it stays as it is. It needs a second person where there are two',
      answer: z.union([ladderView, waits]),
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const may = allowed({ areas: system.authority.areas })
      if (!may.ok) return may
      const checked = await check(id, body)
      if (!checked.ok) return checked
      const ladder = checked.value
      const payload = { ladder: ladder as unknown as JsonObject }
      return actWithTwo(system, caller, { kind: 'ladders/put', payload, shown: payload }, async () => {
        const put = await ladders.put(ladder, byCaller(caller), system)
        return put.ok ? ok(viewOf(put.value.ladder)) : put
      })
    },
  )
  onAgreedAct(system, 'ladders/put', async (payload, asked) => {
    const { id, ...shape } = payload['ladder'] as unknown as Ladder
    // Since it was proposed an alert may have been issued at a step that it drops.
    const checked = await check(id, shape)
    return checked.ok ? ladders.put(checked.value, asked, system) : checked
  })
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/ladders/:id', action: 'texts.manage', tag: 'set-up', params },
      ...{ needs: 'the-writer', status: 204, answer: 'text/plain' },
      summary: 'Remove a ladder of one’s own that nothing uses',
    },
    async ({ params: { id }, caller, allowed }) => {
      const may = allowed({ areas: system.authority.areas })
      if (!may.ok) return may
      const { authorities, sources, alerts } = usedBy(id)
      const [alert] = alerts
      const by =
        alert === undefined
          ? (authorities.map((one) => `the authority ${one}`)[0] ??
            sources.map((one) => `the source ${one}`)[0])
          : `the alert ${alert.alert}`
      if (by !== undefined && !isShipped(id)) return refuse('threats/ladder-in-use', { ladder: id, by })
      return ladders.remove(id, byCaller(caller), system)
    },
  )
}

/** Whoever was warned at a step is told by its name that it is over: no step goes while an alert stands at it. */
function keepsSteps(ladder: Ladder, { alerts }: LadderUse): Result<void> {
  for (const { alert, threat, levels } of alerts) {
    const level = levels.find((one) => !ladder.levels.some(({ id }) => id === one))
    const what =
      level !== undefined
        ? `the step “${level}”`
        : speaksOf(ladder, threat as never)
          ? undefined
          : `the threat “${threat}”`
    if (what !== undefined)
      return refuse('threats/step-in-use', { ladder: ladder.id, what, by: `the alert ${alert}` })
  }
  return ok()
}
