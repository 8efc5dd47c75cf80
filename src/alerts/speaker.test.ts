import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { AreaCode } from '#areas'
import { instantOf, minute, type InLanguages, type Instant } from '#base'
import { shippedThreatBook, type LadderId, type LevelId, type ThreatId } from '#threats'
import type { FrozenArea } from './alert.ts'
import { loadPhraseBooks } from './phrase-book.fs.ts'
import { speaker } from './speaker.ts'
import type { Saying } from './surroundings.ts'

const loaded = await loadPhraseBooks()
assert.ok(loaded.ok)
const phrases = loaded.value
const threats = shippedThreatBook()
const drone = { threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId, level: 'red' as LevelId }
const yellow = { ...drone, threat: 'air-danger' as ThreatId, level: 'yellow' as LevelId }
const at = (minutes: number): Instant => instantOf(Date.UTC(2025, 10, 1, 21, 14) + minutes * minute)
const area = (name: string): FrozenArea => ({
  code: `test:${name}` as AreaCode,
  names: { en: name },
  shape: null,
})

/** A speaker, and the region it is told of, which the map may change. */
function speaking() {
  const map: { region: InLanguages<string> } = { region: { en: 'Lipetsk Oblast' } }
  const speak = speaker({
    ...{ threats, phrases, languages: ['en'], timeZone: 'Europe/Moscow' },
    describe: () => ({ region: map.region }),
  })
  const said = (saying: Saying) => {
    const made = speak(saying)
    assert.ok(made.ok, JSON.stringify(made))
    return made.value
  }
  return { said, map }
}

const warning: Saying = {
  ...drone,
  ...{ kind: 'warning', reason: 'issued', mode: 'drill', issuer: { en: 'Centre' } },
  ...{ areas: [area('Zadonsky'), area('Terbunsky')], at: at(23), stillInForce: [] },
}

describe('the speaker’s memory', () => {
  test('gives the same words for the same saying on another night', () => {
    const { said } = speaking()
    assert.equal(said({ ...warning, at: at(9_999) }), said(warning))
    const end: Saying = { ...warning, kind: 'all-clear', reason: 'cleared', since: at(23), at: at(160) }
    assert.equal(said({ ...end, since: at(5_000), at: at(5_100) }), said(end))
  })
  test('gives words that nobody can change', () => {
    const { said } = speaking()
    assert.throws(() => Object.assign(said(warning).texts['en']!, { '90': 'Go outside.' }), TypeError)
  })
  test('never says the time of another alert', () => {
    const { said } = speaking()
    const retraction = (since: Instant): Saying => ({
      ...{ ...warning, kind: 'retraction', reason: 'retracted', since, at: at(200) },
    })
    assert.match(said(retraction(at(23))).texts['en']!['360'], /00:37/)
    assert.match(said(retraction(at(60))).texts['en']!['360'], /01:14/)
  })
  test('follows the map', () => {
    const { said, map } = speaking()
    const many: Saying = { ...warning, areas: Array.from({ length: 40 }, (_, i) => area(`District ${i}`)) }
    assert.match(said(many).texts['en']!['360'], /Lipetsk Oblast/)
    map.region = { en: 'Lipetsk Land' }
    assert.match(said(many).texts['en']!['360'], /Lipetsk Land/)
  })
  test('does not keep what an officer wrote', () => {
    const { said } = speaking()
    const before = said(warning)
    const byHand = said({ ...warning, texts: { en: { '90': 'Stay inside.' } } })
    assert.match(byHand.texts['en']!['90'], /Stay inside\./)
    assert.equal(said(warning), before)
  })
  test('says whatever it is asked in the words of one who remembers nothing', () => {
    const sayings = fc.record({
      kind: fc.constantFrom('warning', 'update', 'all-clear', 'retraction', 'lapse'),
      reason: fc.constantFrom('issued', 'raised', 'lowered', 'renewed', 'cleared'),
      mode: fc.constantFrom('live', 'drill'),
      level: fc.constantFrom(drone, yellow),
      areas: fc.subarray([area('Zadonsky'), area('Terbunsky'), area('Khlevensky')], { minLength: 1 }),
      issuer: fc.constantFrom({ en: 'Centre' }, { en: 'Region' }),
      since: fc.constantFrom(at(0), at(23)),
      at: fc.constantFrom(at(30), at(3_000)),
      stillInForce: fc.constantFrom([], [yellow]),
    })
    fc.assert(
      fc.property(fc.array(sayings, { minLength: 2, maxLength: 20 }), (told) => {
        const { said } = speaking()
        for (const { level, ...rest } of told) {
          const saying = { ...level, ...rest } as Saying
          assert.deepEqual(said(saying), speaking().said(saying))
        }
      }),
      { numRuns: 30, seed: 2025 },
    )
  })
})
