import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { kindOf, largestOriginal, tooLarge } from './kind.ts'

const of = (text: string, told = {}) => kindOf(new TextEncoder().encode(text), told)

describe('the kind of an original', () => {
  for (const [kind, text, told] of [
    ['pdf', '%PDF-1.7\n…', { type: 'text/html' }],
    ['html', '<!DOCTYPE html><p>x', {}],
    ['html', '  <article>x</article>', { name: 'a.txt' }],
    ['html', '<!-- saved --><custom-page>', { name: 'Saved.HTM' }],
    ['feed', '<?xml version="1.0"?>\n<rss version="2.0">', {}],
    ['feed', '<feed xmlns="http://www.w3.org/2005/Atom">', { type: 'text/html' }],
    ['feed', '<?xml version="1.0"?><rdf:RDF xmlns="x">', {}],
    ['mail', 'Return-Path: <a@b>\r\nReceived: from x\r\n\tby y\r\n\r\n', {}],
    ['mail', 'Hello there', { name: 'letter.eml' }],
    ['mail', 'anything', { type: 'message/rfc822; x=y' }],
    ['telegram', '{\n "name": "Канал",\n "type": "public_channel",\n "id": 1,\n "messages": [', {}],
    ['text', 'From the governor: the alert is over.\nTo all districts: stay.', {}],
    ['text', '{ "this": is a note', {}],
    ['text', '<3 that', {}],
    ['text', '', {}],
  ] as const)
    test(`is ${kind}: ${JSON.stringify(text).slice(0, 40)}`, () =>
      assert.deepEqual(of(text, told), { ok: true, value: kind }))

  test('is text in UTF-16, where every second byte is empty', () => {
    const bytes = Uint8Array.of(0xff, 0xfe, ...Buffer.from('Тревога', 'utf16le'))
    assert.deepEqual(kindOf(bytes), { ok: true, value: 'text' })
  })
  for (const [kind, text] of [
    ['a zip archive or an office document', 'PK\x03\x04…'],
    ['a picture', '\x89PNG\r\n'],
    ['a program', 'MZ\x90\0'],
    ['no text that anybody wrote', 'ab\0\0cd'],
    ['a box of several e-mails', 'From a@b Sun Nov  2 00:37:00 2025\nSubject: x\n'],
    ['XML that is no feed', '<?xml version="1.0"?><alert>'],
  ] as const)
    test(`is refused by its name: ${kind}`, () => {
      const refused = kindOf(Buffer.from(text, 'latin1'))
      assert.equal(refused.ok, false)
      assert.deepEqual(!refused.ok && refused.problem, { code: 'evidence/no-text-kind', details: { kind } })
    })
  test('has a size that is said before anything is read', () => {
    assert.equal(tooLarge('text', largestOriginal.text), undefined)
    assert.deepEqual(tooLarge('html', largestOriginal.html + 1)?.problem, {
      code: 'evidence/too-large',
      details: { bytes: 8_388_609, kind: 'an HTML page', limit: 8_388_608 },
    })
  })
})
