/** A background map as a PMTiles file on an origin of its own, read in parts: all the world is land, with a border along one meridian, by somebody who wants to be named. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { zxyToTileId } from 'pmtiles'

export interface TinyBasemap {
  readonly url: string
  /** How often a part of it was asked for. */
  asked(): number
  /** Whether the file is where it was said to be. */
  is(there: 'there' | 'gone'): void
  close(): Promise<void>
}

export async function startTinyBasemap(
  attribution: string,
  borderLon: number | 'none' = 'none',
): Promise<TinyBasemap> {
  const file = archiveOf(attribution, borderLon)
  let asked = 0
  let place: 'there' | 'gone' = 'there'
  const server = createServer((request, response) => {
    const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? []
    const part = file.subarray(Number(from), to === '' ? file.length : Number(to) + 1)
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'range' }
    if (request.method === 'OPTIONS') return void response.writeHead(204, headers).end()
    asked++
    if (place === 'gone') return void response.writeHead(404, headers).end()
    const range = `bytes ${from}-${Number(from) + part.length - 1}/${file.length}`
    response.writeHead(206, { ...headers, 'content-range': range, 'content-length': part.length }).end(part)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/land.pmtiles`,
    asked: () => asked,
    is: (there) => void (place = there),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The zooms that are in it; nearer, the last is drawn larger. */
const deepest = 6

interface Entry {
  readonly tile: number
  run: number
  readonly offset: number
  readonly length: number
}

/** PMTiles version 3: header, one directory, metadata, tiles in the order of their ids, each kept once; everything gzipped. */
function archiveOf(attribution: string, borderLon: number | 'none'): Buffer {
  const metadata = gzipSync(
    JSON.stringify({
      ...{ name: 'Land', attribution },
      vector_layers: ['earth', 'boundaries'].map((id) => ({ id, fields: {} })),
    }),
  )
  const tiles: { readonly id: number; readonly across: number | undefined }[] = []
  for (let zoom = 0; zoom <= deepest; zoom++)
    for (let x = 0; x < 2 ** zoom; x++)
      for (let y = 0; y < 2 ** zoom; y++) {
        const border = borderLon === 'none' ? -1 : ((borderLon + 180) / 360) * 2 ** zoom - x
        const across = border >= 0 && border < 1 ? Math.round(border * side) : undefined
        tiles.push({ id: zxyToTileId(zoom, x, y), across })
      }
  tiles.sort((a, b) => a.id - b.id)
  const kept = new Map<string, { readonly offset: number; readonly bytes: Buffer }>()
  let size = 0
  const entries: Entry[] = []
  for (const { id, across } of tiles) {
    const key = String(across)
    let content = kept.get(key)
    if (content === undefined) {
      content = { offset: size, bytes: gzipSync(tileOf(across)) }
      kept.set(key, content)
      size += content.bytes.length
    }
    const last = entries.at(-1)
    if (last !== undefined && last.offset === content.offset && last.tile + last.run === id) last.run++
    else entries.push({ tile: id, run: 1, offset: content.offset, length: content.bytes.length })
  }
  const directory = gzipSync(directoryOf(entries))
  const header = Buffer.alloc(127)
  header.write('PMTiles')
  header[7] = 3
  const tilesAt = 127 + directory.length + metadata.length
  const places = [127, directory.length, 127 + directory.length, metadata.length, 0, 0, tilesAt, size]
  for (const [i, value] of [...places, tiles.length, entries.length, kept.size].entries())
    header.writeBigUInt64LE(BigInt(value), 8 + i * 8)
  // Clustered; gzip inside and of tiles; Mapbox vector tiles; the zooms.
  for (const [i, value] of [1, 2, 2, 1, 0, deepest].entries()) header[96 + i] = value
  for (const [i, degrees] of [-180, -85, 180, 85].entries()) header.writeInt32LE(degrees * 1e7, 102 + i * 4)
  return Buffer.concat([header, directory, metadata, ...[...kept.values()].map(({ bytes }) => bytes)])
}

/** Column by column; where a tile follows the one before it, its place is left out. */
function directoryOf(entries: readonly Entry[]): Buffer {
  const before = (i: number) => entries[i - 1]
  return Buffer.from([
    ...varint(entries.length),
    ...entries.flatMap(({ tile }, i) => varint(tile - (before(i)?.tile ?? 0))),
    ...entries.flatMap(({ run }) => varint(run)),
    ...entries.flatMap(({ length }) => varint(length)),
    ...entries.flatMap(({ offset }, i) => {
      const last = before(i)
      return varint(last !== undefined && last.offset + last.length === offset ? 0 : offset + 1)
    }),
  ])
}

/** Units across a tile. */
const side = 4096

/** Land over all of it, and where one runs through it a border from top to bottom (Mapbox Vector Tile 2.1). */
function tileOf(across: number | undefined): Buffer {
  const land = [9, 0, 0, 26, side * 2, 0, 0, side * 2, side * 2 - 1, 0, 15]
  const line = across === undefined ? undefined : [9, across * 2, 0, 10, 0, side * 2]
  return Buffer.from([
    ...layerOf('earth', 3, land),
    ...(line === undefined ? [] : layerOf('boundaries', 2, line)),
  ])
}

function layerOf(name: string, kind: 2 | 3, commands: readonly number[]): readonly number[] {
  const feature = [...field(3, kind), ...bytes(4, commands.flatMap(varint))]
  return bytes(3, [
    ...field(15, 2),
    ...bytes(1, [...Buffer.from(name)]),
    ...bytes(2, feature),
    ...field(5, side),
  ])
}

const field = (number: number, value: number) => [...varint(number << 3), ...varint(value)]
const bytes = (number: number, content: readonly number[]) => [
  ...varint((number << 3) | 2),
  ...varint(content.length),
  ...content,
]

function varint(value: number): number[] {
  const out: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...out, rest]
    out.push((rest % 128) | 128)
  }
}
