/** A process with the live stream alone, on a plain port and on one that speaks TLS, so that its memory is theirs. */
import { createServer } from 'node:http'
import type { AreaCode } from '#areas'
import { ok, silentLog } from '#base'
import { systemClock } from '../src/base/clock.node.ts'
import { listenWithTls } from '../src/base/tls-listener.node.ts'
import { keepTls } from '../src/base/tls-watch.node.ts'
import { everything, liveFact } from '../src/channels/stream/index.ts'
import { startLive } from '../src/channels/stream/start-live.sse.ts'

const [key = '', certificate = ''] = process.argv.slice(2)
const clock = systemClock()
let head = 0
const live = await startLive({
  ...{ host: '127.0.0.1', port: 0, clock, log: silentLog, mode: 'drill' },
  httpServer: createServer((_, response) => response.end()),
  source: {
    filter: async () => ok(everything),
    head: async () => head,
    after: async (seq) => ({ after: seq, through: head, facts: [] }),
    board: async () => ({ seq: head, data: 'the board' }),
  },
})
const kept = await keepTls(
  {
    key: { setting: 'KEY', file: key },
    certificate: { setting: 'CERTIFICATE', file: certificate },
    authorities: { setting: 'CA', file: '' },
  },
  { clock, log: silentLog },
)
if (!kept.ok || kept.value === undefined) throw new Error(JSON.stringify(kept))
const tls = await listenWithTls({
  ...{ host: '127.0.0.1', port: 0, tls: kept.value, clients: 'may', alpn: ['http/1.1'], clock },
  take: live.take,
})

process.on('message', ({ ask, count = 1 }: { readonly ask: string; readonly count?: number }) => {
  if (ask === 'publish')
    for (let n = 0; n < count; n++) {
      head++
      const event = { event: 'notice', data: 'x'.repeat(1_600), areas: ['a' as AreaCode] } as const
      const fact = liveFact({ ancestors: () => [] }, head, [event])
      live.publish({ after: head - 1, through: head, facts: [fact] })
    }
  if (ask === 'stop') process.exit(0)
  if (ask === 'settle') globalThis.gc?.()
  process.send?.({ rss: process.memoryUsage().rss, cpu: process.cpuUsage(), counts: live.counts()[0] })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ plain: live.port, tls: tls.port })
