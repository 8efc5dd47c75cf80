import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bookOn } from '../../../test/support/evidence-book-memory.ts'
import { pdfOf } from '../../../test/support/made-pdf.ts'
import {
  day,
  memoryShelf,
  ok,
  plus,
  sha256,
  silentLog,
  virtualClock,
  type ActorId,
  type Instant,
  type Shelf,
} from '#base'
import { openSqliteShelf } from '../../base/shelf.sqlite.ts'
import { openIntake } from './intake.node.ts'
import { originalsOn, type OriginalRecord, type ToldOfOriginal } from './originals.ts'
import { readOriginal } from './read-original.node.ts'
import { openTaking, type TakeAsk } from './taking.ts'

const at = '2025-11-02T00:40:00.000Z' as Instant
const nothingTold: ToldOfOriginal = { title: null, source: null, url: null, saidAt: null, within: [] }
const by = 'olena' as ActorId
const ask = (text: string | Uint8Array, more: Partial<TakeAsk> = {}): TakeAsk => ({
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
  ...{ way: 'file', told: nothingTold, by, ...more },
})

function intakeOn(shelf: Shelf, clock = virtualClock(at), held: Promise<unknown> = Promise.resolve()) {
  const originals = originalsOn(shelf)
  const book = bookOn(shelf)
  const told: OriginalRecord[] = []
  let readings = 0
  const taking = openTaking({
    ...{ originals, book, clock, log: silentLog },
    tell: async (record) => told.push(record),
    async read(bytes, asked, onBatch) {
      readings++
      await held
      return readOriginal(bytes, asked, 200_000, onBatch)
    },
  })
  return { ...taking, originals, book, told, clock, readings: () => readings }
}
async function taken(intake: ReturnType<typeof intakeOn>, asked: TakeAsk) {
  const done = await intake.take(asked)
  assert.ok(done.ok, JSON.stringify(done))
  return done.value
}

describe('an original', () => {
  test('is kept byte for byte, and its text becomes a document', async () => {
    const intake = intakeOn(memoryShelf())
    const bytes = Uint8Array.of(0xff, 0xfe, ...Buffer.from('Отбой\r\n', 'utf16le'))
    const { record, how } = await taken(intake, ask(bytes, { name: 'a.txt' }))
    assert.equal(how, 'new')
    assert.deepEqual(await intake.originals.bytes(record), bytes)
    const [document] = await intake.book.all()
    assert.deepEqual(
      { hash: document?.hash, text: document?.text, language: document?.language, source: document?.source },
      { hash: sha256(bytes), text: 'Отбой', language: 'ru', source: { key: 'unnamed', name: 'unnamed' } },
    )
    assert.deepEqual(
      (await intake.originals.parts(record.sha256, { limit: 10 })).map(([, { textSha256 }]) => textSha256),
      [sha256('Отбой')],
    )
    assert.deepEqual(await intake.originals.origin(`doc-${record.sha256.slice(0, 12)}`), {
      ...{ original: record.sha256, part: 'whole' },
    })
  })
  test('of several pieces comes back whole', async () => {
    const intake = intakeOn(memoryShelf())
    const long = new TextEncoder().encode('Слово дня. '.repeat(70_000))
    const { record } = await taken(intake, ask(long))
    assert.ok(long.length > 1024 * 1024)
    assert.deepEqual(await intake.originals.bytes(record), long)
    // Its text is longer than one document may be.
    assert.equal(record.documents, 4)
    const texts = (await intake.book.all()).map(({ text }) => text.length)
    assert.ok(texts.every((length) => length <= 200_000))
  })
  test('that comes again answers with the first document, and is told of once', async () => {
    const intake = intakeOn(memoryShelf())
    const first = await taken(intake, ask('Отбой'))
    const [again, twice] = await Promise.all([taken(intake, ask('Отбой')), taken(intake, ask('Отбой'))])
    assert.deepEqual([again.how, twice.how, again.record.sha256], ['again', 'again', first.record.sha256])
    assert.deepEqual([intake.told.length, intake.readings(), (await intake.book.all()).length], [1, 1, 1])
  })
  test('that comes twice at once is dealt with once', async () => {
    const intake = intakeOn(memoryShelf())
    const both = await Promise.all([taken(intake, ask('Отбой')), taken(intake, ask('Отбой'))])
    assert.deepEqual(
      both.map(({ how }) => how),
      ['new', 'again'],
    )
    assert.equal(intake.readings(), 1)
  })
  test('without text is kept, refused, and read again when it comes again', async () => {
    const intake = intakeOn(memoryShelf())
    const scan = ask(pdfOf([[]]))
    for (const times of [1, 2]) {
      const refused = await intake.take(scan)
      assert.equal(!refused.ok && refused.problem.code, 'evidence/empty')
      assert.equal(intake.readings(), times)
    }
    const record = await intake.originals.get(sha256(scan.bytes))
    assert.deepEqual([record?.state, record?.problem?.code], ['refused', 'evidence/empty'])
    assert.equal((await intake.originals.list({ limit: 10 })).originals.length, 1)
    assert.deepEqual(await intake.originals.unread(), [])
  })
  test('goes by what whoever brings it says of its source and its time', async () => {
    const intake = intakeOn(memoryShelf())
    const html =
      '<meta property="article:published_time" content="2025-11-01T10:00:00Z"><title>x</title><p>Отбой'
    const saidAt = '2025-11-01T21:37:00.000Z' as Instant
    await taken(intake, ask(html, { told: { ...nothingTold, url: 'https://www.a.example/1' } }))
    await taken(
      intake,
      ask(`${html}!`, { told: { ...nothingTold, title: 'T', source: { key: 'b', name: 'Б' }, saidAt } }),
    )
    const both = await intake.book.all()
    const [one, other] = ['a.example', 'b'].map((key) => both.find(({ source }) => source.key === key))
    assert.deepEqual(
      [one?.saidAt, one?.title, one?.url],
      ['2025-11-01T10:00:00.000Z', 'x', 'https://www.a.example/1'],
    )
    assert.deepEqual([other?.saidAt, other?.title], [saidAt, 'T'])
  })
  test('is compared with what is kept of it, and says what comes out otherwise', async () => {
    const shelf = memoryShelf()
    const intake = intakeOn(shelf)
    const { record } = await taken(intake, ask('Отбой'))
    const same = await intake.compare(record.sha256)
    assert.deepEqual(same.ok && [same.value.same, same.value.different], [1, []])
    const [[index, part] = assert.fail()] = await intake.originals.parts(record.sha256, { limit: 1 })
    await intake.originals.addParts(record.sha256, [[index, { ...part, textSha256: sha256('Иное') }]])
    const other = await intake.compare(record.sha256)
    assert.deepEqual(other.ok && other.value.different, ['whole'])
    const unknown = await intake.compare('0'.repeat(64))
    assert.equal(!unknown.ok && unknown.problem.code, 'evidence/unknown-original')
  })
  test('is forgotten when its time is over, with the names that came along; its hash and what was made of it stay', async () => {
    const intake = intakeOn(memoryShelf())
    const named = { name: 'Иванов.txt', told: { ...nothingTold, source: { key: 'i', name: 'Иванов' } } }
    const { record } = await taken(intake, ask('Отбой', named))
    const later = plus(at, 30 * day)
    intake.clock.advanceTo(later)
    const { record: young } = await taken(intake, ask('Тревога'))
    assert.equal(await intake.originals.forget(30, plus(later, 1)), 1)
    const forgotten = await intake.originals.get(record.sha256)
    assert.deepEqual(
      [forgotten?.forgottenAt, forgotten?.name, forgotten?.told.source, forgotten?.documents],
      [plus(later, 1), null, null, 1],
    )
    assert.equal(await intake.originals.bytes(forgotten!), undefined)
    assert.notEqual(await intake.originals.bytes(young), undefined)
    const compared = await intake.compare(record.sha256)
    assert.equal(!compared.ok && compared.problem.code, 'evidence/original-forgotten')
    // It is kept anew when it comes anew.
    const again = await taken(intake, ask('Отбой'))
    assert.notEqual(await intake.originals.bytes(again.record), undefined)
    assert.equal((await intake.originals.list({ limit: 10 })).originals.length, 2)
  })
})

