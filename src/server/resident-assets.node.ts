/** What Now and the kiosk fetch: over the wire it is first sight's other half. */
import { readFileSync } from 'node:fs'
import type { PageAssets } from '#resident'
import { compactStyle } from '../web/assets.node.ts'
import { bundled } from './resident-bundle.node.ts'
import { residentFiles, type ResidentFiles } from './resident-files.node.ts'

export interface ResidentAssets {
  readonly files: ResidentFiles['files']
  readonly now: PageAssets
  readonly kiosk: PageAssets
  /** The script of the page of the whole region. */
  readonly region: string
}

let loaded: ResidentAssets | undefined

/** Throws when the installation is incomplete: without its style a warning page is not fit to be shown. */
export function residentAssets(): ResidentAssets {
  return (loaded ??= load())
}

function load(): ResidentAssets {
  const { files, add } = residentFiles('/resident/')
  const at = (path: string) => new URL(`../${path}`, import.meta.url)
  const read = (path: string) => readFileSync(at(path), 'utf8')
  const icon = add('icon', 'svg', read('web/assets/icon.svg'))
  const script = (name: 'now' | 'kiosk' | 'region') => add(name, 'js', bundled(at(`resident/${name}.dom.ts`)))
  const page = (name: 'now' | 'kiosk'): PageAssets => ({
    style: add(name, 'css', compactStyle(read(`resident/assets/${name}.css`))),
    script: script(name),
    icon,
  })
  return { files, now: page('now'), kiosk: page('kiosk'), region: script('region') }
}
