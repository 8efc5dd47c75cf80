/** The browser's scripts, made of their sources without the types: a script and the files it imports, each named by what is in it. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { basename } from 'node:path'
import { sha256 } from '#base'

export interface ScriptFile {
  readonly name: string
  readonly text: string
}

/** By name, whether at once or when it is asked for. */
const imported = /(\bfrom|\bimport)(\s*\(?)'(\.{1,2}\/[^']+\.ts)'/g

/** Adds a script and, before it, all that it imports; `add` keeps one and answers its path. Throws where two import each other. */
export function scriptMaker(add: (file: ScriptFile) => string): (source: URL) => string {
  const paths = new Map<string, string>()
  const beginning = new Set<string>()
  const make = (source: URL): string => {
    const made = paths.get(source.href)
    if (made !== undefined) return made
    if (beginning.has(source.href)) throw new Error(`${source.href} imports itself by way of others`)
    beginning.add(source.href)
    const text = keptScript(readFileSync(source, 'utf8')).replace(
      imported,
      (_, word: string, space: string, file: string) =>
        // Beside each other wherever the pages are mounted.
        `${word}${space}'./${basename(make(new URL(file, source)))}'`,
    )
    const path = add({ name: basename(source.pathname).replace(/(\.dom)?\.ts$/, ''), text })
    paths.set(source.href, path)
    return path
  }
  return make
}

/**
 * The browser's script of a source, kept by the source's hash beside Node's compile cache: what takes the types off is 17 MB
 * of WebAssembly, which a server whose own code is in that cache doesn't load. A read-only installation does without.
 */
export function keptScript(source: string): string {
  const folder = new URL('../../node_modules/.cache/tocsin/', import.meta.url)
  const file = new URL(`${sha256(source)}.js`, folder)
  try {
    return readFileSync(file, 'utf8')
  } catch {
    const script = browserScript(source)
    try {
      mkdirSync(folder, { recursive: true })
      // Whole or not at all: another server may be starting from the same folder.
      const unfinished = new URL(`${sha256(source)}.${process.pid}`, folder)
      writeFileSync(unfinished, script)
      renameSync(unfinished, file)
    } catch {}
    return script
  }
}

/** Types become spaces, so that a line number in a browser is a line number in the source. */
function browserScript(source: string): string {
  // Node warns that this function may yet change; the tests would notice, and an operator at start-up can do nothing about it.
  const warn = process.emitWarning
  process.emitWarning = () => {}
  try {
    return stripTypeScriptTypes(source, { mode: 'strip' }).replace(/[ \t]+$/gm, '')
  } finally {
    process.emitWarning = warn
  }
}
