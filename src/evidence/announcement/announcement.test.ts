import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { cpuUsage } from 'node:process'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { buildGazetteer, buildHierarchy, parsePack, type Area, type AreaCode } from '#areas'
import type { Json } from '#base'
import { shippedLadders } from '#threats'
import { doubtsOnLadder, onLadder } from './announced-on-ladder.ts'
import { readAnnouncement } from './announcement.ts'

const pack = parsePack(
  JSON.parse(readFileSync(new URL('../../../packs/lipetsk/pack.json', import.meta.url), 'utf8')) as Json,
)
assert.ok(pack.ok)
const lipetsk = gazetteerOf(pack.value.pack.areas)
const region = ['RU-LIP' as AreaCode]

function gazetteerOf(areas: readonly Area[]) {
  const built = buildHierarchy(areas)
  assert.ok(built.ok)
  return buildGazetteer(built.value)
}
const area = (code: string, kind: Area['kind'], parent: string | null, uk: string, en: string): Area => ({
  ...{ code: code as AreaCode, kind, parent: parent as AreaCode | null },
  names: { uk, en },
})
const ukraine = gazetteerOf([
  area('UA', 'country', null, 'Україна', 'Ukraine'),
  area('UA80000000000093317', 'region', 'UA', 'Київ', 'Kyiv'),
  area('kyiv', 'region', 'UA', 'Київська область', 'Kyivska Oblast'),
  area('zp', 'region', 'UA', 'Запорізька область', 'Zaporizka Oblast'),
  area('zp-r', 'district', 'zp', 'Запорізький район', 'Zaporizkyi Raion'),
  area('zp-h', 'municipality', 'zp-r', 'Запорізька міська громада', 'Zaporizka Hromada'),
  area('zp-c', 'settlement', 'zp-h', 'Запоріжжя', 'Zaporizhzhia'),
  area('sumy', 'region', 'UA', 'Сумська область', 'Sumska Oblast'),
  area('dn', 'region', 'UA', 'Дніпропетровська область', 'Dnipropetrovska Oblast'),
  area('nk', 'district', 'dn', 'Нікопольський район', 'Nikopolskyi Raion'),
  area('sy', 'district', 'dn', 'Синельниківський район', 'Synelnykivskyi Raion'),
  area('nk-h', 'municipality', 'nk', 'Нікопольська міська громада', 'Nikopolska Hromada'),
])

/** Each line as `action threat/colour: areas`; an area that is asked for stands with its best candidate in brackets. */
function lines(text: string, gazetteer = lipetsk, within: readonly AreaCode[] = region): string[] {
  return readAnnouncement(text, gazetteer, within).lines.map(({ action, threat, colour, areas, except }) => {
    const say = (all: typeof areas) =>
      all
        .map(({ decision, candidates }) => {
          const name = candidates[0]?.area.names['en'] ?? '?'
          return decision === 'one' ? name : `(${name})`
        })
        .join(', ')
    return `${action} ${threat}/${colour}: ${say(areas)}${except.length > 0 ? ` but ${say(except)}` : ''}`
  })
}
const inUkraine = (text: string) => lines(text, ukraine, [])
const doubts = (text: string) => readAnnouncement(text, lipetsk, region).doubts.map(({ code }) => code)

