import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { AreaCode } from '#areas'
import { fits, measure, sayProblem, type Instant } from '#base'
import { shippedThreatBook, type LadderId, type LevelId, type ThreatId } from '#threats'
import type { FrozenArea } from './alert.ts'
import { loadPhraseBooks } from './phrase-book.fs.ts'
import { wordingProblems } from './wording-problems.ts'
import { speaker } from './speaker.ts'
import { measureWording, renderWording, type WordingInput } from './wording.ts'

const loaded = await loadPhraseBooks()
assert.ok(loaded.ok)
const shelf = loaded.value
const threats = shippedThreatBook()
const lipetsk = threats.ladder('lipetsk' as LadderId)!
const [yellow, red] = [lipetsk.levels[0]!, lipetsk.levels[1]!]
const drone = threats.threat('drone' as ThreatId)!

function area(en: string, uk: string, ru: string): FrozenArea {
  return { code: `test:${en}` as AreaCode, names: { en, uk, ru }, shape: null }
}
const oblast = area('Lipetsk Oblast', 'Липецька область', 'Липецкая область')
const sevenDistricts = [
  area('Lipetsk', 'Липецьк', 'Липецк'),
  area('Lipetsky District', 'Липецький район', 'Липецкий район'),
  area('Volovsky District', 'Воловський район', 'Воловский район'),
  area('Dolgorukovsky District', 'Долгоруковський район', 'Долгоруковский район'),
  area('Zadonsky District', 'Задонський район', 'Задонский район'),
  area('Terbunsky District', 'Тербунський район', 'Тербунский район'),
  area('Khlevensky District', 'Хлевенський район', 'Хлевенский район'),
]

const redWarning: WordingInput = {
  kind: 'warning',
  reason: 'issued',
  mode: 'live',
  threat: drone,
  ladder: lipetsk,
  level: red,
  issuer: {
    en: 'Lipetsk Oblast emergency services',
    uk: 'Рятувальна служба Липецької області',
    ru: 'Экстренные службы Липецкой области',
  },
  areas: sevenDistricts,
  region: oblast.names,
  timeZone: 'Europe/Moscow',
  stillInForce: [],
  languages: ['en', 'uk', 'ru'],
}
const issuedAt = '2025-11-01T21:37:00.000Z' as Instant

function worded(changes: Partial<WordingInput>) {
  const made = renderWording(shelf, { ...redWarning, ...changes })
  assert.ok(made.ok, JSON.stringify(made))
  return made.value
}
function said(language: string, length: '90' | '360' | '1395', changes: Partial<WordingInput> = {}): string {
  return worded({ languages: [language], ...changes }).texts[language]![length]
}
function refused(changes: Partial<WordingInput>) {
  const made = renderWording(shelf, { ...redWarning, ...changes })
  assert.equal(made.ok, false)
  return (made as Extract<typeof made, { ok: false }>).problem
}
/** Each of the pieces is there, after the one before it. */
function inOrder(text: string, ...pieces: string[]) {
  let from = 0
  for (const piece of pieces) {
    const at = text.indexOf(piece, from)
    assert.ok(at >= 0, `“${piece}” is missing or too early in “${text}”`)
    from = at + piece.length
  }
}

describe('a warning', () => {
  test('of 90 says the danger, the place, and the one action', () =>
    assert.equal(
      said('en', '90'),
      'Drone attack threat (red): Lipetsk and 6 more areas. Go indoors, away from windows.',
    ))

  test('of 360 says who, what, where, what to do, and until when, in this order', () =>
    inOrder(
      said('en', '360'),
      'Lipetsk Oblast emergency services',
      'drone attack threat (red)',
      'Lipetsk, Lipetsky District, Volovsky District',
      'Khlevensky District.',
      'Go indoors',
      'two walls',
      'until the all-clear.',
    ))

  test('of 1,395 adds what is not known and where to learn more', () =>
    inOrder(said('ru', '1395'), 'Экстренные службы', 'Где:', 'до отбоя.', 'Неизвестно:', 'Подробнее:'))

  test('for a whole region says its name only', () => {
    const text = said('ru', '360', { areas: [oblast], level: yellow })
    assert.match(text, /Где: Липецкая область\. /)
  })

  test('says a set of areas in the words it is given for it', () => {
    const text = said('en', '360', { areasSaid: { en: 'all but the city of Yelets' } })
    assert.match(text, /Where: all but the city of Yelets\. /)
  })

  test('says the region with a shortened list where there is room', () =>
    assert.match(
      said('en', '360', { areas: Array.from({ length: 4 }, () => sevenDistricts).flat() }),
      /and \d+ more areas of Lipetsk Oblast\./,
    ))

  test('says that it goes on since when, once it has been issued', () =>
    assert.match(
      said('en', '1395', { kind: 'update', reason: 'extended', since: issuedAt }),
      /^New areas added\. .*In force since 00:37 Moscow time until the all-clear\./,
    ))

  test('says first that the danger has fallen, when it has', () =>
    assert.match(
      said('uk', '360', { kind: 'update', reason: 'lowered', level: yellow }),
      /^Небезпека зменшилася\. /,
    ))

  test('of a yellow level asks people to be ready, not to run', () => {
    const text = said('en', '1395', { level: yellow })
    assert.match(text, /Be ready/)
    assert.match(text, /whether the danger will reach you/)
  })

  test('names the threat beside a level that only says how bad it is', () => {
    const ladder = threats.ladder('all-hazards' as LadderId)!
    const flood = threats.threat('flood' as ThreatId)!
    assert.match(
      said('en', '360', { threat: flood, ladder, level: ladder.levels[2]! }),
      /: flood, red level\. /,
    )
  })
})

