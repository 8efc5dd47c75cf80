import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import { capNamespace } from '#cap'
import { checkCap } from '#cap/reader'
import { withoutPrefixes } from './fpas-cap.ts'

const message = (prefix: string) => {
  const [p, xmlns] = prefix === '' ? ['', 'xmlns'] : [`${prefix}:`, `xmlns:${prefix}`]
  const tag = (name: string, inside: string) => `<${p}${name}>${inside}</${p}${name}>`
  const area = tag(
    'area',
    tag('areaDesc', 'Here') + tag('polygon', '52.1234567,38 52,39 53,39 52.1234567,38'),
  )
  const info = [
    ...[
      tag('category', 'Met'),
      tag('event', 'Storm'),
      tag('urgency', 'Immediate'),
      tag('severity', 'Severe'),
    ],
    ...[tag('certainty', 'Likely'), tag('headline', 'Storm &amp; hail'), area],
  ].join('')
  const head = [
    ...[tag('identifier', 'x-1'), tag('sender', 'a@b.example'), tag('sent', '2025-11-02T00:00:00+03:00')],
    ...[tag('status', 'Exercise'), tag('msgType', 'Alert'), tag('scope', 'Public')],
  ].join('')
  const xml = `<?xml version="1.0"?><${p}alert ${xmlns}="${capNamespace}">${head}${tag('info', info)}</${p}alert>`
  const bytes = Buffer.from(xml)
  return { bytes, etag: '"theirs"', publishedAt: '2025-11-02T00:00:00.000Z' as Instant, within: undefined }
}

describe('another sender’s message, for apps', () => {
  test('is what came, byte by byte, where its elements have no prefix', async () => {
    const plain = message('')
    assert.equal(await withoutPrefixes(plain), plain)
  })

  test('is written anew where they have one, and says the same', async () => {
    const written = await withoutPrefixes(message('cap'))
    const text = written!.bytes.toString('utf8')
    assert.doesNotMatch(text, /<\/?cap:/)
    assert.notEqual(written!.etag, '"theirs"')
    const [before, after] = [checkCap(message('cap').bytes), checkCap(text)]
    assert.ok(after.valid, JSON.stringify(after.problems))
    assert.deepEqual(after.readings[0]?.message, before.readings[0]?.message)
  })

  test('is none where it can’t be understood', async () => {
    const broken = message('cap')
    const bytes = Buffer.from(broken.bytes.toString('utf8').replace('Exercise', 'Nonsense'))
    assert.equal(await withoutPrefixes({ ...broken, bytes }), undefined)
  })
})
