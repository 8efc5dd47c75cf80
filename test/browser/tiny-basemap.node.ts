/** A background map of one tile, as a PMTiles file on an origin of its own: all the world is land, by somebody who wants to be named. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TinyBasemap {
  readonly url: string
  /** How often a part of it was asked for. */
  asked(): number
  close(): Promise<void>
}

export async function startTinyBasemap(attribution: string): Promise<TinyBasemap> {
  const file = archiveOf(attribution)
  let asked = 0
  const server = createServer((request, response) => {
    const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? []
    const part = file.subarray(Number(from), to === '' ? file.length : Number(to) + 1)
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'range' }
    if (request.method === 'OPTIONS') return void response.writeHead(204, headers).end()
    asked++
    const range = `bytes ${from}-${Number(from) + part.length - 1}/${file.length}`
    response.writeHead(206, { ...headers, 'content-range': range, 'content-length': part.length }).end(part)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/land.pmtiles`,
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** PMTiles version 3: header, one directory of one entry, metadata, one tile; nothing compressed. */
function archiveOf(attribution: string): Buffer {
  const tile = tileOf('earth')
  const metadata = Buffer.from(JSON.stringify({ attribution, vector_layers: [{ id: 'earth', fields: {} }] }))
  const directory = Buffer.from([1, 0, 1, ...varint(tile.length), 1])
  const header = Buffer.alloc(127)
  header.write('PMTiles')
  header[7] = 3
  const places = [127, directory.length, 127 + directory.length, metadata.length, 0, 0]
  const tilesAt = 127 + directory.length + metadata.length
  for (const [i, value] of [...places, tilesAt, tile.length, 1, 1, 1].entries())
    header.writeBigUInt64LE(BigInt(value), 8 + i * 8)
  // Clustered; no compression inside and of tiles; Mapbox vector tiles; zoom 0 alone.
  for (const [i, value] of [1, 1, 1, 1, 0, 0].entries()) header[96 + i] = value
  for (const [i, degrees] of [-180, -85, 180, 85].entries()) header.writeInt32LE(degrees * 1e7, 102 + i * 4)
  return Buffer.concat([header, directory, metadata, tile])
}

/** One layer with one polygon over all of the tile (Mapbox Vector Tile 2.1). */
function tileOf(layer: string): Buffer {
  const side = 4096
  const commands = [9, 0, 0, 26, side * 2, 0, 0, side * 2, side * 2 - 1, 0, 15]
  const feature = [...field(3, 3), ...bytes(4, commands.flatMap(varint))]
  const content = [
    ...field(15, 2),
    ...bytes(1, [...Buffer.from(layer)]),
    ...bytes(2, feature),
    ...field(5, side),
  ]
  return Buffer.from(bytes(3, content))
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
