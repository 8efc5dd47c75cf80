/** The files of the app's pages beside Now, each named by what is in it and made when it is first asked for. */
import { readFileSync } from 'node:fs'
import type { AppAssets, AppIcon } from '#resident'
import { compactStyle } from '../web/assets.node.ts'
import { bundled } from './resident-bundle.node.ts'
import { residentFiles, type ResidentFiles } from './resident-files.node.ts'

const scripts = ['app', 'app-open', 'phone', 'shelters', 'tell', 'safe'] as const
export type AppScript = (typeof scripts)[number]

export interface ResidentAppAssets {
  readonly files: ResidentFiles['files']
  readonly page: AppAssets
  readonly scripts: { readonly [name in AppScript]: string }
  readonly icons: readonly AppIcon[]
  readonly badge: string
  /** The service worker's own script, without its surroundings. */
  readonly worker: string
}

const drawn = [
  ['any', 192],
  ['any', 512],
  ['maskable', 192],
  ['maskable', 512],
  ['monochrome', 96],
  ['monochrome', 512],
] as const

let loaded: ResidentAppAssets | undefined

/** Throws when the installation is incomplete. */
export function residentAppAssets(): ResidentAppAssets {
  return (loaded ??= load())
}

function load(): ResidentAppAssets {
  const { files, add } = residentFiles('/resident/app/')
  const at = (path: string) => new URL(`../${path}`, import.meta.url)
  const style = ['now', 'app']
    .map((name) => readFileSync(at(`resident/assets/${name}.css`), 'utf8'))
    .join('\n')
  const script = (name: AppScript) => add(name, 'js', bundled(at(`resident/${name}.dom.ts`)))
  const icons = drawn.map(([purpose, size]): AppIcon => ({
    src: add(
      `icon-${purpose}-${size}`,
      'png',
      readFileSync(at(`resident/assets/app-icons/${purpose}-${size}.png`)),
    ),
    ...{ sizes: `${size}x${size}`, type: 'image/png', purpose },
  }))
  const made = Object.fromEntries(scripts.map((name) => [name, script(name)])) as {
    [name in AppScript]: string
  }
  return {
    ...{ files, icons, scripts: made },
    badge: icons.find(({ purpose }) => purpose === 'monochrome')!.src,
    page: {
      style: add('app', 'css', compactStyle(style)),
      script: made.app,
      icon: add('icon', 'svg', readFileSync(at('web/assets/icon.svg'), 'utf8')),
      touchIcon: icons.find(({ purpose }) => purpose === 'maskable')!.src,
    },
    worker: bundled(at('resident/sw.dom.ts')),
  }
}
