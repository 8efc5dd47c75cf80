/** Photos of people, the picture alone: in the personal store, each once, counted, and forgotten with what they belong to. */
import { hour, ok, refuse, sha256, type Instant, type Json, type Result } from '#base'
import type { KeptPhoto, Photo } from '#reports'
import type { System } from './system.ts'

const gibibyte = 1024 * 1024 * 1024
/** What they belong to; each has a room of its own. */
const rooms = {
  resident: { mostPhotos: 2_000, mostBytesInAll: gibibyte },
  protocol: { mostPhotos: 2_000, mostBytesInAll: gibibyte },
  form: { mostPhotos: 20_000, mostBytesInAll: 10 * gibibyte },
} as const

interface Indexed extends KeptPhoto {
  readonly bytes: number
  readonly until: Instant
}

export interface KeptPhotos {
  keep(photo: Photo, until: Instant): Promise<Result<KeptPhoto, 'reports/photos-full'>>
  get(hash: string): Promise<{ readonly type: string; readonly bytes: Uint8Array } | undefined>
  forget(hashes: readonly string[]): Promise<void>
  close(): void
}

export async function openPhotos(
  system: Pick<System, 'personal' | 'clock' | 'log' | 'decides'>,
  of: keyof typeof rooms,
): Promise<KeptPhotos> {
  const { mostPhotos, mostBytesInAll } = rooms[of]
  const [photos, index] = [`${of}-photos`, `${of}-photo-index`]
  const { personal, clock, log } = system
  const known = new Map<string, Indexed>()
  const load = async () => {
    known.clear()
    for (const { key, document } of await personal.list(index)) known.set(key, document as unknown as Indexed)
  }
  let readUnder = system.decides()
  const upToDate = async () => {
    if (system.decides() === 'me' && readUnder === 'me') return
    readUnder = system.decides()
    await load()
  }
  /** The picture first: a picture that no index knows of would never be forgotten. */
  const forget = async (hashes: readonly string[]) => {
    if (hashes.length === 0) return
    await personal.remove(photos, hashes)
    await personal.remove(index, hashes)
    for (const hash of hashes) known.delete(hash)
  }
  const sweep = async () => {
    if (system.decides() === 'other') return
    const now = clock.now()
    await forget([...known].filter(([, { until }]) => until < now).map(([hash]) => hash))
  }
  let callOff = () => {}
  const sweepAgain = () => {
    callOff = clock.after(hour, () => {
      sweep().catch((error: Error) => log.warn('Photos could not be forgotten', { why: error.message }))
      sweepAgain()
    })
  }
  await load()
  await sweep()
  sweepAgain()

  return {
    forget,
    async keep(photo, until) {
      await upToDate()
      const hash = sha256(photo.bytes)
      const { type, widthPixels, heightPixels } = photo
      const shown: KeptPhoto = { hash, type, widthPixels, heightPixels }
      const before = known.get(hash)
      const inAll = [...known.values()].reduce((sum, { bytes }) => sum + bytes, 0)
      if (before === undefined && (known.size >= mostPhotos || inAll + photo.bytes.length > mostBytesInAll))
        return refuse('reports/photos-full')
      const indexed: Indexed = {
        ...shown,
        bytes: photo.bytes.length,
        until: before !== undefined && before.until > until ? before.until : until,
      }
      await personal.put(index, [{ key: hash, document: indexed as unknown as Json }])
      known.set(hash, indexed)
      if (before === undefined) {
        const bytes = Buffer.from(photo.bytes).toString('base64')
        await personal.put(photos, [{ key: hash, document: { type, bytes } }])
      }
      return ok(shown)
    },
    async get(hash) {
      const kept = (await personal.get(photos, hash)) as
        | { readonly type: string; readonly bytes: string }
        | undefined
      return kept === undefined ? undefined : { type: kept.type, bytes: Buffer.from(kept.bytes, 'base64') }
    },
    close: () => callOff(),
  }
}
