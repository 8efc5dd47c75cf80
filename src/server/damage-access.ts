/** Who may touch what of damage, asked in one way by all of its routes. */
import type { AreaCode } from '#areas'
import { ok, refuse, type Mode, type Result } from '#base'
import type { ObservationId, OccurrenceId } from '#damage'
import type { DamageDesk } from './damage-desk.ts'
import type { DamageViews } from './damage-views.ts'
import type { Call } from './route.http.ts'
import type { System } from './system.ts'

export type Allowed = Call<unknown, unknown, unknown>['allowed']
export type DamageAccess = ReturnType<typeof damageAccess>

export function damageAccess({ areas }: Pick<System, 'areas'>, desk: DamageDesk, views: DamageViews) {
  const theirs = (allowed: Allowed) => (area: AreaCode) => allowed({ areas: [area] }).ok
  return {
    theirs,
    oneArea(text: string | undefined): Result<AreaCode | undefined> {
      if (text === undefined) return ok(undefined)
      const found = areas.resolve([text])
      if (!found.ok) return found
      const [code, ...more] = found.value
      if (code === undefined || more.length > 0)
        return refuse('server/invalid-request', { at: 'body.area', why: 'it names more than one area' })
      return ok(code)
    },
    async occurrenceOr(asked: string | undefined, allowed: Allowed) {
      return (asked ?? (await views.occurrences(theirs(allowed)))[0]?.id ?? null) as OccurrenceId | null
    },
    async shown(id: string) {
      const state = await desk.state()
      const found = state.observations.get(id as ObservationId)
      if (found === undefined) return refuse('damage/unknown-observation', { observation: id })
      return ok(views.observationView(state, found, await desk.sourceNames()))
    },
    /** Found, and in an area and a mode in which they may. */
    async mayTouch(id: string, allowed: Allowed, as: 'read' | 'change'): Promise<Result<Mode>> {
      const found = (await desk.state()).observations.get(id as ObservationId)
      if (found === undefined) return refuse('damage/unknown-observation', { observation: id })
      const may = allowed({ areas: [found.area], ...(as === 'read' ? {} : { mode: found.mode }) })
      return may.ok ? ok(found.mode) : may
    },
  }
}
