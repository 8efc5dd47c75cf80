import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, copyFileSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs'
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, test, type TestContext } from 'node:test'
import { recordingLog, silentLog, type Instant } from '#base'
import { startPourer } from '../../test/support/pourers.node.ts'
import { backupSqliteLedger } from './backup.sqlite.ts'
import { checkpointOf, createCheckpointKey, verifyCheckpoints } from './checkpoint.node.ts'
import { beginning, type Seq } from './fact.ts'
import { newFact } from './ledger.contract.ts'
import { openSqliteLedger, type SqliteLedgerOptions } from './ledger.sqlite.ts'
import { verifyLedger } from './verify.ts'

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-ledger-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function open(file: string, options: Partial<SqliteLedgerOptions> = {}) {
  const opened = await openSqliteLedger({ file, log: silentLog, ...options })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  return opened.value
}

async function problemOfOpening(file: string, options: Partial<SqliteLedgerOptions> = {}) {
  const opened = await openSqliteLedger({ file, log: silentLog, ...options })
  if (opened.ok) await opened.value.close()
  return opened.ok ? undefined : opened.problem
}

/** A closed ledger of so many facts. */
async function ledgerOf(facts: number, file: string) {
  const ledger = await open(file)
  const text = 'a text long enough to be found '.repeat(4)
  for (let done = 0; done < facts; done += 500) {
    const page = Array.from({ length: Math.min(500, facts - done) }, (_, i) =>
      newFact(`alert:${(done + i) % 50}`, { n: done + i + 1, text }),
    )
    assert.ok((await ledger.append({ facts: page, expected: {} })).ok)
  }
  await ledger.close()
}

/** Changes the first byte of a text in the file, wherever that is. */
function flip(file: string, text: string) {
  const at = readFileSync(file).indexOf(text)
  assert.ok(at > 0)
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.from([text.charCodeAt(0) ^ 1]), 0, 1, at)
  closeSync(handle)
}

