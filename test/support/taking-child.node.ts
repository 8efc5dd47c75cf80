/** Takes an export of messages in, tells how many documents it put, and waits to be killed: `FILE MESSAGES`. */
import { ok, silentLog, type ActorId } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/clock.node.ts'
import { openSqliteShelf } from '../../src/base/shelf.sqlite.ts'
import { openIntake } from '../../src/evidence/intake/intake.node.ts'
import { bookOn } from './evidence-book-memory.ts'

const [file = '', messages = '0'] = process.argv.slice(2)
const shelf = openSqliteShelf({ file })
const book = bookOn(shelf)
let put = 0
const intake = openIntake({
  ...{ shelf, clock: systemClock(), log: silentLog, tell: async () => ok() },
  book: {
    ...book,
    async put(document, by) {
      const taken = await book.put(document, by)
      process.send?.(++put)
      return taken
    },
  },
})
const json = JSON.stringify({
  ...{ name: 'Канал', id: 12 },
  messages: Array.from({ length: Number(messages) }, (_, id) => ({
    ...{ id, type: 'message', date_unixtime: '1762033020', text: `Сообщение ${id}` },
  })),
})
await intake.take({
  ...{ bytes: new TextEncoder().encode(json), way: 'telegram', by: 'olena' as ActorId },
  told: { title: null, source: null, url: null, saidAt: null, within: [] },
})
