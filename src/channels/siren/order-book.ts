/** The last order to each siren, durable before it is sent: after a restart the same order goes out with the same counter. */
import type { Json, Shelf } from '#base'
import { z } from 'zod'
import { commandSchema } from './command.ts'
import { instant } from './fields.ts'
import type { SirenId } from './siren.ts'
import type { SirenOrder } from './siren-state.ts'

export interface OrderBook {
  /** What stood in the book when it was opened. */
  readonly kept: readonly SirenOrder[]
  /** Durable when it resolves. Orders written at the same time share one write. */
  write(order: SirenOrder): Promise<void>
}

const collection = 'siren-orders'
const orderSchema = z.strictObject({
  command: commandSchema,
  openAlerts: z.array(z.string()),
  answerBy: instant,
  finishesWithin: z.int().min(0),
}) as unknown as z.ZodType<SirenOrder>

export async function shelfOrderBook(shelf: Shelf): Promise<OrderBook> {
  const kept: SirenOrder[] = []
  for (const { document } of await shelf.list(collection)) {
    const order = orderSchema.safeParse(document)
    if (order.success) kept.push(order.data)
  }
  let waiting = new Map<SirenId, SirenOrder>()
  let coming: Promise<void> | undefined
  let writing: Promise<void> = Promise.resolve()
  return {
    kept,
    write(order) {
      waiting.set(order.command.siren, order)
      // While one write is under way, everything that comes gathers for the next.
      coming ??= writing
        .catch(() => {})
        .then(() => {
          const batch = waiting
          waiting = new Map()
          coming = undefined
          writing = shelf.put(
            collection,
            [...batch].map(([key, document]) => ({ key, document: document as unknown as Json })),
          )
          return writing
        })
      return coming
    },
  }
}
