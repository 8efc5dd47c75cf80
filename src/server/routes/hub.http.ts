/** The hub's door: who wants the feeds pushed asks here, and confirms it at their callback. */
import { z } from 'zod'
import { refuse } from '#base'
import type { Publishing } from '../publishing.ts'
import type { Routes } from '../route.http.ts'

const formType = 'application/x-www-form-urlencoded'

export function hubRoutes(routes: Routes, publishing: Publishing): void {
  routes.add(
    {
      ...{ method: 'POST', url: '/hub', action: 'public', tag: 'public', needs: 'the-writer' },
      ...{ summary: 'Subscribes to a feed, or ends that (W3C WebSub §5)', status: 202 },
      ...{ answer: z.object({}), takes: [formType], bodyLimit: 8 * 1024, mostAtOnce: 20 },
      body: z.unknown().describe('The form of WebSub §5.1: hub.mode, hub.topic, hub.callback and others'),
    },
    ({ body }) => {
      const { hub } = publishing
      if (hub === undefined) return refuse('server/no-hub')
      if (!(body instanceof Uint8Array))
        return refuse('server/invalid-request', { at: 'body', why: `it is no ${formType}` })
      const asked = hub.ask(new URLSearchParams(Buffer.from(body).toString('utf8')))
      return asked.ok ? { ok: true, value: {} } : asked
    },
  )
}
