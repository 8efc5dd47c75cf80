/** Asks `pikud-haoref-api`, as it comes from its registry, once at the addresses it is given; its last line is the answer. */
import { createRequire } from 'node:module'

interface Settings {
  readonly hfc: { readonly alerts: { api: string }; readonly alertsHistory: { api: string } }
}
interface Client {
  getActiveAlert(answered: (error: unknown, alert: unknown) => void): void
}

const require = createRequire(import.meta.url)
const { hfc } = require('pikud-haoref-api/config') as Settings
const [, , alerts, history] = process.argv as [string, string, string, string]
hfc.alerts.api = alerts
hfc.alertsHistory.api = history
const client = require('pikud-haoref-api') as Client
client.getActiveAlert((error, alert) =>
  console.log(JSON.stringify(error ? { error: (error as Error).message } : alert)),
)
