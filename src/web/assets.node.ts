/** The files a page needs, as bytes: the style, the icon, and the script without its types. Read once, named by what is in them. */
import { readFileSync } from 'node:fs'
import { sha256 } from '#base'
import type { CapPageView } from './cap-page-view.ts'
import type { PageView } from './page-view.ts'
import { staffPageNames, type StaffAssets, type StaffPageName } from './people/staff-page.ts'
import { staffLanguages, type StaffLanguage } from './people/words.ts'
import { scriptMaker } from './script-files.node.ts'

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
  readonly paths: Omit<PageView['assets'], 'script'> & CapPageView['assets'] & StaffAssets
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
  const script = scriptMaker(({ name, text }) => add(name, 'js', 'text/javascript; charset=utf-8', text))
  const scriptOf = (name: string) => script(new URL(name, import.meta.url))
  const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
  return {
    files,
    paths: {
      style: add('page', 'css', 'text/css; charset=utf-8', compactStyle(read('assets/page.css'))),
      capStyle: add('cap', 'css', 'text/css; charset=utf-8', compactStyle(read('assets/cap.css'))),
      capScript: scriptOf('cap.dom.ts'),
      staffStyle: add(
        'staff',
        'css',
        'text/css; charset=utf-8',
        // First what the prompt needs anywhere: the pages’ own style decides where both say something.
        compactStyle(read('people/assets/session.css') + read('people/assets/staff.css')),
      ),
      sourcesScript: scriptOf('people/sources.dom.ts'),
      staffScripts: Object.fromEntries(
        staffPageNames.map((name) => [name, scriptOf(`people/${name}.dom.ts`)]),
      ) as { readonly [name in StaffPageName]: string },
      staffWords: Object.fromEntries(
        staffLanguages.map((language) => [language, scriptOf(`people/words/${language}.ts`)]),
      ) as { readonly [language in StaffLanguage]: string },
      icon: add('icon', 'svg', 'image/svg+xml', read('assets/icon.svg')),
    },
  }
}

/** Without comments and indentation. The style sheet is ours: it has no text in which they would matter. */
export function compactStyle(source: string): string {
  return source.replace(/\/\*[^]*?\*\//g, '').replace(/\s*\n\s*/g, '\n')
}
