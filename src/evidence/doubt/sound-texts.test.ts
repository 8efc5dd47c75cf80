/** Texts in which nothing is wrong, with what looks like a fault: doubts stay silent on them, read alone or with statements and places. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { buildGazetteer, buildHierarchy, parsePack } from '#areas'
import type { Json } from '#base'
import { doubtsOf } from '../../../test/support/doubting.ts'
import { englishTexts } from '../../../test/support/sound-texts/english.ts'
import { russianTexts } from '../../../test/support/sound-texts/russian.ts'
import { ukrainianTexts } from '../../../test/support/sound-texts/ukrainian.ts'
import { readDocument } from '../reading.ts'

/** Said on this day. */
const saidAt = '2025-11-20T09:00:00Z'

const pack = parsePack(
  JSON.parse(readFileSync(new URL('../../../packs/lipetsk/pack.json', import.meta.url), 'utf8')) as Json,
)
assert.ok(pack.ok)
const hierarchy = buildHierarchy(pack.value.pack.areas)
assert.ok(hierarchy.ok)
const gazetteer = buildGazetteer(hierarchy.value)

const texts = { English: englishTexts, Russian: russianTexts, Ukrainian: ukrainianTexts }

describe('a text in which nothing is wrong', () => {
  for (const [language, own] of Object.entries(texts))
    for (const text of own)
      test(`in ${language} is not doubted: ${text.slice(0, 50)}`, () => {
        assert.deepEqual(doubtsOf(text, saidAt), [])
        assert.deepEqual(readDocument(text, gazetteer, { saidAt }).doubts, [])
      })
})
