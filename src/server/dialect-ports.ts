/** What of the product dialects may do here, each by its own desk. */
import { refuse } from '#base'
import type { DialectPorts } from '#dialects'
import type { WebhookDesk } from '../channels/webhook/open-webhooks.http.ts'
import { dialectReports } from './dialect-reports.ts'
import { dialectWebhooks } from './dialect-webhooks.ts'
import type { Reception } from './reception.ts'
import type { System } from './system.ts'

export function openDialectPorts(
  system: System,
  parts: { readonly webhooks: Pick<WebhookDesk, 'book'>; readonly reception: Pick<Reception, 'intake'> },
): DialectPorts {
  return {
    webhooks: dialectWebhooks(system, parts.webhooks),
    reports: dialectReports(system, parts.reception),
  }
}

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
