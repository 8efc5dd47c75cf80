/** A binary heap: hands out what comes first by `isBefore`, in the order of log n. */
export interface PriorityQueue<Item> {
  readonly size: number
  push(item: Item): void
  peek(): Item | undefined
  pop(): Item | undefined
  /** In no particular order. */
  items(): readonly Item[]
}

export function priorityQueue<Item>(isBefore: (a: Item, b: Item) => boolean): PriorityQueue<Item> {
  const heap: Item[] = []
  const rise = (item: Item) => {
    let at = heap.length
    heap.push(item)
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = heap[above] as Item
      if (!isBefore(item, parent)) break
      heap[at] = parent
      at = above
    }
    heap[at] = item
  }
  const sink = (item: Item) => {
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Item, heap[below] as Item)) below++
      const child = heap[below] as Item
      if (!isBefore(child, item)) break
      heap[at] = child
      at = below
    }
    heap[at] = item
  }
  return {
    get size() {
      return heap.length
    },
    push: rise,
    peek: () => heap[0],
    pop() {
      const first = heap[0]
      const last = heap.pop()
      if (heap.length > 0) sink(last as Item)
      return first
    },
    items: () => heap,
  }
}
