/** `tocsin evidence announcement`: what an official message declares, with the words it rests on. Nothing is sent or kept. */
import { ok, parseJson, refuse, type JsonObject, type Result } from '#base'
import { printAnnouncement, type AnnouncementOptions, type ReadAnnouncement, type Standing } from '#evidence'
import { readAnnouncement } from '#evidence/reader'
import { shippedLadders } from '#threats'
import type { AreaBook } from '../../server/area-book.ts'
import { areasAtHand, type AreasAtHand } from '../areas-at-hand.node.ts'
import type { Command, Output } from '../command.ts'
import { runJsonLines } from '../json-lines.cli.ts'
import { textOfFile } from '../text-of-file.node.ts'

const name = 'evidence announcement'
/** In UTF-16 units: no announcement is longer, and a bulletin of a whole country is shorter. */
const longest = 200_000
const longestBoard = 20_000_000

export const evidenceAnnouncement: Command = {
  name,
  takes: 'FILE',
  does: 'Read an official message: what it raises, lowers or ends, where, with each thing’s words; “-” is standard input',
  needs: 'this-machine',
  options: {
    within: {
      takes: 'CODE',
      means: 'Read for this area, its code in any scheme or its name: what lies elsewhere is a doubt',
    },
    board: {
      takes: 'FILE',
      means:
        'What is in force, from “tocsin board --json”: it answers which “the previously announced districts” are',
    },
    jsonl: { means: 'One {"id", "text", "within"?} a line on standard input, one answer a line' },
  },
  example: 'tocsin evidence announcement message.txt --within RU-LIP --json',
  async run(given, output) {
    const opened = await areasAtHand(given)
    if (!opened.ok) return opened
    const board = await standingIn(given.value('board'))
    if (!board.ok) return board
    const { areas } = opened.value
    const own = given.value('within')
    const options = { ...laddersOf(opened.value), ...board.value }
    if (given.has('jsonl'))
      return runJsonLines(({ text, within = own }) => {
        const read = reading(areas, text, within, options)
        return read.ok ? ok(printAnnouncement(read.value, text)) : read
      })
    const [file, ...more] = given.words
    if (file === undefined || more.length > 0)
      return refuse('server/usage', { why: 'Name one file; “-” is standard input.', command: name })
    const text = await textOfFile(file, longest)
    if (!text.ok) return text
    const read = reading(areas, text.value, own, options)
    if (!read.ok) return read
    const printed = printAnnouncement(read.value, text.value)
    output.give(printed)
    sayRead(printed, output)
    return ok()
  },
}

function reading(
  areas: AreaBook,
  text: string,
  within: string | undefined,
  options: AnnouncementOptions,
): Result<ReadAnnouncement> {
  if (text.length > longest) return refuse('evidence/text-too-long', { limit: longest })
  const inside = within === undefined ? undefined : areas.meant(within)
  if (within !== undefined && inside === undefined) return areas.unknown(within, 'within')
  return ok(readAnnouncement(text, areas.gazetteer(), inside === undefined ? [] : [inside], options))
}

function laddersOf({ own, ladder }: AreasAtHand): AnnouncementOptions {
  const used = shippedLadders.find(({ id }) => id === ladder)
  return used === undefined ? {} : { ladders: [{ ladder: used, areas: own }] }
}

async function standingIn(file: string | undefined): Promise<Result<AnnouncementOptions>> {
  if (file === undefined) return ok({})
  const text = await textOfFile(file, longestBoard)
  if (!text.ok) return text
  const json = parseJson(text.value)
  if (!json.ok) return json
  const lines = (json.value as { readonly lines?: unknown } | null)?.lines
  const isLine = (line: unknown): line is Standing =>
    ['area', 'threat', 'level'].every(
      (member) => typeof (line as { readonly [member: string]: unknown } | null)?.[member] === 'string',
    )
  if (!Array.isArray(lines) || !lines.every(isLine))
    return refuse('server/usage', {
      why: `${file} is no board: “tocsin board --json” prints one.`,
      command: name,
    })
  return ok({ standing: lines })
}

interface PrintedArea {
  readonly code: string | null
  readonly name: string | null
  readonly text: string
  readonly decision: string
}

function sayRead(printed: JsonObject, output: Output): void {
  const { lines, issuer, doubts } = printed as unknown as {
    readonly lines: readonly {
      readonly action: string
      readonly threat: string | null
      readonly level: string | null
      readonly areas: readonly PrintedArea[]
      readonly except: readonly PrintedArea[]
      readonly time: string | null
      readonly quote: { readonly text: string }
    }[]
    readonly issuer: string | null
    readonly doubts: readonly { readonly message: string; readonly quote: { readonly text: string } }[]
  }
  const sayArea = ({ code, name: called, text, decision }: PrintedArea) =>
    decision === 'one' ? `${called} (${code})` : `“${text}”?`
  if (issuer !== null) output.say(`From: ${issuer}`)
  for (const { action, threat, level, areas, except, time, quote } of lines) {
    const where = areas.length === 0 ? 'nowhere named' : areas.map(sayArea).join(', ')
    output.say(
      [
        `${action.toUpperCase().padEnd(5)}  ${threat ?? 'danger not named'}${level === null ? '' : `, ${level}`}: ${where}`,
        except.length === 0 ? '' : `, except ${except.map(sayArea).join(', ')}`,
        time === null ? '' : `  [${time}]`,
      ].join(''),
    )
    output.say(`       “${quote.text}”`)
  }
  for (const { message, quote } of doubts) output.say(`  ?    ${message} “${quote.text}”`)
}
