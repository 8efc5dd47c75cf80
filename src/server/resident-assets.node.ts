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
  const scriptOf = (name: string) =>
    add(
      name,
      'js',
      'text/javascript; charset=utf-8',
      oneScript(new URL(`../resident/${name}.dom.ts`, import.meta.url)),
    )
  const styleOf = (name: string) =>
    add(name, 'css', 'text/css; charset=utf-8', compactStyle(read(`../resident/assets/${name}.css`)))
  const icon = add('icon', 'svg', 'image/svg+xml', read('../web/assets/icon.svg'))
  return {
    files,
    now: { style: styleOf('now'), script: scriptOf('now'), icon },
    kiosk: { style: styleOf('kiosk'), script: scriptOf('kiosk'), icon },
  }
}

/**
 * A script and all that it imports as one module, what is imported first: four files would cost first sight three more answers'
 * heads. Names at the top of these few files differ; a browser would refuse the whole otherwise, and the test with it.
 */
function oneScript(source: URL): string {
  const texts: string[] = []
  scriptMaker(({ name, text }) => {
    texts.push(
      compactScript(text)
        .replace(/^import [^;]*? from '[^']*'$/gm, '')
        .replace(/^export (?=\w)/gm, ''),
    )
    return name
  })(source)
  return texts.join('\n')
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
