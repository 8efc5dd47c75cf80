/** The ledger's file as somebody beside the server reads it: what is new, checked against the chain and what was read before. */
import assert from 'node:assert/strict'
import { silentLog } from '#base'
import { beginning, verifyLedger, type Fact, type Head, type Seq } from '#ledger'
import { openSqliteLedger } from '../../src/ledger/ledger.sqlite.ts'
import { changedFacts } from '../support/crash-checks.ts'

/** Beside the server, or after its death. */
export function ledgerBook(file: string) {
  const facts = new Map<number, Fact>()
  let head: Head | undefined
  const opened = async <Value>(act: (ledger: Awaited<ReturnType<typeof open>>) => Promise<Value>) => {
    const ledger = await open()
    try {
      return await act(ledger)
    } finally {
      await ledger.close()
    }
  }
  const open = async () => {
    const ledger = await openSqliteLedger({ file, readOnly: true, log: silentLog })
    assert.ok(ledger.ok, JSON.stringify(ledger))
    return ledger.value
  }
  return {
    facts,
    verify: () => opened((ledger) => verifyLedger(ledger)),
    read: () =>
      opened(async (ledger) => {
        const flaws: string[] = []
        const fresh: Fact[] = []
        // From the last fact that was read, so that its hash is compared too.
        for (let after = Math.max(0, facts.size - 1) as Seq; ;) {
          const page = await ledger.read(after, 1_000)
          if (page.length === 0) break
          flaws.push(...changedFacts(facts, page))
          fresh.push(...page.filter(({ seq }) => !facts.has(seq)))
          after = page.at(-1)!.seq
        }
        const verified = await verifyLedger(ledger, head === undefined ? {} : { from: head })
        if (!verified.intact) flaws.push(`the chain breaks at ${verified.at}: ${verified.why}`)
        else head = verified.head
        for (const fact of fresh) facts.set(fact.seq, fact)
        if ((head?.seq ?? beginning) < facts.size) flaws.push('facts that were read are gone')
        return { fresh, flaws }
      }),
  }
}
