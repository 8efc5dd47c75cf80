/** Every message that was published within a span, byte for byte as it was sent, in one ZIP file with a list of what is in it. */
import { Readable } from 'node:stream'
import { noticesOf } from '#alerts'
import { sha256, type Instant } from '#base'
import type { Fact } from '#ledger'
import { csvLine } from '#people'
import { addressOf, isRelayed, type ArchiveEntry, type CapArchive } from './cap-archive.ts'
import { byteOrderMark } from './timeline-csv.ts'

interface Packed {
  readonly at: Instant
  readonly seq: number
  readonly entry: Pick<ArchiveEntry, 'kind' | 'id'>
}

/** What a fact published: our own notices, or another sender’s message that was let onto the board. */
function publishedIn(fact: Fact): Packed[] {
  const { at, seq, stream } = fact
  if (isRelayed(fact)) return [{ at, seq, entry: { kind: 'relayed', id: stream.slice('message:'.length) } }]
  return noticesOf(fact)
    .filter(({ relayed }) => relayed === undefined)
    .map(({ id }) => ({ at, seq, entry: { kind: 'own', id } }))
}

/** Names sort by time, and no system of files refuses them. */
function fileName({ at, seq, entry }: Packed): string {
  const time = at.slice(0, 19).replaceAll(':', '')
  return `${time}Z_${String(seq).padStart(9, '0')}_${entry.id}.cap.xml`
}

/** `facts` in their order, in pages. What can’t be said in CAP stands in the list without a file. */
export function capZip(
  facts: AsyncIterable<readonly Fact[]>,
  archive: Pick<CapArchive, 'own' | 'relayed'>,
): Readable {
  return Readable.from(zipped(facts, archive), { objectMode: false })
}

async function* zipped(
  facts: AsyncIterable<readonly Fact[]>,
  archive: Pick<CapArchive, 'own' | 'relayed'>,
): AsyncGenerator<Uint8Array> {
  // Few ask for it, and every start would read it.
  const { strToU8, Zip, ZipDeflate } = await import('fflate')
  let ready: Uint8Array[] = []
  let failure: Error | null = null
  const zip = new Zip((error, bytes) => {
    failure ??= error
    ready.push(bytes)
  })
  const add = (name: string, bytes: Uint8Array, at: string) => {
    const file = new ZipDeflate(name, { level: 6 })
    file.mtime = at
    zip.add(file)
    file.push(bytes, true)
  }
  const taken = () => {
    if (failure !== null) throw failure
    const bytes = ready
    ready = []
    return bytes
  }
  let list = byteOrderMark + csvLine(['file', 'at', 'seq', 'kind', 'address', 'sha-256'])
  let last = '1980-01-01T00:00:00.000Z'
  for await (const some of facts)
    for (const packed of some.flatMap(publishedIn)) {
      const { at, seq, entry } = packed
      const found = await archive[entry.kind](entry.id)
      const name = found === undefined ? '' : fileName(packed)
      if (found !== undefined) add(name, found.bytes, at)
      last = at
      const hash = found === undefined ? '' : sha256(found.bytes)
      list += csvLine([name, at, String(seq), entry.kind, addressOf(entry), hash])
      yield* taken()
    }
  add('list.csv', strToU8(list), last)
  zip.end()
  yield* taken()
}
