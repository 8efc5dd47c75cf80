/** Saved sets of areas over HTTP: every officer finds them, and changes those that lie where they may warn. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { ok, refuse } from '#base'
import { openAreaSets, type AreaSet } from '../area-sets.ts'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { areaList, instantOut } from '../schemas.ts'
import type { System } from '../system.ts'

const setView = z.object({
  id: z.string(),
  name: z.string(),
  areas: z.array(z.string()),
  gone: z.array(z.string()).describe('Areas of it that the map has no longer'),
  by: z.string(),
  at: instantOut,
})
const params = z.object({ id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/) })

export function areaSetRoutes(routes: Routes, system: System): void {
  const { areas, authority, clock, config } = system
  const sets = openAreaSets(system.shelf)
  const isThere = (code: AreaCode) => areas.hierarchy().get(code) !== undefined
  const viewOf = ({ areas: codes, ...rest }: AreaSet): z.input<typeof setView> => ({
    ...rest,
    areas: codes.filter(isThere),
    gone: codes.filter((code) => !isThere(code)),
  })
  /** What is no longer on the map is nobody's, and keeps nobody from changing the set. */
  const areasOf = (set: AreaSet | undefined) => (set?.areas ?? []).filter(isThere)

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/area-sets', action: 'alert.read', tag: 'areas' },
      ...{ summary: 'Saved sets of areas, by name', answer: z.object({ sets: z.array(setView) }) },
    },
    async () => ok({ sets: (await sets.all()).map(viewOf) }),
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/area-sets/:id', action: 'alert.draft', tag: 'areas', params },
      summary: 'Save a set of areas under a name, or change it; another of the same name is refused',
      body: z.strictObject({ name: z.string().trim().min(1).max(100), areas: areaList.min(1) }),
      answer: setView,
      needs: 'the-writer',
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const codes = areas.resolve(body.areas)
      if (!codes.ok) return codes
      const outside = codes.value.find(
        (code) => !authority.areas.some((own) => areas.hierarchy().contains(own, code)),
      )
      if (outside !== undefined) return refuse('people/outside-area', { at: 'areas', area: outside })
      // Those that it is to hold, and those that it held.
      const may = allowed({ areas: [...codes.value, ...areasOf(await sets.get(id))] })
      if (!may.ok) return may
      const ordered = byCaller(caller)
      const set = { id, name: body.name, areas: codes.value, by: ordered.by, at: clock.now() }
      const done = await sets.put(set)
      if (!done.ok) return done
      const data = { set: id, name: body.name, areas: [...codes.value] }
      await system.note({
        ...{ stream: 'area-sets', type: 'area-set-saved', mode: config.mode, ...ordered, data },
      })
      return ok(viewOf(set))
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/area-sets/:id', action: 'alert.draft', tag: 'areas', params },
      ...{ summary: 'Forget a saved set of areas', answer: 'text/plain', status: 204, needs: 'the-writer' },
    },
    async ({ params: { id }, caller, allowed }) => {
      const may = allowed({ areas: areasOf(await sets.get(id)) })
      if (!may.ok) return may
      const done = await sets.remove(id)
      if (!done.ok) return done
      await system.note({
        ...{ stream: 'area-sets', type: 'area-set-removed', mode: config.mode, ...byCaller(caller) },
        data: { set: id },
      })
      return ok()
    },
  )
}