describe('a ledger file', () => {
  test('is refused to a second server, in this process and in another, until the first is dead', async (t) => {
    const file = join(folderFor(t), 'ledger.sqlite')
    const ledger = await open(file)
    assert.equal((await problemOfOpening(file))?.code, 'ledger/already-open')
    const second = startPourer('second', `sqlite:${file}`)
    assert.equal((await second.until(({ said }) => said === 'not-opened')).code, 'ledger/already-open')
    await second.kill()
    await ledger.close()

    const holder = startPourer('holder', `sqlite:${file}`)
    t.after(() => holder.kill())
    await holder.until(({ said }) => said === 'written')
    assert.equal((await problemOfOpening(file))?.code, 'ledger/already-open')
    const looking = await open(file, { readOnly: true })
    assert.ok((await looking.head()).seq > 0)
    const refused = await looking.append({ facts: [newFact('a')], expected: {} })
    assert.equal(refused.ok ? '' : refused.problem.code, 'ledger/not-the-writer')
    await looking.close()
    await holder.kill()
    assert.equal(await problemOfOpening(file), undefined)
  })

  test('has every acknowledged fact after kill -9 in mid-write', async (t) => {
    const file = join(folderFor(t), 'ledger.sqlite')
    let acknowledged = 0
    for (let round = 1; round <= 3; round++) {
      const pourer = startPourer(`pourer-${round}`, `sqlite:${file}`)
      await pourer.until(({ n = 0 }) => n >= 40 * round)
      await pourer.kill()
      const ledger = await open(file)
      assert.equal((await verifyLedger(ledger)).intact, true)
      for (const { said, n, seq } of pourer.lines) {
        if (said !== 'written') continue
        acknowledged++
        const [fact] = await ledger.read((seq! - 1) as Seq, 1)
        assert.deepEqual([fact?.data['name'], fact?.data['n']], [pourer.name, n])
      }
      await ledger.close()
    }
    assert.ok(acknowledged >= 200)
  })

  test('names the fact in which one bit was flipped', async (t) => {
    const file = join(folderFor(t), 'ledger.sqlite')
    await ledgerOf(3_000, file)
    flip(file, '"n":1234,')
    const ledger = await open(file)
    const why = 'its hash is not that of its content'
    assert.deepEqual(await verifyLedger(ledger), { intact: false, at: 1234, why })
    await assert.rejects(ledger.read(1230 as Seq, 10), { code: 'ledger/damaged', seq: 1234 })
    assert.equal((await ledger.read(beginning, 1_233)).length, 1_233)
    await ledger.close()
  })

  test('is refused at opening when the flipped bit is near its end', async (t) => {
    const file = join(folderFor(t), 'ledger.sqlite')
    await ledgerOf(1_500, file)
    flip(file, '"n":1400,')
    assert.deepEqual(await problemOfOpening(file), {
      code: 'ledger/damaged',
      details: { seq: 1400, why: 'its hash is not that of its content' },
    })
  })

  test('names a fact that was changed or taken out with SQL, behind the triggers’ back', async (t) => {
    const folder = folderFor(t)
    const file = join(folder, 'ledger.sqlite')
    await ledgerOf(2_000, file)
    const alter = (sql: string) => {
      const copy = join(folder, 'copy.sqlite')
      copyFileSync(file, copy)
      const db = new DatabaseSync(copy)
      db.exec(`drop trigger fact_is_never_changed; drop trigger fact_is_never_erased; ${sql}`)
      db.close()
      return copy
    }
    const verdict = async (sql: string) => {
      const ledger = await open(alter(sql), { readOnly: true })
      const said = await verifyLedger(ledger)
      await ledger.close()
      return said.intact ? 'intact' : `${said.at}: ${said.why}`
    }
    assert.equal(await verdict(''), 'intact')
    assert.equal(await verdict('delete from fact where seq = 700'), '700: it is missing; fact 701 comes next')
    assert.equal(
      await verdict("update fact set stream = 'other' where seq = 700"),
      '700: it is filed under stream other, but says alert:49 itself',
    )
    assert.equal(
      await verdict('update fact set previous = hash where seq = 700'),
      '700: its hash is not that of its content',
    )
  })

  test('keeps SQL from changing or erasing a fact', async (t) => {
    const file = join(folderFor(t), 'ledger.sqlite')
    await ledgerOf(1, file)
    const db = new DatabaseSync(file)
    t.after(() => db.close())
    assert.throws(() => db.exec("update fact set text = ''"), /never changed/)
    assert.throws(() => db.exec('delete from fact'), /never erased/)
  })

  test('is refused when it is cut short, emptied, or no ledger at all', async (t) => {
    const folder = folderFor(t)
    const file = join(folder, 'ledger.sqlite')
    await ledgerOf(1_000, file)
    truncateSync(file, statSync(file).size - 100 * 4096)
    assert.equal((await problemOfOpening(file))?.code, 'ledger/damaged')
    truncateSync(file, 0)
    assert.deepEqual(await problemOfOpening(file), {
      code: 'ledger/damaged',
      details: { seq: 1, why: 'the file is empty' },
    })
    const other = join(folder, 'other.sqlite')
    new DatabaseSync(other).exec('create table t (n integer)')
    assert.equal((await problemOfOpening(other))?.code, 'ledger/cannot-open')
    const text = join(folder, 'notes.txt')
    writeFileSync(text, 'no database, but long enough to have a header of a hundred bytes '.repeat(100))
    assert.notEqual(await problemOfOpening(text), undefined)
    const missing = join(folder, 'missing.sqlite')
    assert.equal((await problemOfOpening(missing, { readOnly: true }))?.code, 'ledger/cannot-open')
    writeFileSync(`${missing}-wal`, 'a log without its ledger')
    assert.match(String((await problemOfOpening(missing))?.details['why']), /is missing, but its log/)
  })

  test('is refused, unchanged, when a newer version wrote it', async (t) => {
    const file = join(folderFor(t), 'ledger.sqlite')
    await ledgerOf(1, file)
    const db = new DatabaseSync(file)
    db.exec('pragma user_version = 7')
    db.close()
    assert.deepEqual(await problemOfOpening(file), {
      code: 'ledger/from-newer-version',
      details: { what: 'The ledger', found: 7, known: 1 },
    })
  })

  test('that lost its end is found out by a signed checkpoint', async (t) => {
    const folder = folderFor(t)
    const file = join(folder, 'ledger.sqlite')
    await ledgerOf(100, file)
    copyFileSync(file, join(folder, 'earlier.sqlite'))
    const ledger = await open(file)
    await ledger.append({ facts: [newFact('alert:1')], expected: {} })
    const { privateKey, publicKey } = createCheckpointKey()
    const checkpoint = await checkpointOf(ledger, '2025-11-02T03:00:00.000Z' as Instant, privateKey)
    assert.deepEqual(await verifyCheckpoints(ledger, [checkpoint], publicKey), {
      agree: true,
      checkpoints: 1,
    })
    await ledger.close()
    renameSync(join(folder, 'earlier.sqlite'), file)
    const earlier = await open(file)
    assert.equal((await verifyLedger(earlier)).intact, true)
    assert.deepEqual(await verifyCheckpoints(earlier, [checkpoint], publicKey), {
      agree: false,
      at: 101,
      why: 'the checkpoint saw 101 facts, but the ledger ends at 100',
    })
    await earlier.close()
  })

  const noLimits = existsSync('/usr/bin/prlimit') ? false : 'prlimit is not installed'
  test(
    'refuses to write while its disk takes no more, goes on reading, and writes again when there is room',
    { skip: noLimits },
    async (t) => {
      const file = join(folderFor(t), 'ledger.sqlite')
      const pourer = startPourer('pourer', `sqlite:${file}`, ['prlimit', '--fsize=262144:unlimited'])
      t.after(() => pourer.kill())
      const refusal = await pourer.until(({ said }) => said === 'refused')
      assert.deepEqual([refusal.code, refusal.readable], ['ledger/cannot-write', 1])
      execFileSync('prlimit', ['--pid', String(pourer.pid), '--fsize=unlimited:unlimited'])
      const refusedAt = pourer.lines.length
      pourer.goOn()
      await pourer.until(({ said }) => said === 'written', refusedAt)
      await pourer.kill()
      const ledger = await open(file)
      assert.equal((await verifyLedger(ledger)).intact, true)
      const written = pourer.lines.filter(({ said }) => said === 'written')
      const facts = await ledger.read(beginning, 100_000)
      for (const { n, seq } of written) assert.equal(facts[seq! - 1]?.data['n'], n)
      // Of what was refused nothing is there: each number is in the ledger once, and only as often as it was acknowledged,
      // but for the last few whose answers the kill swallowed.
      assert.equal(new Set(facts.map(({ data }) => data['n'])).size, facts.length)
      assert.ok(facts.length - written.length <= 4, `${facts.length} facts, ${written.length} acknowledged`)
      await ledger.close()
    },
  )

  test('on a read-only disk is read, refuses to write, and writes again when the disk does', async (t) => {
    const folder = folderFor(t)
    const file = join(folder, 'ledger.sqlite')
    await ledgerOf(3, file)
    rmSync(`${file}.lock`)
    const disk = readOnlyDisk(folder)
    if (!disk) return t.skip('this user can neither mount nor be kept from writing')
    let ledger
    try {
      const log = recordingLog()
      ledger = await open(file, { log })
      assert.equal(log.lines[0]?.level, 'error')
      assert.equal((await ledger.read(beginning, 10)).length, 3)
      const refused = await ledger.append({ facts: [newFact('alert:9')], expected: {} })
      assert.equal(refused.ok ? '' : refused.problem.code, 'ledger/cannot-write')
      assert.equal((await ledger.head()).seq, 3)
    } finally {
      disk.writable()
    }
    const written = await ledger.append({ facts: [newFact('alert:9')], expected: { 'alert:9': 0 } })
    assert.equal(written.ok && written.value[0]?.seq, 4)
    assert.equal((await verifyLedger(ledger)).intact, true)
    await ledger.close()
  })
})

