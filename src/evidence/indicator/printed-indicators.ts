/** Signs as programs get them: the members and the vocabulary of the labelled sets. */
import type { JsonObject } from '#base'
import type { IndicatorReading } from './indicator.ts'

export function printIndicators(reading: IndicatorReading): JsonObject {
  const { language, timing, argues, actor, target, speaker, horizon, date, indicators, doubts } = reading
  return {
    ...{ language, timing, argues_preparation: argues === 'yes', actor, target, speaker, horizon, date },
    indicators: indicators.map(({ type, sign, quote: { text, start, end } }) => ({
      ...{ type, sign, quote: { text, start, end } },
    })),
    doubts: doubts.map(({ code, message, quotes }) => ({
      ...{ code, message },
      quotes: quotes.map(({ text, start, end }) => ({ text, start, end })),
    })),
  }
}
