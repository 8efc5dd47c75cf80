/** The map over HTTP: finding areas, looking at one, what lies at a point, and importing boundaries. */
import { z } from 'zod'
import { layOver, nameOf, toGeoJson, type AreaCode, type ImportOptions } from '#areas'
import { english, ok, refuse } from '#base'
import { beyondPlace, mainAuthority } from '#people'
import { importFiles } from '../../areas/imports/import-file.node.ts'
import { sendCacheable } from '../cacheable.http.ts'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { names } from '../schemas.ts'
import type { System } from '../system.ts'

const briefArea = z.object({ code: z.string(), kind: z.string(), names })
const areaView = z.looseObject({ code: z.string(), kind: z.string(), parent: z.string().nullable(), names })
const importBody = z.strictObject({
  files: z
    .array(z.strictObject({ name: z.string().min(1).max(200), base64: z.base64() }))
    .min(1)
    .max(50),
  within: z.string().optional().describe('Code of the area that the names are looked for in'),
  unmatched: z
    .enum(['tell', 'add'])
    .default('tell')
    .describe('What becomes of features without a counterpart'),
  nameProperty: z
    .string()
    .max(100)
    .optional()
    .describe('The property that holds the name, where detection takes another'),
  depth: z.enum(['municipality', 'settlement']).optional(),
})

