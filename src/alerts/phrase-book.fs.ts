/** Reads phrase books from a folder, one JSON file per language; a book that is not right is refused, never half used. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ok, parseJson, refuse, type JsonObject, type Result } from '#base'
import { phraseBook, phraseShelf, type PhraseBook } from './phrase-book.ts'

/** The books shipped with the product. */
export const shippedPhrases = fileURLToPath(new URL('../../packs/phrases/', import.meta.url))

export interface ReadPhrases {
  /** As they stand in the files, by language: what an installation's changes are laid over. */
  readonly shipped: ReadonlyMap<string, JsonObject>
  readonly books: ReadonlyMap<string, PhraseBook>
}

type ReadingRefusal = 'alerts/phrase-book-malformed' | 'alerts/phrase-book-twice'

/** Every `*.json` in the folder, by language. Throws what the file system throws when the folder can't be read. */
export async function loadPhraseBooks(
  folder: string = shippedPhrases,
): Promise<Result<ReadonlyMap<string, PhraseBook>, ReadingRefusal>> {
  const read = await readPhrases(folder)
  return read.ok ? ok(read.value.books) : read
}

export async function readPhrases(
  folder: string = shippedPhrases,
): Promise<Result<ReadPhrases, ReadingRefusal>> {
  const books: PhraseBook[] = []
  const shipped = new Map<string, JsonObject>()
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort()
  for (const file of files) {
    const json = parseJson(await readFile(join(folder, file), 'utf8'))
    if (!json.ok)
      return refuse('alerts/phrase-book-malformed', { book: file, why: String(json.problem.details['why']) })
    const book = phraseBook(json.value, file)
    if (!book.ok) return book
    books.push(book.value)
    shipped.set(book.value.language, json.value as JsonObject)
  }
  const shelf = phraseShelf(books)
  return shelf.ok ? ok({ shipped, books: shelf.value }) : shelf
}
