/** Reading a pasted announcement over HTTP: what it declares, with the words it rests on. Nothing is kept or written. */
import { z } from 'zod'
import type { BoardLine } from '#alerts'
import type { Area, AreaCode } from '#areas'
import { ok, type Mode } from '#base'
import { doubtCodes, doubtsOnLadder, onLadder, type PlaceMention, type Standing } from '#evidence'
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
  const { areas, authority, book, config, world } = system
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
        issuer: z
          .object({ name: z.string().describe('In one English form'), quote })
          .nullable()
          .describe('Who gives it, where the text says so'),
        lines: z.array(line),
        doubts: z.array(z.object({ code: z.enum(doubtCodes), message: z.string(), quote })),
      }),
    },
    async ({ body: { text, within }, caller: { permitted } }) => {
      const inside = within === undefined ? undefined : areas.meant(within)
      if (within !== undefined && inside === undefined) return areas.unknown(within, 'within')
      const { owns } = permitted
      const scope =
        inside !== undefined ? [inside] : owns.areas === 'everywhere' ? authority.areas : owns.areas
      const ladder = book.ladder(
        (owns.ladders === 'all' || owns.ladders.includes(authority.ladder)
          ? authority.ladder
          : (owns.ladders[0] ?? authority.ladder)) as LadderId,
      )
      const { readAnnouncement } = await import('#evidence/reader')
      const read = readAnnouncement(text, areas.gazetteer(), scope as readonly AreaCode[], {
        standing: standingOf(world.board.lines(), config.mode, book),
      })
      const place = (mention: PlaceMention) => viewOf(mention, text)
      return ok({
        language: read.language,
        issuer: read.issuer,
        lines: read.lines.map((one) => ({
          // What ended before the same danger was raised again is nothing to end now.
          action: one.earlier === 'yes' ? 'info' : one.action,
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

/** What is in force, each line with the colour of its level: texts name levels so. */
function standingOf(lines: Iterable<BoardLine>, mode: Mode, book: System['book']): Standing[] {
  return [...lines]
    .filter((line) => line.mode === mode)
    .map(({ area, threat, ladder, level }) => ({
      ...{ area, threat },
      level: book.ladder(ladder)?.levels.find(({ id }) => id === level)?.colour ?? level,
    }))
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
