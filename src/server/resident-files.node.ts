/** Files that residents' pages fetch, each named by what is in it and packed once, when it is first asked for. */
import { sha256 } from '#base'
import { pack, type Packed } from './packed.node.ts'

interface ResidentFile {
  readonly type: string
  /** A strong validator without its encoding and without quotation marks. */
  readonly tag: string
  packed(): Promise<Packed>
}

export interface ResidentFiles {
  /** By path: `/resident/now-3f2a….css`. */
  readonly files: ReadonlyMap<string, ResidentFile>
  /** Gives the path; a text is packed, a picture goes out as it is. */
  add(name: string, kind: keyof typeof types, content: string | Uint8Array): string
}

const types = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
} as const

/** `folder`: with its slashes, `/resident/`. */
export function residentFiles(folder: string): ResidentFiles {
  const files = new Map<string, ResidentFile>()
  return {
    files,
    add(name, kind, content) {
      const hash = sha256(content)
      const path = `${folder}${name}-${hash.slice(0, 10)}.${kind}`
      let packed: Promise<Packed> | undefined
      const packing = () =>
        typeof content === 'string'
          ? pack(content)
          : Promise.resolve({ identity: content, gzip: content, br: content } as Packed)
      files.set(path, {
        type: types[kind],
        tag: hash.slice(0, 16),
        packed: () => (packed ??= packing()),
      })
      return path
    },
  }
}
