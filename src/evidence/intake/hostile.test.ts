import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { pdfOf, pdfWithStream } from '../../../test/support/made-pdf.ts'
import type { OriginalKind } from './kind.ts'
import { openReadingDesk } from './reading-desk.node.ts'

const mebibyte = 1024 * 1024
const desk = openReadingDesk({ patienceFor: 10_000, mostMegabytes: 150 })
after(() => desk.close())

interface Came {
  readonly code: string
  readonly parts: number
  readonly characters: number
  readonly megabytes: number
}

/** What came of it, and by how much this process grew meanwhile. */
async function came(original: string | Uint8Array, kind: OriginalKind): Promise<Came> {
  const bytes = typeof original === 'string' ? new TextEncoder().encode(original) : original
  let [parts, characters, most] = [0, 0, 0]
  const before = process.memoryUsage.rss()
  let beats = 0
  const began = performance.now()
  const look = setInterval(() => {
    beats++
    most = Math.max(most, process.memoryUsage.rss() - before)
  }, 20)
  const read = await desk.read(bytes, { kind }, async (batch) => {
    parts += batch.parts.length
    for (const { text } of batch.parts) characters += text.length
  })
  clearInterval(look)
  // Nothing else waits for a reader.
  assert.ok(beats * 200 > performance.now() - began - 500, `${beats} beats`)
  return { code: read.ok ? 'read' : read.problem.code, parts, characters, megabytes: most / mebibyte }
}

