/** The map this server works with: the shipped pack under everything that was imported, and the indexes made of it. */
import {
  adjacency,
  areaMeant,
  buildGazetteer,
  buildHierarchy,
  buildLocator,
  findAreas,
  nameOf,
  recognise,
  resolveAreas,
  type Adjacency,
  type Area,
  type AreaCode,
  type AreaSearch,
  type Gazetteer,
  type Hierarchy,
  type Locator,
  type RecogniseOptions,
} from '#areas'
import {
  canonicalJson,
  english,
  ok,
  refuse,
  sha256,
  type Json,
  type Refused,
  type Result,
  type Sha256,
  type Shelf,
} from '#base'

const collection = 'areas'
/** Documents on the shelf stay small enough for any engine. */
const areasPerDocument = 500

export interface AreaBook {
  hierarchy(): Hierarchy
  gazetteer(): Gazetteer
  locator(): Locator
  neighbours(code: AreaCode): readonly AreaCode[]
  /** SHA-256 of the canonical shape; null where there is none. */
  hashOfShape(code: AreaCode): Sha256 | null
  /** What a name means as others print it; `beside`: other names that stand with it, or its sentence. */
  recognise(text: string, options?: RecogniseOptions): AreaSearch
  /** The code of what is given by a code of any scheme, or by a name that can only be one. */
  meant(text: string): AreaCode | undefined
  /** The codes of what a person wrote: codes, names, “X except Y”. Unclear ones are named with candidates, never guessed. */
  resolve(texts: readonly string[], within?: string): Result<readonly AreaCode[]>
  /** The refusal for a code that isn't there, with suggestions. */
  unknown(code: string, at?: string): Refused<'areas/unknown'>
  /** Puts the whole new set of areas in place, or says what is wrong with it and changes nothing. Durable on return. */
  replace(areas: readonly Area[]): Promise<Result<Hierarchy>>
  /** Reads the shelf again: another server imported. */
  reload(): Promise<void>
}

export async function openAreaBook(shelf: Shelf, shipped: readonly Area[]): Promise<AreaBook> {
  let made = await load(shelf, shipped)
  return {
    hierarchy: () => made.hierarchy,
    gazetteer: () => made.gazetteer(),
    locator: () => made.locator(),
    neighbours: (code) => made.adjacency().neighbours(code),
    hashOfShape: (code) => made.hashOfShape(code),
    recognise: (text, options) => recognise(made.gazetteer(), text, options),
    meant: (text) => areaMeant(made.gazetteer(), text),
    resolve(texts, within) {
      // Codes are the everyday case and need no index of names.
      if (texts.length > 0 && texts.every((text) => made.hierarchy.get(text as AreaCode) !== undefined))
        return ok([...new Set(texts)] as AreaCode[])
      if (within !== undefined && made.hierarchy.get(within as AreaCode) === undefined)
        return unknown(made, within, 'within')
      const found = resolveAreas(
        made.gazetteer(),
        texts,
        within === undefined ? {} : { within: within as AreaCode },
      )
      return found.ok ? ok(found.value.map((area) => area.code)) : found
    },
    unknown: (code, at) => unknown(made, code, at),
    async replace(areas) {
      const hierarchy = buildHierarchy(areas)
      if (!hierarchy.ok) return hierarchy
      await save(shelf, areas)
      made = indexes(hierarchy.value)
      return ok(hierarchy.value)
    },
    async reload() {
      made = await load(shelf, shipped)
    },
  }
}

interface Indexes {
  readonly hierarchy: Hierarchy
  gazetteer(): Gazetteer
  locator(): Locator
  adjacency(): Adjacency
  hashOfShape(code: AreaCode): Sha256 | null
}

function indexes(hierarchy: Hierarchy): Indexes {
  const hashes = new Map<AreaCode, Sha256 | null>()
  return {
    hierarchy,
    gazetteer: lazily(() => buildGazetteer(hierarchy)),
    locator: lazily(() => buildLocator(hierarchy.all())),
    adjacency: lazily(() => adjacency(hierarchy)),
    hashOfShape(code) {
      let hash = hashes.get(code)
      if (hash === undefined) {
        const shape = hierarchy.get(code)?.shape
        hashes.set(
          code,
          (hash = shape === undefined ? null : sha256(canonicalJson(shape as unknown as Json))),
        )
      }
      return hash
    },
  }
}

function unknown({ gazetteer }: Indexes, code: string, at?: string): Refused<'areas/unknown'> {
  const suggestions = findAreas(gazetteer(), code).matches.slice(0, 5)
  const named = suggestions.map(({ area }) => ({
    code: area.code,
    name: nameOf(area, english),
    kind: area.kind,
  }))
  return refuse('areas/unknown', {
    ...(at === undefined ? {} : { at }),
    text: code,
    names: named.map((one) => `${one.name} (${one.code})`).join(', ') || 'nothing',
    suggestions: named,
  })
}

async function load(shelf: Shelf, shipped: readonly Area[]): Promise<Indexes> {
  const documents = await shelf.list(collection)
  const imported = documents.flatMap(({ document }) => document as unknown as Area[])
  const built = buildHierarchy(imported.length > 0 ? imported : shipped)
  // What is on the shelf was checked when it was put there.
  if (!built.ok)
    throw new Error(
      `the areas kept do not fit together: ${built.problem.code} ${JSON.stringify(built.problem.details)}`,
    )
  return indexes(built.value)
}

async function save(shelf: Shelf, areas: readonly Area[]): Promise<void> {
  const before = await shelf.list(collection)
  const entries = Array.from({ length: Math.ceil(areas.length / areasPerDocument) }, (_, page) => ({
    key: String(page).padStart(6, '0'),
    document: areas.slice(page * areasPerDocument, (page + 1) * areasPerDocument) as unknown as Json,
  }))
  await shelf.put(collection, entries)
  await shelf.remove(
    collection,
    before.map((it) => it.key).filter((key) => !entries.some((entry) => entry.key === key)),
  )
}

function lazily<Value>(make: () => Value): () => Value {
  let value: Value | undefined
  return () => (value ??= make())
}
