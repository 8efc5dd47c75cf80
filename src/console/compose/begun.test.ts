import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AlertView, ReportView, SightingView } from '../duty.ts'
import { begunWith, handWritten, type Known } from './begun.ts'
import { emptyDraft } from './draft.ts'

const alert = {
  ...{ id: 'alert-1', mode: 'test', status: 'draft' },
  content: {
    ...{ threat: 'drone', ladder: 'lipetsk', level: 'red', renewForMinutes: 60 },
    areas: [{ code: 'a' }, { code: 'b' }],
  },
} as unknown as AlertView
const known: Known = {
  alert: (id) => (id === alert.id ? alert : undefined),
  report: (id) =>
    id === 'r1'
      ? ({ id, said: [{ language: 'en', event: 'Red', areas: ['A', 'B'] }] } as unknown as ReportView)
      : undefined,
  sighting: (id) => (id === 's1' ? ({ id, threat: 'drone', area: 'a' } as SightingView) : undefined),
  hasArea: (code) => code === 'a' || code === 'b',
}
const empty = emptyDraft('d1', 'drill')
const begun = (query: string) => begunWith(new URLSearchParams(query), empty, known)

describe('a new alert', () => {
  test('begins with nothing unless the address asks for something that is there', () => {
    for (const query of ['', 'edit=gone', 'from=gone', 'report=gone', 'areas=nowhere'])
      assert.equal(begun(query), undefined)
  })
  test('is a copy, in the mode of this room, and another alert', () => {
    const { draft, sent } = begun('from=alert-1')!
    assert.deepEqual(draft.where.areas, ['a', 'b'])
    assert.deepEqual([draft.mode, draft.level, draft.renewForMinutes, sent.alert], ['drill', 'red', 60, null])
  })
  test('is the draft itself where that is to be changed, in its own mode', () => {
    const { draft, sent } = begun('edit=alert-1')!
    assert.deepEqual([draft.mode, sent.alert, sent.body], ['test', 'alert-1', ''])
  })
  test('takes areas and a threat, without what the map lacks', () => {
    const { draft } = begun('areas=a,x,b&threat=drone')!
    assert.deepEqual([draft.where.areas, draft.threat], [['a', 'b'], 'drone'])
  })
  test('reads what a report says, and takes what somebody saw', () => {
    assert.equal(begun('report=r1')?.text, 'Red: A, B.')
    assert.deepEqual(begun('sighting=s1')?.draft.where.areas, ['a'])
    assert.equal(begun('text=Red%20in%20A')?.text, 'Red in A')
    const evidence = begun('evidence=doc-1/3&text=Red%20in%20A')
    assert.deepEqual(evidence?.draft.source, { kind: 'evidence', id: 'doc-1/3' })
    assert.equal(evidence?.text, 'Red in A')
  })
})

describe('words of a copied alert', () => {
  test('are kept where no phrase book would say them', () => {
    const said = { en: { '90': 'By hand', '360': 'Book' }, ru: { '90': 'Книга' } }
    assert.deepEqual(handWritten(said, { en: { '90': 'Book', '360': 'Book' }, ru: { '90': 'Книга' } }), {
      en: { '90': 'By hand' },
    })
  })
})
