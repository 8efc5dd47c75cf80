/** Devices on which whoever is signed in is called by push: switched on, listed and switched off by themselves alone. */
import { z } from 'zod'
import { ok, refuse, type PersonId } from '#base'
import { callLanguage } from '#response'
import type { PushDesk } from '../../channels/push/open-push.http.ts'
import type { CallOuts } from '../callout-open.node.ts'
import { callPageWords } from '../callout-page-words.ts'
import { mostDevices } from '../callout-devices.ts'
import { callPush } from '../callout-push.ts'
import { staffLanguage } from '../people-pages.http.ts'
import type { Routes } from '../route.http.ts'
import { byCaller } from '../ordered-by.ts'
import { instantOut } from '../schemas.ts'
import { signedIn } from '../signed-in.ts'
import type { System } from '../system.ts'

const deviceView = z.object({
  ...{ id: z.string(), addedAt: instantOut },
  endpoint: z.string().describe('As the browser gives it: by it a device knows itself'),
})
const base = '/v1/my-calls/devices'

export function callOutDeviceRoutes(
  routes: Routes,
  { config, clock }: Pick<System, 'config' | 'clock'>,
  { devices, teams }: Pick<CallOuts, 'devices' | 'teams'>,
  push: Pick<PushDesk, 'greet'>,
): void {
  routes.add(
    {
      ...{ method: 'GET', url: base, ...signedIn },
      summary: 'The devices on which I am called by push',
      answer: z.object({ devices: z.array(deviceView) }),
    },
    ({ person }) =>
      ok({
        devices: devices.of(person.id).map(({ id, addedAt, endpoint }) => ({ id, addedAt, endpoint })),
      }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: base, ...signedIn, needs: 'the-writer', status: 201, bodyLimit: 8 * 1_024 },
      summary: `Be called on this device too, of ${mostDevices} at most: it is told so by a first push, and kept if that is taken`,
      body: z.strictObject({
        endpoint: z.string().min(1).max(2_000),
        keys: z.strictObject({ p256dh: z.string().max(200), auth: z.string().max(100) }),
      }),
      answer: deviceView,
    },
    async ({ person, body, caller, request }) => {
      const mine = teams.responders().filter(({ account }) => account === person.id)
      if (mine.length === 0) return refuse('response/not-a-responder')
      if (
        devices.of(person.id).length >= mostDevices &&
        !devices.of(person.id).some(({ endpoint }) => endpoint === body.endpoint)
      )
        return refuse('response/too-many-devices', { most: mostDevices })
      const language = mine[0]!.language || staffLanguage(request)
      const hello = callPush({
        ...{ id: '', callOut: 'device', person: person.id, say: 'hello', mode: config.mode, link: null },
        ...{ language, text: callPageWords[callLanguage(language)].device.hello, until: clock.now() },
      })
      const text = JSON.stringify(hello)
      const greeted = await push.greet(body, { text, about: `calls of ${person.id}` })
      if (!greeted.ok) return greeted
      const { endpoint } = greeted.value
      const added = await devices.add(
        { account: person.id as PersonId, endpoint, keys: body.keys },
        byCaller(caller),
      )
      return added.ok ? ok({ id: added.value.id, addedAt: added.value.addedAt, endpoint }) : added
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: `${base}/:id`, ...signedIn, needs: 'the-writer' },
      ...{ status: 204, answer: 'text/plain', summary: 'Be called on one of my devices no more' },
      params: z.object({ id: z.string().max(64) }),
    },
    ({ person, params: { id }, caller }) => devices.remove(id, person.id as PersonId, byCaller(caller)),
  )
}
