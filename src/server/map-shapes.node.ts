/** All shapes of the map as TopoJSON, drawn in a thread of its own when somebody first asks, once for each version of the map. */
import { Worker } from 'node:worker_threads'
import type { Hierarchy } from '#areas'
import { flatten } from './map-shapes.ts'
import type { Packed } from './packed.node.ts'

export interface MapShapes {
  /** Rejects when it can't be drawn; it is tried again by whoever asks next. */
  of(hierarchy: Hierarchy): Promise<Packed>
}

/** Milliseconds; the whole of a continent takes less. */
const longest = 120_000

export function openMapShapes(): MapShapes {
  let drawn: { readonly version: string; readonly packed: Promise<Packed> } | undefined
  return {
    of(hierarchy) {
      const { version } = hierarchy
      if (drawn?.version === version) return drawn.packed
      const packed = draw(hierarchy)
      const mine = (drawn = { version, packed })
      packed.catch(() => {
        if (drawn === mine) drawn = undefined
      })
      return packed
    },
  }
}

async function draw(hierarchy: Hierarchy): Promise<Packed> {
  const shapes = flatten(hierarchy.all())
  const { polygonsOf, ringsOf, pointsOf, degrees } = shapes
  const thread = new Worker(new URL('./map-shapes-thread.node.ts', import.meta.url), {
    workerData: shapes,
    transferList: [polygonsOf.buffer, ringsOf.buffer, pointsOf.buffer, degrees.buffer],
  })
  const overtime = setTimeout(() => void thread.terminate(), longest)
  overtime.unref()
  const drawing = new Promise<Packed>((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('the thread that draws the map ended without it')))
  })
  try {
    return await drawing
  } finally {
    clearTimeout(overtime)
    await thread.terminate()
  }
}
