/** Recipients and what was sent in an SQLite file of their own. What is erased is overwritten, and in no file any more. */
import { openDatabase, patience } from '../../base/database.sqlite.ts'
import type { DatabaseSync } from 'node:sqlite'
import {
  messageCells,
  messageColumns,
  messageOf,
  recipientCells,
  recipientColumns,
  recipientOf,
} from './line-rows.ts'
import type { LineTable, SentMessage } from './line-table.ts'

const shape = 1

const tables = `
  create table recipients (
    id text primary key, channel text not null, address text not null, language text not null, areas text not null,
    modes integer not null, state text not null, added_at text not null, changed_at text not null, kept_until text,
    token text not null, unique (channel, address)
  ) strict;
  create index recipients_by_address on recipients (address);
  create table line_messages (
    id text primary key, line text not null, address text not null, thread text, sent_at text not null,
    until text not null, taken text not null, confirmed text, failed text
  ) strict;
  create index line_messages_to on line_messages (address, line, sent_at);
  create index line_messages_by_age on line_messages (sent_at);
  create table line_parts (
    message text not null, at integer not null, line text not null, reference text not null, state text not null,
    primary key (message, at)
  ) strict;
  create index line_parts_by_reference on line_parts (reference, line);
`

const list = (names: readonly string[]) => names.join(', ')
const marks = (names: readonly string[]) => names.map((name) => `:${name}`).join(', ')
const set = (names: readonly string[]) => names.map((name) => `${name} = excluded.${name}`).join(', ')
const recipient = list(recipientColumns)
const message = list(messageColumns)

function statements(db: DatabaseSync) {
  db.exec('pragma secure_delete = on')
  return {
    put: db.prepare(
      `insert into recipients (${recipient}) values (${marks(recipientColumns)})
       on conflict (id) do update set ${set(recipientColumns)}`,
    ),
    get: db.prepare(`select ${recipient} from recipients where id = ?`),
    byAddress: db.prepare(`select ${recipient} from recipients where channel = ? and address = ?`),
    page: db.prepare(`select ${recipient} from recipients where id > ? order by id limit ?`),
    remove: db.prepare('delete from recipients where id = ?'),
    ofAddress: db.prepare(`select ${recipient} from recipients where address = ? order by id`),
    eraseRecipients: db.prepare('delete from recipients where address = ?'),
    note: db.prepare(
      `insert into line_messages (${message}) values (${marks(messageColumns)})
       on conflict (id) do update set ${set(messageColumns)}`,
    ),
    dropParts: db.prepare('delete from line_parts where message = ?'),
    part: db.prepare('insert into line_parts (message, at, line, reference, state) values (?, ?, ?, ?, ?)'),
    sent: db.prepare(`select ${message} from line_messages where id = ?`),
    parts: db.prepare('select reference, state from line_parts where message = ? order by at'),
    byReference: db.prepare(
      `select ${message} from line_messages where id in
         (select message from line_parts where reference = ? and line = ?)
       order by sent_at desc, id desc limit 1`,
    ),
    sentTo: db.prepare(
      `select ${message} from line_messages
       where address = :address and line = :line and sent_at >= :since and (:thread is null or thread = :thread)
       order by sent_at desc, id desc limit :limit`,
    ),
    messagesOf: db.prepare(
      `select ${message} from line_messages where address = ? order by sent_at desc, id desc`,
    ),
    forgetParts: db.prepare(
      'delete from line_parts where message in (select id from line_messages where sent_at < ?)',
    ),
    forget: db.prepare('delete from line_messages where sent_at < ?'),
    eraseParts: db.prepare(
      'delete from line_parts where message in (select id from line_messages where address = ?)',
    ),
    eraseMessages: db.prepare('delete from line_messages where address = ?'),
    emptyLog() {
      // Whoever reads just now is not waited for long: the next erasure empties it.
      db.exec('pragma busy_timeout = 100')
      try {
        db.prepare('pragma wal_checkpoint(truncate)').get()
      } finally {
        db.exec(`pragma busy_timeout = ${patience}`)
      }
    },
  }
}

/** Throws when the file can't be opened or comes from a newer version; on a disk that takes no writes it can be read. */
export function openSqliteLineTable(file: string): LineTable {
  const tooNew = (found: number) => `${file} is of version ${found}, this program knows ${shape}`
  const database = openDatabase({ file, version: shape, tooNew, tables, statements })
  const whole = (cells: Record<string, unknown>): SentMessage =>
    messageOf(cells, database.read.parts.all(String(cells['id'])))
  const one = (cells: Record<string, unknown> | undefined) => (cells === undefined ? undefined : whole(cells))
  const emptyLog = () => {
    try {
      database.read.emptyLog()
    } catch {
      // What was written is written; the next erasure empties it.
    }
  }
  return {
    put: async (recipients) =>
      database.together(({ put }) => {
        for (const one of recipients) put.run(recipientCells(one))
      }),
    async get(id) {
      const cells = database.read.get.get(id)
      return cells === undefined ? undefined : recipientOf(cells)
    },
    async byAddress(channel, address) {
      const cells = database.read.byAddress.get(channel, address)
      return cells === undefined ? undefined : recipientOf(cells)
    },
    page: async ({ after = '', limit }) => database.read.page.all(after, limit).map(recipientOf),
    async remove(ids) {
      database.together(({ remove }) => {
        for (const id of ids) remove.run(id)
      })
      emptyLog()
    },
    note: async (sent) =>
      database.together(({ note, dropParts, part }) => {
        note.run(messageCells(sent))
        dropParts.run(sent.id)
        for (const [at, { reference, state }] of sent.parts.entries())
          part.run(sent.id, at, sent.line, reference, state)
      }),
    sent: async (id) => one(database.read.sent.get(id)),
    byReference: async (line, reference) => one(database.read.byReference.get(reference, line)),
    sentTo: async (line, address, { since, thread, limit }) =>
      database.read.sentTo.all({ address, line, since, thread: thread ?? null, limit }).map(whole),
    async forget(before) {
      const forgotten = database.together(({ forgetParts, forget }) => {
        forgetParts.run(before)
        return Number(forget.run(before).changes)
      })
      if (forgotten > 0) emptyLog()
      return forgotten
    },
    async erase(address) {
      const erased = database.together(({ eraseParts, eraseMessages, eraseRecipients }) => {
        eraseParts.run(address)
        const messages = Number(eraseMessages.run(address).changes)
        return { recipients: Number(eraseRecipients.run(address).changes), messages }
      })
      emptyLog()
      return erased
    },
    about: async (address) => ({
      recipients: database.read.ofAddress.all(address).map(recipientOf),
      messages: database.read.messagesOf.all(address).map(whole),
    }),
    async close() {
      database.close()
    },
  }
}
