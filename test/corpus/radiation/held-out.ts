/**
 * What the rules on radiation were not tuned on: two thirds of the real stations, away from where the made network of
 * `src/sites` puts its release, with the real station’s year of daily values, which nothing else reads.
 */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { kilometresBetween, type LonLat } from '#areas'
import type { StationId } from '#sites'

const real = (name: string) => new URL(`../../../../shared/radiation/${name}`, import.meta.url)
const lists = ['bfs_odl_stations_stamm.json.gz', 'bfs_odl_065320010_series.json']

export const whyNotHere: string | false = lists.every((name) => existsSync(real(name)))
  ? false
  : 'the real lists are not here'

export interface Place {
  readonly id: StationId
  readonly at: LonLat
  /** nSv/h. */
  readonly usual: number
}

/** Of `made-network.test.ts`: every third station, and all near its release. */
const [tunedThird, tunedNear, tunedKm] = [3, { lon: 9.3, lat: 49 }, 130] as const

export function heldOutStations(): readonly Place[] {
  const form = JSON.parse(new TextDecoder('latin1').decode(gunzipSync(readFileSync(real(lists[0]!))))) as {
    [id: string]: { lon: number; lat: number; mw?: number; status: number }
  }
  const working = Object.entries(form).flatMap(([id, { lon, lat, mw, status }]): Place[] =>
    mw === undefined || status !== 1 ? [] : [{ id: id as StationId, at: { lon, lat }, usual: mw * 1_000 }],
  )
  return working.filter(
    ({ at }, index) => index % tunedThird !== 0 && kilometresBetween(at, tunedNear) > tunedKm,
  )
}

interface Series {
  readonly mw: readonly (number | null)[]
}

/** Deviations of the real station from its median, nSv/h: by the hour of a week, by the day of a year. */
export function deviations(): { readonly hours: readonly number[]; readonly days: readonly number[] } {
  const form = JSON.parse(readFileSync(real(lists[1]!), 'utf8')) as { mw1h: Series; mw24h: Series }
  const of = ({ mw }: Series) => {
    const values = mw.flatMap((value) => (value === null ? [] : [value * 1_000]))
    const median = values.toSorted((a, b) => a - b)[values.length >> 1]!
    return values.map((value) => value - median)
  }
  return { hours: of(form.mw1h), days: of(form.mw24h) }
}
