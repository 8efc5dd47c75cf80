/** A queue that gives back the cheapest item first; of equal ones, the one that came first, so that a run can be repeated. */
export interface CheapestFirst<Item> {
  add(cost: number, item: Item): void
  take(): Item | undefined
}

export function cheapestFirst<Item>(): CheapestFirst<Item> {
  type Entry = { readonly cost: number; readonly order: number; readonly item: Item }
  const heap: Entry[] = []
  let order = 0
  const before = (a: Entry, b: Entry) => a.cost < b.cost || (a.cost === b.cost && a.order < b.order)
  return {
    add(cost, item) {
      const entry = { cost, order: order++, item }
      let at = heap.length
      for (let up = (at - 1) >> 1; at > 0 && before(entry, heap[up]!); up = (at - 1) >> 1) {
        heap[at] = heap[up]!
        at = up
      }
      heap[at] = entry
    },
    take() {
      const first = heap[0]
      const entry = heap.pop()
      if (first === undefined || entry === undefined || heap.length === 0) return first?.item
      let at = 0
      for (;;) {
        let down = 2 * at + 1
        if (down + 1 < heap.length && before(heap[down + 1]!, heap[down]!)) down += 1
        if (down >= heap.length || !before(heap[down]!, entry)) break
        heap[at] = heap[down]!
        at = down
      }
      heap[at] = entry
      return first.item
    },
  }
}
