/** Imports area files as they lie on a disk or arrive in an upload: unpacks gzip, reads UTF-8, and hands over the text. */
import { gunzipSync } from 'node:zlib'
import { ok, refuse, type Result } from '#base'
import type { Area } from '../area.ts'
import type { Hierarchy } from '../hierarchy.ts'
import type { AreaRefusal } from '../problems.ts'
import type { AreaImport, ImportOptions } from './area-import.ts'
import { importTexts, type TextFile } from './import-texts.ts'

/** What one file may unpack to: far above any real boundary set, far below what would fill the memory. */
const mostBytes = 512 * 1024 * 1024

export interface BinaryFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Imports several files at once, in whatever order; see `importTexts`. */
export function importFiles(
  files: readonly BinaryFile[],
  existing: Hierarchy | readonly Area[],
  options: ImportOptions = {},
): Result<AreaImport, AreaRefusal> {
  const texts: TextFile[] = []
  for (const file of files) {
    const text = decode(file)
    if (!text.ok) return text
    texts.push({ name: file.name, text: text.value })
  }
  const loaded = 'all' in existing ? [...existing.all()] : existing
  return importTexts(texts, loaded, options)
}

/** Imports one file into what exists, by its content. */
export function importFile(
  name: string,
  bytes: Uint8Array,
  existing: Hierarchy | readonly Area[],
  options: ImportOptions = {},
): Result<AreaImport, AreaRefusal> {
  return importFiles([{ name, bytes }], existing, options)
}

/** The text of a file that is UTF-8, packed with gzip or not. */
export function decode({ name, bytes }: BinaryFile): Result<string, 'areas/unreadable-file'> {
  try {
    const plain =
      bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(plain))
  } catch (error) {
    return refuse('areas/unreadable-file', { file: name, why: (error as Error).message })
  }
}