describe('plural forms', () => {
  const more = (language: string, count: number) =>
    said(language, '90', { areas: sevenDistricts.slice(0, 1).concat(Array(count).fill(sevenDistricts[3]!)) })
  test('follow Russian: 1 территория, 2 территории, 5 территорий, 21 территория', () => {
    assert.match(more('ru', 2), /ещё 2 территории\./)
    assert.match(more('ru', 5), /ещё 5 территорий\./)
    assert.match(more('ru', 21), /ещё 21 территория\./)
  })
  test('follow Ukrainian: 2 території, 5 територій, 21 територія', () => {
    assert.match(more('uk', 2), /ще 2 території\./)
    assert.match(more('uk', 5), /ще 5 територій\./)
    assert.match(more('uk', 21), /ще 21 територія\./)
  })
  test('follow English', () => assert.match(more('en', 6), /and 6 more areas\./))
})

describe('an all-clear', () => {
  const cleared: Partial<WordingInput> = { kind: 'all-clear', reason: 'cleared', since: issuedAt }
  const yellowStays = { ...cleared, stillInForce: [{ threat: drone, ladder: lipetsk, level: yellow }] }

  test('says what has ended and where', () =>
    assert.equal(
      said('en', '90', cleared),
      'All-clear: drone attack threat has ended. Lipetsk and 6 more areas of Lipetsk Oblast.',
    ))

  test('says what still holds, and is then not called an all-clear', () => {
    for (const length of ['90', '360', '1395'] as const) {
      const text = said('en', length, yellowStays)
      inOrder(text, 'drone attack threat', 'Lipetsk', 'Still in force: air danger.')
      assert.doesNotMatch(text, /all-clear/i)
    }
  })

  test('says what to do about what still holds', () =>
    assert.match(
      said('ru', '360', yellowStays),
      /Ещё действует: воздушная опасность\. Будьте готовы укрыться/,
    ))

  test('puts the gravest of several first', () => {
    const missile = threats.threat('cruise-missile' as ThreatId)!
    const ladder = threats.ladder('all-hazards' as LadderId)!
    const stillInForce = [
      { threat: drone, ladder: lipetsk, level: yellow },
      { threat: missile, ladder, level: ladder.levels[2]! },
    ]
    assert.match(
      said('en', '1395', { ...cleared, stillInForce }),
      /Still in force: cruise missile, red level, air danger\. Go to a shelter now/,
    )
  })

  test('never says that the same has ended and goes on', () => {
    const name = 'Дуже Довгоназвана-Придніпровська сільська громада'
    const text = said('uk', '90', { ...yellowStays, areas: [area(name, name, name)] })
    assert.equal(text, `Відбій: дрони. ${name}. Інші діють.`)
  })
})

