/**
 * One classic script of a browser's source and all that it imports, made here: a service worker may be no module in every
 * browser, and a page's script shares pure files with the server. Each file keeps its names to itself; of a slice's door only
 * the files are taken whose names are asked for. Made when it is first asked for, never at the start.
 */
import { readFileSync } from 'node:fs'
import { keptScript } from '../web/script-files.node.ts'

const root = new URL('../../', import.meta.url)
const { imports: doors } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  readonly imports: { readonly [name: string]: string }
}

const importLine = /^import\s*\{([^}]*)\}\s*from\s*'([^']+)'\s*;?$/gm
const bareImport = /^import\s*'([^']+)'\s*;?$/gm
const passedOn = /^export\s*(\*|\{[^}]*\})\s*from\s*'([^']+)'\s*;?$/gm
const declared = /^export (?=(?:async )?(?:function\*?|const|let|class)\s+([\w$]+))/gm

/** Throws where a source imports itself by way of others, or a name that is nowhere. */
export function bundled(entry: URL): string {
  const made: string[] = []
  const names = new Map<string, string>()
  const beginning = new Set<string>()
  const load = (source: URL): string => {
    const known = names.get(source.href)
    if (known !== undefined) return known
    if (beginning.has(source.href)) throw new Error(`${source.href} imports itself by way of others`)
    beginning.add(source.href)
    const exported: string[] = []
    const body = textOf(source)
      .replace(importLine, (_, list: string, from: string) => takenFrom(list, from, source))
      .replace(bareImport, (_, from: string) => (load(new URL(from, source)), ''))
      .replace(declared, (_, name: string) => (exported.push(name), ''))
    const name = `$${names.size}`
    names.set(source.href, name)
    made.push(`const ${name}=(()=>{\n${body}\nreturn {${exported.join(',')}}\n})()`)
    return name
  }
  /** `{ a, b as c }` of a file, or of a slice's door: the files behind it that declare them. */
  const takenFrom = (list: string, from: string, source: URL): string => {
    const wanted = list
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map((one) => one.split(/\s+as\s+/) as [string, string?])
    return wanted
      .map(([name, as = name]) => {
        const file = declaring(name, doorOf(from) ?? new URL(from, source))
        if (file === undefined) throw new Error(`${source.href}: ${from} has no ${name}`)
        return `const {${name === as ? name : `${name}:${as}`}}=${load(file)}`
      })
      .join('\n')
  }
  load(entry)
  return `'use strict';(()=>{\n${made.join('\n')}\n})()`
}

const texts = new Map<string, string>()

function textOf(source: URL): string {
  let text = texts.get(source.href)
  if (text === undefined) texts.set(source.href, (text = compact(keptScript(readFileSync(source, 'utf8')))))
  return text
}

/** What hashes and signs is the server's: a browser gets what refuses, as the console does. */
const serverOnly = ['node:crypto', 'node:buffer']

function doorOf(name: string): URL | undefined {
  const door = serverOnly.includes(name) ? './src/console/no-node.ts' : doors[name]
  return door === undefined ? undefined : new URL(door, root)
}

/** The file that declares a name which a file exports or passes on. */
function declaring(name: string, file: URL): URL | undefined {
  const text = textOf(file)
  for (const [, found] of text.matchAll(declared)) if (found === name) return file
  for (const [, list, from] of text.matchAll(passedOn)) {
    const isNamed = list !== '*' && new RegExp(`\\b${name}\\b`).test(list!)
    if (list !== '*' && !isNamed) continue
    const found = declaring(name, doorOf(from!) ?? new URL(from!, file))
    if (found !== undefined) return found
  }
  return undefined
}

/** Without comments that have a line of their own and the space where types stood. */
function compact(source: string): string {
  return source
    .replace(/^\s*\/\*\*[^]*?\*\/\s*$/gm, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/^[ \t]+/gm, '')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/\n{2,}/g, '\n')
}
