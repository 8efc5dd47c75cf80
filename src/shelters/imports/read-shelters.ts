/** Reads a list of shelters by a mapping, row by row: what is taken, what was mended, what somebody should look at, what is refused. */
import { kilometresBetween, type LonLat } from '#areas'
import { canonicalJson, shorten, type Json } from '#base'
import { longest } from '../check-fields.ts'
import { shelterTypes, type Opening, type ShelterFields } from '../shelter.ts'
import { findText, inWords, readCapacity, yesOrNo, type FoundText } from './cell.ts'
import { notesInto, tallyOf, type Finding, type RowNotes, type Tally } from './finding.ts'
import { fieldsMapped, type Mapping, type Rule } from './mapping.ts'
import { middleOf, readPlace, settlePlace, type Region } from './place.ts'
import type { Row, Table } from './table.ts'

export interface TakenRow {
  readonly row: number
  /** The same for the same row of the next edition of the list. */
  readonly key: string
  readonly fields: ShelterFields
}

export interface ReadShelters {
  readonly taken: readonly TakenRow[]
  readonly tally: Tally
  readonly findings: readonly Finding[]
  /** Of what the mapping reads: in how many rows something stood there. */
  readonly filled: { readonly [meaning: string]: number }
  /** Fields of the list that the mapping leaves out. */
  readonly unmapped: Table['fields']
}

export interface ReadOptions {
  readonly region?: Region | undefined
  /** Of names that say no language. */
  readonly language: string
}

export function readShelters(table: Table, mapping: Mapping, options: ReadOptions): ReadShelters {
  const findings: Finding[] = []
  const filled: { [meaning: string]: number } = {}
  const fill = (meaning: string, isThere: unknown) => {
    filled[meaning] = (filled[meaning] ?? 0) + (isThere ? 1 : 0)
  }
  // Places first: what is swapped shows only beside the others.
  const written = table.rows.map((row) => {
    const notes = notesInto(findings, row.row)
    for (const { code, ...more } of row.faults) notes(code, more)
    return row.faults.some(({ code }) => code === 'not-a-row') ? undefined : readPlace(row, mapping, notes)
  })
  const middle = middleOf(written.flatMap((at) => at ?? []))
  const repeats = openRepeats()
  const taken: TakenRow[] = []
  for (const [i, row] of table.rows.entries()) {
    const notes = notesInto(findings, row.row)
    const at = written[i] && settlePlace(written[i], { region: options.region, middle }, notes)
    if (at === undefined) continue
    const { id, fields } = readFields(row, mapping, { at, language: options.language, notes, fill })
    const key = repeats.keyOf(row.row, id, fields, notes)
    if (key !== undefined) taken.push({ row: row.row, key, fields })
  }
  findings.sort((a, b) => a.row - b.row)
  const mapped = fieldsMapped(mapping)
  return {
    ...{ taken, findings, filled, tally: tallyOf(table.rows.length, findings) },
    unmapped: table.fields.filter(({ field }) => !mapped.has(field)),
  }
}

interface Reading {
  readonly at: LonLat
  readonly language: string
  readonly notes: RowNotes
  readonly fill: (meaning: string, isThere: unknown) => void
}

function readFields(row: Row, mapping: Mapping, { at, language, notes, fill }: Reading) {
  const text = (meaning: string, rule: Rule | undefined, most: number): string => {
    if (rule === undefined) return ''
    const found = findText(rule, row, notes)
    fill(meaning, found.text)
    if (found.text.length <= most) return found.text
    notes('too-long', { field: found.field, was: found.text })
    return shorten(found.text, most, '…')
  }
  const chosen = <Value extends string>(
    meaning: string,
    rule: Rule | undefined,
    values: readonly Value[],
    otherwise: Value,
  ): Value => {
    if (rule === undefined) return otherwise
    const found = findText(rule, row, notes)
    fill(meaning, found.text)
    const said = meaningOf(rule, found) as Value | undefined
    if (said !== undefined && values.includes(said)) return said
    if (found.text !== '')
      notes(meaning === 'type' ? 'type-unknown' : 'word-unknown', { field: found.field, was: found.text })
    return otherwise
  }
  const known = ['yes', 'no', 'unknown'] as const
  const names: { [language: string]: string } = {}
  const name = text('name', mapping.name, longest.name)
  if (name !== '') names[mapping.language ?? language] = name
  for (const [of, rule] of Object.entries(mapping.names ?? {})) {
    const translated = text(`names.${of}`, rule, longest.name)
    if (translated !== '') names[of] = translated
  }
  if (mapping.name !== undefined && name === '') {
    const { field } = findText(mapping.name, row, () => {})
    notes('empty-name', { field })
  }
  const fields: ShelterFields = {
    names,
    address: text('address', mapping.address, longest.address),
    at,
    type: chosen('type', mapping.type, shelterTypes, 'unspecified'),
    protects: protectsOf(mapping.protects, row, notes),
    capacity: capacityOf(mapping.capacity, row, notes, fill),
    wheelchair: chosen('wheelchair', mapping.wheelchair, known, 'unknown'),
    pets: chosen('pets', mapping.pets, known, 'unknown'),
    opening: openingOf(mapping.opening, row, notes, fill),
    admits: chosen('admits', mapping.admits, ['everyone', 'own-people', 'unknown'], 'unknown'),
    use: chosen('use', mapping.use, ['in-use', 'out-of-use'], 'in-use'),
    visibility: chosen('visibility', mapping.visibility, ['public', 'hidden'], 'public'),
    note: text('note', mapping.note, longest.note),
  }
  return { id: text('id', mapping.id, 200), fields }
}