/** Makes the folder read-only, for root by a mount, for others by permissions; undefined where neither can be done. */
function readOnlyDisk(folder: string): { writable(): void } | undefined {
  if (process.getuid?.() !== 0) {
    chmodSync(join(folder, 'ledger.sqlite'), 0o444)
    chmodSync(folder, 0o555)
    return {
      writable() {
        chmodSync(folder, 0o755)
        chmodSync(join(folder, 'ledger.sqlite'), 0o644)
      },
    }
  }
  try {
    execFileSync('mount', ['--bind', folder, folder], { stdio: 'ignore' })
    execFileSync('mount', ['-o', 'remount,bind,ro', folder], { stdio: 'ignore' })
    return { writable: () => void execFileSync('umount', ['-l', folder]) }
  } catch {
    return undefined
  }
}

describe('a backup', () => {
  test('is taken while facts are written, verified, and opens as the same ledger', async (t) => {
    const folder = folderFor(t)
    const file = join(folder, 'ledger.sqlite')
    await ledgerOf(2_000, file)
    const ledger = await open(file)
    let writing = true
    const pouring = (async () => {
      while (writing) assert.ok((await ledger.append({ facts: [newFact('alert:1')], expected: {} })).ok)
    })()
    const to = join(folder, 'backup.sqlite')
    const taken = await backupSqliteLedger(file, to)
    writing = false
    await pouring
    assert.ok(taken.ok)
    assert.ok(taken.value.facts >= 2_000)
    const copy = await open(to)
    assert.deepEqual(await copy.head(), taken.value.head)
    assert.equal(copy.id, ledger.id)
    const [same] = await ledger.read((taken.value.facts - 1) as Seq, 1)
    assert.equal(same?.hash, taken.value.head.hash)
    await copy.close()
    await ledger.close()
    const again = await backupSqliteLedger(file, to)
    assert.equal(again.ok ? '' : again.problem.code, 'ledger/backup-failed')
    assert.equal(existsSync(`${to}.unfinished`), false)
  })

  test('is not made of a damaged ledger', async (t) => {
    const folder = folderFor(t)
    const file = join(folder, 'ledger.sqlite')
    await ledgerOf(3_000, file)
    flip(file, '"n":1234,')
    const taken = await backupSqliteLedger(file, join(folder, 'backup.sqlite'))
    assert.deepEqual(taken.ok ? {} : [taken.problem.code, taken.problem.details['seq']], [
      'ledger/damaged',
      1234,
    ])
    assert.equal(existsSync(join(folder, 'backup.sqlite')), false)
  })
})
