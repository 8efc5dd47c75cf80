/** The thread that writes: takes batches, commits each with one fsync, and answers. The event loop never waits for a disk. */
import { parentPort, workerData } from 'node:worker_threads'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Sha256 } from '#base'
import type { Seq } from './fact.ts'
import { columns, openForWriting } from './schema.sqlite.ts'

export type WriterRequest =
  | { readonly do: 'write'; readonly batch: PackedBatch }
  | { readonly do: 'adopt'; readonly id: string }
  | { readonly do: 'copy'; readonly to: string }
  | { readonly do: 'close' }

/**
 * Records on their way to the thread: cloning one string is several times cheaper than cloning objects. No stream's name
 * and no canonical JSON holds a line feed (control characters are escaped, RFC 8785 §3.2.2.2).
 */
export interface PackedBatch {
  readonly first: Seq
  readonly previous: Sha256
  /** Four lines a record: stream, version, hash, text. */
  readonly lines: string
}

export type WriterAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly sqliteCode: number; readonly why: string }

export interface WriterOptions {
  readonly file: string
}

let db: DatabaseSync | undefined
let insert: StatementSync | undefined

function database(): DatabaseSync {
  db ??= openForWriting((workerData as WriterOptions).file)
  return db
}

function write({ first, previous, lines }: PackedBatch): void {
  const open = database()
  insert ??= open.prepare(`insert into fact (${columns}) values (?, ?, ?, ?, ?, ?)`)
  open.exec('begin immediate')
  try {
    const parts = lines.split('\n')
    let before: string = previous
    for (let i = 0; i + 3 < parts.length; i += 4) {
      const [stream, version, hash, text] = parts.slice(i, i + 4) as [string, string, string, string]
      insert.run(first + i / 4, stream, Number(version), before, hash, text)
      before = hash
    }
    open.exec('commit')
  } catch (error) {
    try {
      if (open.isTransaction) open.exec('rollback')
    } finally {
      // After a failed write nothing that this connection believes is relied on; the next batch opens another.
      shut()
    }
    throw error
  }
}

function shut(): void {
  const closing = db
  db = undefined
  insert = undefined
  closing?.close()
}

function act(request: WriterRequest): void {
  switch (request.do) {
    case 'write':
      return write(request.batch)
    case 'adopt':
      database().prepare("update ledger set value = ? where name = 'id'").run(request.id)
      return
    case 'copy':
      database().prepare('vacuum into ?').run(request.to)
      return
    case 'close':
      return shut()
  }
}

parentPort?.on('message', (request: WriterRequest) => {
  let answer: WriterAnswer
  try {
    act(request)
    answer = { ok: true }
  } catch (error) {
    const { errcode, message } = error as { errcode?: number; message: string }
    answer = { ok: false, sqliteCode: errcode ?? 0, why: message }
  }
  parentPort!.postMessage(answer)
})
