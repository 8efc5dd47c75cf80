import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Saying } from '#alerts'
import type { AreaCode } from '#areas'
import { memoryShelf, recordingLog, virtualClock, type Instant, type PersonId, type Shelf } from '#base'
import type { Ladder, LadderId, LevelId, ThreatId } from '#threats'
import { openAreaBook } from './area-book.ts'
import { readAuthority } from './shipped-files.fs.ts'
import type { System } from './system.ts'
import { openTexts } from './texts.ts'

const ann = { by: 'ann' as PersonId, via: 'key:ann' }
const learn = 'advice.drone.danger.act'
const shipped = await readAuthority('packs/lipetsk/authority.json')
assert.ok(shipped.ok)
const { value: usual } = shipped
const names = { en: 'Now', ru: 'Сейчас', uk: 'Зараз' }
const town: Ladder = {
  ...{ id: 'town' as LadderId, names, speaks: 'the-degree' },
  levels: [
    {
      ...{ id: 'act' as LevelId, names, gravity: 'danger', height: 1, colour: 'red', siren: 'attention' },
      ...{ severity: 'Severe', urgency: 'Immediate', certainty: 'Likely' },
    },
  ],
}

/** One server of several on one shelf. */
async function server(shelf: Shelf, ledger: 'takes' | 'refuses' = 'takes', authority: typeof usual = usual) {
  const clock = virtualClock('2026-11-23T02:40:00.000Z' as Instant)
  const log = recordingLog()
  const areas = await openAreaBook(shelf, [
    {
      ...{
        code: 'RU-LIP' as AreaCode,
        kind: 'region',
        names: { en: 'Lipetsk', ru: 'Липецк', uk: 'Липецьк' },
      },
      ...{ aliases: [], parent: null },
    } as never,
  ])
  const issuer = { names: authority.issuer }
  const people = { registry: { authorities: new Map([['main', issuer]]) } } as unknown as System['people']
  const opened = await openTexts({ shelf, clock, log, authority, areas, people })
  assert.ok(opened.ok, JSON.stringify(opened))
  const texts = opened.value
  const facts: string[] = []
  const system = {
    ...{ clock, config: { mode: 'drill' } },
    async note({ type }: { type: string }) {
      if (ledger === 'refuses') return undefined
      facts.push(type)
      return { seq: facts.length }
    },
  } as unknown as System
  const saying = warningAt(clock.now(), authority)
  const say = (more: Partial<Saying> = {}) => {
    const said = texts.phrases.speak({ ...saying, ...more })
    return said.ok ? (said.value.texts['en']?.['90'] ?? 'missing') : said.problem.code
  }
  const change = async (changes: { readonly [path: string]: string | null }) => {
    const checked = await waited(texts.phrases.check({ language: 'en', changes }), clock)
    assert.ok(checked.ok, JSON.stringify(checked))
    return waited(texts.phrases.put(checked.value, ann, system), clock)
  }
  return { texts, say, change, facts, system, clock, log }
}

function warningAt(at: Instant, { issuer } = usual): Saying {
  return {
    ...{ kind: 'warning', reason: 'issued', mode: 'live', threat: 'drone' as ThreatId },
    ...{ ladder: 'lipetsk' as LadderId, level: 'red' as LevelId, issuer },
    areas: [
      { code: 'RU-LIP' as AreaCode, names: { en: 'Lipetsk', ru: 'Липецк', uk: 'Липецьк' }, shape: null },
    ],
    ...{ at, stillInForce: [] },
  }
}

