/** The guide for administrators explains every reason, and no others. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTrustList } from './trust.ts'
import { saySignature, signatureFindings, type SignatureCode } from './signature-findings.ts'

const guide = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'guides', 'cap-signatures.md'),
  'utf8',
)

test('the guide has a row for each reason, and none for what doesn’t exist', () => {
  const rows = [...guide.matchAll(/^\| `(cap\/signature-[a-z-]+)` \|/gm)].map(([, code]) => String(code))
  assert.deepEqual(rows.toSorted(), Object.keys(signatureFindings).toSorted())
})

test('every reason is a sentence, with its details filled in', () => {
  for (const code of Object.keys(signatureFindings) as SignatureCode[]) {
    const said = saySignature(code, new Proxy({}, { get: (_, name) => `[${String(name)}]` }))
    assert.match(said, /^[A-Z[].*\.$/s, code)
    assert.ok(!said.includes('{'), code)
  }
})

test('the guide’s trust list is one, once its files are read', () => {
  const [, json = ''] = /```json\n(.*?)```/s.exec(guide) ?? []
  const certificate = '-----BEGIN CERTIFICATE-----'
  const list = readTrustList(
    JSON.parse(json, (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'file' in value ? certificate : value,
    ),
  )
  assert.ok(list.ok)
  assert.deepEqual(
    list.value.entries.map(({ by }) => by.kind),
    ['certificate', 'fingerprint', 'authority'],
  )
})
