import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { silentLog } from '#base'
import pg from 'pg'
import { absent } from '../../test/support/absent.ts'
import { start, told } from '../../test/support/courier-world.ts'
import { createDatabase } from '../../test/support/postgres.node.ts'
import { attemptLogContract } from './attempt-log.contract.ts'
import { openPostgresAttemptLog } from './attempt-log.postgres.ts'
import { openSqliteAttemptLog } from './attempt-log.sqlite.ts'
import { memoryAttemptLog, type AttemptLog } from './attempt-log.ts'
import { planned } from './attempt.ts'

/** The first attempt to tell a target of a warning. */
const waiting = (target: string) =>
  planned(
    told('a', 1, 'warning', []),
    { channel: 'bell', target, serves: 'everywhere', areas: [], loudFor: [], priority: 0, deadlineAt: start },
    start,
  )

attemptLogContract('in memory', async () => {
  const log = memoryAttemptLog()
  return { log, close: () => log.close() }
})

attemptLogContract('in SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-attempts-'))
  const path = join(folder, 'attempts.sqlite')
  let log = openSqliteAttemptLog(path)
  return {
    log,
    async reopen() {
      await log.close()
      return (log = openSqliteAttemptLog(path))
    },
    async close() {
      await log.close()
      rmSync(folder, { recursive: true })
    },
  }
})

attemptLogContract(
  'in PostgreSQL',
  async () => {
    const url = await createDatabase()
    let log: AttemptLog = await openPostgresAttemptLog(url, { report: silentLog })
    return {
      log,
      async reopen() {
        await log.close()
        return (log = await openPostgresAttemptLog(url, { report: silentLog }))
      },
      close: () => log.close(),
    }
  },
  { skip: absent('postgres') },
)

test('an attempt log of a newer version is refused by SQLite', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-attempts-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'attempts.sqlite')
  const db = new DatabaseSync(path)
  db.exec('pragma user_version = 99')
  db.close()
  assert.throws(() => openSqliteAttemptLog(path), /of version 99, this program knows 1/)
})

test('an attempt log of a newer version is refused by PostgreSQL', { skip: absent('postgres') }, async () => {
  const url = await createDatabase()
  const log = await openPostgresAttemptLog(url, { report: silentLog })
  await log.close()
  const client = new pg.Client(url)
  await client.connect()
  await client.query('update delivery_shape set version = 99')
  await client.end()
  await assert.rejects(
    openPostgresAttemptLog(url, { report: silentLog }),
    /of version 99, this program knows 1/,
  )
})

test(
  'a second server opens the attempt log while the first is in the middle of a write, and locks it out of nothing',
  { skip: absent('postgres') },
  async () => {
    const url = await createDatabase()
    const log = await openPostgresAttemptLog(url, { report: silentLog })
    const writing = new pg.Client(url)
    await writing.connect()
    await writing.query('begin; lock delivery_attempts, delivery_notices in row exclusive mode')
    const second = await openPostgresAttemptLog(url, { report: silentLog })
    await writing.query('commit')
    await writing.end()
    await second.close()
    await log.close()
  },
)

test(
  'once a second server has taken the attempt log over, the first can write nothing, and nothing it began is missed',
  { skip: absent('postgres') },
  async () => {
    const url = await createDatabase()
    const [first, second] = [
      await openPostgresAttemptLog(url, { report: silentLog }),
      await openPostgresAttemptLog(url, { report: silentLog }),
    ]
    await first.takeOver()
    await first.write({ attempts: [waiting('one')] })
    const writing = first.write({ attempts: [waiting('two')] })
    await second.takeOver()
    const written = await writing.then(
      () => true,
      () => false,
    )
    const known = (await second.open({ limit: 10 })).map(({ id }) => id as string)
    assert.deepEqual(known, written ? ['a.1/bell/one', 'a.1/bell/two'] : ['a.1/bell/one'])
    await assert.rejects(first.write({ attempts: [waiting('three')] }), /another server delivers/)
    await second.write({ attempts: [waiting('four')] })
    await first.takeOver()
    await first.write({ attempts: [waiting('five')] })
    await assert.rejects(second.write({ attempts: [waiting('six')] }), /another server delivers/)
    await first.close()
    await second.close()
  },
)