export function areaRoutes(routes: Routes, system: System, bodyLimit: number): void {
  const { areas, clock } = system
  const brief = (code: AreaCode) => {
    const area = areas.hierarchy().get(code)!
    return { code, kind: area.kind, names: area.names }
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/areas', action: 'public', tag: 'areas' },
      summary: 'Find areas by name, code or point; without a question, the topmost ones and their parts',
      query: z
        .object({
          find: z.string().min(1).max(200).optional(),
          within: z
            .string()
            .max(200)
            .optional()
            .describe('Look only in this area: its code in any scheme, or its name'),
          beside: z
            .string()
            .max(2_000)
            .optional()
            .describe(
              'Names that stand beside it, or the sentence it stands in; they decide between places of one name',
            ),
          lon: z.coerce.number().min(-180).max(180).optional(),
          lat: z.coerce.number().min(-90).max(90).optional(),
        })
        .superRefine(({ lon, lat }, context) => {
          if ((lon === undefined) === (lat === undefined)) return
          const path = [lon === undefined ? 'lon' : 'lat']
          context.addIssue({ code: 'custom', path, message: 'a point needs both lon and lat' })
        }),
      answer: z.object({
        areas: z.array(briefArea.extend({ score: z.number().optional() })),
        matches: z
          .array(z.object({ code: z.string(), name: z.string(), names, score: z.number() }))
          .optional()
          .describe('With `find`: the same areas, the best first, as the command line prints them'),
        decision: z.enum(['one', 'ask', 'none']).optional(),
      }),
    },
    ({ query }) => {
      const within = query.within === undefined ? undefined : areas.meant(query.within)
      if (query.within !== undefined && within === undefined) return areas.unknown(query.within, 'within')
      if (query.find !== undefined) {
        const { matches, decision } = areas.recognise(query.find, {
          ...(within === undefined ? {} : { within }),
          ...(query.beside === undefined ? {} : { beside: query.beside }),
        })
        return ok({
          areas: matches.map(({ area, score }) => ({ ...brief(area.code), score })),
          matches: matches.map(({ area, score }) => {
            const { code, names } = area
            return { code, name: nameOf(area, english), names, score }
          }),
          decision,
        })
      }
      if (query.lon !== undefined && query.lat !== undefined)
        return ok({ areas: areas.locator().locate({ lon: query.lon, lat: query.lat }).map(brief) })
      const hierarchy = areas.hierarchy()
      const top = within === undefined ? hierarchy.roots().map((area) => area.code) : [within]
      return ok({
        areas: top
          .flatMap((code) => [code, ...hierarchy.children(code).map((area) => area.code)])
          .filter((code) => hierarchy.get(code) !== undefined)
          .map(brief),
      })
    },
  )
  routes.add(
    {
      ...{
        method: 'GET',
        url: '/v1/areas/:code',
        action: 'public',
        tag: 'areas',
        params: z.object({ code: z.string() }),
      },
      ...{ summary: 'One area: names, codes, place in the hierarchy', answer: areaView },
    },
    ({ params }) => {
      const code = params.code as AreaCode
      const area = areas.hierarchy().get(code)
      if (area === undefined) return areas.unknown(params.code)
      const { shape, ...rest } = area
      return ok({
        ...rest,
        shape: shape === undefined ? 'none' : (area.shapeQuality ?? 'surveyed'),
        ancestors: areas
          .hierarchy()
          .ancestors(code)
          .map((one) => brief(one.code)),
        children: areas
          .hierarchy()
          .children(code)
          .map((one) => brief(one.code)),
      })
    },
  )
  routes.add(
    {
      ...{
        method: 'GET',
        url: '/v1/areas/:code/shape',
        action: 'public',
        tag: 'areas',
        params: z.object({ code: z.string() }),
      },
      ...{
        summary: 'The area’s shape as GeoJSON, marked where it is approximate',
        answer: 'application/geo+json',
      },
    },
    ({ params, request, reply }) => {
      const area = areas.hierarchy().get(params.code as AreaCode)
      if (area === undefined) return areas.unknown(params.code)
      const body = Buffer.from(JSON.stringify(toGeoJson(area)))
      const etag = `"${areas.hashOfShape(area.code)?.slice(0, 32) ?? 'none'}"`
      return sendCacheable(
        request,
        reply,
        { body, type: 'application/geo+json', etag, changedAt: system.startedAt },
        clock.now(),
      )
    },
  )
  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/areas/import',
        action: 'areas.import',
        tag: 'areas',
        body: importBody,
        bodyLimit,
        needs: 'the-writer',
      },
      summary:
        'Import boundaries or names; tells what was joined, repaired, refused and what could not be joined',
      answer: z.looseObject({
        areas: z.int(),
        changed: z.int(),
        joined: z.array(z.looseObject({})),
        unjoined: z.array(z.looseObject({})),
      }),
    },
    async ({ body, caller, allowed }) => {
      const { unmatched, nameProperty, depth } = body
      // A name or another scheme’s code as well as ours; what comes with the files is not known yet, and stays as it is.
      const within = body.within === undefined ? undefined : (areas.meant(body.within) ?? body.within)
      // Whoever acts for the whole installation lays out its neighbours too, so that their names are recognised: what may be
      // warned is the authority’s own territory, whatever is on the map. Others keep to where they act.
      const isBound = beyondPlace(caller.permitted, mainAuthority) !== undefined
      const may = allowed(isBound && within !== undefined ? { areas: [within] } : {})
      if (!may.ok) return may
      const files = body.files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') }))
      const options = Object.fromEntries(
        Object.entries({ within, unmatched, nameProperty, depth }).filter(([, it]) => it !== undefined),
      )
      const read = importFiles(files, areas.hierarchy(), options as ImportOptions)
      if (!read.ok) return read
      const { areas: changed, ...told } = read.value
      // The map says who may warn where: whoever acts in one place only draws what lies within it, not its own border.
      if (isBound) {
        const parents = changed.flatMap(({ code, parent }) => {
          const now = areas.hierarchy().get(code)
          return now === undefined ? [parent] : [now.parent, parent]
        })
        const touched = parents.map((parent) => parent ?? 'everywhere')
        const theirs = within === undefined ? undefined : allowed({ areas: touched })
        if (theirs?.ok !== true)
          return theirs ?? refuse('people/outside-area', { at: 'within', area: 'everywhere' })
      }
      const put = await areas.replace(layOver(areas.hierarchy().all(), changed))
      if (!put.ok) return put
      const data = {
        files: files.map((file) => file.name),
        areas: put.value.size,
        changed: changed.length,
        version: put.value.version,
      }
      await system.note({
        stream: 'areas',
        type: 'areas-imported',
        ...byCaller(caller),
        mode: system.config.mode,
        data,
      })
      return ok({ areas: put.value.size, changed: changed.length, ...told })
    },
  )
}
