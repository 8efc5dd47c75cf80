import type { FactRecord } from './chain.ts'
import { ledgerContract } from './ledger.contract.ts'
import { memoryLedger } from './memory-ledger.ts'

let made = 0
ledgerContract('memory', async () => {
  const records: FactRecord[] = []
  const id = `memory-${++made}`
  return { open: async (log) => memoryLedger({ id, records, log }), async remove() {} }
})
