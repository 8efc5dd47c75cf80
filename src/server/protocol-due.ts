/** When what is to be done is due, in all lists together: a duty room that has this counts what is late by its own clock. */
import { z } from 'zod'
import type { Instant } from '#base'
import { tasksOf } from '#response'
import type { ProtocolDesk } from './protocol-desk.ts'
import { instantOut } from './schemas.ts'

/** The soonest are enough: whoever is so far behind needs no exact number. */
const most = 200

export const dueView = z.object({
  lists: z.int().describe('That are not closed'),
  due: z
    .array(instantOut)
    .describe(`When each task that can be done is due, the soonest ${most}, the earliest first`),
})

export function dueOf(
  { runs, find }: Pick<ProtocolDesk, 'runs' | 'find'>,
  at: Instant,
): z.output<typeof dueView> {
  const open = runs.open()
  const due = open.flatMap(({ id }) => {
    const found = find(id)
    if (!found.ok) return []
    return tasksOf(found.value.run, found.value.protocol, at).flatMap(({ state, dueAt }) =>
      state === 'open' || state === 'late' ? dueAt : [],
    )
  })
  return { lists: open.length, due: due.toSorted().slice(0, most) }
}
