/** Reading a pasted announcement over HTTP: what it declares, with the words it rests on. Nothing is kept or written. */
import { z } from 'zod'
import type { Area, AreaCode } from '#areas'
import { ok } from '#base'
import { doubtCodes, doubtsOnLadder, onLadder, readAnnouncement, type PlaceMention } from '#evidence'
import type { LadderId } from '#threats'
import type { Routes } from '../route.http.ts'
import { names } from '../schemas.ts'
import type { System } from '../system.ts'

/** In UTF-16 units; a longer text is no announcement. */
export const longestAnnouncement = 20_000

const quote = z.object({
  text: z.string(),
  start: z.int().describe('Offset in UTF-16 units'),
  end: z.int(),
})
const saidArea = z.object({
  text: z.string(),
  start: z.int(),
  end: z.int(),
  decision: z.enum(['one', 'ask']),
  code: z.string().nullable().describe('The area, where it is certain'),
  candidates: z.array(z.object({ code: z.string(), names, score: z.number() })),
})
const line = z.object({
  action: z.enum(['raise', 'lower', 'end', 'info']),
  threat: z.string().nullable(),
  ladder: z.string().nullable(),
  level: z.string().nullable().describe('For “lower” the level that is now in force'),
  areas: z.array(saidArea),
  except: z.array(saidArea),
  time: quote.nullable().describe('As written; it belongs to this line and no other'),
  quote,
})

export function announcementRoutes(routes: Routes, system: System): void {
  const { areas, authority, book } = system
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/announcements/read', action: 'alert.draft', tag: 'alerts' },
      // A long one that means to be slow takes a second of this server: no more of them than the order path can spare.
      mostAtOnce: 2,
      summary:
        'Read an official message into lines: action, threat, level, areas, exceptions, time, each with its words',
      body: z.strictObject({
        text: z.string().min(1).max(longestAnnouncement),
        within: z
          .string()
          .max(200)
          .optional()
          .describe('Code of an area; the authority’s own areas when left out'),
      }),
      answer: z.object({
        language: z.enum(['en', 'ru', 'uk']),
        lines: z.array(line),
        doubts: z.array(z.object({ code: z.enum(doubtCodes), message: z.string(), quote })),
      }),
    },
    ({ body: { text, within }, caller: { permitted } }) => {
      if (within !== undefined && areas.hierarchy().get(within as AreaCode) === undefined)
        return areas.unknown(within, 'within')
      const { owns } = permitted
      const scope =
        within !== undefined ? [within] : owns.areas === 'everywhere' ? authority.areas : owns.areas
      const ladder = book.ladder(
        (owns.ladders === 'all' || owns.ladders.includes(authority.ladder)
          ? authority.ladder
          : (owns.ladders[0] ?? authority.ladder)) as LadderId,
      )
      const read = readAnnouncement(text, areas.gazetteer(), scope as readonly AreaCode[])
      const place = (mention: PlaceMention) => viewOf(mention, text)
      return ok({
        language: read.language,
        lines: read.lines.map((one) => ({
          action: one.action,
          ...(ladder === undefined ? { threat: null, ladder: null, level: null } : onLadder(one, ladder)),
          areas: one.areas.map(place),
          except: one.except.map(place),
          time: one.time,
          quote: one.quote,
        })),
        doubts: ladder === undefined ? read.doubts : doubtsOnLadder(read.lines, read.doubts, ladder),
      })
    },
  )
}

function viewOf({ start, end, decision, candidates }: PlaceMention, text: string) {
  const one: Area | undefined = decision === 'one' ? candidates[0]?.area : undefined
  return {
    ...{ text: text.slice(start, end), start, end },
    decision: one === undefined ? 'ask' : 'one',
    code: one?.code ?? null,
    candidates: candidates.map(({ area, score }) => ({ code: area.code, names: area.names, score })),
  }
}
