/** The server's figures in Prometheus' text format, read off the system when they are asked for. */
import type { Registry } from 'prom-client'
import type { System } from './system.ts'

const registries = new WeakMap<System, Promise<Registry>>()

export async function metricsText(system: System): Promise<{ readonly type: string; readonly text: string }> {
  let made = registries.get(system)
  if (made === undefined) registries.set(system, (made = register(system)))
  const registry = await made
  return { type: registry.contentType, text: await registry.metrics() }
}

async function register(system: System): Promise<Registry> {
  // Loaded when figures are first asked for: many servers are never asked.
  const { Gauge, Registry, collectDefaultMetrics } = await import('prom-client')
  const registry = new Registry()
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      ...{ name: `tocsin_${name}`, help, registers: [registry] },
      collect() {
        this.set(read())
      },
    })
  gauge('ledger_facts', 'Facts in the ledger', () => system.world.head())
  gauge('decides', '1 on the server that decides', () => (system.decides() === 'me' ? 1 : 0))
  gauge(
    'alerts_in_force',
    'Alerts in force',
    () => [...system.world.alerts()].filter((one) => one.status === 'issued').length,
  )
  gauge('board_lines', 'Lines on the board', () => [...system.world.board.lines()].length)
  gauge('deliveries_queued', 'Attempts waiting to be made', () => system.courier()?.load().queued ?? 0)
  gauge('deliveries_flying', 'Attempts under way', () => system.courier()?.load().flying ?? 0)
  gauge('areas', 'Areas known', () => system.areas.hierarchy().size)
  collectDefaultMetrics({ register: registry, prefix: 'tocsin_' })
  return registry
}
