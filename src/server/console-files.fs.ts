/** The console's built files: the document with this installation's mode and zone in it, and its assets as they were compressed. */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const built = fileURLToPath(new URL('../../dist/console/', import.meta.url))

/** The document; undefined where the console was not built. Read anew each time: a build puts another one there. */
export function consoleDocument(values: { readonly [name: string]: string }): string | undefined {
  let text: string
  try {
    text = readFileSync(join(built, 'index.html'), 'utf8')
  } catch {
    return undefined
  }
  return text.replace(/%(\w+)%/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? escaped(values[name]!) : whole,
  )
}

const types: { readonly [ending: string]: string } = {
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
  woff2: 'font/woff2',
}

export interface ConsoleAsset {
  readonly body: Buffer
  readonly type: string
  readonly encoding: 'br' | 'gzip' | 'identity'
}

/** One file by its name, in the smallest form that the asker takes; undefined for what is not there. */
export async function consoleAsset(name: string, accepts: string): Promise<ConsoleAsset | undefined> {
  const type = types[name.split('.').at(-1) ?? '']
  if (type === undefined || !/^[\w-]+(\.[\w-]+)*\.\w+$/.test(name)) return undefined
  const forms = [
    ...(/\bbr\b/.test(accepts) ? ([['br', '.br']] as const) : []),
    ...(/\bgzip\b/.test(accepts) ? ([['gzip', '.gz']] as const) : []),
    ['identity', ''] as const,
  ]
  for (const [encoding, ending] of forms)
    try {
      return { body: await readFile(join(built, 'assets', name + ending)), type, encoding }
    } catch {}
  return undefined
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
