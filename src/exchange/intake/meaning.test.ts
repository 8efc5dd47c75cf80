import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { CapInfo, CapValue } from '#cap'
import { shippedThreatBook, type LadderId } from '#threats'
import { levelOf } from './level-of.ts'
import { threatOf } from './threat-of.ts'
import { wordsOf } from './words-of.ts'

const book = shippedThreatBook()
const info = (more: Partial<CapInfo>): CapInfo => ({
  ...{ category: ['Met'], event: 'Something', urgency: 'Expected', severity: 'Severe', certainty: 'Likely' },
  ...more,
})
const value = (valueName: string, value: string): CapValue => ({ valueName, value })

describe('the threat of a message', () => {
  const cases: [Partial<CapInfo>, string][] = [
    [{ eventCode: [value('tocsin:threat', 'drone')] }, 'drone'],
    [{ eventCode: [value('OET:v1.2', 'OET-203')] }, 'tsunami'],
    [{ eventCode: [value('SAME', 'FFW')], event: 'Flood' }, 'flash-flood'],
    [{ eventCode: [value('profile:CAP-CP:Event:0.4', 'snowfall')] }, 'snowstorm'],
    [{ eventCode: [value('SAME', 'XYZ')], event: 'Wind Advisory' }, 'wind'],
    [{ parameter: [value('awareness_type', '5; high-temperature')] }, 'extreme-heat'],
    [{ parameter: [value('awareness_type', '2; snow-ice')], event: 'Yellow ice warning' }, 'ice'],
    [{ parameter: [value('awareness_type', '2; snow-ice')] }, 'snowstorm'],
    [{ event: 'Повітряна тривога' }, 'air-raid'],
    [{ event: 'Опасность атаки БПЛА' }, 'drone'],
    [{ event: 'Ракетная опасность' }, 'cruise-missile'],
    [{ event: 'Aviso de Ciclón Tropical' }, 'tropical-cyclone'],
    [{ event: 'Unwetter', headline: 'Amtliche WARNUNG vor STURMBÖEN' }, 'wind'],
    [{ event: 'Severe Thunderstorm Warning with damaging wind' }, 'thunderstorm'],
    [{ event: 'Child Abduction Emergency' }, 'other'],
    [{ eventCode: [value('tocsin:threat', 'no-such-threat')] }, 'other'],
  ]
  for (const [more, threat] of cases)
    test(`is ${threat} for ${JSON.stringify(more)}`, () => assert.equal(threatOf(info(more), book), threat))
})

describe('the level of a message', () => {
  const ladder = book.ladder('all-hazards' as LadderId)!
  for (const [severity, level] of Object.entries({
    ...{ Minor: 'advice', Moderate: 'watch', Severe: 'warning', Extreme: 'warning', Unknown: 'watch' },
  }))
    test(`is ${level} where the severity is ${severity}`, () =>
      assert.equal(levelOf(info({ severity: severity as CapInfo['severity'] }), ladder).id, level))
  test('is the one it names, where it comes from the same ladder', () => {
    const named = (own: string) =>
      info({ parameter: [value('tocsin:ladder', own), value('tocsin:level', 'advice')] })
    assert.equal(levelOf(named('all-hazards'), ladder).id, 'advice')
    assert.equal(levelOf(named('lipetsk'), ladder).id, 'warning')
  })
  test('is the lowest step of a ladder that begins above it', () => {
    const lipetsk = book.ladder('lipetsk' as LadderId)!
    assert.equal(levelOf(info({ severity: 'Minor' }), lipetsk).id, lipetsk.levels[0]!.id)
  })
})

describe('the words of a message', () => {
  const long = info({
    headline: 'Flood on the Don',
    description: `The river rises. ${'It has never been so high before. '.repeat(60)}`,
    instruction: 'Go to higher ground. Do not drive through water.',
    area: [{ areaDesc: 'Zadonsk' }],
  })
  test('are whole sentences, and what to do is the last to be left out', () => {
    const { '90': short, '360': middle, '1395': whole } = wordsOf(long, 'en', 'live')
    assert.equal(short, 'Flood on the Don. Zadonsk.')
    assert.match(middle, /^Flood on the Don\. Zadonsk\. The river rises\. .*Do not drive through water\.$/)
    assert.ok(middle.length <= 360 && whole.length <= 1395 && whole.length > 1_000)
  })
  test('are marked as drill or test in their own language, whatever they say', () => {
    assert.match(wordsOf(long, 'uk', 'drill')['90'], /^НАВЧАННЯ\. /)
    assert.match(wordsOf(long, 'xx', 'test')['90'], /^TEST\. /)
  })
  test('lose markup and what no carrier delivers', () => {
    const odd = info({ headline: 'A <b>bold</b>\u0007 word\u{10ffff} &  more\n\nlines' })
    assert.equal(wordsOf(odd, 'en', 'live')['90'], 'A bold word & more lines.')
  })
  test('are shortened openly where even the headline is too long', () => {
    const text = wordsOf(info({ headline: 'word '.repeat(60) }), 'en', 'live')['90']
    assert.ok(text.length <= 90 && text.endsWith('…'), text)
  })
})
