import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import { cellBroadcastUnits, gsm7Septets, outsideGsm7, type Instant, type JsonObject, type Mode } from '#base'
import { shippedThreatBook, speaksOf, threatCatalogue, type LadderId, type ThreatId } from '#threats'
import { textLengths, type FrozenArea } from './alert.ts'
import { phraseBook, phraseShelf } from './phrase-book.ts'
import { loadPhraseBooks, shippedPhrases } from './phrase-book.fs.ts'
import type { NoticeKind, NoticeReason } from './notice.ts'
import { compileTemplate, fill } from './wording-template.ts'
import { renderWording, type Danger } from './wording.ts'

const loaded = await loadPhraseBooks()
assert.ok(loaded.ok, JSON.stringify(loaded))
const shelf = loaded.value
const threats = shippedThreatBook()
const languages = ['en', 'uk', 'ru']

describe('the shipped phrase books', () => {
  test('are English, Ukrainian and Russian', () =>
    assert.deepEqual([...shelf.keys()].sort(), ['en', 'ru', 'uk']))

  test('say whether anybody has reviewed them', () => {
    for (const { reviewed } of shelf.values()) {
      assert.ok(reviewed.by === null || reviewed.by.length > 3)
      assert.ok(reviewed.note.length > 20)
    }
  })

  test('have advice of its own for every threat of the catalogue', () => {
    for (const book of shelf.values())
      for (const threat of threatCatalogue)
        if (threat.advice !== 'other')
          assert.notEqual(book.advice(threat.advice), book.advice('other'), `${book.language} ${threat.id}`)
  })

  test('advise on no threat that does not exist, and on the same ones in each language', () => {
    const known = [...new Set(threatCatalogue.map(({ advice }) => advice))].sort()
    for (const language of languages)
      assert.deepEqual(Object.keys(raw(language)['advice'] as object).sort(), known)
  })

  test('use no exclamation mark, no emoji, no double space, no other script’s letters', () => {
    for (const language of languages) {
      const text = JSON.stringify(sentences(raw(language))).replaceAll(/\{\w+\}/g, '0')
      assert.doesNotMatch(text, /!|\p{Extended_Pictographic}| {2}/u, language)
      if (language === 'en') assert.deepEqual(outsideGsm7(text), [])
      // A Latin letter among Cyrillic ones looks right and sorts, searches and is read aloud wrong.
      else assert.doesNotMatch(text.replaceAll(/UTC|EU-Alert/g, ''), /[A-Za-z]/, language)
    }
  })

  test('use no letter of Russian in Ukrainian and none of Ukrainian in Russian', () => {
    assert.doesNotMatch(JSON.stringify(sentences(raw('uk'))), /[ыэъё]/i)
    assert.doesNotMatch(JSON.stringify(sentences(raw('ru'))), /[іїєґ’]/i)
  })
})

