import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { afterEach, describe, test } from 'node:test'
import pg from 'pg'
import { recordingLog, silentLog } from '#base'
import { absent } from '../../test/support/absent.ts'
import { createDatabase, startOwnPostgres } from '../../test/support/postgres.node.ts'
import { beginning, type Fact } from './fact.ts'
import { newFact } from './ledger.contract.ts'
import { openPostgresLedger } from './ledger.postgres.ts'
import { verifyLedger } from './verify.ts'

/** Closed after each test, so that one that fails ends too. */
const toClose = new Set<{ close(): unknown }>()

async function open(url: string, log = silentLog) {
  const opened = await openPostgresLedger({ url, log })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  toClose.add(opened.value)
  return opened.value
}

async function ask(url: string, sql: string) {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const endWriters = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'tocsin ledger writer' and datname = current_database()`

/** A line to the database that is cut, once, at the first message that holds the text: before it arrives, or after it is answered. */
async function cuttableLine(url: string) {
  const target = new URL(url)
  const port = Number(target.port)
  let cut: { readonly at: string; readonly when: 'before' | 'after' } | undefined
  let cuts = 0
  const server = createServer((client) => {
    const upstream = connect(port, target.hostname)
    let answersAreCut = false
    const end = () => (client.destroy(), upstream.destroy())
    client.on('data', (data) => {
      if (cut && data.includes(cut.at)) {
        const { when } = cut
        cut = undefined
        cuts++
        if (when === 'before') return end()
        answersAreCut = true
      }
      upstream.write(data)
    })
    upstream.on('data', (data) => (answersAreCut ? end() : client.write(data)))
    for (const side of [client, upstream]) side.on('error', end).on('close', end)
  })
  toClose.add({ close: () => server.close() })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  target.port = String((server.address() as AddressInfo).port)
  return {
    url: target.href,
    cutAt: (at: string, when: 'before' | 'after') => void (cut = { at, when }),
    cuts: () => cuts,
  }
}

describe('two servers on one PostgreSQL', { skip: absent('postgres') }, () => {
  afterEach(async () => {
    for (const one of toClose) await one.close()
    toClose.clear()
  })

  test('have one writer; the other refuses, follows, and takes over when the first closes', async () => {
    const url = await createDatabase()
    const first = await open(url)
    const second = await open(url)
    assert.deepEqual([first.writer, second.writer], ['me', 'other'])
    const seen: Fact[] = []
    let heard = () => {}
    const follower = second.follow(beginning, (facts) => {
      seen.push(...facts)
      heard()
    })
    const refused = await second.append({ facts: [newFact('alert:1')], expected: {} })
    assert.equal(refused.ok ? '' : refused.problem.code, 'ledger/not-the-writer')

    const notified = new Promise<void>((resolve) => (heard = resolve))
    const written = await first.append({ facts: [newFact('alert:1')], expected: {} })
    assert.ok(written.ok)
    await notified // by itself, without anybody asking
    assert.deepEqual(seen, written.value)

    const leads = new Promise((resolve) => second.onLeadership(resolve))
    await first.close()
    assert.equal(await leads, 'me')
    const more = await second.append({ facts: [newFact('alert:1')], expected: { 'alert:1': 1 } })
    assert.ok(more.ok)
    await follower.caughtUp()
    assert.deepEqual(seen, [...written.value, ...more.value])
    await second.close()
  })

  test('never both write: a writer whose connection is cut steps down, and its versions are forgotten', async () => {
    const url = await createDatabase()
    const first = await open(url)
    assert.ok((await first.append({ facts: [newFact('alert:1')], expected: {} })).ok)
    const second = await open(url)
    const changes: string[] = []
    const changed = new Promise<void>((resolve) => {
      first.onLeadership((writer) => (changes.push(`first ${writer}`), resolve()))
    })
    second.onLeadership((writer) => changes.push(`second ${writer}`))
    await ask(url, endWriters)
    await changed
    const leader = await new Promise<typeof first>((resolve) => {
      const look = () => {
        const leading = [first, second].find(({ writer }) => writer === 'me')
        if (leading) resolve(leading)
      }
      first.onLeadership(look)
      second.onLeadership(look)
      look()
    })
    const written = await leader.append({ facts: [newFact('alert:1')], expected: { 'alert:1': 1 } })
    assert.ok(written.ok)
    assert.deepEqual([first.writer, second.writer].toSorted(), ['me', 'other'])
    assert.equal(changes[0], 'first other')
    await first.close()
    await second.close()
  })

  test('a commit whose connection breaks is answered by what the table holds', async () => {
    const url = await createDatabase()
    const ledger = await open(url)
    let running = true
    let refused = 0
    const acknowledged: Fact[] = []
    const pouring = [0, 1, 2, 3].map(async (lane) => {
      for (let n = 0; running; n++) {
        const written = await ledger.append({ facts: [newFact(`lane:${lane}`, { n })], expected: {} })
        if (written.ok) acknowledged.push(...written.value)
        else {
          refused++
          assert.match(written.problem.code, /cannot-write|not-the-writer/)
          await new Promise((resolve) => setImmediate(resolve))
        }
      }
    })
    for (let round = 0; round < 5; round++) {
      const before = acknowledged.length
      while (acknowledged.length < before + 20) await new Promise((resolve) => setImmediate(resolve))
      const back = new Promise<void>((resolve) =>
        ledger.onLeadership((writer) => writer === 'me' && resolve()),
      )
      await ask(url, endWriters)
      await back
    }
    running = false
    await Promise.all(pouring)
    assert.ok(refused > 0)
    const facts = await ledger.read(beginning, 1_000_000)
    // Exactly what was acknowledged, in the order it was: what was refused is not there, what is there was acknowledged.
    assert.deepEqual(
      facts,
      acknowledged.toSorted((a, b) => a.seq - b.seq),
    )
    assert.equal((await verifyLedger(ledger)).intact, true)
    await ledger.close()
  })

  test('a commit is acknowledged when its answer was lost but it was written, and refused when it never arrived', async () => {
    const line = await cuttableLine(await createDatabase())
    const ledger = await open(line.url)
    const back = () =>
      new Promise<void>((resolve) => ledger.onLeadership((writer) => writer === 'me' && resolve()))
    // As the fact's text looks inside an array parameter: in the insert, and in no other message.
    const inArray = (stream: string) => String.raw`\"stream\":\"${stream}\"`
    const append = (stream: string) => ledger.append({ facts: [newFact(stream)], expected: {} })
    assert.ok((await append('before')).ok)

    line.cutAt(inArray('answer-lost'), 'after')
    let regained = back()
    const written = await append('answer-lost')
    assert.equal(line.cuts(), 1)
    assert.equal(written.ok && written.value[0]?.seq, 2)
    await regained

    line.cutAt(inArray('never-arrived'), 'before')
    regained = back()
    const refused = await append('never-arrived')
    assert.equal(line.cuts(), 2)
    assert.equal(refused.ok ? '' : refused.problem.code, 'ledger/cannot-write')
    await regained

    assert.ok((await append('after')).ok)
    assert.deepEqual(
      (await ledger.read(beginning, 10)).map(({ stream }) => stream),
      ['before', 'answer-lost', 'after'],
    )
    assert.equal((await verifyLedger(ledger)).intact, true)
    await ledger.close()
  })

  test('when the database is gone, the server knows that it no longer decides and says that it cannot write', async () => {
    const database = await startOwnPostgres()
    try {
      const log = recordingLog()
      const ledger = await open(database.url, log)
      const seen: Fact[] = []
      const follower = ledger.follow(beginning, (facts) => void seen.push(...facts))
      assert.ok((await ledger.append({ facts: [newFact('alert:1')], expected: {} })).ok)
      const lost = new Promise((resolve) => ledger.onLeadership(resolve))
      await database.stop()
      assert.equal(await lost, 'other')
      const refused = await ledger.append({ facts: [newFact('alert:1')], expected: {} })
      assert.equal(refused.ok ? '' : refused.problem.code, 'ledger/cannot-write')
      assert.match(refused.ok ? '' : String(refused.problem.details['why']), /reached/)
      await follower.close()
      await ledger.close()
      assert.equal(seen.length, 1)
    } finally {
      await database.stop()
    }
  })

  test('a write that the database refuses leaves nothing, reading goes on, and so does writing when it takes writes again', async () => {
    const url = await createDatabase()
    const log = recordingLog()
    const ledger = await open(url, log)
    assert.ok((await ledger.append({ facts: [newFact('a'), newFact('a')], expected: {} })).ok)
    await ask(url, 'alter table ledger_fact add constraint no_room check (seq < 4)')
    const refused = await ledger.append({ facts: [newFact('a'), newFact('a')], expected: {} })
    assert.equal(refused.ok ? '' : refused.problem.code, 'ledger/cannot-write')
    assert.equal((await ledger.read(beginning, 10)).length, 2)
    assert.equal((await ledger.head()).seq, 2)
    await ask(url, 'alter table ledger_fact drop constraint no_room')
    const written = await ledger.append({ facts: [newFact('a')], expected: { a: 2 } })
    assert.equal(written.ok && written.value[0]?.seq, 3)
    assert.equal((await verifyLedger(ledger)).intact, true)
    assert.equal(ledger.writer, 'me')
    await ledger.close()
  })

  test('a follower goes on, once each and in order, after every connection was cut', async () => {
    const url = await createDatabase()
    const first = await open(url)
    const log = recordingLog()
    const opened = await openPostgresLedger({ url, log, readOnly: true })
    assert.ok(opened.ok)
    const watching = opened.value
    toClose.add(watching)
    const seen: number[] = []
    let enough = () => {}
    const all = new Promise<void>((resolve) => (enough = resolve))
    watching.follow(beginning, (facts) => {
      seen.push(...facts.map(({ seq }) => seq))
      if (seen.length >= 30) enough()
    })
    for (let n = 0; n < 30; n++) {
      if (n % 10 === 5) {
        const back = new Promise<void>((resolve) =>
          first.onLeadership((writer) => writer === 'me' && resolve()),
        )
        await ask(
          url,
          `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
        )
        await back
      }
      assert.ok((await first.append({ facts: [newFact('alert:1', { n })], expected: {} })).ok)
    }
    await all
    assert.deepEqual(
      seen,
      Array.from({ length: 30 }, (_, i) => i + 1),
    )
    await watching.close()
    await first.close()
  })

  test('a table that was altered, or written by a newer version, is refused', async () => {
    const url = await createDatabase()
    const ledger = await open(url)
    assert.ok((await ledger.append({ facts: [newFact('a', { n: 1 }), newFact('a')], expected: {} })).ok)
    await ledger.close()
    await assert.rejects(ask(url, 'delete from ledger_fact'), /never changed or erased/)
    await ask(
      url,
      `alter table ledger_fact disable trigger all;
      update ledger_fact set text = replace(text, '"n":1', '"n":2') where seq = 1`,
    )
    const damaged = await openPostgresLedger({ url, log: silentLog })
    assert.deepEqual(damaged.ok ? {} : damaged.problem, {
      code: 'ledger/damaged',
      details: { seq: 1, why: 'its hash is not that of its content' },
    })
    await ask(url, `update ledger set value = '9' where name = 'version'`)
    const newer = await openPostgresLedger({ url, log: silentLog })
    assert.equal(newer.ok ? '' : newer.problem.code, 'ledger/from-newer-version')
    const nowhere = await openPostgresLedger({ url: 'postgres://u:secret@127.0.0.1:9/x', log: silentLog })
    assert.equal(nowhere.ok ? '' : nowhere.problem.code, 'ledger/cannot-open')
    assert.doesNotMatch(JSON.stringify(nowhere), /secret/)
  })
})
