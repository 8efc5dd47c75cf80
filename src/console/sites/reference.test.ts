import assert from 'node:assert/strict'
import { test } from 'node:test'
import { referenceOf } from './reference.ts'

test('a document or claim is meant by its id or by its page’s address, and by nothing else', () => {
  for (const [typed, meant] of [
    ['document-000001', 'document-000001'],
    [' document-000001/3 ', 'document-000001/3'],
    ['https://tocsin.example/console/evidence/document-000001', 'document-000001'],
    ['/console/evidence/document-000001?claim=3', 'document-000001/3'],
    ['https://tocsin.example/console/evidence/document%2D000001?claim=3#top', 'document-000001/3'],
    ['https://tocsin.example/console/evidence', undefined],
    ['https://elsewhere.example/page', undefined],
    ['/console/evidence/document-1?claim=<b>', undefined],
    ['/console/evidence/%', undefined],
    ['two words', undefined],
    ['', undefined],
  ] as const)
    assert.equal(referenceOf(typed), meant, typed)
})
