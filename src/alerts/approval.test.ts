import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildHierarchy, type AreaCode } from '#areas'
import { countingIds, ok, sha256, virtualClock, type ActorId, type Instant, type Sha256 } from '#base'
import { memoryLedger } from '#ledger'
import { shippedThreatBook, type LadderId, type LevelId, type ThreatId } from '#threats'
import {
  checkSentence,
  defaultPolicy,
  emptyWorld,
  hashOfContent,
  openDesk,
  type AlertContent,
  type AlertOrder,
  type DraftOrder,
} from './index.ts'

const start = '2025-11-02T00:00:00.000Z' as Instant
const olena = 'olena' as ActorId
const taras = 'taras' as ActorId
const area = (code: string, parent: string | null) => ({
  ...{ code: code as AreaCode, kind: 'district' as const },
  ...{ parent: parent as AreaCode | null, names: { en: code } },
})
const built = buildHierarchy([area('o', null), area('a', 'o'), area('b', 'o'), area('c', 'o')])
assert.ok(built.ok)
const hierarchy = built.value
const red: DraftOrder = {
  ...{ type: 'draft', mode: 'live', threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId },
  ...{ level: 'red' as LevelId, areas: ['a' as AreaCode], renewForMinutes: 60 },
}

/** A desk whose map can be imported anew. */
function desk() {
  const ledger = memoryLedger()
  const world = emptyWorld()
  const shapes = new Map<string, Sha256>()
  ledger.follow(world.head(), (facts) => {
    for (const fact of facts) world.apply(fact)
  })
  const opened = openDesk({
    ...{ ledger, world, clock: virtualClock(start), ids: countingIds() },
    folded: async (seq) => {
      while (world.head() < seq) await new Promise((resolve) => setImmediate(resolve))
    },
    policy: (mode) => defaultPolicy[mode],
    surroundings: () => ({
      ...{ hierarchy, book: shippedThreatBook(), issuer: { en: 'Operations centre' } },
      ...{ languages: ['en'], renewForMinutes: 60 },
      speak: ({ texts }) => {
        const said = texts?.['en']?.['360'] ?? 'Drones.'
        return ok({ texts: { en: { 90: said, 360: said, 1395: said } }, missing: [] })
      },
      hashOfShape: (code) => shapes.get(code) ?? null,
    }),
  })
  const order = async (what: DraftOrder | AlertOrder, by: ActorId = olena, via?: string) => {
    const done = await opened.order(what, by, undefined, via)
    return done.ok ? done.value.alert : done.problem.code
  }
  const must = async (what: DraftOrder | AlertOrder, by: ActorId = olena, via?: string) => {
    const alert = await order(what, by, via)
    assert.ok(typeof alert === 'object', `${what.type}: ${String(alert)}`)
    return alert
  }
  const importShape = (code: string, shape: string) => void shapes.set(code, sha256(shape))
  return { order, must, importShape, ledger }
}

async function submitted() {
  const it = desk()
  it.importShape('a', 'a square')
  const drafted = await it.must(red)
  const alert = await it.must({ type: 'submit', alert: drafted.id })
  return { ...it, id: alert.id, contentHash: alert.contentHash }
}

