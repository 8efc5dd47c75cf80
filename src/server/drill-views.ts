/** How drills, their scripts and scores look to whoever may read them. What is still to come is shown to those who run drills alone. */
import { z } from 'zod'
import type { ActorId, JsonObject } from '#base'
import { reachOf, reachSummary } from '#delivery'
import {
  drillEndings,
  drillScriptBody,
  endsAt,
  expectedDeeds,
  type DrillBook,
  type DrillRun,
  type DrillScore,
  type Publication,
} from '#drills'
import { drillSaid } from './drill-desk.ts'
import { instantOut, names } from './schemas.ts'
import type { System } from './system.ts'

const strings = z.array(z.string())
const looseTexts = z.record(z.string(), z.string())
const injectView = z.looseObject({ kind: z.string(), text: looseTexts })
const expectedView = z.looseObject({ do: z.enum(expectedDeeds), withinSeconds: z.number() })
const scriptFields = z.object({
  name: names,
  about: names.optional(),
  steps: z.array(
    z.object({ id: z.string(), atMinutes: z.number(), inject: injectView, expect: expectedView.optional() }),
  ),
  endsAtMinutes: z.number(),
})
export const scriptView = scriptFields.extend({
  id: z.string(),
  origin: z.enum(['shipped', 'written-here']),
})
export const scriptBody = drillScriptBody

const counts = z.object({
  ...{ expected: z.int(), inTime: z.int(), late: z.int(), early: z.int(), missed: z.int() },
  mistakes: z.int().describe('Those of steps, and whatever nobody expected'),
})
export const sumView = z.object({
  counts,
  toIssueSeconds: z.number().nullable(),
  medianSeconds: z.number().nullable(),
})
export const scoreView = sumView.extend({
  drill: z.string(),
  steps: z.array(
    z.object({
      step: z.string(),
      expected: expectedView,
      givenAt: instantOut.nullable(),
      verdict: z.enum(['in-time', 'late', 'early', 'missed', 'waiting', 'not-yet', 'refrained', 'warned']),
      done: z
        .object({
          ...{ seq: z.int(), at: instantOut, alert: z.string(), reason: z.string() },
          seconds: z.number().describe('From what was brought to what was told; below zero when told before'),
        })
        .nullable(),
      mistakes: z.array(z.looseObject({ kind: z.string() })),
    }),
  ),
  unexpected: z.array(
    z.looseObject({ kind: z.string(), seq: z.int(), at: instantOut, alert: z.string(), reason: z.string() }),
  ),
})
export const runView = z.object({
  id: z.string(),
  script: z.string(),
  name: names,
  state: z.enum(['announced', 'running', 'over']),
  announcedAt: instantOut,
  announcedBy: z.object({ id: z.string(), name: z.string().nullable() }),
  from: instantOut.describe('When it began, or will'),
  until: instantOut.describe('When it was over, or will be'),
  despite: z.string().nullable().describe('Why it is held although a live alert was in force'),
  how: z.enum(drillEndings).nullable(),
  reason: z.string().nullable(),
  brokenOffBy: strings.describe('Live alerts'),
})
export const givenView = z.object({ step: z.string(), at: instantOut, inject: injectView })
export const reachView = z.object({
  alert: z.string(),
  warned: z
    .looseObject({})
    .nullable()
    .describe('Counts by channel, and what nothing covers; null when unknown'),
})

export function viewOfRun(
  run: DrillRun,
  nameOf: (id: ActorId) => string | undefined,
): z.output<typeof runView> {
  const { id, script, state, announcedAt, announcedBy, beginsAt, despite = null } = run
  const over = run.state === 'over' ? run : undefined
  return {
    ...{ id, script: script.id, name: { ...script.name }, state, announcedAt, despite },
    announcedBy: { id: announcedBy, name: nameOf(announcedBy) ?? null },
    from: run.state === 'announced' ? beginsAt : (run.begunAt ?? beginsAt),
    until: endsAt(run),
    ...{ how: over?.how ?? null, reason: over?.reason ?? null, brokenOffBy: [...(over?.alerts ?? [])] },
  }
}

/** As consoles show it: whether it is announced or goes on, and what was brought so far. Null where there is none. */
export function drillOnDuty(book: Pick<DrillBook, 'now'>): JsonObject | null {
  const run = book.now()
  if (run === undefined) return null
  return plain({
    id: run.id,
    script: run.script.id,
    ...drillSaid(book),
    given: givenOf(run),
  }) as unknown as JsonObject
}

/** What was brought so far, the oldest first. */
export function givenOf(run: DrillRun): z.output<typeof givenView>[] {
  if (run.state === 'announced') return []
  return run.given.flatMap(({ step, at }) => {
    const inject = run.script.steps.find(({ id }) => id === step)?.inject
    return inject === undefined ? [] : [plain({ step, at, inject }) as unknown as z.output<typeof givenView>]
  })
}

export function viewOfScore(score: DrillScore): z.output<typeof scoreView> {
  return plain(score) as unknown as z.output<typeof scoreView>
}

/** Who the alerts of a drill reached. Attempts age out of their log; what was summed up into the ledger stays. */
export async function reachOfDrill(
  system: System,
  publications: readonly Publication[],
): Promise<z.output<typeof reachView>[]> {
  const { attempts, areas, ledger } = system
  const hierarchy = areas.hierarchy()
  const ground = {
    contains: hierarchy.contains,
    children: (code: Parameters<typeof hierarchy.children>[0]) =>
      hierarchy.children(code).map((area) => area.code),
  }
  const channels = system.channels().map((channel) => channel.name)
  const found: z.output<typeof reachView>[] = []
  for (const alert of new Set(publications.map((one) => one.alert))) {
    const reach = reachOf(await attempts.noticesOf(alert), await attempts.byAlert(alert), ground, {
      channels,
    })
    const summed =
      reach === null
        ? (await ledger.readStream(`reach:${alert}`)).findLast(({ type }) => type === 'reach-summarised')
            ?.data
        : reachSummary(reach)
    found.push(plain({ alert, warned: (summed?.['warned'] ?? null) as { [name: string]: unknown } | null }))
  }
  return found
}

function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value
}
