import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { TextLanguage } from '../text/text-language.ts'
import { languageOf } from '../text/text-language.ts'
import { wordsOf } from '../text/text-words.ts'
import { readStatements } from './statements.ts'

function read(text: string, language?: TextLanguage) {
  const words = wordsOf(text)
  return readStatements(text, words, language ?? languageOf(words, text))
}

/** One line a statement: who (role), stance, [verb], words; the author’s own are left out. */
function said(text: string): string[] {
  return read(text).flatMap(({ speaker, role, stance, verb, quote, form }) =>
    form === 'own' ? [] : [`${speaker ?? '–'} (${role ?? '–'}) ${stance} [${verb ?? '–'}] ${quote.text}`],
  )
}

function says(text: string, ...lines: readonly string[]): void {
  assert.deepEqual(said(text), lines)
}

describe('statements in English', () => {
  test('have the subject of the reporting verb as their speaker, before it, after it, or in the middle', () => {
    says(
      'The head of the regional administration, Pavel Orlov, wrote on Telegram that two houses had burnt down.',
      'Pavel Orlov (head of the regional administration) asserts [wrote] two houses had burnt down',
    )
    says('The dam is safe, local officials insist.', '– (local officials) asserts [insist] The dam is safe')
    says(
      'The bridge, Orlov says, is closed.\n\nPavel Orlov leads the district.',
      'Pavel Orlov (–) asserts [says] The bridge, Orlov says, is closed',
    )
  })
  test('are found behind a source that has no verb', () => {
    says(
      'According to the US Geological Survey, the quake struck at 04:12.',
      'US Geological Survey (geological survey) asserts [According to] the quake struck at 04:12',
    )
    says(
      'Three people are missing, per the coast guard.',
      '– (coast guard) asserts [per] Three people are missing',
    )
    says(
      'According to official statements from the Defence Ministry, a depot burnt.',
      'Defence Ministry (defence ministry) asserts [According to] a depot burnt',
    )
    says('Mayor Anna Lee: debris fell on a school.', 'Anna Lee (mayor) asserts [–] debris fell on a school')
  })
  test('are cut at the sentences of a quotation, each with its own manner', () => {
    says(
      '"There is no radiation threat. Please stay indoors," plant director Yuriy Chernichuk said.',
      'Yuriy Chernichuk (plant director) denies [said] "There is no radiation threat.',
      'Yuriy Chernichuk (plant director) calls-for [said] Please stay indoors,"',
    )
  })
  test('point back: he, the governor, the ministry, a surname', () => {
    const lines = said(
      'Governor Ivan Sokolov said the river had risen. The governor added that roads were closed. ' +
        'He urged drivers to turn back.\n\nThe Ministry of Health reported two deaths. The ministry denied a shortage of beds.\n\n' +
        '“It will pass,” Sokolov said.',
    )
    assert.deepEqual(
      lines.map((line) => line.slice(0, line.indexOf(' ('))),
      [
        'Ivan Sokolov',
        'Ivan Sokolov',
        'Ivan Sokolov',
        'Ministry of Health',
        'Ministry of Health',
        'Ivan Sokolov',
      ],
    )
  })
  test('of somebody unnamed stay so, with what is known of them', () => {
    says(
      'A senior US official, speaking on condition of anonymity, said the missile may have come from the sea.',
      '– (senior US official) speculates [said] the missile may have come from the sea',
    )
    says(
      'Numerous reports and press articles have indicated that output doubled.',
      '– (numerous reports and press articles) asserts [have indicated] output doubled',
    )
  })
  test('say when somebody says nothing, calls for something, threatens, or only warns', () => {
    says(
      'The Kremlin did not immediately comment.',
      'Kremlin (presidential administration of Russia) declines [did not immediately comment] The Kremlin did not immediately comment',
    )
    says('China has called for restraint.', 'China (–) calls-for [has called for] restraint')
    says(
      '“We will respond to every strike,” General Oleg Titov warned.',
      'Oleg Titov (general) threatens [warned] “We will respond to every strike,”',
    )
    says(
      'The mayor, Lev Adler, warned residents that the water would rise.',
      'Lev Adler (mayor) asserts [warned] the water would rise',
    )
  })
  test('passed on by an agency are its source’s', () => {
    const read = said(
      'Reuters reported, citing two sources in the security services, that the airfield was damaged.',
    )
    assert.deepEqual(read, [
      'Reuters (–) asserts [reported] the airfield was damaged',
      '– (sources in the security services) asserts [reported] the airfield was damaged',
    ])
  })
  test('do not arise from a term, a relative clause or a passive without an agent', () => {
    says(
      'They used what they call a drone wall. The figure could not be verified. A video that showed a fire has been described as old.',
    )
  })
})

