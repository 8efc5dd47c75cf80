/** Photos of damage: of what is sent only the picture is kept, in the personal store, for as long as where exactly it was taken. */
import { day, ok, plus, sha256, type Instant, type Mode, type Result, type Sha256 } from '#base'
import type { DamageCommand, DamageState, ObservationId } from '#damage'
import { onlyPicture } from '#reports'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

/** Exact places, words and photos of damage; the counts stay in the ledger. */
export const damageKeptFor = 400 * day
const pictures = 'damage-photos'
/** Apart from the pictures, so that looking for what is over reads none of them. */
const times = 'damage-photo-times'

export interface DamagePhotos {
  /** Given again, it is the same one. */
  add(observation: ObservationId, bytes: Uint8Array, by: OrderedBy): Promise<Result<Sha256>>
  read(hash: string): Promise<{ readonly type: string; readonly bytes: Buffer } | undefined>
}

interface Orders {
  state(): Promise<DamageState>
  order(make: () => Result<DamageCommand>, by: OrderedBy, mode: Mode): Promise<Result<unknown>>
}

export function damagePhotos(
  { personal, clock, config }: Pick<System, 'personal' | 'clock' | 'config'>,
  desk: Orders,
): DamagePhotos {
  return {
    async add(observation, bytes, by) {
      const picture = onlyPicture(bytes)
      if (!picture.ok) return picture
      const { type, bytes: clean } = picture.value
      const photo = sha256(clean)
      const base64 = Buffer.from(clean).toString('base64')
      // Before the fact: a fact never speaks of a picture that is nowhere.
      const keptUntil = plus(clock.now(), damageKeptFor)
      await personal.put(times, [{ key: photo, document: { keptUntil } }])
      await personal.put(pictures, [{ key: photo, document: { type, base64 } }])
      const done = await desk.order(() => ok({ type: 'photograph', observation, photo }), by, config.mode)
      if (done.ok) return ok(photo)
      const { observations } = await desk.state()
      const isShown = [...observations.values()].some(({ photos }) => photos.includes(photo))
      if (!isShown) await forget(personal, [photo])
      return done
    },
    async read(hash) {
      const kept = (await personal.get(pictures, hash)) as
        | { readonly type: string; readonly base64: string }
        | undefined
      return kept === undefined ? undefined : { type: kept.type, bytes: Buffer.from(kept.base64, 'base64') }
    },
  }
}

/** Forgets the pictures whose time is over. */
export async function sweepDamagePhotos(personal: System['personal'], now: Instant): Promise<void> {
  const over = (await personal.list(times)).filter(
    ({ document }) => (document as { readonly keptUntil: Instant }).keptUntil < now,
  )
  if (over.length > 0)
    await forget(
      personal,
      over.map(({ key }) => key),
    )
}

/** The picture first: one that nothing knows of would never be forgotten. */
async function forget(personal: System['personal'], hashes: readonly string[]): Promise<void> {
  await personal.remove(pictures, hashes)
  await personal.remove(times, hashes)
}
