/** The hub's door: who wants the feeds pushed asks here, and confirms it at their callback. */
import { z } from 'zod'
import { refuse } from '#base'
import type { Publishing } from '../publishing.ts'
import type { Routes } from '../route.http.ts'

const formType = 'application/x-www-form-urlencoded'

/** What the form holds; it comes as a form, and this says so in the API document. */
const subscription = z.strictObject({
  'hub.mode': z.string().optional().describe('`subscribe` or `unsubscribe`'),
  'hub.topic': z.string().optional().describe('The address that the feed gives as its own'),
  'hub.callback': z.string().optional(),
  'hub.lease_seconds': z.string().optional(),
  'hub.secret': z.string().optional().describe('What deliveries are signed with; 199 bytes at most'),
})

export function hubRoutes(routes: Routes, publishing: Publishing): void {
  routes.add(
    {
      ...{ method: 'POST', url: '/hub', action: 'public', tag: 'public', needs: 'the-writer' },
      ...{ summary: 'Subscribes to a feed, or ends that (W3C WebSub §5)', status: 202 },
      ...{ answer: z.object({}), takes: [formType], bodyLimit: 8 * 1024, mostAtOnce: 20 },
      body: subscription,
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