describe('statements in Russian', () => {
  test('have their speaker in the nominative, with office and full name', () => {
    says(
      'По словам мэра Сергея Лапина, затоплены два квартала.',
      'Сергей Лапин (мэр) asserts [По словам] затоплены два квартала',
    )
    says(
      'Водитель погиб, уточнила глава района Елена Жукова.',
      'Елена Жукова (глава района) asserts [уточнила] Водитель погиб',
    )
    says(
      'В МЧС сообщили, что пожар потушен.',
      'МЧС (Министерство по чрезвычайным ситуациям) asserts [сообщили] пожар потушен',
    )
  })
  test('may have their speaker between two parts of one quotation', () => {
    says(
      '«Мы не исключаем новых толчков, — сказал сейсмолог Иван Кошель. — Просим не заходить в дома».',
      'Иван Кошель (сейсмолог) speculates [сказал] «Мы не исключаем новых толчков',
      'Иван Кошель (сейсмолог) calls-for [сказал] Просим не заходить в дома»',
    )
  })
  test('get a speaker from the sentence after them', () => {
    says(
      'Движение поездов остановлено. Об этом сообщает ТАСС со ссылкой на пресс-службу РЖД.',
      'ТАСС (–) asserts [сообщает] Движение поездов остановлено',
      'пресс-служба РЖД (Российские железные дороги) asserts [сообщает] Движение поездов остановлено',
    )
  })
  test('deny, decline and stay nobody’s', () => {
    says(
      'ФСБ опровергла задержание туристов.',
      'ФСБ (Федеральная служба безопасности) denies [опровергла] задержание туристов',
    )
    says(
      'В Кремле от комментариев отказались.',
      'Кремль (администрация президента России) declines [от комментариев отказались] В Кремле от комментариев отказались',
    )
    says('Сообщается, что мост закрыт.', '– (–) asserts [Сообщается] мост закрыт')
  })
})

describe('statements in Ukrainian', () => {
  test('have their speaker in the nominative, with office and full name', () => {
    says(
      'За словами міського голови Миколаєва Олександра Сєнкевича, без води залишилися два райони.',
      'Олександр Сєнкевич (міський голова Миколаєва) asserts [За словами] без води залишилися два райони',
    )
    says(
      'За даними Повітряних сил, збито 87 дронів.',
      'Повітряні сили (Повітряні сили) asserts [За даними] збито 87 дронів',
    )
    says(
      'Як розповіла речниця ДСНС Світлана Водолага, працюють 70 рятувальників.',
      'Світлана Водолага (речниця ДСНС) asserts [розповіла] працюють 70 рятувальників',
    )
  })
  test('go on with “за його словами”, “там уточнили”, a number alone', () => {
    const lines = said(
      'Мер Луцька Ігор Поліщук каже, що школа ціла. За його словами, вибито вікна.\n\n' +
        '104 дрони атакували місто, повідомляють у ДСНС. 57 збито.',
    )
    assert.deepEqual(lines, [
      'Ігор Поліщук (мер Луцька) asserts [каже] школа ціла',
      'Ігор Поліщук (мер Луцька) asserts [За його словами] вибито вікна',
      'ДСНС (Державна служба з надзвичайних ситуацій) asserts [повідомляють] 104 дрони атакували місто',
      'ДСНС (Державна служба з надзвичайних ситуацій) asserts [–] 57 збито',
    ])
  })
})

const pieces = [
  'Governor Ivan Petrov said that ',
  '"We will respond," he added. ',
  '«Есть погибшие, — сказал мэр Сергей Лапин. — Просим ',
  'According to the ministry, ',
  'За словами очільника ОВА Олега Кіпера, ',
  'Об этом сообщает ТАСС со ссылкой на МЧС. ',
  'Reuters reported, citing sources, that ',
  'did not comment',
  '“',
  '”',
  '»',
  '’',
  "'",
  '\n\n',
  '[…] ',
  ': ',
  '; ',
  ', ',
  '. ',
  'губернатор области ',
  'the ',
  '6,2 ',
  '😀',
  'ё́',
]

describe('any text', () => {
  const texts = fc.array(
    fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 6 })),
    { maxLength: 40 },
  )
  test('gives statements whose words stand in it, each reported in another or in none', () => {
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom('en', 'ru', 'uk') as fc.Arbitrary<TextLanguage>,
        (parts, language) => {
          const text = parts.join('')
          const statements = read(text, language)
          for (const [at, { quote, speakerQuote, reportedIn, without }] of statements.entries()) {
            for (const one of [quote, ...(speakerQuote === null ? [] : [speakerQuote])]) {
              assert.equal(text.slice(one.start, one.end), one.text)
              assert.notEqual(one.text.trim(), '')
            }
            for (const { start, end } of without) assert.ok(start < end && end <= text.length)
            let outer = reportedIn
            for (let depth = 0; outer !== null; depth++) {
              assert.ok(outer !== at && depth < statements.length, 'reported in itself')
              outer = statements[outer]!.reportedIn
            }
          }
        },
      ),
      { seed: 7, numRuns: 400 },
    )
  })
  test('is read in time that grows with its length', () => {
    const timeOf = (text: string) => {
      const begun = performance.now()
      read(text)
      return performance.now() - begun
    }
    for (const piece of [...pieces, 'a', 'местный ', 'Xx', 'Ivan Petrov ', '"a ', 'said ']) {
      const short = Math.min(
        timeOf(piece.repeat(2_000 / piece.length)),
        timeOf(piece.repeat(2_000 / piece.length)),
      )
      const long = Math.min(
        timeOf(piece.repeat(16_000 / piece.length)),
        timeOf(piece.repeat(16_000 / piece.length)),
      )
      assert.ok(long < 40 * short + 200, `${JSON.stringify(piece)}: ${short} ms, then ${long} ms`)
    }
  })
})
