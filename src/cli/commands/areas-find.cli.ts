/** `tocsin areas find`: what a name means as others print it, one name or thousands, and when it is not certain. */
import { env } from 'node:process'
import { nameOf, type AreaSearch } from '#areas'
import { english, ok, refuse, type Json, type JsonObject, type Result } from '#base'
import type { AreaBook } from '../../server/area-book.ts'
import { areasAtHand } from '../areas-at-hand.node.ts'
import type { Command, Output } from '../command.ts'
import { runJsonLines } from '../json-lines.cli.ts'
import { withServer } from '../with-server.http.ts'

interface Asked {
  readonly text: string
  readonly within: string | undefined
  readonly beside: string | undefined
}

interface Answer {
  readonly matches: readonly {
    readonly code: string
    readonly name: string
    readonly names: { readonly [language: string]: string }
    readonly score: number
  }[]
  readonly decision: 'one' | 'ask' | 'none'
}

export const areasFind: Command = {
  name: 'areas find',
  takes: 'NAME…',
  does: 'Find areas by name in any language, case or spelling; says when it is not sure',
  needs: 'nobody',
  options: {
    within: { takes: 'CODE', means: 'Look only in this area: its code in any scheme, or its name' },
    beside: { takes: 'NAMES', means: 'Names that stand beside it, or the sentence it stands in' },
    jsonl: {
      means:
        'Read lines {"id", "text", "within"?, "beside"?} from standard input, print an answer a line; asks no server',
    },
  },
  example: 'tocsin areas find Klewenensky --within RU-LIP --beside "Terbuansky, Zadoonsky" --json',
  async run(given, output) {
    const asked: Asked = {
      text: given.words.join(' '),
      within: given.value('within'),
      beside: given.value('beside'),
    }
    if (given.has('jsonl')) {
      const opened = await areasAtHand(given)
      if (!opened.ok) return opened
      const areas = remembering(opened.value.areas)
      return runJsonLines(({ text, within, beside }): Result<JsonObject> => {
        const found = find(areas, {
          text,
          within: within ?? asked.within,
          beside: beside ?? asked.beside,
        })
        return found.ok ? ok(found.value as unknown as JsonObject) : found
      })
    }
    if (asked.text === '') return refuse('server/usage', { why: 'Name what to find.', command: 'areas find' })
    // Here, unless another server is meant: the areas of the data folder are the same.
    const elsewhere = given.value('server') !== undefined || env['TOCSIN_SERVER'] !== undefined
    const found = elsewhere
      ? await withServer(given, 'nobody', (client) => client.get<Answer>(`/v1/areas?${queryOf(asked)}`))
      : await findHere(given, asked)
    if (!found.ok) return found
    const { matches, decision } = found.value
    output.give({ matches, decision } as unknown as Json)
    say(asked.text, found.value, output)
    return ok(decision === 'one' ? undefined : { exit: 1 as const })
  },
}

const mostRemembered = 1_000

/** Thousands of lines look in a few regions, told by name or code. */
function remembering(areas: AreaBook): Pick<AreaBook, 'meant' | 'recognise' | 'unknown'> {
  const codes = new Map<string, ReturnType<AreaBook['meant']>>()
  return {
    recognise: areas.recognise,
    unknown: areas.unknown,
    meant(text) {
      if (codes.has(text)) return codes.get(text)
      if (codes.size >= mostRemembered) codes.clear()
      const code = areas.meant(text)
      codes.set(text, code)
      return code
    },
  }
}

function queryOf({ text, within, beside }: Asked): string {
  const query = new URLSearchParams({ find: text })
  if (within !== undefined) query.set('within', within)
  if (beside !== undefined) query.set('beside', beside)
  return query.toString()
}

async function findHere(given: Parameters<Command['run']>[0], asked: Asked): Promise<Result<Answer>> {
  const opened = await areasAtHand(given)
  return opened.ok ? find(opened.value.areas, asked) : opened
}

function find(
  areas: Pick<AreaBook, 'meant' | 'recognise' | 'unknown'>,
  { text, within, beside }: Asked,
): Result<Answer> {
  const inside = within === undefined ? undefined : areas.meant(within)
  if (within !== undefined && inside === undefined) return areas.unknown(within, 'within')
  return ok(
    printed(
      areas.recognise(text, {
        ...(inside === undefined ? {} : { within: inside }),
        ...(beside === undefined ? {} : { beside }),
      }),
    ),
  )
}

function printed({ matches, decision }: AreaSearch): Answer {
  return {
    matches: matches.map(({ area, score }) => {
      const { code, names } = area
      return { code, name: nameOf(area, english), names: names as Answer['matches'][number]['names'], score }
    }),
    decision,
  }
}

function say(text: string, { matches, decision }: Answer, output: Output): void {
  if (decision === 'none') output.say(`Nothing here is called “${text}”.`)
  if (decision === 'ask') output.say('Which one?')
  for (const { code, names, score } of matches)
    output.say(`  ${code.padEnd(22)} ${Object.values(names).join(' · ')}  ${score.toFixed(2)}`)
}