const mail = (text: string, attached: string) =>
  [
    'From: a@b.example\r\nSubject: Отчёт\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n',
    `--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}`,
    `--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Disposition: attachment; filename=r.html\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(attached).toString('base64')}`,
    '--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=p.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=',
    '--b--\r\n',
  ].join('\r\n')

describe('an e-mail', () => {
  test('brings its attachments as originals of their own, and says which were not read', async () => {
    const intake = intakeOn(memoryShelf())
    const { record } = await taken(intake, ask(mail('Смотри.', '<p>Отбой'), { way: 'e-mail' }))
    assert.deepEqual(
      record.inner.map(({ part, name, problem }) => [part, name, problem?.code ?? null]),
      [
        ['attachment 1', 'r.html', null],
        ['attachment 2', 'p.png', 'evidence/no-text-kind'],
      ],
    )
    const inner = await intake.originals.get(record.inner[0]!.sha256)
    assert.deepEqual(inner?.inside, { sha256: record.sha256, part: 'attachment 1' })
    assert.deepEqual(Buffer.from((await intake.originals.bytes(inner!))!).toString(), '<p>Отбой')
    assert.deepEqual((await intake.book.all()).map(({ text }) => text).toSorted(), [
      'Отбой',
      'Отчёт\n\nСмотри.',
    ])
  })
  test('in a mail in a mail is looked into, and nothing deeper', async () => {
    const intake = intakeOn(memoryShelf())
    let whole = 'Subject: 0\r\n\r\ntext'
    for (let i = 1; i <= 5; i++)
      whole = `Subject: ${i}\r\nContent-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\nContent-Type: message/rfc822\r\n\r\n${whole}\r\n--b${i}--\r\n`
    await taken(intake, ask(whole))
    assert.deepEqual((await intake.book.all()).map(({ text }) => text).toSorted(), ['2', '3', '4', '5'])
  })
})