const nestedMime = (depth: number) => {
  let mail = 'Subject: x\r\nMIME-Version: 1.0\r\n'
  for (let i = 0; i < depth; i++) mail += `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`
  return mail
}
const noise = (bytes: number) => {
  const some = new Uint8Array(bytes)
  let seed = 42
  for (let i = 0; i < bytes; i++) some[i] = (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16
  return some
}
const zeros = (bytes: number) => deflateSync(Buffer.alloc(bytes, '0 0 m '))

/** Each with the answer that it must get. Those that a reader can bear are read. */
const corpus: readonly (readonly [
  what: string,
  kind: OriginalKind,
  () => string | Uint8Array,
  answers: RegExp,
])[] = [
  ['HTML that is nested 100,000 deep', 'html', () => '<div>'.repeat(100_000), /^evidence\/nested-too-deep$/],
  [
    'HTML of formatting that is never closed',
    'html',
    () => '<b><i><a>x'.repeat(30_000),
    /^evidence\/nested-too-deep$/,
  ],
  ['an attribute of 7 MB', 'html', () => `<p title="${'x'.repeat(7 * mebibyte)}">да`, /^read$/],
  [
    '100,000 attributes',
    'html',
    () => `<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(' ')}>да`,
    /^read$/,
  ],
  ['a page of brackets', 'html', () => '<'.repeat(mebibyte), /^read$/],
  ['a comment that never ends', 'html', () => `да<!--${'-'.repeat(7 * mebibyte)}`, /^read$/],
  ['ampersands alone', 'html', () => '&'.repeat(mebibyte), /^read$/],
  ['entities alone', 'html', () => '&#x1F600;'.repeat(100_000), /^read$/],
  ['a line of 7 MB', 'html', () => 'а'.repeat(3 * mebibyte), /^evidence\/text-too-long$/],
  ['text of one line of 4 MB', 'text', () => 'x'.repeat(4 * mebibyte), /^evidence\/text-too-long$/],
  ['text of noise', 'text', () => noise(mebibyte), /^read$/],
  ['100,000 paragraphs', 'html', () => '<p>x'.repeat(100_000), /^read$/],
  [
    'a feed with entities of its own',
    'feed',
    () =>
      `<!DOCTYPE r [${Array.from({ length: 30 }, (_, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};">`).join('')}]><rss><channel><item><title>&e30;</title></item></channel></rss>`,
    /^read$/,
  ],
  [
    'a feed that is nested 100,000 deep',
    'feed',
    () => `<rss>${'<a>'.repeat(100_000)}`,
    /^evidence\/nested-too-deep$/,
  ],
  [
    'a feed of a million entries',
    'feed',
    () => `<rss><channel>${'<item/>'.repeat(1_000_000)}`,
    /^evidence\/too-many-parts$/,
  ],
  ['MIME that is nested 1,000 deep', 'mail', () => nestedMime(1_000), /^evidence\/nested-too-deep$/],
  ['a head of 10 MB', 'mail', () => `Subject: ${'x'.repeat(10 * mebibyte)}\r\n\r\n`, /^evidence\/garbled$/],
  [
    'a mail of a line of 10 MB',
    'mail',
    () => `Subject: x\r\n\r\n${'x'.repeat(10 * mebibyte)}`,
    /^evidence\/text-too-long$/,
  ],
  [
    'a mail of 20,000 parts',
    'mail',
    () =>
      `Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(20_000)}`,
    /^(?:read|evidence\/took-too-(?:long|much))$/,
  ],
  ['a mail of noise', 'mail', () => noise(mebibyte), /^(?:read|evidence\/(?:garbled|empty))$/],
  ['PDF garbage', 'pdf', () => `%PDF-1.7\n${'\0x(<<['.repeat(200_000)}`, /^evidence\/garbled$/],
  [
    'PDF of noise',
    'pdf',
    () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(mebibyte)]),
    /^evidence\/garbled$/,
  ],
  ['a PDF cut short', 'pdf', () => pdfOf([['Отбой']]).subarray(0, 700), /^evidence\/(?:garbled|empty)$/],
  [
    'a PDF that unpacks to 400 MB',
    'pdf',
    () => pdfWithStream(zeros(400_000_000), '/FlateDecode'),
    /^evidence\/took-too-(?:long|much)$/,
  ],
  [
    'a PDF whose pages go round',
    'pdf',
    () =>
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>endobj\ntrailer<</Root 1 0 R>>\n',
    /^evidence\/(?:garbled|empty|took-too-long)$/,
  ],
  [
    'JSON that is nested 1,000,000 deep',
    'telegram',
    () => `{"messages":${'['.repeat(1_000_000)}`,
    /^evidence\/(?:garbled|reader-broke)$/,
  ],
  [
    'Telegram JSON of wrong types',
    'telegram',
    () =>
      JSON.stringify({
        name: {},
        id: [],
        messages: [null, 1, { id: {}, text: 7 }, { id: 1, text: [{ text: [] }], date_unixtime: {} }],
      }),
    /^evidence\/empty$/,
  ],
  [
    'a message of 10 MB',
    'telegram',
    () => JSON.stringify({ messages: [{ id: 1, text: 'а'.repeat(10 * mebibyte) }] }),
    /^evidence\/empty$/,
  ],
  [
    '200,000 messages',
    'telegram',
    () => `{"messages":[${'{"id":1,"text":"x"},'.repeat(200_000)}{}]}`,
    /^evidence\/too-many-parts$/,
  ],
]

describe('a hostile original', () => {
  for (const [what, kind, make, answers] of corpus)
    test(`gets an answer of its own, in bounded time and memory: ${what}`, { timeout: 30_000 }, async () => {
      const { code, characters, megabytes } = await came(make(), kind)
      assert.match(code, answers)
      assert.ok(characters <= 11 * mebibyte)
      assert.ok(megabytes < 900, `${megabytes} MB`)
    })
  test('leaves the next one to be read as ever', async () => {
    assert.deepEqual((await came('<p>да', 'html')).code, 'read')
  })
  test('is ended when it takes too long, and no batch is counted that is dealt with here', async () => {
    const slow = openReadingDesk({ patienceFor: 300 })
    const held = await slow.read(
      new TextEncoder().encode('<p>x'.repeat(1_000_000)),
      { kind: 'html' },
      async () => {},
    )
    assert.deepEqual(!held.ok && held.problem, { code: 'evidence/took-too-long', details: { seconds: 0.3 } })
    await slow.close()
  })
  test('waits for its turn, and is refused where too many wait', async () => {
    const small = openReadingDesk({ atOnce: 1, mostWaiting: 1 })
    const page = () => small.read(new TextEncoder().encode('<p>x'), { kind: 'html' }, async () => {})
    const [one, two, three] = await Promise.all([page(), page(), page()])
    assert.deepEqual([one.ok, two.ok, !three.ok && three.problem.code], [true, true, 'server/busy'])
    await small.close()
  })
})
