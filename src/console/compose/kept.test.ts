import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { emptyDraft } from './draft.ts'
import { readKept, writeKept } from './kept.ts'
import { nothingSent } from './sending.ts'

const kept = {
  draft: { ...emptyDraft('d1', 'drill'), threat: 'drone', texts: { en: { '90': 'Go in.' } } },
  sent: { ...nothingSent, alert: 'alert-1', underWay: { step: 'issue' as const, since: 5 } },
  savedAt: 1_000,
}
const changed = (change: (read: { draft: { [name: string]: unknown } }) => void) => {
  const read = JSON.parse(writeKept(kept)) as { draft: { [name: string]: unknown } }
  change(read)
  return readKept(JSON.stringify(read))
}

describe('a draft that was kept', () => {
  test('is read as it was written, with what was under way', () => {
    assert.deepEqual({ ...readKept(writeKept(kept)) }, kept)
  })
  test('is none where nothing, half of it, or something else stands', () => {
    for (const text of [null, '', '{', '[]', 'null', '{"version":2}', '{"version":1}'])
      assert.equal(readKept(text), undefined)
  })
  test('is none with a mode, an id or areas that are none', () => {
    assert.equal(
      changed(({ draft }) => (draft['mode'] = 'war')),
      undefined,
    )
    assert.equal(
      changed(({ draft }) => (draft['id'] = 7)),
      undefined,
    )
    assert.equal(
      changed(({ draft }) => (draft['where'] = { kind: 'these', areas: [1] })),
      undefined,
    )
    assert.equal(
      changed(({ draft }) => (draft['where'] = { kind: 'all-but', areas: [] })),
      undefined,
    )
  })
  test('has what an older console did not know', () => {
    assert.equal(changed(({ draft }) => delete draft['source'])?.draft.source, null)
  })
})