describe('everything that can be said', () => {
  // As long as real names are: the longest hromada of Ukraine has 41 letters, the longest region's issuer fewer than 50.
  const long = 'Добросинсько-Магерівська сільська громада'
  const longEn = 'Dobrosynsko-Maherivska village community '.trimEnd()
  const places = (count: number): FrozenArea[] =>
    Array.from({ length: count }, (_, i) => ({
      code: `test:${i}` as AreaCode,
      names: { en: longEn, uk: long, ru: long },
      shape: null,
    }))
  const shorter = (count: number): FrozenArea[] =>
    Array.from({ length: count }, (_, i) => ({
      code: `test:${i}` as AreaCode,
      names: { en: 'Zadonsky District', uk: 'Задонський район', ru: 'Задонский район' },
      shape: null,
    }))
  const issuer = {
    en: 'Emergency Service of Ivano-Frankivsk Oblast',
    uk: 'ДСНС України в Івано-Франківській області',
    ru: 'МЧС по Республике Северная Осетия, Алания',
  }
  const region = { en: 'Ivano-Frankivsk Oblast', uk: 'Івано-Франківська область', ru: 'Северная Осетия' }
  const lipetsk = threats.ladder('lipetsk' as LadderId)!
  const still: Danger = {
    threat: threats.threat('tropical-cyclone' as ThreatId)!,
    ladder: threats.ladder('eu-alert' as LadderId)!,
    level: threats.ladder('eu-alert' as LadderId)!.levels[3]!,
  }
  const sayings: [NoticeKind, NoticeReason, readonly Danger[]][] = [
    ['warning', 'issued', []],
    ['update', 'lowered', []],
    ['update', 'areas-cleared', []],
    ['all-clear', 'cleared', []],
    ['all-clear', 'areas-cleared', [still]],
    ['retraction', 'retracted', []],
    [
      'retraction',
      'retracted',
      [still, { threat: threatCatalogue[0]!, ladder: lipetsk, level: lipetsk.levels[0]! }],
    ],
    ['lapse', 'lapsed', []],
    ['lapse', 'lapsed', [still]],
  ]
  const marks: { readonly [mode in Mode]: readonly string[] } = {
    live: [],
    drill: ['DRILL. ', 'НАВЧАННЯ. ', 'УЧЕНИЯ. '],
    test: ['TEST. ', 'ПЕРЕВІРКА. ', 'ПРОВЕРКА. '],
  }
  let texts = 0

  /** Messages are built only when they are needed: there are over a hundred thousand texts. */
  function check(text: string, language: string, length: number, mode: Mode, what: () => string) {
    texts++
    const must = (holds: boolean, why: string) => holds || assert.fail(`${what()}: ${why}: ${text}`)
    const septets = gsm7Septets(text)
    const units = septets < 0 ? text.length : septets
    must(units <= length, `${units} of ${length}`)
    must(septets >= 0 || units <= cellBroadcastUnits['ucs-2'], 'no cell broadcast holds it')
    must(septets >= 0 || language !== 'en', 'not GSM-7')
    must(text.endsWith('.') && text.charAt(0) === text.charAt(0).toUpperCase(), 'not a sentence')
    for (const wrong of ['{', '}', '[', ']', '\0', '\n', 'undefined', '  ', '..', ' .', ' ,'])
      must(!text.includes(wrong), `has “${wrong}”`)
    must(marks[mode].some((mark) => text.startsWith(mark)) === (mode !== 'live'), 'wrongly marked')
  }

  // Every mark with every place would say the same again: the longest marks meet the hardest places.
  const trials: [Mode, string, readonly FrozenArea[]][] = [
    ['live', 'one area with a long name', places(1)],
    ['live', '7 areas', shorter(7)],
    ['live', '30 areas with long names', places(30)],
    ['test', 'one area with a long name', places(1)],
    ['test', '30 areas with long names', places(30)],
    ['drill', 'one area with a long name', places(1)],
    ['drill', '7 areas', shorter(7)],
  ]
  const ends = <Step>(levels: readonly Step[]) => levels.filter((_, i) => i === 0 || i === levels.length - 1)
  for (const [mode, name, areas] of trials)
    test(`fits in every language and length: ${mode}, ${name}`, () => {
      for (const threat of threats.threats())
        for (const ladder of threats.ladders().filter((one) => speaksOf(one, threat.id)))
          for (const level of mode === 'live' ? ladder.levels : ends(ladder.levels))
            for (const [kind, reason, stillInForce] of sayings) {
              const what = `${threat.id} ${ladder.id} ${level.id} ${kind} ${reason}`
              const made = renderWording(shelf, {
                ...{
                  kind,
                  reason,
                  mode,
                  threat,
                  ladder,
                  level,
                  issuer,
                  areas,
                  region,
                  stillInForce,
                  languages,
                },
                timeZone: 'Europe/Kyiv',
                since: '2025-11-01T21:37:00.000Z' as Instant,
              })
              if (!made.ok) assert.fail(`${what}: ${JSON.stringify(made)}`)
              assert.equal(made.value.missing.length, 0, what)
              for (const language of languages)
                for (const length of textLengths) {
                  const text = made.value.texts[language]![`${length}`]
                  check(text, language, length, mode, () => `${what} ${language} ${length}`)
                  if (areas.length === 1) assert.ok(text.includes(areas[0]!.names[language]!), what)
                }
            }
    })

  test('was counted: more than 60,000 texts', () => assert.ok(texts > 60_000, String(texts)))
})

