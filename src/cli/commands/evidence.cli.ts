/** `tocsin evidence …`: reads texts into what they say, here and without a server. Nothing it finds is sent to anyone. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { ok, refuse, type JsonObject, type Result } from '#base'
import { printDocument, printModelReading, type ReadDocument } from '#evidence'
import { readDocument } from '#evidence/reader'
import { readConfig } from '../../server/config.ts'
import { askModel, type ModelAnswer } from '../../server/evidence-model.http.ts'
import { areasAtHand } from '../areas-at-hand.node.ts'
import { dataFolder } from '../client.http.ts'
import type { Command, Given, Output } from '../command.ts'
import { runJsonLines } from '../json-lines.cli.ts'
import { evidenceDesk } from './evidence-desk.cli.ts'
import { evidenceAnnouncement } from './evidence-announcement.cli.ts'
import { evidenceIndicators } from './evidence-indicators.cli.ts'
import { evidenceIntake } from './evidence-intake.cli.ts'

const within = { takes: 'CODE', means: 'Read it for this area' } as const
const jsonl = {
  means: 'Read lines {"id", "text", "within"?} from standard input, print an answer a line',
} as const

export const commands: readonly Command[] = [
  {
    name: 'evidence claims',
    takes: 'FILE',
    does: 'Say who said what in a text, what is claimed by it, and what does not fit; “-” is standard input',
    needs: 'this-machine',
    options: {
      within,
      jsonl,
      reader: { means: 'Ask the language model of TOCSIN_READER_URL too; what it adds is marked' },
    },
    example: 'tocsin evidence claims article.txt --within RU-LIP --json',
    async run(given, output) {
      const opened = await areasAtHand(given)
      if (!opened.ok) return opened
      const { areas } = opened.value
      const read = (text: string, code: string | undefined): Result<ReadDocument> => {
        const inside = code === undefined ? undefined : areas.meant(code)
        if (code !== undefined && inside === undefined) return areas.unknown(code, 'within')
        return ok(readDocument(text, areas.gazetteer(), inside === undefined ? {} : { within: [inside] }))
      }
      const reader = given.has('reader') ? readerOf(given) : ok(undefined)
      if (!reader.ok) return reader
      const printed = async (document: ReadDocument, text: string): Promise<JsonObject> => ({
        ...printDocument(document),
        ...(reader.value === undefined ? {} : { model: printModel(await reader.value(text, document)) }),
      })
      if (given.has('jsonl'))
        return runJsonLines((asked): Result<JsonObject> | Promise<Result<JsonObject>> => {
          const answer = read(asked.text, asked.within ?? given.value('within'))
          if (!answer.ok || reader.value === undefined)
            return answer.ok ? ok(printDocument(answer.value)) : answer
          return printed(answer.value, asked.text).then((document) => ok(document))
        })
      const text = await textGiven(given, 'evidence claims')
      if (!text.ok) return text
      const answer = read(text.value, given.value('within'))
      if (!answer.ok) return answer
      const document = await printed(answer.value, text.value)
      output.give(document)
      sayDocument(answer.value, output)
      if (reader.value !== undefined) output.say(`The model adds: ${JSON.stringify(document['model'])}`)
      return ok()
    },
  },
  evidenceAnnouncement,
  ...evidenceIndicators,
  ...evidenceDesk,
  ...evidenceIntake,
]

type AskReader = (text: string, document: ReadDocument) => Promise<ModelAnswer>

/** How long a model may take for one text. */
const readerMilliseconds = 60_000

function readerOf(given: Given): Result<AskReader> {
  const config = readConfig({ ...process.env, TOCSIN_DATA: dataFolder(given) })
  if (!config.ok) return config
  const { readerUrl: url, readerModel: model, readerKeyFile: keyFile } = config.value
  if (url === '')
    return refuse('server/usage', {
      why: 'No language model is set (TOCSIN_READER_URL).',
      command: 'evidence claims',
    })
  return ok((text, { statements }) =>
    askModel({ url, model, keyFile, timeoutMilliseconds: readerMilliseconds }, text, statements),
  )
}

function printModel(answer: ModelAnswer): JsonObject {
  return answer.kind === 'read' ? printModelReading(answer.reading) : { silent: answer.why }
}

function sayDocument({ statements, doubts }: ReadDocument, output: Output): void {
  for (const [index, statement] of statements.entries()) {
    const { speaker, role, verb, stance, quote, claims, reportedIn } = statement
    const who = [speaker, role].filter((part) => part !== null).join(', ')
    const inside = reportedIn === null ? '' : ` (reported in ${reportedIn + 1})`
    output.say(
      `${index + 1}. ${who === '' ? 'The text itself' : who} ${stance}${verb === null ? '' : ` [${verb}]`}${inside}`,
    )
    output.say(`   ${oneLine(quote.text)}`)
    for (const { event, happened, place, when, weapon, quantities, certainty } of claims) {
      const counts = quantities.map(
        ({ value, unit, bound }) => `${bound === 'exactly' ? '' : `${bound} `}${value} ${unit}`,
      )
      const parts = [place?.name ?? place?.text, when?.text, weapon?.text, ...counts]
      const said = parts.filter((part) => part !== undefined)
      output.say(
        `   · ${happened === 'no' ? 'no ' : ''}${event} (${certainty})${said.length > 0 ? ': ' : ''}${said.join(' · ')}`,
      )
    }
  }
  for (const { message, quotes } of doubts) {
    output.say(`? ${message}`)
    for (const quote of quotes) output.say(`    ${oneLine(quote.text)}`)
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

/** The text of the one file that is named, or of standard input. */
async function textGiven(given: Given, command: string): Promise<Result<string>> {
  const [file] = given.words
  if (file === undefined)
    return refuse('server/usage', { why: 'Name a file, or “-” for standard input.', command })
  if (file === '-') return ok((await buffer(process.stdin)).toString('utf8'))
  if (!existsSync(file)) return refuse('server/cannot-read', { file, why: 'it does not exist' })
  try {
    return ok(await readFile(file, 'utf8'))
  } catch (error) {
    return refuse('server/cannot-read', { file, why: (error as Error).message })
  }
}