describe('an announcement', () => {
  test('is read into its action, threat, level and areas, in every case and list', () => {
    const districts = 'Yelets, Yeletsky District, Dolgorukovsky District, Izmalkovsky District'
    for (const text of [
      'Красный уровень «Угроза атаки БПЛА» объявлен в Ельце, Елецком и Долгоруковском районах, Измалковском округе.',
      '❗️Красный уровень «Угроза атаки БПЛА»:\n- г.о. Елец\n- Елецкий р-н\n- Долгоруковский МО\n- Измалковский МР',
      'Red level, drone attack threat: the city of Yelets, Yeletsky, Dolgorukovsky and Izmalkovsky districts.',
      'Красный уровень, угроза атаки беспилотников. Он действует для города Елец и муниципальных округов: Елецкий, Долгоруковский и Измалковский.',
    ])
      assert.deepEqual(lines(text), [`raise drone/red: ${districts}`], text)
  })
  test('of the whole region, or of all but some parts, says so', () => {
    assert.deepEqual(lines('Жёлтый уровень «Воздушная опасность» объявлен на территории всей области.'), [
      'raise air-raid/yellow: Lipetsk Oblast',
    ])
    assert.deepEqual(
      lines(
        'Красный уровень. Угроза атаки БПЛА на территории Липецкой области, кроме Добринского района и Ельца.',
      ),
      ['raise drone/red: Lipetsk Oblast but Dobrinsky District, Yelets'],
    )
    assert.deepEqual(inUkraine('Громади Запорізької області, крім міста Запоріжжя: повітряна тривога!'), [
      'raise air-raid/null: Zaporizka Oblast but Zaporizhzhia',
    ])
  })
  test('of a region is not narrowed by the towns of which the next sentence speaks', () =>
    assert.deepEqual(
      lines(
        'В Липецкой области объявлен красный уровень. Губернатор призвал жителей Ельца не подходить к окнам.',
      ),
      ['raise null/red: Lipetsk Oblast'],
    ))
  test('of a city and the district of its name keeps them apart', () =>
    assert.deepEqual(lines('Угроза атаки БПЛА: Липецк, Липецкий МО.'), [
      'raise drone/null: Lipetsk, Lipetsky Municipal Okrug',
    ]))
  test('quotes the words that each line and each area rests on', () => {
    const text = 'Внимание! Угроза атаки БПЛА в Задонском районе. Отбой жёлтого уровня в Ельце.'
    for (const line of readAnnouncement(text, lipetsk, region).lines) {
      assert.equal(text.slice(line.quote.start, line.quote.end), line.quote.text)
      for (const place of line.areas) {
        const said = text.slice(place.start, place.end)
        assert.match(said, /^(?:Задонском районе|Ельце)$/)
        assert.ok(line.quote.text.includes(said))
      }
    }
  })
  test('with several times gives each its own', () => {
    const text =
      'С 22:12 жёлтый уровень воздушной опасности в Липецкой области. В 22:36 введён красный уровень, угроза атаки БПЛА, в Ельце.'
    assert.deepEqual(
      readAnnouncement(text, lipetsk, region).lines.map(({ colour, time }) => [colour, time?.text]),
      [
        ['yellow', 'С 22:12'],
        ['red', 'В 22:36'],
      ],
    )
  })
  test('in Ukrainian is read with hromadas, lands and hashtags', () => {
    assert.deepEqual(
      inUkraine(
        '🟡 15:34 м. Нікополь та Нікопольська територіальна громада: відбій загрози артобстрілу.\nТривогу ще не скасовано тут:\n- Нікопольський район',
      ),
      ['end artillery/null: Nikopolska Hromada', 'info air-raid/null: Nikopolskyi Raion'],
    )
    assert.deepEqual(
      inUkraine('КАБи: загроза застосування керованих авіаційних бомб.\n#Синельниківський_район'),
      ['raise guided-bomb/null: Synelnykivskyi Raion'],
    )
    assert.deepEqual(inUkraine('Загроза балістики на Синельниківщині!'), [
      'raise ballistic/null: Synelnykivskyi Raion',
    ])
    assert.deepEqual(inUkraine('Missile threat – Kyiv and Sumy regions!'), [
      'raise missile/null: Kyivska Oblast, Sumska Oblast',
    ])
  })
})

