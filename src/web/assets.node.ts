/** The files a page needs, as bytes: the style, the icon, and the script without its types. Read once, named by what is in them. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { sha256 } from '#base'
import type { CapPageView } from './cap-page-view.ts'
import type { PageView } from './page-view.ts'

export interface Asset {
  readonly body: Buffer
  readonly type: string
  /** A strong validator (RFC 9110 §8.8.3), in its quotation marks. */
  readonly etag: string
  /** The path holds a hash of the bytes, so that what it names never changes. */
  readonly cacheControl: string
}

export interface Assets {
  /** By path: `/assets/page-3f2a….css`. */
  readonly files: ReadonlyMap<string, Asset>
  /** The paths, for the page. */
  readonly paths: PageView['assets'] & CapPageView['assets']
}

/** Throws when the installation is incomplete: without its style a warning page is not fit to be shown. */
export function loadAssets(): Assets {
  const files = new Map<string, Asset>()
  const add = (name: string, extension: string, type: string, text: string): string => {
    const hash = sha256(text)
    const path = `/assets/${name}-${hash.slice(0, 12)}.${extension}`
    files.set(path, {
      body: Buffer.from(text),
      type,
      etag: `"${hash.slice(0, 32)}"`,
      cacheControl: 'public, max-age=31536000, immutable',
    })
    return path
  }
  const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
  return {
    files,
    paths: {
      style: add('page', 'css', 'text/css; charset=utf-8', compactStyle(read('assets/page.css'))),
      script: add('live', 'js', 'text/javascript; charset=utf-8', keptScript(read('live.dom.ts'))),
      capStyle: add('cap', 'css', 'text/css; charset=utf-8', compactStyle(read('assets/cap.css'))),
      capScript: add('cap', 'js', 'text/javascript; charset=utf-8', keptScript(read('cap.dom.ts'))),
      icon: add('icon', 'svg', 'image/svg+xml', read('assets/icon.svg')),
    },
  }
}

/** Without comments and indentation. The style sheet is ours: it has no text in which they would matter. */
export function compactStyle(source: string): string {
  return source.replace(/\/\*[^]*?\*\//g, '').replace(/\s*\n\s*/g, '\n')
}

/**
 * The browser's script of a source, kept by the source's hash beside Node's compile cache: what takes the types off is 17 MB
 * of WebAssembly, which a server whose own code is in that cache doesn't load. A read-only installation does without.
 */
function keptScript(source: string): string {
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
