/** What an import would do to the shelters that are there: an account first; it is done only by whoever agrees to its hash. */
import { canonicalJson, sha256, type Json, type Sha256 } from '#base'
import {
  fieldsOf,
  nameOfShelter,
  shelterIdOf,
  type FieldName,
  type Shelter,
  type ShelterId,
} from '../shelter.ts'
import type { TakenRow } from './read-shelters.ts'

export interface Changes {
  readonly added: readonly Shelter[]
  /** With the fields in which the list changed; what was edited by hand stays as it is. */
  readonly changed: readonly { readonly shelter: Shelter; readonly fields: readonly FieldName[] }[]
  readonly same: number
  /** Of this source, and not in the list any more. */
  readonly gone: readonly Shelter[]
  /** Edited by hand in fields that the list now has otherwise. */
  readonly keepEdits: readonly { readonly id: ShelterId; readonly fields: readonly FieldName[] }[]
  /** Agreed to when it is applied: changes with the file, the mapping, and the shelters that are there. */
  readonly hash: Sha256
}

export const goneChoices = ['keep', 'hide', 'remove'] as const
/** What becomes of shelters that a list has no more. */
export type GoneChoice = (typeof goneChoices)[number]

export function changesOf(source: string, rows: readonly TakenRow[], there: readonly Shelter[]): Changes {
  const before = new Map(there.filter(({ origin }) => origin?.source === source).map((one) => [one.id, one]))
  const added: Shelter[] = []
  const changed: { shelter: Shelter; fields: readonly FieldName[] }[] = []
  const keepEdits: { id: ShelterId; fields: readonly FieldName[] }[] = []
  const seen = new Set<ShelterId>()
  let same = 0
  for (const { key, fields: listed } of rows) {
    const id = shelterIdOf(source, key)
    seen.add(id)
    const old = before.get(id)
    if (old === undefined) {
      added.push({ id, origin: { source, key }, listed, edited: {}, photo: null })
      continue
    }
    const fields = (Object.keys(listed) as FieldName[]).filter(
      (name) => !isSame(listed[name], old.listed[name]),
    )
    if (fields.length === 0) {
      same++
      continue
    }
    changed.push({ shelter: { ...old, listed }, fields })
    const held = fields.filter((name) => Object.hasOwn(old.edited, name))
    if (held.length > 0) keepEdits.push({ id, fields: held })
  }
  const gone = [...before.values()].filter(({ id }) => !seen.has(id))
  // Fields are written in one order wherever they are read.
  const told = ({ id, listed }: Shelter) => `${id} ${JSON.stringify(listed)}`
  const lines = [
    source,
    ...added.map((one) => `+ ${told(one)}`),
    ...changed.map(({ shelter }) => `~ ${told(shelter)}`),
    ...gone.map(({ id }) => `- ${id}`),
  ]
  return { added, changed, same, gone, keepEdits, hash: sha256(lines.join('\n')) }
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object') return a === b
  return canonicalJson(a as Json) === canonicalJson(b as Json)
}

export function hidden(shelter: Shelter): Shelter {
  return { ...shelter, edited: { ...shelter.edited, visibility: 'hidden' } }
}

/** As a list of changes names it. */
export function briefOf(shelter: Shelter) {
  const { id } = shelter
  const fields = fieldsOf(shelter)
  return { id, name: nameOfShelter(fields), lon: fields.at.lon, lat: fields.at.lat }
}