// oxlint-disable-next-line typescript/no-explicit-any -- each breaks a valid book in one place
type Change = (book: any) => void

describe('a phrase book is refused', () => {
  const refusal = (change: Change) => {
    const book = structuredClone(raw('en'))
    change(book)
    const read = phraseBook(book, 'en.json')
    return read.ok ? 'ok' : [read.problem.code, String(read.problem.details['why'])]
  }
  const refusedFor = (change: Change, why: RegExp) => {
    const [code, said] = refusal(change)
    assert.equal(code, 'alerts/phrase-book-malformed')
    assert.match(said!, why)
  }
  test('never, as it ships', () =>
    assert.equal(
      refusal(() => {}),
      'ok',
    ))
  test('when a length is missing', () =>
    refusedFor((book) => delete book.texts.lapse['360'], /^texts\.lapse\.360/))
  test('when an instruction is missing', () =>
    refusedFor((book) => delete book.advice.flood.danger.act, /^advice\.flood\.danger\.act/))
  test('when a sentence is empty', () => refusedFor((book) => (book.learn = ''), /^learn/))
  test('when it has a member nobody knows', () => refusedFor((book) => (book.advise = {}), /advise/))
  test('when a text names a slot nobody fills', () =>
    refusedFor((book) => (book.texts.warning['90'] = ['{Danger}: {where}.']), /no slot \{where\}/))
  test('when a bracket has no counterpart', () =>
    refusedFor((book) => (book.texts.warning['90'] = ['[{lead} {Danger}']), /“\[” has no counterpart/))
  test('when it has no advice for what nobody foresaw', () =>
    refusedFor((book) => delete book.advice.other, /no advice “other”/))
  test('when its language is no language', () =>
    refusedFor((book) => (book.language = 'English'), /^language/))
  test('when it comes from a newer version', () =>
    refusedFor((book) => (book.format = 'tocsin-phrases/2'), /^format/))
  test('when it is the second for its language', () => {
    const book = phraseBook(raw('en'), 'en.json')
    assert.ok(book.ok)
    const both = phraseShelf([book.value, book.value])
    assert.equal(!both.ok && both.problem.code, 'alerts/phrase-book-twice')
  })
})

describe('a template', () => {
  const filled = (source: string, slots: { [slot: string]: string }) => {
    const template = compileTemplate(source)
    assert.ok(template.ok)
    return fill(template.value, slots)
  }
  test('is filled', () =>
    assert.equal(filled('{Danger}: {place}.', { Danger: 'Flood', place: 'Oka' }), 'Flood: Oka.'))
  test('leaves brackets out when their slot has nothing to say', () =>
    assert.equal(filled('[{lead} ]{Danger}.', { Danger: 'Flood' }), 'Flood.'))
  test('keeps them when it has', () =>
    assert.equal(
      filled('[{lead} ]{Danger}.', { Danger: 'Flood', lead: 'Correction.' }),
      'Correction. Flood.',
    ))
  test('says nothing without a slot it needs', () =>
    assert.equal(filled('{Danger}: {place}.', { place: 'Oka' }), undefined))
  test('does not fill what was filled in', () =>
    assert.equal(filled('{place}.', { place: '{Danger} $& [x]' }), '{Danger} $& [x].'))
})

function raw(language: string): JsonObject {
  return JSON.parse(readFileSync(join(shippedPhrases, `${language}.json`), 'utf8'))
}

/** What residents read: not the names of members, sources and zones. */
function sentences(book: JsonObject): unknown[] {
  const { texts, advice, modes, learn, reasons, places, colours } = book
  const leaves = (value: unknown): unknown[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value]
  return [texts, advice, modes, learn, reasons, places, colours].flatMap(leaves)
}
