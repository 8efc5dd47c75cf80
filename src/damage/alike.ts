/** Assets that may be one and the same, for people to look at: nothing is merged by itself. */
import { kilometresBetween, type AreaCode, type LonLat } from '#areas'
import { isSameAddress, readAddress, type Address } from './address.ts'
import type { AssetId, AssetSubject } from './observation.ts'

/** Where an asset is, as it was given; it stands in a table and in no fact. */
export interface AssetPlace {
  readonly id: AssetId
  readonly area: AreaCode
  readonly subject: AssetSubject | null
  readonly address: string
  readonly at: LonLat | null
}

export interface MaybeSame {
  readonly assets: readonly [AssetId, AssetId]
  readonly because: 'same-address' | 'same-place' | 'same-house-near'
  /** Undefined where one of them has no point. */
  readonly metres?: number
}

/** Metres within which two points may be one house: phones are off by so much among high buildings. */
export const samePlaceMetres = 25
/** Metres within which the same number of a house in a street that sounds otherwise is worth a look. */
export const nearMetres = 150

/**
 * Pairs to look at, the surest first. `places`: of one occurrence, and only those that were not merged. Grids by address and by
 * point, so that thousands of houses are compared in their neighbourhoods only.
 */
export function maybeSame(places: readonly AssetPlace[], related: Related): readonly MaybeSame[] {
  const read = places.map((place) => ({ place, address: readAddress(place.address) }))
  const pairs = new Map<string, MaybeSame>()
  const groups = new Map<string, typeof read>()
  const put = (key: string, one: (typeof read)[number]) => {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  for (const one of read) {
    const { address, place } = one
    if (address !== undefined && address.street !== '' && address.house !== '')
      put(`${address.street}\n${address.house}`, one)
    if (place.at !== null) for (const cell of cellsOf(place.at)) put(cell, one)
  }
  for (const group of groups.values())
    for (const [i, one] of group.entries())
      for (const other of group.slice(i + 1)) {
        const because = sameness(one, other, related)
        if (because === undefined) continue
        const assets = [one.place.id, other.place.id].toSorted() as [AssetId, AssetId]
        pairs.set(assets.join('\n'), { assets, ...because })
      }
  return [...pairs.values()].toSorted(
    (a, b) => order[a.because] - order[b.because] || (a.assets.join() < b.assets.join() ? -1 : 1),
  )
}

/** Whether one area lies in the other. */
export type Related = (one: AreaCode, other: AreaCode) => boolean

/** The asset that an address names already, where there is exactly one: whoever tells of the same house again tells of that asset. */
export function assetAt(
  places: readonly AssetPlace[],
  asked: Pick<AssetPlace, 'area' | 'subject' | 'address'>,
  related: Related,
): AssetId | undefined {
  const address = readAddress(asked.address)
  if (address === undefined) return undefined
  const same = places.filter((place) => {
    if (place.subject !== asked.subject || !related(place.area, asked.area)) return false
    const other = readAddress(place.address)
    return other !== undefined && isSameAddress(address, other)
  })
  return same.length === 1 ? same[0]!.id : undefined
}

const order = { 'same-address': 0, 'same-place': 1, 'same-house-near': 2 } as const

interface Read {
  readonly place: AssetPlace
  readonly address: Address | undefined
}

function sameness(one: Read, other: Read, related: Related): Omit<MaybeSame, 'assets'> | undefined {
  const { place: a, address: first } = one
  const { place: b, address: second } = other
  // A school isn’t the house beside it, whatever the points say.
  if (a.subject !== null && b.subject !== null && a.subject !== b.subject) return undefined
  const metres =
    a.at === null || b.at === null ? undefined : Math.round(kilometresBetween(a.at, b.at) * 1_000)
  const far = metres === undefined ? {} : { metres }
  const both = first !== undefined && second !== undefined
  if (both && isSameAddress(first, second) && related(a.area, b.area))
    return { because: 'same-address', ...far }
  if (metres === undefined) return undefined
  // Two numbers in one street are two houses, however near they stand.
  const isOther = both && first.house !== '' && second.house !== '' && first.house !== second.house
  if (metres <= samePlaceMetres && !isOther) return { because: 'same-place', metres }
  const isSameHouse = both && first.house !== '' && first.house === second.house
  return metres <= nearMetres && isSameHouse ? { because: 'same-house-near', metres } : undefined
}

/** Its own cell of about 200 m and those around it, so that two near each other share one. */
function cellsOf({ lon, lat }: LonLat): readonly string[] {
  const [x, y] = [Math.floor(lon * 300), Math.floor(lat * 500)]
  return [`${x},${y}`, `${x + 1},${y}`, `${x},${y + 1}`, `${x + 1},${y + 1}`, `${x - 1},${y + 1}`]
}