describe('an all-clear', () => {
  test('ends what it names and leaves the rest', () => {
    assert.deepEqual(
      lines('Красный уровень в Ельце снят в 04:12, в Задонском районе – продолжает действовать.'),
      ['end null/red: Yelets', 'info null/red: Zadonsky District'],
    )
    assert.deepEqual(lines('Отбой ракетной опасности в Липецкой области! Опасность атаки БПЛА остаётся.'), [
      'end missile/null: Lipetsk Oblast',
      'info drone/null: Lipetsk Oblast',
    ])
  })
  test('of a higher level while a lower one explicitly stays is a lowering', () => {
    for (const text of [
      'Отбой красного уровня «Угроза атаки БПЛА» в Ельце. На территории области сохраняется жёлтый уровень «Воздушная опасность».',
      'Отбой красного уровня «Угроза атаки БПЛА» в Ельце. Жёлтый уровень «Воздушная опасность» действует на территории Липецкой области.',
    ])
      assert.deepEqual(
        lines(text),
        ['lower drone/yellow: Yelets', 'info air-raid/yellow: Lipetsk Oblast'],
        text,
      )
    assert.deepEqual(lines('Красный уровень понижен до жёлтого в Ельце.'), ['lower null/yellow: Yelets'])
  })
  test('of “the previously announced districts” leaves them to the board', () => {
    const text = 'По ранее введенным районам – отбой красного уровня «Угроза атаки БПЛА».'
    assert.deepEqual(lines(text), ['end drone/red: '])
    assert.ok(doubts(text).includes('areas-of-before'))
  })
  test('that the same text takes back for an area does not end it', () => {
    const text =
      'Нікопольський район: відбій тривоги.\nАле тривогу ще не скасовано тут:\n- Нікопольський район'
    assert.deepEqual(inUkraine(text), ['info air-raid/null: Nikopolskyi Raion'])
  })
  test('is read from no text that gives none', () => {
    for (const text of [
      'Угроза атаки БПЛА в Ельце. Оставайтесь в укрытиях до отбоя.',
      'Угроза атаки БПЛА в Ельце. Не выходите, пока не прозвучит сигнал «Отбой опасности атаки БПЛА».',
      'Оставайтесь в укрытиях до сигнала «Отбой ракетной опасности».',
      'Отбой тревоги будет объявлен дополнительно. Ждите сигнала.',
      'Об отбое воздушной опасности сообщим.',
      'Отбоя не было.',
      'Отбоя ещё не было, опасность сохраняется в Ельце.',
      'Красный уровень НЕ отменён.',
      'Красный уровень в Ельце ещё не снят.',
      'Отбой красного уровня в Тербунском районе объявлен ошибочно.',
      'Сообщения об отбое красного уровня в Ельце – фейк.',
      'Отбой красного уровня в Ельце отменён.',
      'Когда будет отбой воздушной опасности в Липецке?',
      'После отбоя воздушной тревоги можно выйти из укрытия.',
      'Якщо тривогу скасовано, можна вийти з укриття.',
      'Загроза балістики! Перебувайте в укриттях, доки не буде відбою тривоги.',
      'Тривогу ще не скасовано: Запорізька область.',
      'Drone attack threat in Yelets. Stay indoors until the all-clear.',
      'The all-clear has not been given. The air raid alert has not been lifted.',
      'Wait for the all clear signal before leaving the shelter.',
      'Once the alert is lifted you may go out.',
    ])
      for (const gazetteer of [lipetsk, ukraine]) {
        const read = lines(text, gazetteer, [])
        assert.deepEqual(
          read.filter((line) => /^(?:end|lower)/.test(line)),
          [],
          text,
        )
      }
  })
  test('is read from no instruction, whatever stands around it', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(
          'Угроза атаки БПЛА в Ельце',
          'Ракетная опасность',
          'Красный уровень в Задонском районе',
        ),
        fc.constantFrom('. ', '! ', ', ', '; ', '\n'),
        fc.constantFrom(
          'ждите отбоя',
          'оставайтесь дома до отбоя',
          'до сигнала «Отбой» не выходите',
          'об отбое сообщим',
        ),
        fc.constantFrom('', '.', ' Берегите себя.'),
        (danger, between, instruction, after) => {
          const read = lines(`${danger}${between}${instruction}${after}`)
          assert.deepEqual(
            read.map((line) => line.split(' ')[0]),
            ['raise'],
          )
        },
      ),
      { seed: 20261123 },
    ))
})

describe('a reader that is unsure', () => {
  test('takes names that are misspelt for what they are in this region and beside one another', () => {
    const text =
      'Drone attack alert in Dolgorukovsky, Lipetsk, Zadoonsky, Klewenensky, Terbuansky, and Volinsky municipal districts.'
    assert.deepEqual(lines(text), [
      'raise drone/null: Dolgorukovsky District, Lipetsky Municipal Okrug, Zadonsky District, Khlevensky District, ' +
        'Terbunsky District, Volovsky Municipal Okrug',
    ])
    assert.ok(!doubts(text).includes('area-unsure'))
  })
  test('asks for a town of which only the district is known', () =>
    assert.deepEqual(lines('Угроза атаки БПЛА в Данкове.'), ['raise drone/null: (Dankovsky District)']))
  test('warns nobody where something is launched, where it is calm, or whose officials speak', () => {
    assert.deepEqual(inUkraine('Загроза балістики з Запорізької області!'), ['raise ballistic/null: '])
    assert.deepEqual(lines('Воздушная тревога в Ельце, в Задонском районе спокойно.'), [
      'raise air-raid/null: Yelets',
    ])
    assert.deepEqual(lines('Глава Задонского района: угроза атаки БПЛА в Ельце.'), [
      'raise drone/null: Yelets',
    ])
  })
  test('says what the text leaves open', () => {
    assert.deepEqual(doubts('Отбой!'), ['no-area', 'no-threat'])
    assert.deepEqual(doubts('Сегодня хорошая погода.'), ['nothing-declared'])
    assert.ok(doubts('Учебная воздушная тревога в Липецке.').includes('is-a-drill'))
    assert.deepEqual(lines('Учебная воздушная тревога в Липецке.'), ['info air-raid/null: Lipetsk'])
  })
  test('keeps a place outside of where it reads as a doubt and no area', () => {
    const read = readAnnouncement('Угроза атаки БПЛА в Задонском районе и Ельце.', lipetsk, [
      'gn:465724' as AreaCode,
    ])
    assert.deepEqual(
      read.lines[0]!.areas.map(({ candidates }) => candidates[0]!.area.names['en']),
      ['Zadonsky District'],
    )
    assert.ok(read.doubts.some(({ code, quote }) => code === 'area-elsewhere' && quote.text === 'Ельце'))
  })
})