describe('a retraction', () => {
  const retracted: Partial<WordingInput> = { kind: 'retraction', reason: 'retracted', since: issuedAt }

  test('says first that there is no danger, then that it was an error, and when', () => {
    for (const length of ['90', '360', '1395'] as const) {
      inOrder(
        said('en', length, retracted).toLowerCase(),
        'no danger',
        'of 00:37 moscow time',
        'sent in error',
      )
      inOrder(said('ru', length, retracted).toLowerCase(), 'опасности нет', '00:37 по москве', 'ошибк')
      inOrder(said('uk', length, retracted).toLowerCase(), 'небезпеки немає', '00:37 за москвою', 'помилк')
    }
  })

  test('does not say that there is no danger where another holds', () => {
    const still = { ...retracted, stillInForce: [{ threat: drone, ladder: lipetsk, level: yellow }] }
    inOrder(said('en', '360', still), 'no such danger', 'sent in error', 'Still in force: air danger.')
  })

  test('names the day when the hour alone would leave it in doubt', () => {
    const text = said('en', '360', { ...retracted, at: '2025-11-03T08:00:00.000Z' as Instant })
    assert.match(text, /of 00:37 Moscow time on 2 November was sent in error/)
  })

  test('gives the offset of a zone the book has no words for', () =>
    assert.match(said('en', '360', { ...retracted, timeZone: 'Asia/Kathmandu' }), /of 03:22 \(UTC\+05:45\)/))
})

describe('a lapse', () => {
  test('says that it is not an all-clear', () => {
    const text = said('en', '360', { kind: 'lapse', reason: 'lapsed', since: issuedAt })
    inOrder(text, 'not renewed and not cleared', 'not an all-clear', 'may remain')
  })
})

describe('a drill or a test', () => {
  for (const [language, word] of [
    ['en', 'DRILL'],
    ['uk', 'НАВЧАННЯ'],
    ['ru', 'УЧЕНИЯ'],
  ] as const)
    test(`is marked at both ends in “${language}”, within its length`, () => {
      for (const length of ['360', '1395'] as const) {
        const text = said(language, length, { mode: 'drill' })
        assert.ok(text.startsWith(`${word}. `) && text.endsWith(` ${word}.`), text)
        assert.ok(fits(text, Number(length)))
      }
      assert.ok(said(language, '90', { mode: 'drill' }).startsWith(`${word}. `))
    })
  test('differs in its word', () => assert.ok(said('en', '90', { mode: 'test' }).startsWith('TEST. ')))
  test('is marked in an officer’s text too', () => {
    const overrides = { en: { '90': 'Stay inside.' } }
    assert.equal(said('en', '90', { mode: 'drill', overrides }), 'DRILL. Stay inside.')
  })
  test('is not marked twice', () => {
    const overrides = { en: { '90': 'DRILL. Stay inside.' } }
    assert.equal(said('en', '90', { mode: 'drill', overrides }), 'DRILL. Stay inside.')
  })
  test('leaves no mark on a live text', () => assert.doesNotMatch(said('en', '1395'), /DRILL|TEST/))
})

describe('a language is missing, and no other stands in for it,', () => {
  const missing = (changes: Partial<WordingInput>) => worded(changes).missing
  test('when it has no phrase book', () => assert.deepEqual(missing({ languages: ['en', 'ka'] }), ['ka']))
  test('when the issuer has no name in it', () =>
    assert.deepEqual(missing({ issuer: { en: 'Lipetsk Oblast' } }), ['uk', 'ru']))
  test('when one area has no name in it', () => {
    const areas = [...sevenDistricts, { ...oblast, names: { ru: 'Елец' } }]
    const wording = worded({ areas })
    assert.deepEqual(wording.missing, ['en', 'uk'])
    assert.deepEqual(Object.keys(wording.texts), ['ru'])
  })
  test('when the level has no name in it', () =>
    assert.deepEqual(missing({ level: { ...red, names: { uk: 'Загроза' } } }), ['en', 'ru']))
  test('when what still holds has no name in it', () => {
    const level = { ...yellow, names: { en: 'Air danger' } }
    const changes = { kind: 'all-clear', stillInForce: [{ threat: drone, ladder: lipetsk, level }] } as const
    assert.deepEqual(missing(changes), ['uk', 'ru'])
  })
  test('unless an officer wrote all three lengths', () => {
    const texts = { '90': 'თავშესაფარში.', '360': 'თავშესაფარში.', '1395': 'თავშესაფარში.' }
    const wording = worded({ languages: ['ka'], overrides: { ka: texts } })
    assert.deepEqual(wording, { texts: { ka: texts }, missing: [] })
    assert.deepEqual(missing({ languages: ['ka'], overrides: { ka: { '90': 'თავშესაფარში.' } } }), ['ka'])
  })
})

