/** The files of the residents' pages, named by what is in them, each packed once: over the wire they are first sight's other half. */
import { readFileSync } from 'node:fs'
import { sha256 } from '#base'
import type { PageAssets } from '#resident'
import { compactStyle } from '../web/assets.node.ts'
import { scriptMaker } from '../web/script-files.node.ts'
import { pack, type Packed } from './packed.node.ts'

export interface ResidentFile {
  readonly type: string
  /** A strong validator without its encoding and without quotation marks. */
  readonly tag: string
  packed(): Promise<Packed>
}

export interface ResidentAssets {
  /** By path: `/resident/now-3f2a….css`. */
  readonly files: ReadonlyMap<string, ResidentFile>
  readonly now: PageAssets
  readonly kiosk: PageAssets
}

/** Throws when the installation is incomplete: without its style a warning page is not fit to be shown. */
export function loadResidentAssets(): ResidentAssets {
  const files = new Map<string, ResidentFile>()
  const add = (name: string, extension: string, type: string, text: string): string => {
    const hash = sha256(text)
    const path = `/resident/${name}-${hash.slice(0, 10)}.${extension}`
    let packed: Promise<Packed> | undefined
    files.set(path, { type, tag: hash.slice(0, 16), packed: () => (packed ??= pack(text)) })
    return path
  }
  const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
  const script = scriptMaker(({ name, text }) =>
    add(name, 'js', 'text/javascript; charset=utf-8', compactScript(text)),
  )
  const scriptOf = (name: string) => script(new URL(`../resident/${name}`, import.meta.url))
  const styleOf = (name: string) =>
    add(name, 'css', 'text/css; charset=utf-8', compactStyle(read(`../resident/assets/${name}.css`)))
  const icon = add('icon', 'svg', 'image/svg+xml', read('../web/assets/icon.svg'))
  return {
    files,
    now: { style: styleOf('now'), script: scriptOf('now.dom.ts'), icon },
    kiosk: { style: styleOf('kiosk'), script: scriptOf('kiosk.dom.ts'), icon },
  }
}

/** Without the lines that hold nothing but a comment or the space where types stood. The sources are ours: no text of theirs has such a line. */
function compactScript(source: string): string {
  return source
    .replace(/^\s*\/\*\*[^]*?\*\/\s*$/gm, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/^[ \t]+/gm, '')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/\n{2,}/g, '\n')
}