const exported = (messages: number, from = 0) =>
  JSON.stringify({
    ...{ name: 'Канал', type: 'public_channel', id: 12 },
    messages: Array.from({ length: messages }, (_, i) => ({
      ...{
        id: from + i,
        type: 'message',
        date_unixtime: String(1_762_033_020 + i),
        text: `Сообщение ${from + i}`,
      },
    })),
  })

describe('an export of messages', () => {
  test('is split into documents of its channel, and one that overlaps brings only what is new', async () => {
    const intake = intakeOn(memoryShelf())
    const { record } = await taken(intake, ask(exported(250), { way: 'telegram' }))
    assert.deepEqual(
      [record.kind, record.done, record.of, record.documents, record.fresh],
      ['telegram', 250, 250, 250, 250],
    )
    const documents = await intake.book.all()
    assert.ok(documents.every(({ source, saidAt }) => source.key === 'telegram:12' && saidAt !== null))
    const later = await taken(intake, ask(exported(250, 100), { way: 'telegram' }))
    assert.deepEqual([later.record.documents, later.record.fresh], [250, 100])
    assert.equal((await intake.book.all()).length, 350)
  })
  test('that takes long answers at once how far it is, and goes on', async () => {
    const { promise: held, resolve: goes } = Promise.withResolvers<void>()
    const intake = intakeOn(memoryShelf(), virtualClock(at), held)
    const soon = intake.take(ask(exported(1_000)), 1_000)
    while (intake.readings() === 0) await new Promise(setImmediate)
    intake.clock.advance(1_000)
    const answer = await soon
    assert.deepEqual(answer.ok && [answer.value.record.state, answer.value.record.done], ['kept', 0])
    goes()
    const whole = await taken(intake, ask(exported(1_000)))
    assert.deepEqual([whole.how, whole.record.done, whole.record.state], ['again', 1_000, 'read'])
  })
  test('is not news when every message of it is here', async () => {
    const intake = intakeOn(memoryShelf())
    await taken(intake, ask(exported(3)))
    const news = async (json: string) => {
      const has = await intake.hasNews(ask(json))
      return has.ok && has.value
    }
    assert.equal(await news(exported(2)), 'nothing-new')
    assert.equal(await news(exported(4)), 'news')
  })
})

/** A shelf that is killed with its `dies`th write: that one and all after it never happen. */
function mortal(shelf: Shelf, dies: number): Shelf {
  let writes = 0
  const write =
    <Arguments extends readonly unknown[]>(act: (...some: Arguments) => Promise<void>) =>
    async (...some: Arguments) => {
      if (++writes >= dies) throw new Error('killed')
      return act(...some)
    }
  return { ...shelf, put: write(shelf.put), add: write(shelf.add), remove: write(shelf.remove) }
}

describe('a server that is killed', () => {
  const originals = { 'a mail with an attachment': mail('Смотри.', '<p>Отбой'), 'an export': exported(120) }
  for (const [what, text] of Object.entries(originals))
    test(`at any write of ${what} leaves all of it after the next start, once`, async () => {
      const whole = intakeOn(memoryShelf())
      await taken(whole, ask(text))
      const wanted = (await whole.book.all()).map(({ hash }) => hash).toSorted()
      // Each of the first, then some: what follows repeats itself.
      for (let dies = 1; ; dies += dies < 24 ? 1 : 9) {
        const shelf = memoryShelf()
        const alive = await intakeOn(mortal(shelf, dies))
          .take(ask(text))
          .then(
            () => 'alive',
            () => 'killed',
          )
        const next = intakeOn(shelf)
        await next.goOn()
        const record = await next.originals.get(sha256(new TextEncoder().encode(text)))
        // What was not kept is brought again by whoever got no answer.
        if (record === undefined) await taken(next, ask(text))
        else assert.equal(record.state, 'read', `killed at write ${dies}`)
        const all = await next.book.all()
        assert.deepEqual(all.map(({ hash }) => hash).toSorted(), wanted, `killed at write ${dies}`)
        assert.deepEqual(await next.originals.unread(), [])
        const kept = await next.originals.get(sha256(new TextEncoder().encode(text)))
        assert.equal(Buffer.from((await next.originals.bytes(kept!))!).toString(), text)
        if (alive === 'alive') break
      }
    })
  test('with SIGKILL in the middle of an export goes on with it', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-taking-'))
    after(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'shelf.sqlite')
    const child = fork(join(import.meta.dirname, '../../../test/support/taking-child.node.ts'), [file, '600'])
    await new Promise<void>((resolve) => child.on('message', (put) => (put as number) >= 150 && resolve()))
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    const shelf = openSqliteShelf({ file })
    const book = bookOn(shelf)
    const halfway = (await book.all()).length
    assert.ok(halfway >= 150 && halfway < 600, `${halfway} documents`)
    const intake = openIntake({
      shelf,
      book,
      clock: virtualClock(at),
      log: silentLog,
      tell: async () => ok(),
    })
    await intake.goOn()
    const [record] = (await intake.originals.list({ limit: 1 })).originals
    assert.deepEqual([record?.state, record?.documents, (await book.all()).length], ['read', 600, 600])
    await intake.close()
    await shelf.close()
  })
})
