/** A read announcement as programs get it: the vocabulary of the labelled sets, every value beside the words it rests on. */
import type { Json, JsonObject } from '#base'
import type { PlaceMention } from '../place/places-in-text.ts'
import type { ReadAnnouncement, ReadLine } from './announcement.ts'
import type { SaidThreat } from './danger-words.ts'

const printedThreats: { readonly [said in SaidThreat]?: string } = {
  'air-raid': 'air_raid',
  drone: 'drone',
  missile: 'missile',
  ballistic: 'ballistic',
  // A MiG-31K that takes off may carry one; until it is seen to fly it is a missile as any other.
  aeroballistic: 'missile',
  'guided-bomb': 'aviation',
  aircraft: 'aviation',
  artillery: 'artillery',
  chemical: 'chemical',
  radiation: 'radiation',
}

/** `text` is the whole that was read. Natural hazards and all else are `other`; `danger` says which. */
export function printAnnouncement(read: ReadAnnouncement, text: string): JsonObject {
  return {
    lines: read.lines.map((line) => printLine(line, text)),
    issuer: read.issuer?.name ?? null,
    issuerQuote: (read.issuer?.quote ?? null) as unknown as Json,
    language: read.language,
    doubts: read.doubts as unknown as Json,
  }
}

function printLine(line: ReadLine, text: string): JsonObject {
  const { action, threat, colour, areas, except, time, earlier, quote } = line
  return {
    action,
    threat: threat === null ? null : (printedThreats[threat] ?? 'other'),
    danger: threat,
    level: colour === 'orange' ? null : colour,
    ...(colour === 'orange' ? { colour } : {}),
    areas: areas.map((area) => printArea(area, text)),
    except: except.map((area) => printArea(area, text)),
    time: time?.text ?? null,
    timeQuote: time as Json,
    ...(earlier === 'yes' ? { earlier: true } : {}),
    quote: quote as unknown as Json,
  }
}

/** `decision`: `one` has a code; `ask` has candidates to choose from; `none` is a place that nothing here is called. */
function printArea({ start, end, decision, candidates }: PlaceMention, text: string): JsonObject {
  const one = decision === 'one' ? candidates[0]?.area : undefined
  const names = one?.names as { readonly [language: string]: string } | undefined
  return {
    code: one?.code ?? null,
    name: names === undefined ? null : (names['en'] ?? Object.values(names)[0] ?? null),
    names: names ?? {},
    ...{ text: text.slice(start, end), start, end },
    decision: one !== undefined ? 'one' : candidates.length > 0 ? 'ask' : 'none',
    ...(one !== undefined
      ? {}
      : {
          candidates: candidates.map(({ area, score }) => ({
            ...{ code: area.code as string, name: area.names['en' as never] ?? area.code, score },
          })),
        }),
  }
}