describe('on an authority’s ladder', () => {
  const ladder = shippedLadders.find(({ id }) => (id as string) === 'lipetsk')!
  const national = shippedLadders.find(({ id }) => (id as string) === 'ukraine')!
  const placed = (text: string, on = ladder) =>
    readAnnouncement(text, lipetsk, region).lines.map((line) => {
      const { threat, level } = onLadder(line, on)
      return `${line.action} ${threat} ${level}`
    })
  test('colours and the names of steps become levels', () => {
    assert.deepEqual(placed('Воздушная опасность на территории области.'), ['raise drone yellow'])
    assert.deepEqual(placed('Угроза атаки БПЛА в Ельце.'), ['raise drone red'])
    assert.deepEqual(placed('Отбой желтого уровня.'), ['end drone yellow'])
    assert.deepEqual(placed('Красный уровень понижен до жёлтого в Ельце.'), ['lower drone yellow'])
    assert.deepEqual(placed('Повітряна тривога!', national), ['raise air-raid alert'])
  })
  test('what has no step there is left to a person, with a doubt', () => {
    const text = 'Ракетная опасность в Ельце!'
    assert.deepEqual(placed(text), ['raise cruise-missile null'])
    const read = readAnnouncement(text, lipetsk, region)
    const codes = doubtsOnLadder(read.lines, read.doubts, ladder).map(({ code }) => code)
    assert.deepEqual(codes, ['threat-is-broad', 'threat-off-ladder'])
    assert.deepEqual(placed('Воздушная тревога в Ельце!'), ['raise air-raid null'])
  })
})

describe('20,000 characters of anything', () => {
  const fill = (text: string) => text.repeat(Math.ceil(20_000 / text.length)).slice(0, 20_000)
  const repeated = (
    'а| |«|🟡|отбой |Отбой тревоги в Ельце\n|Отбой БПЛА в Ельце, угроза ракетная в Липецке; |Елец, |Елецкий и |' +
    'Елецкий район, |, а отбой|12:34 |#Елец_|Елец: |до отбоя |Елец и Липецк и угроза атаки БПЛА и отбой в Задонском районе '
  ).split('|')
  const unknown = (ending: string) =>
    Array.from(
      { length: 2_000 },
      (_, n) =>
        `Ж${String.fromCharCode(1072 + (n % 31), 1072 + ((n >> 2) % 29), 1072 + ((n * 7) % 30))}ов${ending}`,
    )
      .join(', ')
      .slice(0, 20_000)
  const texts = [...repeated.map(fill), unknown(''), unknown('ский район')]
  test('is answered soon', () => {
    for (const text of texts) {
      // The machine may be busy with other things: a second try is allowed, and only this process's time counts.
      const took: number[] = []
      while (took.length < 4 && !took.some((milliseconds) => milliseconds < 500)) {
        const begun = cpuUsage()
        readAnnouncement(text, lipetsk, region)
        const { user, system } = cpuUsage(begun)
        took.push((user + system) / 1_000)
      }
      assert.ok(Math.min(...took) < 500, `${text.slice(0, 30)}…: ${took.join(', ')} ms`)
    }
  })
  test('of any letters is read without failing', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
        const { lines: read } = readAnnouncement(text, lipetsk, region)
        for (const { quote } of read) assert.equal(text.slice(quote.start, quote.end), quote.text)
      }),
      { seed: 7, numRuns: 60 },
    ))
})
