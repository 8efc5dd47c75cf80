import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { FactRecord } from './chain.ts'
import { exportLedgerToFile, linesOfFile } from './export.node.ts'
import { exportText, linesOf } from './export.ts'
import { newFact } from './ledger.contract.ts'
import { memoryLedger } from './memory-ledger.ts'
import { restoreLedger } from './restore.ts'

async function ledgerOf(facts: number, records: FactRecord[] = []) {
  const ledger = memoryLedger({ id: 'ledger-1', records })
  const page = Array.from({ length: facts }, (_, n) => newFact(`alert:${n % 7}`, { n, text: 'Липецк\u2028' }))
  await ledger.append({ facts: page, expected: {} })
  return ledger
}

async function exported(facts: number): Promise<string[]> {
  let text = ''
  for await (const piece of exportText(await ledgerOf(facts))) text += piece
  return text.split('\n').slice(0, -1)
}

async function restore(lines: readonly string[]) {
  const target = memoryLedger()
  const restored = await restoreLedger(
    () =>
      linesOf(
        (async function* () {
          // In pieces that end anywhere, as files are read.
          const text = lines.map((line) => line + '\n').join('')
          for (let at = 0; at < text.length; at += 1_000) yield text.slice(at, at + 1_000)
        })(),
      ),
    target,
  )
  const kept = (await target.head()).seq
  return restored.ok
    ? `${kept} facts`
    : `${restored.problem.code} ${restored.problem.details['line'] ?? ''}, ${kept} kept`
}

describe('an export', () => {
  test('is restored whole, page after page', async () => {
    assert.equal(await restore(await exported(2_500)), '2500 facts')
    assert.equal(await restore(await exported(0)), '0 facts')
  })

  test('of which a line was altered, taken out, doubled or moved is refused by the line’s number, and nothing is kept', async () => {
    const lines = await exported(10)
    const refused = (line: number) => `ledger/export-damaged ${line}, 0 kept`
    assert.equal(await restore(lines.with(4, lines[4]!.replace('"n":3', '"n":4'))), refused(5))
    assert.equal(await restore(lines.with(4, lines[4]!.replace('{"fact"', '{ "fact"'))), refused(5))
    assert.equal(await restore(lines.with(4, lines[4]!.slice(0, -1))), refused(5))
    assert.equal(await restore(lines.with(4, '[1]')), refused(5))
    assert.equal(await restore(lines.toSpliced(4, 1)), refused(5))
    assert.equal(await restore(lines.toSpliced(4, 0, lines[4]!)), refused(6))
    assert.equal(await restore(lines.with(4, lines[5]!).with(5, lines[4]!)), refused(5))
  })

  test('that was cut off is refused, wherever the cut is', async () => {
    const lines = await exported(10)
    for (let kept = 1; kept < lines.length; kept++)
      assert.equal(await restore(lines.slice(0, kept)), `ledger/export-damaged ${kept + 1}, 0 kept`)
    assert.equal(await restore([]), 'ledger/export-damaged 1, 0 kept')
  })

  test('with another trailer, or something after it, is refused', async () => {
    const lines = await exported(3)
    assert.equal(await restore([...lines, lines[1]!]), 'ledger/export-damaged 6, 0 kept')
    assert.equal(
      await restore(lines.with(4, lines[4]!.replace('"facts":3', '"facts":2'))),
      'ledger/export-damaged 5, 0 kept',
    )
  })

  test('from a newer version is refused', async () => {
    const lines = await exported(1)
    assert.equal(
      await restore(lines.with(0, lines[0]!.replace('"version":1', '"version":2'))),
      'ledger/from-newer-version , 0 kept',
    )
  })

  test('is not made of a damaged ledger, and leaves no half of a file behind', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-export-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const records: FactRecord[] = []
    const ledger = await ledgerOf(20, records)
    const file = join(folder, 'ledger.jsonl')
    await exportLedgerToFile(ledger, file)
    const restored = await restoreLedger(linesOfFile(file), memoryLedger())
    assert.ok(restored.ok)
    assert.equal(readFileSync(file, 'utf8').split('\n').length, 23)
    rmSync(file)
    records[6] = { ...records[6]!, text: records[6]!.text.replace('drill', 'live') }
    await assert.rejects(exportLedgerToFile(ledger, file), { code: 'ledger/damaged', seq: 7 })
    assert.deepEqual(readdirSync(folder), [])
  })
})
