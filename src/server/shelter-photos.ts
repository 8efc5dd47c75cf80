/** Photos of shelters: the picture and nothing that came with it, once on the shelf however many shelters show it. */
import { ok, refuse, sha256, type Result } from '#base'
import { onlyPicture } from '#reports'
import type { Photo, Shelter } from '#shelters'
import type { OrderedBy } from './ordered-by.ts'
import type { ShelterDesk } from './shelter-desk.ts'
import type { System } from './system.ts'

const collection = 'shelter-photos'

export interface ShelterPhotos {
  /** Instead of the one it had. */
  put(id: string, bytes: Uint8Array, by: OrderedBy): Promise<Result<Shelter>>
  remove(id: string, by: OrderedBy): Promise<Result<Shelter>>
  read(photo: Photo): Promise<Uint8Array | undefined>
}

export function openShelterPhotos({ shelf }: System, desk: ShelterDesk): ShelterPhotos {
  const change = async (shelter: Shelter, photo: Photo | null, by: OrderedBy): Promise<Result<Shelter>> => {
    const after: Shelter = { ...shelter, photo }
    const data = { shelter: shelter.id, fields: ['photo'] }
    const kept = await desk.keep([after], [], { type: 'shelter-changed', data }, by)
    if (!kept.ok) return kept
    const before = shelter.photo?.hash
    const isShown = desk.book.all().some((one) => one.photo?.hash === before)
    if (before !== undefined && !isShown) await shelf.remove(collection, [before])
    return ok(after)
  }
  return {
    async put(id, bytes, by) {
      const picture = onlyPicture(bytes)
      if (!picture.ok) return picture
      const { type, widthPixels, heightPixels, bytes: clean } = picture.value
      const photo: Photo = { hash: sha256(clean), type, widthPixels, heightPixels }
      return desk.inTurn(async () => {
        const found = await desk.find(id)
        if (!found.ok) return found
        const base64 = Buffer.from(clean).toString('base64')
        await shelf.put(collection, [{ key: photo.hash, document: { base64 } }])
        return change(found.value, photo, by)
      })
    },
    remove: (id, by) =>
      desk.inTurn(async () => {
        const found = await desk.find(id)
        if (!found.ok) return found
        if (found.value.photo === null) return refuse('shelters/no-photo', { shelter: id })
        return change(found.value, null, by)
      }),
    async read({ hash }) {
      const kept = (await shelf.get(collection, hash)) as { readonly base64: string } | undefined
      return kept === undefined ? undefined : Buffer.from(kept.base64, 'base64')
    },
  }
}
