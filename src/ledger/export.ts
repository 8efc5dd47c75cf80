/** A ledger as JSON Lines: a header, every fact with its hashes in canonical JSON, and a trailer that proves the end is the end. */
import { canonicalJson, parseJson, refuse, type JsonObject, type Result, type Sha256 } from '#base'
import { emptyHead, factText, LedgerDamaged, verifyRecords, type FactRecord } from './chain.ts'
import type { Fact, Seq } from './fact.ts'
import type { KeptLedger } from './keeper.ts'
import type { Head } from './ledger.ts'

const format = 'tocsin-ledger'
const formatVersion = 1
const pageFacts = 1_000

export interface ExportSummary {
  readonly id: string
  readonly facts: number
  readonly head: Head
}

export type ExportRefusal = 'ledger/export-damaged' | 'ledger/from-newer-version'

/**
 * The text of an export, in pieces of many lines, up to the head at the time of the first piece.
 * Checks the chain as it goes and throws {@link LedgerDamaged} rather than export what isn't as it was written.
 */
export async function* exportText(
  ledger: Pick<KeptLedger, 'id' | 'head' | 'records'>,
  options: { readonly onProgress?: (progress: { done: number; total: number }) => void } = {},
): AsyncGenerator<string> {
  const end = await ledger.head()
  yield canonicalJson({ format, id: ledger.id, version: formatVersion }) + '\n'
  let head = emptyHead
  while (head.seq < end.seq) {
    const records = await ledger.records(head.seq, Math.min(pageFacts, end.seq - head.seq))
    const check = verifyRecords(records, head)
    if (!check.intact) throw new LedgerDamaged(check.at, check.why)
    if (records.length === 0) throw new LedgerDamaged((head.seq + 1) as Seq, 'it is missing')
    head = check.head
    yield records.map(factLine).join('')
    options.onProgress?.({ done: head.seq, total: end.seq })
  }
  yield canonicalJson({ facts: head.seq, head: head.hash }) + '\n'
}

function factLine({ text, hash, previous }: FactRecord): string {
  return `{"fact":${text},"hash":"${hash}","previous":"${previous}"}\n`
}

/** Cuts text into lines at line feeds alone: U+2028 and its like are ordinary characters inside JSON. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    yield* lines
  }
  if (rest !== '') yield rest
}

/**
 * Reads an export, checking form and chain line by line; `onFact` gets each fact once it is proved to follow.
 * A line that differs in a single character from what was exported is named by its number, from 1.
 */
export async function readExport(
  lines: AsyncIterable<string>,
  onFact: (fact: Fact, line: number) => void | Promise<void>,
): Promise<Result<ExportSummary, ExportRefusal>> {
  const damaged = (line: number, why: string) => refuse('ledger/export-damaged', { line, why })
  let line = 0
  let id: string | undefined
  let trailer = false
  let head = emptyHead
  for await (const text of lines) {
    line++
    const object = objectIn(text)
    if (!object) return damaged(line, 'it is not a JSON object')
    if (id === undefined) {
      if (object['format'] !== format || typeof object['id'] !== 'string')
        return damaged(line, 'it is not the header of a ledger’s export')
      const found = object['version']
      if (typeof found !== 'number' || found > formatVersion)
        return refuse('ledger/from-newer-version', {
          what: 'The export',
          found: String(found),
          known: formatVersion,
        })
      id = object['id']
    } else if (trailer) {
      return damaged(line, 'it comes after the end')
    } else if ('facts' in object) {
      if (object['facts'] !== head.seq)
        return damaged(line, `it ends at ${object['facts']} facts, not at ${head.seq}`)
      if (object['head'] !== head.hash) return damaged(line, 'it names another last hash')
      trailer = true
    } else {
      const fact = factOf(object, text)
      if (!fact) return damaged(line, 'it is not a fact as it was exported')
      const { seq, stream, version, previous, hash } = fact
      const record = { seq, stream, version, previous, hash, text: factText(fact, seq, version) }
      const check = verifyRecords([record], head)
      if (!check.intact) return damaged(line, `fact ${check.at}: ${check.why}`)
      head = check.head
      await onFact(fact, line)
    }
  }
  if (id === undefined) return damaged(1, 'the file is empty')
  if (!trailer) return damaged(line + 1, 'the file is cut off: its end is missing')
  return { ok: true, value: { id, facts: head.seq, head } }
}

function objectIn(text: string): JsonObject | undefined {
  const parsed = parseJson(text)
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value))
    return undefined
  return parsed.value as JsonObject
}

/** The fact in a line, if writing it again gives the very same line. */
function factOf(line: JsonObject, text: string): Fact | undefined {
  const { fact, hash, previous } = line
  if (typeof fact !== 'object' || fact === null || typeof hash !== 'string' || typeof previous !== 'string')
    return undefined
  const whole = { ...fact, previous: previous as Sha256, hash: hash as Sha256 } as Fact
  try {
    const record = { text: factText(whole, whole.seq, whole.version), hash, previous } as FactRecord
    return factLine(record) === text + '\n' ? whole : undefined
  } catch {
    return undefined
  }
}
