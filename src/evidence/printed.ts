/** A read document as programs get it, from the command line and over HTTP alike: the vocabularies of the labelled sets, and what more is known. */
import type { Json, JsonObject } from '#base'
import type { Claim, ClaimPlace } from './claim/claim.ts'
import type { TextDoubt } from './doubt/doubt.ts'
import type { ReadDocument } from './reading.ts'
import type { ModelReading } from './statement/model-reading.ts'
import type { Statement } from './statement/statement.ts'
import type { Quote } from './text/quote.ts'

export function printDocument({ language, statements, doubts }: ReadDocument): JsonObject {
  return {
    language,
    statements: statements.map(printStatement),
    doubts: doubts.map(printDoubt),
  }
}

/** What a language model found besides; marked, and without claims, which are read by rules alone. */
export function printModelReading({ statements, dropped }: ModelReading): JsonObject {
  return {
    statements: statements.map(({ by, ...statement }) => ({
      by,
      ...printStatement({ ...statement, claims: [] }),
    })),
    dropped,
  }
}

function printStatement(statement: Statement): JsonObject {
  const { speaker, role, onBehalfOf, verb, stance, form, reportedIn, speakerQuote, claims } = statement
  return {
    ...{ speaker, role, onBehalfOf, verb, stance, form, reportedIn },
    quote: printQuote(statement.quote),
    speakerQuote: speakerQuote === null ? null : printQuote(speakerQuote),
    claims: claims.map(printClaim),
  }
}

function printClaim({
  event,
  happened,
  place,
  places,
  when,
  weapon,
  weapons,
  quantities,
  certainty,
  quote,
}: Claim): JsonObject {
  return {
    event,
    happened,
    place: place === null ? null : printPlace(place),
    places: places.map(printPlace),
    date: when?.text ?? null,
    time: when === null ? null : { from: when.from, to: when.to },
    weapon: weapon?.text ?? null,
    threat: weapon?.threat ?? null,
    weapons: weapons.map(({ text, threat, quote }) => ({ text, threat, quote: printQuote(quote) })),
    quantities: quantities.map(({ value, unit, bound, quote }): Json => ({
      value,
      unit,
      bound,
      quote: printQuote(quote),
    })),
    certainty,
    quote: printQuote(quote),
  }
}

function printPlace({ text, code, name, within, basis, quote }: ClaimPlace): JsonObject {
  return { text, code, name, within, basis, quote: printQuote(quote) }
}

function printDoubt({ code, message, quotes }: TextDoubt): JsonObject {
  return {
    ...{ code, message },
    quotes: quotes.map(({ document, ...quote }) => ({
      ...printQuote(quote),
      ...(document === null ? {} : { document }),
    })),
  }
}

function printQuote({ text, start, end }: Quote): JsonObject {
  return { text, start, end }
}