/** What a word means: by the mapping’s own words, else yes and no, else the meaning’s own name. */
function meaningOf(rule: Rule, { text }: FoundText): string | undefined {
  const words = typeof rule === 'object' && 'words' in rule ? rule.words : undefined
  const said = words && inWords(text, words)
  return said ?? (text === '' ? undefined : (yesOrNo(text) ?? text))
}

function capacityOf(rule: Rule | undefined, row: Row, notes: RowNotes, fill: Reading['fill']) {
  if (rule === undefined) return 'unknown'
  const capacity = readCapacity(findText(rule, row, notes), notes)
  fill('capacity', capacity !== 'unknown')
  return capacity
}

function openingOf(rule: Rule | undefined, row: Row, notes: RowNotes, fill: Reading['fill']): Opening {
  if (rule === undefined) return { when: 'unknown' }
  const found = findText(rule, row, notes)
  fill('opening', found.text)
  const words = typeof rule === 'object' && 'words' in rule ? rule.words : undefined
  const when = (words && inWords(found.text, words)) ?? found.text
  if (when === 'always' || when === 'on-alert' || when === 'unknown' || when === '')
    return { when: when === '' ? 'unknown' : when }
  const cut = (most: number) => shorten(found.text, most, '…')
  if (when === 'key') return { when: 'key', at: cut(longest.key) }
  // What is no word of the mapping are hours, as somebody wrote them; where it has words, it should be one.
  if (words !== undefined && when !== 'hours') {
    if (found.text !== '') notes('word-unknown', { field: found.field, was: found.text })
    return { when: 'unknown' }
  }
  return { when: 'hours', hours: cut(longest.hours) }
}

function protectsOf(rule: Rule | undefined, row: Row, notes: RowNotes): readonly string[] {
  if (rule === undefined) return []
  const { text } = findText(rule, row, notes)
  const words = typeof rule === 'object' && 'words' in rule ? rule.words : undefined
  const all = text.split(/[,;/]/).flatMap((part) => {
    const one = part.trim()
    return one === '' ? [] : [(words && inWords(one, words)) ?? one]
  })
  return [...new Set(all)].slice(0, 30)
}

function textOf(fields: ShelterFields): string {
  return canonicalJson(fields as unknown as Json)
}

/** What a person would call the same address. */
function addressKey(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

const sameAddressKilometres = 1
const mostCompared = 20

/** Tells the same again: refused where every mapped field is the same, else taken and doubted. */
function openRepeats() {
  const byKey = new Map<string, { readonly row: number; readonly fields: ShelterFields }[]>()
  const byPoint = new Map<string, number>()
  const byAddress = new Map<string, { readonly row: number; readonly at: LonLat }[]>()
  return {
    /** Undefined for what is refused. */
    keyOf(row: number, id: string, fields: ShelterFields, notes: RowNotes): string | undefined {
      const { at, address } = fields
      const point = `${at.lon.toFixed(5)},${at.lat.toFixed(5)}`
      const called = addressKey(address === '' ? Object.values(fields.names).join() : address)
      const key = id === '' ? `at:${point} ${called}`.slice(0, 300) : `id:${id}`
      const before = byKey.get(key) ?? []
      const text = before.length === 0 ? '' : textOf(fields)
      const twin = before.find((one) => textOf(one.fields) === text)
      if (twin !== undefined) {
        notes('repeat', { other: twin.row })
        return undefined
      }
      if (before.length > 0 && id !== '') notes('same-id', { was: id, other: before[0]!.row })
      const there = byPoint.get(point)
      if (there !== undefined) notes('same-point', { other: there })
      else if (address !== '') {
        const near = (byAddress.get(called) ?? []).find(
          (one) => kilometresBetween(one.at, at) < sameAddressKilometres,
        )
        if (near !== undefined) notes('same-address', { was: address, other: near.row })
      }
      byKey.set(key, [...before, { row, fields }])
      if (there === undefined) byPoint.set(point, row)
      // A column that says the town in every row is no address: beyond a few nobody compares.
      const alike = byAddress.get(called) ?? []
      if (address !== '' && alike.length < mostCompared) byAddress.set(called, [...alike, { row, at }])
      return before.length === 0 ? key : `${key}#${before.length + 1}`
    },
  }
}
