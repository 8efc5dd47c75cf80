/** `tocsin evidence indicators` and `assess`: the signs in a text, and how likely a hypothesis is by what is weighed for it. Nothing is kept. */
import { readFile } from 'node:fs/promises'
import { stdin } from 'node:process'
import { text as textOf } from 'node:stream/consumers'
import type { AreaCode, Gazetteer } from '#areas'
import { day, misfitOf, ok, parseInstant, parseJson, plus, refuse, type Json, type Result } from '#base'
import {
  assessmentFileShape,
  checkAssessment,
  likelihoodsOf,
  matrixOf,
  printIndicators,
  trendOf,
  watchProposal,
  weigh,
  writeAssessment,
  writtenLanguages,
  type Assessment,
  type IndicatorReading,
  type WrittenLanguage,
} from '#evidence'
import { readDocument, readIndicators } from '#evidence/reader'
import { systemClock } from '../../base/clock.node.ts'
import { areasAtHand } from '../areas-at-hand.node.ts'
import type { Command, Output } from '../command.ts'
import { runJsonLines } from '../json-lines.cli.ts'

const trendDays = 30

export const evidenceIndicators: readonly Command[] = [
  {
    name: 'evidence indicators',
    takes: 'FILE',
    does: 'List the signs in a text that something is coming or is not, with their words, and its weak points; “-” is standard input',
    needs: 'this-machine',
    options: {
      within: { takes: 'CODE', means: 'Read it for this area' },
      jsonl: { means: 'One {"id", "text", "within"?} a line on standard input, one answer a line' },
    },
    example: 'tocsin evidence indicators article.txt --json',
    async run(given, output) {
      const opened = await areasAtHand(given)
      if (!opened.ok) return opened
      const { areas } = opened.value
      const own = given.value('within')
      const read = (text: string, code = own): Result<IndicatorReading> => {
        const inside = code === undefined ? undefined : areas.meant(code)
        if (code !== undefined && inside === undefined) return areas.unknown(code, 'within')
        return ok(signsOf(text, areas.gazetteer(), inside))
      }
      if (given.has('jsonl'))
        return runJsonLines(({ text, within }) => {
          const answer = read(text, within)
          return answer.ok ? ok(printIndicators(answer.value)) : answer
        })
      const text = await textIn(given.words, 'evidence indicators')
      if (!text.ok) return text
      const answer = read(text.value)
      if (!answer.ok) return answer
      output.give(printIndicators(answer.value))
      sayIndicators(answer.value, output)
      return ok()
    },
  },
  {
    name: 'evidence assess',
    takes: 'FILE.json',
    does: 'Reckon how likely a hypothesis is, line by line, set it beside its rivals and write it out; “-” is standard input',
    needs: 'nobody',
    options: {
      at: { takes: 'TIME', means: 'By what was known then, RFC 3339 (default: now)' },
      language: { takes: 'LANGUAGE', means: `Write it in ${writtenLanguages.join(', ')} (default: en)` },
    },
    example: 'tocsin evidence assess hypothesis.json --at 2026-11-23T06:00:00Z --language uk',
    async run(given, output) {
      const asked = given.value('at')
      const at = asked === undefined ? ok(systemClock().now()) : parseInstant(asked)
      if (!at.ok) return refuse('server/usage', { why: 'TIME is not RFC 3339.', command: 'evidence assess' })
      const language = (given.value('language') ?? 'en') as WrittenLanguage
      if (!writtenLanguages.includes(language))
        return refuse('server/usage', {
          ...{ why: `It is written in ${writtenLanguages.join(', ')}.`, command: 'evidence assess' },
        })
      const text = await textIn(given.words, 'evidence assess')
      if (!text.ok) return text
      const read = assessmentIn(text.value)
      if (!read.ok) return read
      const assessment = read.value
      const written = writeAssessment(assessment, { at: at.value, language })
      const { probability, sum, leftOut, warnings } = weigh(assessment, at.value)
      const trend = trendOf(assessment, { from: plus(at.value, -trendDays * day), to: at.value })
      output.give({
        ...{ at: at.value, probability, likelihoods: likelihoodsOf(probability), sum, leftOut, warnings },
        ...{ matrix: matrixOf(assessment, at.value), trend, written },
        proposal: watchProposal(assessment, at.value) ?? null,
      } as unknown as Json)
      output.say(written.text)
      return ok()
    },
  },
]

function signsOf(text: string, gazetteer: Gazetteer, code: AreaCode | undefined): IndicatorReading {
  return readIndicators(text, readDocument(text, gazetteer, code === undefined ? {} : { within: [code] }))
}

function assessmentIn(text: string): Result<Assessment> {
  const json = parseJson(text)
  if (!json.ok) return json
  const read = assessmentFileShape.safeParse(json.value)
  if (!read.success) return refuse('server/invalid-request', { ...misfitOf(read.error.issues) })
  const assessment: Assessment = { ...read.data, answers: [] }
  const fits = checkAssessment(assessment)
  return fits.ok ? ok(assessment) : fits
}

async function textIn(words: readonly string[], command: string): Promise<Result<string>> {
  const [file, ...more] = words
  if (file === undefined || more.length > 0)
    return refuse('server/usage', { why: 'Name one file; “-” is standard input.', command })
  try {
    return ok(file === '-' ? await textOf(stdin) : await readFile(file, 'utf8'))
  } catch (error) {
    return refuse('server/cannot-read', { file, why: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
}

function sayIndicators(reading: IndicatorReading, output: Output): void {
  const { timing, argues, actor, target, speaker, horizon, date, indicators, doubts } = reading
  const parts = [
    timing === 'before' ? 'of what may come' : 'of what has been',
    argues === 'yes' ? 'argues that it is prepared' : 'argues no preparation',
    ...(actor === null ? [] : [`by ${actor}`]),
    ...(target === null ? [] : [`against ${target}`]),
    ...(horizon === null ? [] : [`“${horizon}”`]),
    ...(date === null ? [] : [date]),
    ...(speaker === null ? [] : [`says ${speaker}`]),
  ]
  output.say(parts.join(' · '))
  for (const { type, sign, quote } of indicators)
    output.say(`${sign}  ${type.padEnd(24)} “${oneLine(quote.text)}”`)
  for (const { message, quotes } of doubts) {
    output.say(`?  ${message}`)
    for (const { text } of quotes) output.say(`     “${oneLine(text)}”`)
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
