/** A shelter as the public gets it: what is known, what is not, and until when a status counts. Hidden ones have no view. */
import type { InLanguages, Instant } from '#base'
import {
  fieldsOf,
  type Capacity,
  type Known,
  type Opening,
  type Shelter,
  type ShelterId,
  type ShelterType,
} from './shelter.ts'
import { statusNow, type Status, type StatusNow } from './status.ts'

export interface ShelterView {
  readonly id: ShelterId
  readonly names: InLanguages<string>
  readonly address: string
  readonly lon: number
  readonly lat: number
  readonly type: ShelterType
  readonly protects: readonly string[]
  readonly capacity: Capacity | null
  readonly wheelchair: Known
  readonly pets: Known
  readonly opening: Opening
  readonly admits: 'everyone' | 'own-people' | 'unknown'
  readonly use: 'in-use' | 'out-of-use'
  readonly note: string
  /** Where its photo is served; null without one. */
  readonly photo: { readonly url: string; readonly widthPixels: number; readonly heightPixels: number } | null
  /** As it counts now; `until` says when it is unknown again, if nobody says more. */
  readonly status: StatusNow
}

/** Undefined for one that is hidden. */
export function publicView(
  shelter: Shelter,
  status: Status | undefined,
  now: Instant,
): ShelterView | undefined {
  return fieldsOf(shelter).visibility === 'hidden' ? undefined : viewOfShelter(shelter, status, now)
}

/** Of any: for those who keep the shelters. */
export function viewOfShelter(shelter: Shelter, status: Status | undefined, now: Instant): ShelterView {
  const { at, capacity, visibility: _, ...rest } = fieldsOf(shelter)
  const { id, photo } = shelter
  return {
    ...{ id, ...rest, lon: at.lon, lat: at.lat },
    capacity: capacity === 'unknown' ? null : capacity,
    photo:
      photo === null
        ? null
        : {
            // The bytes behind an address never change.
            url: `/v1/shelters/${id}/photo?v=${photo.hash.slice(0, 12)}`,
            ...{ widthPixels: photo.widthPixels, heightPixels: photo.heightPixels },
          },
    status: statusNow(status, now),
  }
}

/** RFC 7946; what no map shows is left to the shelter’s own address. */
export function shelterFeature({ lon, lat, id, names, address, type, capacity, ...view }: ShelterView) {
  const { wheelchair, pets, opening, use, status } = view
  return {
    type: 'Feature' as const,
    id,
    geometry: { type: 'Point' as const, coordinates: [lon, lat] },
    properties: {
      ...{ names, address, type, wheelchair, pets, use, opening: opening.when },
      ...{ capacity: capacity?.places ?? null, status: status.state },
      ...(status.state === 'unknown' ? {} : { statusAt: status.at, statusUntil: status.until }),
    },
  }
}
