/** Places in shelters against people per area, for planners: as JSON, and for their spreadsheets. */
import { z } from 'zod'
import { nameOf, type Area, type AreaCode } from '#areas'
import { english, ok, type Result } from '#base'
import { csvLine } from '#people'
import { buildNearestIndex, fieldsOf, placesPerArea, type AreaPlaces } from '#shelters'
import type { Routes } from '../route.http.ts'
import { names } from '../schemas.ts'
import type { System } from '../system.ts'
import { byteOrderMark } from '../timeline-csv.ts'
import { areasTouched, type ShelterKeeping } from './shelter-keeping.http.ts'

const query = z.object({
  within: z
    .string()
    .max(200)
    .optional()
    .describe('Its parts are told; those of the topmost areas when left out'),
  minutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(120)
    .default(10)
    .describe('On foot, by the pace of slower people'),
})
const row = z.object({
  ...{ area: z.string(), names, shelters: z.int() },
  places: z.int().describe('At least'),
  capacityUnknown: z.int().describe('Shelters whose places nobody knows: not counted in places'),
  ...{ wheelchair: z.int(), hidden: z.int() },
  population: z.int().nullable(),
  placesPer100People: z.number().nullable().describe('At least'),
  beyond: z.object({
    surfacePercent: z.number().nullable().describe('Of its surface: farther than that from every shelter'),
    people: z
      .object({ beyond: z.int(), counted: z.int() })
      .nullable()
      .describe('Of its settlements of which a centre and a population are known; null where it has none'),
  }),
})
const cannotBeKnown =
  'People are known per area only: how many of them live farther away than that nobody can say, but for settlements small enough to be one point.'

/** More would be a country of settlements. */
const mostAreas = 200

export function shelterPlanningRoutes(
  routes: Routes,
  system: System,
  { desk, places }: ShelterKeeping,
): void {
  const reckon = async (
    { within, minutes }: z.output<typeof query>,
    allowed: (deed: { readonly areas: readonly string[] }) => Result<void>,
  ): Promise<
    Result<{ rows: readonly (AreaPlaces & { names: Area['names'] })[]; left: number; elsewhere: number }>
  > => {
    await desk.book.upToDate()
    const hierarchy = system.areas.hierarchy()
    if (within !== undefined && hierarchy.get(within as AreaCode) === undefined)
      return system.areas.unknown(within, 'within')
    const parts =
      within === undefined
        ? hierarchy.roots().flatMap(({ code }) => hierarchy.children(code))
        : hierarchy.children(within as AreaCode)
    const all =
      parts.length > 0
        ? parts
        : within === undefined
          ? hierarchy.roots()
          : [hierarchy.get(within as AreaCode)!]
    const theirs = all.filter(({ code }) => allowed({ areas: [code] }).ok)
    const shelters = desk.book.all().filter((shelter) => fieldsOf(shelter).use === 'in-use')
    const rows = placesPerArea({
      ...{ hierarchy, areas: theirs.slice(0, mostAreas), shelters, minutes, isIn: places.isIn },
      index: buildNearestIndex(shelters.map((shelter) => fieldsOf(shelter).at)),
    })
    return ok({
      rows: rows.map((one) => ({ ...one, names: hierarchy.get(one.area)!.names })),
      left: Math.max(0, theirs.length - mostAreas),
      elsewhere: shelters.filter((shelter) => areasTouched(places, [shelter])[0] === 'everywhere').length,
    })
  }
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/shelters/capacity', action: 'shelter.manage', tag: 'set-up', query },
      summary: 'Places in shelters per 100 people and area, and what lies too far from any',
      answer: z.object({
        ...{ areas: z.array(row), left: z.int(), minutes: z.int(), cannotBeKnown: z.string() },
        elsewhere: z.int().describe('Shelters that lie in no area of ours'),
      }),
    },
    async (call) => {
      const reckoned = await reckon(call.query, call.allowed)
      if (!reckoned.ok) return reckoned
      const { rows, left, elsewhere } = reckoned.value
      const areas = rows.map(({ names: named, ...one }) => ({ ...one, names: { ...named } }))
      return ok({ areas, left, elsewhere, minutes: call.query.minutes, cannotBeKnown })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/shelters/capacity.csv', action: 'shelter.manage', tag: 'set-up', query },
      ...{ summary: 'The same for a spreadsheet', answer: 'text/csv' },
    },
    async (call) => {
      const reckoned = await reckon(call.query, call.allowed)
      if (!reckoned.ok) return reckoned
      const { minutes } = call.query
      const head = csvLine([
        ...['area', 'name', 'people', 'shelters', 'places at least', 'shelters of unknown capacity'],
        ...['places per 100 people at least', 'with access for wheelchairs', 'hidden'],
        ...[`surface beyond ${minutes} min on foot, %`, 'people of known settlements beyond', 'of'],
      ])
      const cell = (value: number | null | undefined) =>
        value === null || value === undefined ? 'unknown' : String(value)
      const lines = reckoned.value.rows.map((one) =>
        csvLine([
          ...[one.area, nameOf(one, english), cell(one.population), String(one.shelters)],
          ...[String(one.places), String(one.capacityUnknown), cell(one.placesPer100People)],
          ...[String(one.wheelchair), String(one.hidden), cell(one.beyond.surfacePercent)],
          ...[cell(one.beyond.people?.beyond), cell(one.beyond.people?.counted)],
        ]),
      )
      return call.reply
        .header('cache-control', 'no-store')
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="shelter-capacity.csv"')
        .send(byteOrderMark + head + lines.join(''))
    },
  )
}
