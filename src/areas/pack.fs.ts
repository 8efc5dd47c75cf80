/** Reads the packs of a folder (`packs/<name>/pack.json`) and single area files from the disk. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ok, parseJson, refuse, type Result } from '#base'
import type { Area } from './area.ts'
import { decode, importFiles } from './imports/import-file.node.ts'
import type { AreaImport, ImportOptions } from './imports/area-import.ts'
import { parsePack, type Pack } from './pack.ts'
import type { AreaRefusal } from './problems.ts'

/** Reads `pack.json` (or `pack.json.gz`) of every folder in `folder`, in the order of their names; one that is broken refuses all. */
export async function readPacks(
  folder: string,
): Promise<Result<Pack[], 'areas/broken-pack' | 'areas/unreadable-file'>> {
  const packs: Pack[] = []
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    for (const entry of entries
      .filter((entry) => entry.isDirectory())
      .sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const files = await readdir(join(folder, entry.name))
      const file = ['pack.json', 'pack.json.gz'].find((name) => files.includes(name))
      if (file === undefined) continue
      const pack = await readPack(join(folder, entry.name, file))
      if (!pack.ok) return pack
      packs.push(pack.value)
    }
  } catch (error) {
    return refuse('areas/unreadable-file', { file: folder, why: (error as Error).message })
  }
  return ok(packs)
}

/** Reads one pack: its file, or the folder in which it is `pack.json`. */
export async function readPack(
  path: string,
): Promise<Result<Pack, 'areas/broken-pack' | 'areas/unreadable-file'>> {
  let bytes: Uint8Array
  try {
    const isFolder = (await stat(path)).isDirectory()
    bytes = await readFile(isFolder ? join(path, 'pack.json') : path)
  } catch (error) {
    return refuse('areas/unreadable-file', { file: path, why: (error as Error).message })
  }
  const text = decode({ name: path, bytes })
  if (!text.ok) return text
  const json = parseJson(text.value)
  if (!json.ok) return refuse('areas/unreadable-file', { file: path, why: String(json.problem.details.why) })
  const read = parsePack(json.value)
  return read.ok ? ok(read.value.pack) : read
}

/** Imports area files of any known kind from the disk; see `importTexts`. */
export async function importPaths(
  paths: readonly string[],
  existing: readonly Area[],
  options: ImportOptions = {},
): Promise<Result<AreaImport, AreaRefusal>> {
  const files = []
  for (const path of paths)
    try {
      files.push({ name: basename(path), bytes: await readFile(path) })
    } catch (error) {
      return refuse('areas/unreadable-file', { file: path, why: (error as Error).message })
    }
  return importFiles(files, existing, options)
}
