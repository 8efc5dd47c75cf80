import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { boundaryOf, readForm } from './multipart.ts'

const sent = async (form: FormData) => {
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: form })
  return {
    body: Buffer.from(await request.arrayBuffer()),
    boundary: boundaryOf(request.headers.get('content-type') ?? undefined)!,
  }
}

describe('a form sent as multipart/form-data', () => {
  test('gives its fields and its files back, byte for byte', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.uint8Array(), async (text, bytes) => {
        const form = new FormData()
        form.append('text', text)
        form.append('file', new File([new Uint8Array(bytes)], 'a "b".cap'))
        const { body, boundary } = await sent(form)
        const [field, file] = readForm(body, boundary)!
        // A browser sends the line ends of a field as CRLF.
        assert.equal(
          Buffer.from(field!.bytes).toString('utf8'),
          text.toWellFormed().replace(/\r?\n|\r/g, '\r\n'),
        )
        assert.deepEqual([field!.name, field!.fileName], ['text', undefined])
        assert.deepEqual([file!.name, file!.fileName], ['file', 'a "b".cap'])
        assert.deepEqual([...file!.bytes], [...bytes])
      }),
      { numRuns: 50 },
    ))

  test('is refused when it is cut short anywhere', async () => {
    const form = new FormData()
    form.append('text', 'a')
    form.append('url', '')
    const { body, boundary } = await sent(form)
    assert.deepEqual(
      readForm(body, boundary)!.map(({ name }) => name),
      ['text', 'url'],
    )
    for (let length = 0; length < body.length - 4; length++)
      assert.equal(readForm(body.subarray(0, length), boundary), undefined, String(length))
  })

  test('never throws on noise', () =>
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void readForm(Buffer.from(bytes), 'x'))))

  test('has a boundary only where it says so', () => {
    assert.equal(boundaryOf('multipart/form-data; boundary=abc'), 'abc')
    assert.equal(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"'), 'a b')
    for (const other of [
      undefined,
      '',
      'application/json',
      'multipart/form-data',
      'multipart/mixed; boundary=a',
    ])
      assert.equal(boundaryOf(other), undefined)
  })
})