/** Trials pause for others to have their turn: by the clock, which stands still here unless it is moved. */
async function waited<Value>(
  promise: Promise<Value>,
  clock: ReturnType<typeof virtualClock>,
): Promise<Value> {
  let over = false
  void promise.finally(() => (over = true)).catch(() => {})
  while (!over) {
    clock.advance(1)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return promise
}

describe('words and ladders at several servers', () => {
  test('are the same at the other one as soon as it hears of a change, and what it said before is forgotten', async () => {
    const shelf = memoryShelf()
    const [here, there] = [await server(shelf), await server(shelf)]
    const before = there.say()
    assert.equal(here.say(), before)
    assert.ok((await here.change({ [learn]: 'Go indoors' })).ok)
    assert.match(here.say(), /Go indoors/)
    assert.equal(there.say(), before)
    const kept = there.texts.kept.filter(({ changedBy }) => changedBy.includes('phrases-changed'))
    assert.equal(kept.length, 1)
    await kept[0]!.reload()
    assert.match(there.say(), /Go indoors/)
    const own = { ladder: town.id, level: 'act' as LevelId }
    assert.equal(there.say(own), 'missing')
    assert.ok((await here.texts.ladders.put(town, ann, here.system)).ok)
    assert.match(here.say(own), /now/)
    const ladders = there.texts.kept.find(({ changedBy }) => changedBy.includes('ladder-changed'))
    await ladders!.reload()
    assert.match(there.say(own), /now/)
    assert.ok((await here.texts.ladders.remove(town.id, ann, here.system)).ok)
    assert.deepEqual(here.facts, ['phrases-changed', 'ladder-changed', 'ladder-removed'])
    assert.ok(ladders!.changedBy.includes('ladder-removed'))
    await ladders!.reload()
    assert.equal(there.say(own), 'missing')
  })

  test('never keep a warning back: what doesn’t fit after all is said by the shipped book, in that language alone', async () => {
    const shelf = memoryShelf()
    const { texts, clock, log, say, change } = await server(shelf)
    assert.ok((await change({ [learn]: 'Go indoors' })).ok)
    // As an earlier version may have taken it, or as new areas with longer names make of it.
    const tooLong = 'очень '.repeat(30)
    const changes = {
      'places.andMore.few': `{names} ${tooLong}{count}`,
      'places.counted.few': `${tooLong}{count}`,
    }
    const document = { changes, reviewed: null, by: 'ann', at: clock.now() }
    await shelf.put('phrase-changes', [{ key: 'ru', document: document as never }])
    await texts.kept[1]!.reload()
    const areas = ['Задонский', 'Тербунский', 'Становлянский'].map((name, i) => {
      const long = `${name} муниципальный округ Липецкой области`
      return {
        code: `RU-LIP-${i}` as AreaCode,
        names: { en: `District ${i}`, ru: long, uk: long },
        shape: null,
      }
    })
    assert.match(say({ areas }), /Go indoors/)
    const said = texts.phrases.speak({ ...warningAt(clock.now()), areas })
    assert.ok(said.ok && said.value.missing.length === 0)
    assert.doesNotMatch(said.value.texts['ru']?.['90'] ?? 'очень', /очень/)
    assert.match(said.value.texts['en']?.['90'] ?? '', /Go indoors/)
    assert.equal(log.lines.filter(({ level }) => level === 'error').length, 1, 'it is told once')
  })

  test('are as they were where the ledger takes nothing, on the shelf too', async () => {
    const shelf = memoryShelf()
    const refusing = await server(shelf, 'refuses')
    const before = refusing.say()
    const changed = await refusing.change({ [learn]: 'Go indoors' })
    assert.equal(!changed.ok && changed.problem.code, 'ledger/cannot-write')
    const put = await refusing.texts.ladders.put(town, ann, refusing.system)
    assert.equal(!put.ok && put.problem.code, 'ledger/cannot-write')
    assert.equal(refusing.say(), before)
    assert.deepEqual([await shelf.list('phrase-changes'), await shelf.list('ladders')], [[], []])
    assert.equal((await server(shelf)).say(), before)
  })

  test('lose no change of two that come at once', async () => {
    const { texts, change } = await server(memoryShelf())
    const done = await Promise.all([
      change({ [learn]: 'Go indoors' }),
      change({ learn: 'Listen to the radio.' }),
      change({ 'advice.drone.danger.short': 'Go in.' }),
    ])
    assert.ok(done.every(({ ok }) => ok))
    const english = texts.phrases.books().find(({ language }) => language === 'en')
    assert.deepEqual(english?.overridden.toSorted(), [learn, 'advice.drone.danger.short', 'learn'].toSorted())
  })

  test('that the authority’s file names and nobody has made are told of at the start', async () => {
    const policy = { aloneInAnEmergency: ['danger', 'lipetsk/red', 'town/act', 'town/rest'] }
    const file = { ...usual, ladder: 'city' as LadderId, policy }
    const shelf = memoryShelf()
    const before = await server(shelf, 'takes', file)
    assert.ok((await before.texts.ladders.put(town, ann, before.system)).ok)
    const { log } = await server(shelf, 'takes', file)
    assert.deepEqual(
      log.lines.map(({ level, details }) => [level, details['named']]),
      [
        ['warn', 'city'],
        ['warn', 'town/rest'],
      ],
    )
    assert.deepEqual((await server(shelf)).log.lines, [])
  })

  test('leave out an own ladder that a later version of the product ships itself, and say so', async () => {
    const shelf = memoryShelf()
    const document = { ladder: { ...town, id: 'ukraine' }, by: 'ann', at: '2026-11-23T02:40:00.000Z' }
    await shelf.put('ladders', [{ key: 'ukraine', document: document as never }])
    const { texts, log } = await server(shelf)
    assert.deepEqual(texts.ladders.leftOut(), [{ ladder: 'ukraine', why: 'threats/duplicate-id' }])
    assert.equal(texts.ladders.threats.ladder('ukraine' as LadderId)?.levels[0]?.id, 'alert')
    assert.equal(log.lines[0]?.level, 'error')
  })
})
