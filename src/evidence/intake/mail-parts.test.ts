import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readMail } from './mail-parts.node.ts'

const lines = (...some: string[]) => new TextEncoder().encode(some.join('\r\n'))
const head = [
  'From: =?koi8-r?B?6dfBzg==?= <Duty@Oblast.example>',
  'Date: Sun, 2 Nov 2025  00:37:00 +0300',
  'MIME-Version: 1.0',
]

describe('an e-mail', () => {
  test('is its text under its subject, in the encodings it names', async () => {
    const { part, inner } = await readMail(
      lines(
        ...head,
        'Subject: =?UTF-8?B?0J7RgtCx0L7QuQ==?=',
        'Content-Type: text/plain; charset=windows-1251',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]).toString('base64'),
      ),
    )
    assert.deepEqual(inner, [])
    assert.deepEqual(part, {
      ...{ part: 'whole', text: 'Отбой\n\nПривет', title: 'Отбой', author: 'Иван' },
      publisher: { key: 'mailto:duty@oblast.example', name: 'Иван' },
      times: [
        {
          by: 'mail',
          field: 'Date',
          text: 'Sun, 2 Nov 2025  00:37:00 +0300',
          at: '2025-11-01T21:37:00.000Z',
        },
      ],
    })
  })
  test('gives the page where the plain form only asks for another program', async () => {
    const { part } = await readMail(
      lines(
        ...head,
        'Subject: x',
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'Use HTML.',
        '--b',
        'Content-Type: text/html; charset=utf-8',
        '',
        `<p>${'Отбой объявлен. '.repeat(10)}<script>alert(1)</script>`,
        '--b--',
      ),
    )
    assert.equal(part?.text, `x\n\n${'Отбой объявлен. '.repeat(10).trim()}`)
  })
  test('hands on what is attached, by its name without a path, and a mail in it as a mail', async () => {
    const { inner } = await readMail(
      lines(
        ...head,
        'Subject: x',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: application/pdf; name="../../etc/r.pdf"',
        'Content-Disposition: attachment; filename="../../etc/r.pdf"',
        'Content-Transfer-Encoding: base64',
        '',
        'JVBERi0=',
        '--b',
        'Content-Type: message/rfc822',
        '',
        'From: a@b.example',
        'Subject: inner',
        '',
        'inner text',
        '--b',
        'Content-Type: application/pgp-signature; name=s.asc',
        'Content-Disposition: attachment; filename=s.asc',
        '',
        'sig',
        '--b--',
      ),
    )
    assert.deepEqual(
      inner.map(({ part, name, type, bytes }) => [
        part,
        name,
        type,
        new TextDecoder().decode(bytes).slice(0, 17),
      ]),
      [
        ['attachment 1', 'r.pdf', 'application/pdf', '%PDF-'],
        ['attachment 2', undefined, 'message/rfc822', 'From: a@b.example'],
      ],
    )
  })
  test('whose date has no zone has no instant', async () => {
    const { part } = await readMail(lines('Subject: x', 'Date: Sun, 2 Nov 2025 00:37:00', '', 'y'))
    assert.equal(part?.times[0]?.at, null)
  })
})
