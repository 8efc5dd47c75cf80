/** Tracks over HTTP: what moves, where it was seen, and when it could be in which area of ours. */
import { z } from 'zod'
import type { AreaCode, LonLat } from '#areas'
import { ok, type Result } from '#base'
import type { ThreatId, Track } from '#threats'
import { may, type Caller } from '#people'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { instant, instantOut } from '../schemas.ts'
import type { System } from '../system.ts'
import type { KeptTrack, TrackDesk } from '../tracks.ts'

const lon = z.number().min(-180).max(180)
const lat = z.number().min(-90).max(90)
const heading = z.number().min(0).lt(360).describe('Degrees from north, clockwise')
const kmPerHour = z.number().min(1).max(40_000)
const seen = z.strictObject({ at: instant, lon, lat })
const arrival = z.object({
  area: z.string(),
  track: z.string(),
  earliest: instantOut.describe('Straight there at its fastest'),
  latest: instantOut.describe('Straight there at its slowest'),
  to: z
    .enum(['shape', 'centre'])
    .describe('Reckoned to the nearest point of the area, or only to its centre'),
})
export const arrivalViews = {
  arrivals: z.array(arrival).describe('The soonest first'),
  arrivalsUnknown: z
    .array(z.object({ area: z.string(), track: z.string(), why: z.enum(['no-speed', 'no-place']) }))
    .describe('Areas in its direction of which nobody can say when'),
}
const trackView = z.object({
  id: z.string(),
  threat: z.string(),
  state: z.enum(['followed', 'ended']),
  seen: z.array(z.object({ at: instantOut, lon: z.number(), lat: z.number() })),
  headingDegrees: z
    .number()
    .nullable()
    .describe('As somebody said it; null: two positions tell, or nobody knows'),
  speedKmPerHour: z.object({ from: z.number(), to: z.number() }).nullable(),
  note: z.string().nullable(),
  spreadDegrees: z
    .number()
    .describe('To each side of its heading; 180 is every direction. It grows without news'),
  ...arrivalViews,
})

const params = z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/) })

export function trackRoutes(routes: Routes, system: System, tracks: TrackDesk): void {
  const { areas, authority } = system
  const contains = (outer: string, inner: string) =>
    areas.hierarchy().contains(outer as AreaCode, inner as AreaCode)
  const isTheirs = ({ permitted }: Caller) => {
    const reads = { action: 'report.read' } as const
    return (code: AreaCode) => may(permitted, { ...reads, areas: [code] }, contains).ok
  }
  /** The smallest area of ours that holds a position; beyond the map a danger is everybody's who may enter it. */
  const areaAt = (position: LonLat): readonly AreaCode[] => areas.locator().locate(position).slice(0, 1)

  let ours: { readonly version: string; readonly codes: readonly AreaCode[] } | undefined
  /** Down to municipalities: of a settlement its municipality tells. */
  const areasOfAuthority = (): readonly AreaCode[] => {
    const hierarchy = areas.hierarchy()
    if (ours?.version !== hierarchy.version) {
      const codes = authority.areas.flatMap((own) =>
        [hierarchy.get(own), ...hierarchy.descendants(own)].flatMap((area) =>
          area === undefined || area.kind === 'settlement' ? [] : [area.code],
        ),
      )
      ours = { version: hierarchy.version, codes: [...new Set(codes)] }
    }
    return ours.codes
  }
  const viewFor = (caller: Caller) => {
    const theirs = areasOfAuthority().filter(isTheirs(caller))
    return async (track: KeptTrack) => {
      const { known, unknown } = await tracks.arrivals(theirs, track.state === 'followed' ? [track] : [])
      const { id, threat, state, headingDegrees, speedKmPerHour, note } = track
      return {
        ...{ id, threat, state, seen: track.seen.map(({ at, lon, lat }) => ({ at, lon, lat })) },
        headingDegrees: headingDegrees ?? null,
        speedKmPerHour: speedKmPerHour ?? null,
        note: note ?? null,
        spreadDegrees: tracks.spreadDegrees(track),
        ...{ arrivals: known, arrivalsUnknown: unknown },
      }
    }
  }
  const viewed = async (track: Result<KeptTrack>, caller: Caller) =>
    track.ok ? ok(await viewFor(caller)(track.value)) : track

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/tracks', action: 'report.read', tag: 'reports' },
      ...{
        summary: 'What is followed now, and when it could be where',
        answer: z.object({ tracks: z.array(trackView) }),
      },
    },
    async ({ caller }) => {
      const view = viewFor(caller)
      const isMine = isTheirs(caller)
      const shown: z.input<typeof trackView>[] = []
      for (const track of await tracks.followed()) {
        const seenHere = areaAt(track.seen.at(-1)!)
        const made = await view(track)
        const comes = made.arrivals.length > 0 || made.arrivalsUnknown.length > 0
        if (comes || seenHere.some(isMine))
          shown.push({ ...made, arrivals: [...made.arrivals], arrivalsUnknown: [...made.arrivalsUnknown] })
      }
      return ok({ tracks: shown })
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/tracks', action: 'report.judge', tag: 'reports', status: 201 },
      ...{
        summary: 'Follow something that was seen',
        body: z.strictObject({
          threat: z.string().min(1).max(200),
          seen: z.array(seen).min(1).max(100).describe('The earliest first'),
          headingDegrees: heading.optional().describe('Left out, the last two positions tell'),
          speedKmPerHour: z
            .strictObject({ from: kmPerHour, to: kmPerHour })
            .optional()
            .describe('Left out, positions and the kind of threat tell'),
          note: z.string().min(1).max(1_000).optional().describe('What was seen; never who told it'),
        }),
        answer: trackView,
      },
      needs: 'the-writer',
    },
    async ({ body, caller, allowed }) => {
      const { threat, seen: positions, headingDegrees, speedKmPerHour, note } = body
      const may = allowed({ areas: positions.flatMap(areaAt) })
      if (!may.ok) return may
      const track: Track & { readonly note?: string } = {
        ...{ threat: threat as ThreatId, seen: positions },
        ...(headingDegrees === undefined ? {} : { headingDegrees }),
        ...(speedKmPerHour === undefined ? {} : { speedKmPerHour }),
        ...(note === undefined ? {} : { note }),
      }
      return viewed(await tracks.begin(track, byCaller(caller)), caller)
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/tracks/:id/seen', action: 'report.judge', tag: 'reports', params },
      ...{ summary: 'It was seen again', body: seen, answer: trackView, needs: 'the-writer' },
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const track = await tracks.find(id)
      if (!track.ok) return track
      const here = areaAt(body)
      // Where it was last, when it is said to be beyond the map now: there it would be anybody's to end.
      const may = allowed({ areas: here.length > 0 ? here : areaAt(track.value.seen.at(-1)!) })
      return may.ok ? viewed(await tracks.seen(id, body), caller) : may
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/tracks/:id/end', action: 'report.judge', tag: 'reports', params },
      ...{
        summary: 'It is followed no longer',
        body: z.strictObject({}),
        answer: trackView,
        needs: 'the-writer',
      },
    },
    async ({ params: { id }, caller, allowed }) => {
      const track = await tracks.find(id)
      if (!track.ok) return track
      const may = allowed({ areas: areaAt(track.value.seen.at(-1)!) })
      return may.ok ? viewed(await tracks.end(id, byCaller(caller)), caller) : may
    },
  )
}
