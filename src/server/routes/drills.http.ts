/** Drills over HTTP: their scripts, announcing and ending one, what is said of it to everybody, and how it went. */
import { z } from 'zod'
import { ok, refuse, sha256, canonicalJson, type ActorId, type Json, type Result } from '#base'
import { namedIn, type DrillId, type DrillRun, type DrillScript, type ScriptId } from '#drills'
import type { Caller } from '#people'
import { sendCacheable } from '../cacheable.http.ts'
import { drillSaid, type DrillDesk } from '../drill-desk.ts'
import { fitsHere, scriptStream, type DrillScripts, type ListedScript } from '../drill-scripts.ts'
import {
  givenOf,
  givenView,
  reachOfDrill,
  reachView,
  runView,
  scoreView,
  scriptBody,
  scriptView,
  sumView,
  viewOfRun,
  viewOfScore,
} from '../drill-views.ts'
import { byCaller } from '../ordered-by.ts'
import type { Call, Routes } from '../route.http.ts'
import { instantOut, names, reason } from '../schemas.ts'
import type { System } from '../system.ts'

export interface DrillParts {
  readonly drills: DrillDesk
  readonly drillScripts: DrillScripts
}

const weekMinutes = 7 * 24 * 60
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)

export function drillRoutes(routes: Routes, system: System, { drills, drillScripts }: DrillParts): void {
  const { clock, particulars, world } = system
  const { book } = drills
  const nameOf = (person: ActorId) => particulars.of(person as never)?.name
  const head = { tag: 'duty' } as const
  const params = z.object({ id })

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/drills/now', action: 'public', ...head },
      summary: 'Whether a drill is announced or goes on, for everybody',
      answer: z.object({
        state: z.enum(['announced', 'running', 'none']),
        ...{ from: instantOut.nullable(), until: instantOut.nullable(), name: names.nullable() },
      }),
    },
    ({ request, reply }) => {
      const body = Buffer.from(JSON.stringify(drillSaid(book)))
      const etag = `"${sha256(body).slice(0, 32)}"`
      const changedAt = world.latestAt() ?? system.startedAt
      const type = 'application/json; charset=utf-8'
      return sendCacheable(request, reply, { body, etag, type, changedAt }, clock.now())
    },
  )

  /** The areas it speaks of must be there, and the caller's. */
  const checked = (script: DrillScript, { allowed }: Pick<Call<unknown, unknown, unknown>, 'allowed'>) => {
    const areas = fitsHere(script, system)
    return areas.ok ? allowed({ areas: areas.value, mode: 'drill' }) : areas
  }
  /** Of what stands already: an area that is gone is nobody's, and keeps nobody from changing it. */
  const isTheirs = (script: DrillScript, { allowed }: Pick<Call<unknown, unknown, unknown>, 'allowed'>) => {
    const areas = namedIn(script).areas.flatMap(({ area }) =>
      system.areas.hierarchy().get(area) === undefined ? [] : [area],
    )
    return allowed({ areas: [...new Set(areas)], mode: 'drill' })
  }
  const viewOfScript = ({ script, origin }: ListedScript) => ({ ...script, origin })

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/drill-scripts', action: 'drill.run', ...head },
      summary: 'The scripts of drills, with what is expected at each step',
      answer: z.object({ scripts: z.array(scriptView) }),
    },
    () => ok({ scripts: drillScripts.list().map(viewOfScript) }),
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/drill-scripts/:id', action: 'drill.run', needs: 'the-writer', ...head },
      ...{ summary: 'Write a script down, or write it anew', params, body: scriptBody },
      ...{ bodyLimit: 1024 * 1024, answer: z.object({ script: scriptView }) },
    },
    async ({ params, body, caller, allowed }) => {
      const script: DrillScript = { id: params.id as ScriptId, ...body }
      const fits = checked(script, { allowed })
      if (!fits.ok) return fits
      const before = drillScripts.get(params.id)
      const may = before === undefined ? fits : isTheirs(before.script, { allowed })
      if (!may.ok) return may
      await drillScripts.put(script)
      const hash = sha256(canonicalJson(JSON.parse(JSON.stringify(script)) as Json))
      const data = { script: script.id, steps: script.steps.length, hash }
      const type = 'drill-script-saved'
      await system.note({ stream: scriptStream, type, ...byCaller(caller), mode: 'drill', data })
      return ok({ script: viewOfScript({ script, origin: 'written-here' }) })
    },
  )
  routes.add(
    {
      ...{
        method: 'DELETE',
        url: '/v1/drill-scripts/:id',
        action: 'drill.run',
        needs: 'the-writer',
        ...head,
      },
      summary: 'Remove a script; what was drilled with it stays',
      ...{ params, answer: z.object({ removed: z.string() }) },
    },
    async ({ params, caller, allowed }) => {
      const known = drillScripts.get(params.id)
      const may = known === undefined ? ok() : isTheirs(known.script, { allowed })
      if (!may.ok) return may
      const removed = await drillScripts.remove(params.id)
      if (!removed.ok) return removed
      const data = { script: params.id }
      const type = 'drill-script-removed'
      await system.note({ stream: scriptStream, type, ...byCaller(caller), mode: 'drill', data })
      return ok({ removed: params.id })
    },
  )

  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/drills',
        action: 'drill.run',
        needs: 'the-writer',
        status: 201,
        ...head,
      },
      summary: 'Announce a drill, which begins by itself',
      body: z.strictObject({
        script: id,
        announce: z
          .int()
          .min(0)
          .max(weekMinutes)
          .describe('Minutes for which it is announced before it begins'),
        despite: reason.optional().describe('Why it is held although a live alert is in force'),
      }),
      answer: z.object({ drill: runView }),
    },
    async ({ body, caller, allowed }) => {
      const found = drillScripts.get(body.script)
      if (found === undefined) return refuse('drills/no-such-script', { script: body.script })
      const fits = checked(found.script, { allowed })
      if (!fits.ok) return fits
      const { announce: announceMinutes, despite } = body
      const asked = { script: found.script, announceMinutes, ...(despite === undefined ? {} : { despite }) }
      return shown(await drills.announce(asked, byCaller(caller)))
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/drills/:id/end', action: 'drill.run', needs: 'the-writer', ...head },
      summary: 'End a drill, or call it off',
      ...{
        params,
        body: z.strictObject({ reason: reason.optional() }),
        answer: z.object({ drill: runView }),
      },
    },
    async ({ params, body, caller, allowed }) => {
      const run = book.get(params.id as DrillId)
      if (run === undefined) return refuse('drills/no-such-drill', { drill: params.id })
      const may = isTheirs(run.script, { allowed })
      if (!may.ok) return may
      return shown(await drills.end(run.id, body.reason, byCaller(caller)))
    },
  )
  /** While it is not over, what is expected is not told to whoever is being tried. */
  const maySeeScore = ({ state }: DrillRun, { permitted }: Caller) =>
    state === 'over' || permitted.actions.includes('drill.run')
  const shown = (run: Result<DrillRun>) => (run.ok ? ok({ drill: viewOfRun(run.value, nameOf) }) : run)

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/drills', action: 'alert.read', ...head },
      summary: 'Drills, the latest first, with the sums of their scores: those of one script can be compared',
      query: z.object({
        script: id.optional(),
        limit: z.coerce.number().int().min(1).max(50).default(20),
      }),
      answer: z.object({ drills: z.array(runView.extend({ score: sumView.nullable() })) }),
    },
    async ({ query, caller }) => {
      const runs = book.all().filter(({ script }) => (query.script ?? script.id) === script.id)
      const found: (z.output<typeof runView> & { score: z.output<typeof sumView> | null })[] = []
      for (const run of runs.toReversed().slice(0, query.limit)) {
        const isTold = run.state !== 'announced' && maySeeScore(run, caller)
        const score = isTold ? viewOfScore((await drills.score(run)).score) : undefined
        const sum =
          score === undefined
            ? null
            : {
                ...{ counts: score.counts, toIssueSeconds: score.toIssueSeconds },
                medianSeconds: score.medianSeconds,
              }
        found.push({ ...viewOfRun(run, nameOf), score: sum })
      }
      return ok({ drills: found })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/drills/:id', action: 'alert.read', ...head },
      summary: 'One drill: what was brought so far, and how it went step by step',
      params,
      answer: z.object({
        drill: runView,
        given: z.array(givenView),
        score: scoreView.nullable().describe('Null before it begins, and as the script is'),
        reach: z.array(reachView),
        script: scriptView
          .omit({ origin: true })
          .nullable()
          .describe('As it was when announced; while it is not over for those alone who run drills'),
      }),
    },
    async ({ params, caller }) => {
      const run = book.get(params.id as DrillId)
      if (run === undefined) return refuse('drills/no-such-drill', { drill: params.id })
      const may = maySeeScore(run, caller)
      const scored = run.state === 'announced' ? undefined : await drills.score(run)
      const score = scored === undefined ? null : viewOfScore(scored.score)
      return ok({
        drill: viewOfRun(run, nameOf),
        given: givenOf(run),
        score: may ? score : null,
        reach: scored === undefined ? [] : await reachOfDrill(system, scored.publications),
        script: may ? (JSON.parse(JSON.stringify(run.script)) as z.output<typeof scriptView>) : null,
      })
    },
  )
}
