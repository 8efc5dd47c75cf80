/** Photos of shelters over HTTP: put by those who keep them, shown to everybody unless the shelter is hidden. */
import { z } from 'zod'
import { ok, refuse } from '#base'
import { photoTypes } from '#reports'
import { fieldsOf, type ShelterId } from '#shelters'
import { sendCacheable } from '../cacheable.http.ts'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import type { ShelterPhotos } from '../shelter-photos.ts'
import type { System } from '../system.ts'
import { areasTouched, type ShelterKeeping } from './shelter-keeping.http.ts'
import { shelterParams } from './shelters.http.ts'

/** It is looked at on a weak phone, in a stairwell. */
const mostBytes = 600_000
const photoView = z.object({ widthPixels: z.int(), heightPixels: z.int(), type: z.string() }).nullable()

export function shelterPhotoRoutes(
  routes: Routes,
  { clock, startedAt }: System,
  { desk, places, photos }: ShelterKeeping & { readonly photos: ShelterPhotos },
): void {
  const params = shelterParams
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/shelters/:id/photo', action: 'public', tag: 'public', params },
      query: z.object({ v: z.string().max(64).optional().describe('Changes with the photo') }),
      ...{ summary: 'The photo of a shelter; a PNG or WebP where it was given as one', answer: 'image/jpeg' },
    },
    async ({ params: { id }, request, reply }) => {
      await desk.book.upToDate()
      const shelter = desk.book.get(id as ShelterId)
      if (shelter === undefined || fieldsOf(shelter).visibility === 'hidden')
        return refuse('shelters/unknown', { shelter: id })
      const bytes = shelter.photo === null ? undefined : await photos.read(shelter.photo)
      if (shelter.photo === null || bytes === undefined) return refuse('shelters/no-photo', { shelter: id })
      const { hash, type } = shelter.photo
      // Not for ever: a shelter that is hidden must not stay in caches.
      return sendCacheable(
        request,
        reply,
        { body: Buffer.from(bytes), type, etag: `"${hash.slice(0, 32)}"`, changedAt: startedAt },
        clock.now(),
      )
    },
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/shelters/:id/photo', action: 'shelter.manage', tag: 'set-up', params },
      ...{ takes: [...photoTypes, 'application/octet-stream'], bodyLimit: mostBytes, mostAtOnce: 4 },
      summary: 'Give a shelter a photo; of what is sent only the picture is kept',
      ...{ answer: photoView, needs: 'the-writer' },
    },
    async ({ params: { id }, body, caller, allowed }) => {
      if (!((body as unknown) instanceof Uint8Array))
        return refuse('server/invalid-request', { at: 'body', why: 'it is no photo' })
      const found = await desk.find(id)
      if (!found.ok) return found
      const may = allowed({ areas: areasTouched(places, [found.value]) })
      if (!may.ok) return may
      const put = await photos.put(id, body as unknown as Uint8Array, byCaller(caller))
      if (!put.ok) return put
      const { photo } = put.value
      return ok(
        photo === null
          ? null
          : { type: photo.type, widthPixels: photo.widthPixels, heightPixels: photo.heightPixels },
      )
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/shelters/:id/photo', action: 'shelter.manage', tag: 'set-up', params },
      ...{ summary: 'Take a shelter’s photo away', answer: 'text/plain', status: 204, needs: 'the-writer' },
    },
    async ({ params: { id }, caller, allowed }) => {
      const found = await desk.find(id)
      if (!found.ok) return found
      const may = allowed({ areas: areasTouched(places, [found.value]) })
      return may.ok ? photos.remove(id, byCaller(caller)) : may
    },
  )
}
