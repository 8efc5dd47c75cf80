/** How long damage stays unpublished, who lifts that, and what the public is told afterwards: numbers by area. */
import { z } from 'zod'
import { ok, refuse, type Result } from '#base'
import { type DamageCommand, observationsOf, usualEmbargoHours, type OccurrenceId } from '#damage'
import type { DamageDesk } from '../damage-desk.ts'
import {
  extendBody,
  hoursBody,
  liftBody,
  occurrenceParams,
  occurrenceView,
  publicDamageView,
} from '../damage-shapes.ts'
import type { DamageViews } from '../damage-views.ts'
import { byCaller } from '../ordered-by.ts'
import type { Call, Routes } from '../route.http.ts'
import type { System } from '../system.ts'
import { oneAreaOf } from './outages.http.ts'

type Allowed = Call<unknown, unknown, unknown>['allowed']

export function damageEmbargoRoutes(
  routes: Routes,
  system: System,
  { desk, views }: { readonly desk: DamageDesk; readonly views: DamageViews },
): void {
  const hoursView = z.object({ authority: z.string(), hours: z.int() })
  const release = { action: 'damage.release', tag: 'reports', needs: 'the-writer' } as const
  /** Whoever decides for an occurrence decides for all of it. */
  const mayRelease = async (occurrence: OccurrenceId, allowed: Allowed): Promise<Result<void>> => {
    const state = await desk.state()
    const mode = state.modeOf.get(occurrence)
    if (mode === undefined) return refuse('damage/unknown-occurrence', { occurrence })
    const areas = [...new Set(observationsOf(state, occurrence).map(({ area }) => area))]
    return allowed({ areas, mode })
  }
  const shown = async (occurrence: OccurrenceId) =>
    ok((await views.occurrences(() => true)).find(({ id }) => id === occurrence))

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/damage/embargo', action: 'damage.read', tag: 'reports' },
      ...{ summary: 'For how many hours numbers of damage stay unpublished here', answer: hoursView },
    },
    async ({ caller }) => {
      const { authority } = caller.permitted
      const { embargoHours } = await desk.state()
      return ok({ authority, hours: embargoHours.get(authority) ?? usualEmbargoHours })
    },
  )
  routes.add(
    {
      ...{ ...release, method: 'PUT', url: '/v1/damage/embargo', body: hoursBody, answer: hoursView },
      summary: 'Set for how many hours; it holds for all that is not public yet',
    },
    async ({ body: { hours, why }, caller }) => {
      const { authority } = caller.permitted
      const said = await desk.words(why, 'why')
      if (!said.ok) return said
      const command: DamageCommand = { type: 'set-embargo', authority, hours, why: said.value }
      const done = await desk.order(() => ok(command), byCaller(caller), system.config.mode)
      return done.ok ? ok({ authority, hours }) : done
    },
  )
  routes.add(
    {
      ...{ ...release, method: 'POST', url: '/v1/damage/embargo/:occurrence/extend' },
      ...{ params: occurrenceParams, body: extendBody, answer: occurrenceView },
      summary: 'Keep an occurrence unpublished for longer',
    },
    async ({ params, body, caller, allowed }) => {
      const occurrence = params.occurrence as OccurrenceId
      const may = await mayRelease(occurrence, allowed)
      if (!may.ok) return may
      const why = await desk.words(body.why, 'why')
      if (!why.ok) return why
      const command: DamageCommand = { type: 'extend-embargo', occurrence, until: body.until, why: why.value }
      const done = await desk.order(() => ok(command), byCaller(caller), system.config.mode)
      return done.ok ? shown(occurrence) : done
    },
  )
  routes.add(
    {
      ...{ ...release, method: 'POST', url: '/v1/damage/embargo/:occurrence/lift' },
      ...{ params: occurrenceParams, body: liftBody, answer: occurrenceView },
      summary: 'Let go what was said so far, by area; what is said later waits its own time',
    },
    async ({ params, body, caller, allowed }) => {
      const occurrence = params.occurrence as OccurrenceId
      const area = body.area === undefined ? undefined : oneAreaOf(system, body.area)
      if (area?.ok === false) return area
      const may =
        area === undefined
          ? await mayRelease(occurrence, allowed)
          : allowed({
              areas: [area.value],
              mode: (await desk.state()).modeOf.get(occurrence) ?? system.config.mode,
            })
      if (!may.ok) return may
      const why = await desk.words(body.why, 'why')
      if (!why.ok) return why
      const tree = system.areas.hierarchy()
      const done = await desk.order(
        (state) => {
          const named = area?.value
          const said = new Set(observationsOf(state, occurrence).map((one) => one.area))
          const within = [...said].filter((one) => named !== undefined && tree.contains(named, one))
          const command: DamageCommand = {
            ...{ type: 'lift-embargo', occurrence, why: why.value },
            area: named === undefined ? null : { code: named, within: within.toSorted() },
          }
          return ok(command)
        },
        byCaller(caller),
        system.config.mode,
      )
      return done.ok ? shown(occurrence) : done
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/damage', action: 'public', tag: 'public' },
      summary: 'What is known of damage and may be told: by area, never by point, and only after its embargo',
      answer: publicDamageView,
    },
    async () => {
      const { now: at, mode, lines } = await views.publicLines()
      return ok({ at, mode, lines: lines.map((line) => ({ ...line, names: views.namesOf(line.area) })) })
    },
  )
}
