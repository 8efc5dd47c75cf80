/** Whom a call-out would ask, in which circle and by which ways, before anybody is asked; it refuses what the call-out itself would. */
import { z } from 'zod'
import { ok } from '#base'
import { fits, openCallOut, wouldFill, type CallOutId } from '#response'
import { callOutAsked, planCallOut } from '../callout-plan.ts'
import type { CallOuts } from '../callout-open.node.ts'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { instantOut, mode } from '../schemas.ts'
import type { System } from '../system.ts'

const count = z.int()
const circleView = z.object({
  people: z.array(
    z.object({
      ...{ person: z.string(), name: z.string().nullable(), skills: z.array(z.string()) },
      ways: z.array(z.string()).describe('Open now; none: nobody can reach them from here'),
    }),
  ),
  unfit: count.describe('In this circle, without a skill that is wanted: they are not asked'),
})

export function callOutPreviewRoute(
  routes: Routes,
  system: System,
  { teams, ways }: Pick<CallOuts, 'teams' | 'ways'>,
): void {
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/call-outs/preview', action: 'callouts.run', tag: 'duty' },
      // Which ways are open only the server knows that would send.
      ...{ needs: 'the-writer', sensitive: 'responders', body: callOutAsked },
      summary: 'Whom a call-out would ask, in which circle and by which ways; nobody is asked by it',
      answer: z.object({
        ...{ mode, until: instantOut, circles: z.array(circleView) },
        quotas: z.array(
          z.object({
            ...{ skills: z.array(z.string()), wanted: count },
            able: count.describe('People in all circles who have all of these skills'),
          }),
        ),
      }),
    },
    ({ body, caller, allowed }) => {
      const opening = planCallOut(system, teams, body, allowed)
      if (!opening.ok) return opening
      const alert = opening.value.alert === null ? undefined : system.world.alert(opening.value.alert)
      const standing =
        alert === undefined ? 'none' : ['ended', 'discarded'].includes(alert.status) ? 'over' : 'in-force'
      const asked = { at: system.clock.now(), by: byCaller(caller).by }
      const opened = openCallOut('preview' as CallOutId, opening.value, standing, asked)
      if (!opened.ok) return opened
      const { quotas, circles, until } = opening.value
      const open = ways()
      return ok({
        ...{ mode: opening.value.mode, until },
        circles: circles.map((circle) => {
          const able = circle.filter((callee) => wouldFill({ quotas, asked: [] }, callee))
          return {
            people: able.map(({ person, skills }) => {
              const responder = teams.responder(person)
              return {
                ...{ person, name: responder?.name ?? null, skills },
                ways:
                  responder === undefined
                    ? []
                    : open.flatMap((way) => (way.addressOf(responder) === undefined ? [] : way.name)),
              }
            }),
            unfit: circle.length - able.length,
          }
        }),
        quotas: quotas.map((quota) => ({
          ...{ skills: quota.skills, wanted: quota.wanted },
          able: circles.flat().filter((callee) => fits(quota, callee)).length,
        })),
      })
    },
  )
}
