/** What of the product dialects may do here, each by its own desk. */
import { refuse } from '#base'
import type { DialectPorts } from '#dialects'

/** Where nothing can be ordered: while the API's document is drawn. */
export const closedDialectPorts: DialectPorts = {
  webhooks: {
    put: async () => refuse('server/not-the-writer'),
    change: async () => refuse('server/not-the-writer'),
    drop: async () => refuse('server/not-the-writer'),
  },
  reports: {
    async take() {
      throw new Error('nothing is taken here')
    },
  },
}