describe('an officer’s text', () => {
  test('replaces its own length and language only', () => {
    const wording = worded({ overrides: { en: { '360': 'Stay inside. Police are at the door.' } } })
    assert.equal(wording.texts['en']!['360'], 'Stay inside. Police are at the door.')
    assert.equal(wording.texts['en']!['90'], said('en', '90'))
    assert.equal(wording.texts['ru']!['360'], said('ru', '360'))
  })
  test('that is too long is refused by name, length and how much', () => {
    const problem = refused({ overrides: { en: { '90': 'a'.repeat(97) } } })
    assert.equal(problem.code, 'alerts/text-too-long')
    assert.equal(problem.at, 'texts.en.90')
    assert.equal(
      sayProblem(wordingProblems[problem.code], problem),
      'The text in “en” takes 97 of 90 (gsm-7): 7 too many.',
    )
  })
  test('that one euro sign makes too long is refused', () =>
    assert.equal(refused({ overrides: { en: { '90': 'a'.repeat(89) + '€' } } }).details['over'], 1))
  test('counts with its mark in a drill', () =>
    assert.equal(refused({ mode: 'drill', overrides: { en: { '90': 'a'.repeat(90) } } }).details['over'], 7))
  test('with characters no carrier delivers is refused, and they are named', () => {
    const problem = refused({ overrides: { ru: { '360': 'Укройтесь\u0007 \ue000' } } })
    assert.equal(problem.code, 'alerts/text-has-unsendable-characters')
    assert.deepEqual(problem.details['characters'], [
      'U+0007 (control character) at 9',
      'U+E000 (private-use character) at 11',
    ])
  })
  test('of nothing but space is refused', () =>
    assert.equal(refused({ overrides: { en: { '90': '  ' } } }).code, 'alerts/text-is-empty'))
  test('is stored in composed form, so that it counts as it looks', () => {
    assert.equal(said('uk', '90', { overrides: { uk: { '90': 'Йдіть' } } }), 'Йдіть')
  })
})

describe('a name with a character no carrier delivers', () => {
  test('is refused, wherever it stands', () => {
    const bell = { en: 'Lipetsk\0 Oblast' }
    for (const changes of [{ issuer: bell }, { region: bell }, { areas: [{ ...oblast, names: bell }] }]) {
      const problem = refused({ languages: ['en'], ...changes })
      assert.equal(problem.code, 'alerts/text-has-unsendable-characters')
      assert.match(String(problem.details['characters']), /^U\+0000/)
    }
  })
})

describe('names that are too long', () => {
  test('are never cut: the refusal says by how much', () => {
    const name = 'Very '.repeat(20) + 'Long District'
    const problem = refused({ languages: ['en'], areas: [area(name, name, name)] })
    assert.equal(problem.code, 'alerts/text-too-long')
    assert.ok(Number(problem.details['over']) > 0)
  })

  test('in any number give texts that fit, or a refusal', () => {
    const names = fc.array(fc.string({ minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(names, fc.constantFrom('live', 'drill', 'test'), (list, mode) => {
        const areas = list.map((name) => area(name, name, name))
        const made = renderWording(shelf, { ...redWarning, areas, mode })
        if (made.ok) for (const { length, units } of measureWording(made.value)) assert.ok(units <= length)
        else assert.match(made.problem.code, /^alerts\/text-(too-long|has-unsendable-characters)$/)
      }),
      { seed: 20251102 },
    )
  })

  test('with an extension character of GSM-7 are counted as two', () => {
    const areas = Array.from({ length: 9 }, (_, i) => area(`[${i}] ~ {Zone}`, '', ''))
    const text = said('en', '90', { areas, region: { en: '[Region]' } })
    assert.ok(measure(text).units <= 90)
  })
})

describe('the speaker for the desk', () => {
  const speak = speaker({
    threats,
    phrases: shelf,
    languages: ['en', 'uk', 'ru'],
    timeZone: 'Europe/Moscow',
    describe: () => ({ region: oblast.names }),
  })
  const saying = {
    kind: 'warning',
    reason: 'issued',
    mode: 'live',
    threat: drone.id,
    ladder: lipetsk.id,
    level: red.id,
    issuer: redWarning.issuer,
    areas: sevenDistricts,
    stillInForce: [],
    at: '2025-11-01T21:37:00.000Z' as Instant,
  } as const

  test('finds the same words', () => assert.deepEqual(speak(saying), renderWording(shelf, redWarning)))
  test('hands an officer’s texts on', () => {
    const made = speak({ ...saying, texts: { en: { '90': 'Stay inside.' } } })
    assert.ok(made.ok)
    assert.equal(made.value.texts['en']!['90'], 'Stay inside.')
  })
  test('has nothing to say of a level nobody knows', () => {
    const made = speak({ ...saying, level: 'mauve' as LevelId })
    assert.deepEqual(made, { ok: true, value: { texts: {}, missing: ['en', 'uk', 'ru'] } })
  })
})