describe('what is approved', () => {
  const content: AlertContent = {
    issuer: { en: 'Operations centre' },
    ...{ threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId, level: 'red' as LevelId },
    step: { gravity: 'danger', height: 2, siren: 'attention' },
    areas: [{ code: 'a' as AreaCode, names: { en: 'A' }, shape: sha256('a square') }],
    wording: { texts: { en: { 90: 'x', 360: 'y', 1395: 'z' } }, missing: [] },
    ...{ renewForMinutes: 60, channels: 'all' },
  }
  const [place] = content.areas as [AlertContent['areas'][number]]
  const others: { readonly [part: string]: Partial<AlertContent> } = {
    'a letter of the longest text': {
      wording: { texts: { en: { 90: 'x', 360: 'y', 1395: 'z.' } }, missing: [] },
    },
    'a language': {
      wording: {
        texts: { ...content.wording.texts, uk: { 90: 'x', 360: 'y', 1395: 'z' } },
        missing: [],
      },
    },
    'an area more': { areas: [place, { ...place, code: 'b' as AreaCode }] },
    'another area': { areas: [{ ...place, code: 'b' as AreaCode }] },
    'the name of an area': { areas: [{ ...place, names: { en: 'B' } }] },
    'the shape of an area': { areas: [{ ...place, shape: sha256('a square, moved') }] },
    'no shape of an area': { areas: [{ ...place, shape: null }] },
    'the level': { level: 'yellow' as LevelId },
    'what the level means': { step: { gravity: 'danger', height: 2, siren: 'danger' } },
    'the ladder': { ladder: 'all-hazards' as LadderId },
    'the threat': { threat: 'rocket-artillery' as ThreatId },
    'the channels': { channels: ['sirens'] },
    'who warns': { issuer: { en: 'Another centre' } },
    'how long it stands': { renewForMinutes: 61 },
  }
  for (const [part, other] of Object.entries(others))
    test(`has another hash when only ${part} is another`, () =>
      assert.notEqual(hashOfContent({ ...content, ...other }), hashOfContent(content)))

  const edits: { readonly [part: string]: Partial<Omit<DraftOrder, 'type' | 'mode'>> } = {
    'the text': { texts: { en: { '360': 'Drones, many.' } } },
    'the areas': { areas: ['a', 'b'] as AreaCode[] },
    'the level': { level: 'yellow' as LevelId },
    'the channels': { channels: ['sirens'] },
    'the time it stands': { renewForMinutes: 90 },
  }
  for (const [part, edit] of Object.entries(edits))
    test(`is approved no longer when ${part} is edited`, async () => {
      const { must, order, id, contentHash } = await submitted()
      await must({ type: 'approve', alert: id, contentHash }, taras)
      const edited = await must({ type: 'edit', alert: id, ...edit })
      assert.equal(edited.status, 'draft')
      assert.equal(await order({ type: 'issue', alert: id }), 'alerts/not-approved')
      await must({ type: 'submit', alert: id })
      assert.equal(
        await order({ type: 'approve', alert: id, contentHash }, taras),
        'alerts/changed-since-read',
      )
    })

  test('is void when the map was imported anew with another shape before it was issued', async () => {
    const { must, order, importShape, id, contentHash } = await submitted()
    await must({ type: 'approve', alert: id, contentHash }, taras)
    importShape('a', 'a square, moved')
    assert.equal(await order({ type: 'issue', alert: id }), 'alerts/map-moved')
    // An edit that changes nothing but takes up the new map is one: it has to be agreed to anew.
    const edited = await must({ type: 'edit', alert: id })
    assert.equal(edited.status, 'draft')
    assert.notEqual(edited.contentHash, contentHash)
    await must({ type: 'submit', alert: id })
    await must({ type: 'approve', alert: id, contentHash: edited.contentHash }, taras)
    const issued = await must({ type: 'issue', alert: id })
    assert.equal(issued.content.areas[0]?.shape, sha256('a square, moved'))
    assert.equal(issued.contentHash, edited.contentHash)
  })

  test('is issued to the letter when the map was imported anew and is the same', async () => {
    const { must, importShape, id, contentHash } = await submitted()
    await must({ type: 'approve', alert: id, contentHash }, taras)
    importShape('a', 'a square')
    importShape('b', 'a circle elsewhere')
    const issued = await must({ type: 'issue', alert: id })
    assert.equal(hashOfContent(issued.content), contentHash)
  })

  test('is refused to the approver when the map moved while it waited, and so is a change', async () => {
    const { must, order, importShape, id, contentHash } = await submitted()
    importShape('a', 'a square, moved')
    assert.equal(await order({ type: 'approve', alert: id, contentHash }, taras), 'alerts/map-moved')
    importShape('a', 'a square')
    await must({ type: 'approve', alert: id, contentHash }, taras)
    await must({ type: 'issue', alert: id })
    const waits = await must({ type: 'extend', alert: id, areas: ['b' as AreaCode] })
    assert.ok(waits.status === 'issued' && waits.pending !== undefined)
    importShape('b', 'a circle')
    const approve = { type: 'approve', alert: id, contentHash: waits.pending.contentHash } as const
    assert.equal(await order(approve, taras), 'alerts/map-moved')
  })

  test('keeps nobody from acting alone in an emergency, whatever happened to the map', async () => {
    const { must, importShape, id } = await submitted()
    importShape('a', 'a square, moved')
    const emergency = 'Nobody answers and they are over the city.'
    assert.equal((await must({ type: 'issue', alert: id, emergency })).status, 'issued')
  })
})

describe('who approves', () => {
  test('is the same person at every screen and by every key', async () => {
    const { order, id, contentHash } = await submitted()
    const approve = { type: 'approve', alert: id, contentHash } as const
    for (const via of ['key:one', 'key:another', 'session:at-home'])
      assert.equal(await order(approve, olena, via), 'alerts/own-work')
  })

  test('is a person: the key of a machine approves nothing live, nor issues alone', async () => {
    const { order, must, id, contentHash } = await submitted()
    const approve = { type: 'approve', alert: id, contentHash } as const
    assert.equal(await order({ ...approve, as: 'machine' }, taras), 'alerts/not-a-person')
    const issue = { type: 'issue', alert: id, emergency: 'The radar says that it is time.' } as const
    assert.equal(await order({ ...issue, as: 'machine' }, taras), 'alerts/not-a-person')
    assert.equal((await must({ ...approve, as: 'human' }, taras)).status, 'approved')
  })

  test('is named by the fact, and by which session', async () => {
    const { must, ledger, id, contentHash } = await submitted()
    await must({ type: 'approve', alert: id, contentHash }, taras, 'session:abc')
    const facts = await ledger.readStream(`alert:${id}`)
    assert.deepEqual(
      facts.map(({ type, by, via }) => [type, by, via]),
      [
        ['alert-drafted', olena, undefined],
        ['alert-submitted', olena, undefined],
        ['alert-approved', taras, 'session:abc'],
      ],
    )
  })
})

describe('a reason', () => {
  const said = (text: string) => {
    const checked = checkSentence(text, 'emergency')
    return checked.ok ? 'taken' : checked.problem.code
  }
  test('is a sentence, in any script', () => {
    for (const text of [
      'Alone on shift.',
      'Я одна на смене, дроны над городом.',
      'אני לבד במשמרת',
      '夜勤独自在岗',
      'لا أحد يجيب',
    ])
      assert.equal(said(text), 'taken', text)
  })
  test('is not nothing, a letter, a word or a heap of letters', () => {
    for (const text of ['', '  ', '\n']) assert.equal(said(text), 'alerts/reason-missing', text)
    for (const text of [
      'x',
      '.',
      '...........',
      'urgent',
      'aaaaaaa aaaaaaa',
      '1234 5678 9012',
      'ok ok',
      '急',
    ])
      assert.equal(said(text), 'alerts/reason-too-thin', text)
  })
})
