import { memoryShelf } from './shelf.ts'
import { shelfContract } from './shelf.contract.ts'

shelfContract('memory', async () => {
  const shelf = memoryShelf()
  return { open: async () => shelf, async remove() {} }
})
