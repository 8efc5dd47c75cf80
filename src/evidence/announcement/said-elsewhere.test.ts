/** Wordings of other oblasts and newsrooms: what ends, lowers, goes on, is denied or only played, and where. Long because it is a table of texts. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readFileSync } from 'node:fs'
import { buildGazetteer, buildHierarchy, parsePack, type Area, type AreaCode } from '#areas'
import type { Json } from '#base'
import { shippedLadders } from '#threats'
import { printAnnouncement } from './announcement-printed.ts'
import { readAnnouncement } from './announcement.ts'

const pack = parsePack(
  JSON.parse(readFileSync(new URL('../../../packs/lipetsk/pack.json', import.meta.url), 'utf8')) as Json,
)
assert.ok(pack.ok)
const area = (code: string, kind: Area['kind'], parent: string | null, uk: string, en: string): Area => ({
  ...{ code: code as AreaCode, kind, parent: parent as AreaCode | null },
  names: { uk, en },
})
const ukraine = [
  area('UA', 'country', null, 'Україна', 'Ukraine'),
  area('UA-k', 'region', 'UA', 'Київська область', 'Kyiv Oblast'),
  area('UA80000000000093317', 'region', 'UA', 'Київ', 'Kyiv'),
  area('UA-m', 'region', 'UA', 'Миколаївська область', 'Mykolaiv Oblast'),
  area('UA-m-c', 'settlement', 'UA-m', 'Миколаїв', 'Mykolaiv'),
  area('UA-l', 'region', 'UA', 'Львівська область', 'Lviv Oblast'),
  area('UA-l-m', 'settlement', 'UA-l', 'Миколаїв', 'Mykolaiv (Lviv)'),
  area('UA-kh', 'region', 'UA', 'Хмельницька область', 'Khmelnytskyi Oblast'),
  area('UA-kh-d', 'district', 'UA-kh', 'Хмельницький район', 'Khmelnytskyi Raion'),
  area('UA-kh-c', 'settlement', 'UA-kh-d', 'Хмельницький', 'Khmelnytskyi'),
  area('UA-s', 'region', 'UA', 'Сумська область', 'Sumy Oblast'),
  area('UA-p', 'region', 'UA', 'Полтавська область', 'Poltava Oblast'),
  area('UA-p-d', 'district', 'UA-p', 'Полтавський район', 'Poltava Raion'),
  area('UA-p-k', 'district', 'UA-p', 'Кременчуцький район', 'Kremenchuk Raion'),
  area('UA-p-c', 'settlement', 'UA-p-k', 'Кременчук', 'Kremenchuk'),
  area('UA-p-l', 'district', 'UA-p', 'Лубенський район', 'Lubny Raion'),
]
const built = buildHierarchy([...pack.value.pack.areas, ...ukraine])
assert.ok(built.ok)
const gazetteer = buildGazetteer(built.value)
const ladders = shippedLadders
  .filter(({ id }) => (id as string) === 'lipetsk')
  .map((ladder) => ({ ladder, areas: ['RU-LIP' as AreaCode] }))

/** A text, and its lines in the order of the alphabet: action, danger, level, areas. */
const texts: readonly (readonly [string, ...string[]])[] = [
  // levels
  ['Lipetsk Oblast dropped from red to yellow at 04:30.', 'lower drone yellow Lipetsk Oblast'],
  [
    'Уровень опасности в Усманском и Задонском округах понижен до жёлтого.',
    'lower drone yellow Usmansky District, Zadonsky District',
  ],
  [
    'Липецкая область перешла на жёлтый уровень опасности после того, как красный отменили в 04:50.',
    'info air_raid yellow Lipetsk Oblast',
    'lower drone yellow Lipetsk Oblast',
  ],
  [
    'Губернатор вывел из-под красного уровня Елец. Жёлтый уровень действует по всей Липецкой области.',
    'info air_raid yellow Lipetsk Oblast',
    'lower drone yellow Yelets',
  ],
  [
    'Previously announced districts: the red level ends. The yellow level stays across the Lipetsk region.',
    'info air_raid yellow Lipetsk Oblast',
    'lower drone yellow -',
  ],
  [
    'В Липецкой области больше нет красного уровня опасности, но жёлтый пока действует.',
    'info air_raid yellow Lipetsk Oblast',
    'lower drone yellow Lipetsk Oblast',
  ],
  // what ended, and what it is said with
  ['Атака БПЛА на Елец отражена, опасность снята.', 'end drone - Yelets'],
  ['Угроза удара с воздуха в Ельце миновала.', 'end air_raid - Yelets'],
  ['Девять часов продержался в Ельце режим «Ракетная опасность».', 'end missile - Yelets'],
  ['Alert over in Mykolaiv.', 'end air_raid - Mykolaiv'],
  [
    'Shortly after noon the administration called off the guided bomb warning for Mykolaiv.',
    'end aviation - Mykolaiv',
  ],
  [
    'The all-clear sounded in Mykolaiv at 05:15 but Poltava district remained under alert because of drones.',
    'end air_raid - Mykolaiv',
    'info drone - Poltava Raion',
  ],
  [
    'Минулої ночі у Миколаєві відбій оголосили лише о 6-й ранку. Зараз у місті тривоги немає.',
    'end air_raid - Mykolaiv',
    'info air_raid - Mykolaiv',
  ],
  [
    'По Усманскому району – отбой тревоги, угрозы ракетного удара больше нет.',
    'end missile - Usmansky District',
  ],
  // what did not end
  ['В Ельце ракетная опасность. Об отбое пока ничего не сообщалось.', 'raise missile - Yelets'],
  ['Yelets is under a missile alert. Nothing has been said of an all-clear.', 'raise missile - Yelets'],
  ['Отменять опасность атаки БПЛА в Ельце рано, предупредили в МЧС.', 'info drone - Yelets'],
  ['Повідомлення про відбій тривоги у Миколаєві – фейк, тривога триває.', 'info air_raid - Mykolaiv'],
  ['No air raid alert is in force in Mykolaiv.', 'info air_raid - Mykolaiv'],
  [
    'The missile threat in Yelets has been called off; drones remain a threat in Lipetsk.',
    'end missile - Yelets',
    'info drone - Lipetsk',
  ],
  [
    'Ночью в Ельце объявляли ракетную опасность, отбой дали через 20 минут. Сегодня в городе снова действует режим беспилотной опасности.',
    'end missile - Yelets',
    'raise drone - Yelets',
  ],
  ['В Ельце отменили режим опасности атаки беспилотников. Режим действовал с 21:40.', 'end drone - Yelets'],
  [
    'Це навчання: об 11:00 мешканці Миколаєва почують сигнал «Радіаційна небезпека».',
    'info radiation - Mykolaiv',
  ],
  [
    'Желтый уровень «Воздушная опасность» в Липецкой области не отменялся.',
    'info air_raid yellow Lipetsk Oblast',
  ],
  [
    'Отбой красного уровня «Угроза атаки БПЛА» в Ельце. Жёлтый уровень губернатор оставил на всей территории Липецкой области.',
    'info air_raid yellow Lipetsk Oblast',
    'lower drone yellow Yelets',
  ],
  [
    'В 13:40 ведомство объявило ракетную опасность в Ельце. В 14:00 оно её сняло.',
    'end missile - Yelets',
    'raise missile - Yelets',
  ],
  [
    'Лубенський район – відбій тривоги. Для Кременчуцького та Полтавського вона ще лунає.',
    'end air_raid - Lubny Raion',
    'info air_raid - Kremenchuk Raion, Poltava Raion',
  ],
  ['Cancellation of the missile danger in Yelets.', 'end missile - Yelets'],
  [
    'В Ельце опасность атаки БПЛА. Ракетную опасность в Липецке снимут не раньше утра.',
    'info missile - Lipetsk',
    'raise drone - Yelets',
  ],
  [
    'Комендантська година у Миколаєві з 23:00. Під час повітряної тривоги дозволено пройти до укриття.',
    'info other - Mykolaiv',
  ],
  // what is raised
  ['Двадцать минут красного. Красный уровень, угроза атаки БПЛА: Елец.', 'raise drone red Yelets'],
  [
    'Опасность атаки БПЛА в Ельце. В 03:10 губернатор распространил её на Усманский район.',
    'raise drone - Usmansky District',
    'raise drone - Yelets',
  ],
  ['The head of the city announced a threat of uncrewed boats in Yelets.', 'raise other - Yelets'],
  [
    'The air alert has been extended to Khmelnytskyi and Sumy regions.',
    'raise air_raid - Khmelnytskyi Oblast, Sumy Oblast',
  ],
  ['Yelets: air raid alert! Threat of attack drones.', 'raise drone - Yelets'],
  ['Швидкісна ціль на Миколаїв!', 'raise missile - Mykolaiv'],
  ['Миколаїв, балістика з Криму!', 'raise ballistic - Mykolaiv'],
  [
    'У Липецке объявлен жёлтый уровень погодной опасности: ожидаются ливни и грозы.',
    'raise other yellow Lipetsk',
  ],
  [
    '07:25 – «Беспилотная опасность» на всей территории области. 08:00 – угроза атаки БПЛА: Елец, Усманский округ.',
    'raise drone - Lipetsk Oblast',
    'raise drone - Yelets, Usmansky District',
  ],
  // where
  [
    '12:10 г. Елец. Отбой ракетной опасности.\n12:14 Усманский, Задонский округа. Опасность атаки БПЛА!',
    'end missile - Yelets',
    'raise drone - Usmansky District, Zadonsky District',
  ],
  [
    'Обязательная эвакуация из Усманского района Липецкой области объявлена с 14 августа.',
    'raise other - Usmansky District',
  ],
  ['«Ракетная опасность в Ельце», – цитирует канал Игоря Артамонова.', 'raise missile - Yelets'],
  ['Загроза балістики для Києва та Київщини.', 'raise ballistic - Kyiv, Kyiv Oblast'],
  ['У Хмельницькому повітряна тривога.', 'raise air_raid - Khmelnytskyi'],
  ['У Кременчуці відбій тривоги.', 'end air_raid - Kremenchuk'],
  [
    'Лубенський район – відбій тривоги. Кременчуцький та Полтавський – ні, тривога триває.',
    'end air_raid - Lubny Raion',
    'info air_raid - Kremenchuk Raion, Poltava Raion',
  ],
  [
    'Відбій повітряної тривоги для всіх областей, крім Сумської та Полтавської.',
    'end air_raid - - but Sumy Oblast, Poltava Oblast',
  ],
  [
    'ЛИПЕЦК, 17 февраля. Отбой ракетной опасности объявлен в Задонском районе.',
    'end missile - Zadonsky District',
  ],
  ['🟠 06:40 УВАГА!!!\nУдарні БпЛА: загроза застосування.\n#Лубенський_район', 'raise drone - Lubny Raion'],
]

interface Printed {
  readonly action: string
  readonly threat: string
  readonly level: string | null
  readonly areas: readonly { readonly code: string | null; readonly name: string | null }[]
  readonly except: readonly { readonly name: string | null }[]
}

function lineOf({ action, threat, level, areas, except }: Printed): string {
  const names = (all: readonly { readonly name: string | null }[]) =>
    all
      .map(({ name }) => name?.replace(/ (?:Municipal Okrug|Municipal District)$/, ' District') ?? '?')
      .join(', ')
  const without = except.length > 0 ? ` but ${names(except)}` : ''
  return `${action} ${threat} ${level ?? '-'} ${names(areas) || '-'}${without}`
}

describe('in other words', () => {
  for (const [text, ...lines] of texts)
    test(`${lines.join(' and ') || 'nothing'} in “${text.replaceAll('\n', ' / ')}”`, () => {
      const printed = printAnnouncement(readAnnouncement(text, gazetteer, [], { ladders }), text)
      assert.deepEqual((printed['lines'] as unknown as Printed[]).map(lineOf).toSorted(), lines)
    })
})
