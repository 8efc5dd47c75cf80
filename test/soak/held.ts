/** What a page holds, by its heap's own record (V8 heap snapshot): what the program keeps, apart from what the browser compiled and what the measuring itself keeps. */
import type { CDPSession } from 'playwright-core'

export interface Held {
  /** Objects, strings, elements and what hangs on them. */
  readonly kept: number
  /** Machine code and what the compiler knows of it: it comes with use, and ends with the program's size. */
  readonly compiled: number
  /** The developer tools' list of every answer there was, by which the page is driven: no duty room has it. */
  readonly tools: number
}

interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[]
      readonly node_types: readonly [readonly string[], ...unknown[]]
    }
  }
  readonly nodes: readonly number[]
  readonly strings: readonly string[]
}

/** In bytes; what can be collected is collected first. */
export async function heldBy(tools: CDPSession): Promise<Held> {
  for (let pass = 0; pass < 3; pass++) await tools.send('HeapProfiler.collectGarbage')
  const chunks: string[] = []
  const onChunk = ({ chunk }: { readonly chunk: string }) => void chunks.push(chunk)
  tools.on('HeapProfiler.addHeapSnapshotChunk', onChunk)
  await tools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  tools.off('HeapProfiler.addHeapSnapshotChunk', onChunk)
  return sums(JSON.parse(chunks.join('')) as Snapshot)
}

function sums({ snapshot: { meta }, nodes, strings }: Snapshot): Held {
  const place = (field: string) => meta.node_fields.indexOf(field)
  const [type, name, size] = [place('type'), place('name'), place('self_size')]
  const code = meta.node_types[0].indexOf('code')
  const isTools = strings.map((text) => text.includes('NetworkResourcesData'))
  const held = { kept: 0, compiled: 0, tools: 0 }
  for (let at = 0; at < nodes.length; at += meta.node_fields.length) {
    const of = isTools[nodes[at + name]!] ? 'tools' : nodes[at + type] === code ? 'compiled' : 'kept'
    held[of] += nodes[at + size]!
  }
  return held
}
