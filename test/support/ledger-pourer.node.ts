/**
 * A process to be killed: opens a ledger and pours facts into it, saying on standard output what was acknowledged.
 * `node ledger-pourer.node.ts NAME sqlite:FILE|postgres:URL`; each line on standard input makes it go on after a refusal.
 */
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { ActorId, Instant } from '#base'
import { silentLog } from '#base'
import { openPostgresLedger } from '../../src/ledger/ledger.postgres.ts'
import { openSqliteLedger } from '../../src/ledger/ledger.sqlite.ts'

const [name = 'pourer', target = ''] = process.argv.slice(2)
const say = (line: object) => writeSync(1, JSON.stringify(line) + '\n')

const opened = target.startsWith('sqlite:')
  ? await openSqliteLedger({ file: target.slice('sqlite:'.length), log: silentLog })
  : await openPostgresLedger({ url: target.slice('postgres:'.length), log: silentLog })

if (!opened.ok) {
  say({ said: 'not-opened', code: opened.problem.code })
  process.exit(2)
}
const ledger = opened.value
const goOn: (() => void)[] = []
createInterface({ input: process.stdin })
  .on('line', () => {
    for (const resolve of goOn.splice(0)) resolve()
  })
  .on('close', () => process.exit(0))
ledger.onLeadership((writer) => {
  if (writer === 'me') for (const resolve of goOn.splice(0)) resolve()
})
say({ said: 'opened', writer: ledger.writer })

let n = 0
const pour = async (lane: number) => {
  for (;;) {
    if (ledger.writer === 'other') await new Promise<void>((resolve) => goOn.push(resolve))
    const data = { name, lane, n: n++, padding: 'x'.repeat(200) }
    const fact = {
      stream: `${name}:${lane}`,
      at: '2025-11-02T00:14:00.000Z' as Instant,
      by: 'pourer' as ActorId,
      mode: 'test' as const,
      type: 'fact-poured',
      data,
    }
    const written = await ledger.append({ facts: [fact], expected: {} })
    if (written.ok) say({ said: 'written', lane, n: data.n, seq: written.value[0]!.seq })
    else {
      const { seq } = await ledger.head()
      const readable = (await ledger.read((seq - 1) as never, 1)).length
      say({ said: 'refused', code: written.problem.code, seq, readable })
      await new Promise<void>((resolve) => goOn.push(resolve))
    }
  }
}
await Promise.all(Array.from({ length: 4 }, (_, lane) => pour(lane)))
