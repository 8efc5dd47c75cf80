/** Texts that speak of ends and give none: lessons cancelled, ends denied, wished, promised, asked for. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { buildGazetteer, buildHierarchy, parsePack } from '#areas'
import type { Json } from '#base'
import { readAnnouncement } from './announcement.ts'

const pack = parsePack(
  JSON.parse(readFileSync(new URL('../../../packs/lipetsk/pack.json', import.meta.url), 'utf8')) as Json,
)
assert.ok(pack.ok)
const built = buildHierarchy(pack.value.pack.areas)
assert.ok(built.ok)
const gazetteer = buildGazetteer(built.value)
const actionsOf = (text: string) => readAnnouncement(text, gazetteer).lines.map(({ action }) => action)

const noEnd = [
  'Учения: 4 марта в 10:40 по всей стране проверят системы оповещения, прозвучит сирена и сигнал «Внимание всем!», затем – «Отбой». Сохраняйте спокойствие.',
  'Ночью над районами Тульской области силами ПВО уничтожены семь беспилотников. Последствия уточняются.',
  'This is a test of the Wireless Emergency Alerts system. The all-clear will be sent at the end. No action is required.',
  'Рух транспорту через греблю перекрито. Евакуація мешканців Нікополя не оголошувалась і не скасовувалась.',
  'Землетрус магнітудою 3,4 у Чернівецькій області: жертв немає.',
  'Жители Воронежа жалуются, что сигнал отбоя ракетной опасности не слышен. Мэрия обещает починить сирены.',
  'Как понять, что прозвучал отбой воздушной тревоги? Объясняет МЧС Липецкой области.',
  'Губернатор пообещал, что режим беспилотной опасности отменят, как только минует угроза. Липецк.',
  'Чиновники обсуждают отмену комендантского часа в Курске.',
  'У Київраді пропонують скасувати повітряну тривогу для шкіл.',
  'Петиція про скасування тривоги через зліт МіГ-31К у Києві набрала 5000 голосів.',
  'In Kyiv, residents wonder when the air raid alert will be lifted.',
  'The governor denied reports that the all-clear had been given in Belgorod.',
  'Gladkov urged people not to leave shelters before the missile alert in Belgorod is cancelled.',
  'В Белгороде концерт отменён из-за ракетной опасности.',
  'Из-за угрозы БПЛА в Курске отменены занятия в школах.',
  'Занятия в школах Ельца отменены, красный уровень «Угроза атаки БПЛА» действует.',
  'Рейсы из Сочи отменены из-за беспилотной опасности.',
  'Через тривогу в Харкові скасовано потяги.',
  'Events in Lipetsk were cancelled because of the drone threat.',
  'Flights from Saratov were cancelled over the drone alert.',
  'Снят видеоролик о том, как действовать при ракетной опасности в Белгороде.',
  'Запрет на публикацию последствий атаки БПЛА в Липецкой области не снят.',
  'Режим ЧС из-за паводка в Ельце могут снять в пятницу.',
  'Закончился хлеб, но не тревога: Харьков вторые сутки под ракетной опасностью.',
  'Уровень воды в Дону у Задонска снизился на 12 см, угроза подтопления остаётся.',
  'Ограничения в аэропорту Пензы сняты, режим «Беспилотная опасность» действует.',
  'Відбій? Ні, тривога у Сумах триває.',
  'Не виходьте з укриття одразу після відбою тривоги: у Дніпрі можливі повторні удари.',
  'Отбой воздушной тревоги в Севастополе? Пока нет, предупредил Развожаев.',
  'Тревога в Курске длится уже три часа.',
  'Ліквідовано пожежу, спричинену влучанням БпЛА у Харкові.',
  'В Таганроге ликвидировано возгорание после атаки БПЛА.',
  'Firefighters put out the blaze after a drone attack on Ryazan; the fire is over.',
  'Движение по Крымскому мосту возобновлено. Воздушная тревога в Севастополе продолжается.',
  'Минула доба: 85 повітряних тривог на Харківщині.',
  'Если сигнал «Отбой» не прозвучал, оставайтесь в укрытии. Белгород, ракетная опасность.',
  'Угроза атаки БПЛА в Липецке. Отменять режим пока рано.',
  'Отбой дадим позже. Опасность БПЛА в Орле.',
  'Власти опровергли отмену ракетной опасности в Керчи.',
  'Угроза отключения света миновала, но опасность БПЛА в Белгороде остаётся.',
  'Не верьте сообщениям об отмене режима «Ракетная опасность» в Курске.',
  'О снятии режима будет сообщено дополнительно. Беспилотная опасность введена в Пензенской области.',
  'Про відбій буде повідомлено окремо. Загроза балістики у Кривому Розі.',
  'The threat level in Yelets has not been reduced.',
  'Do not assume the danger in Belgorod has passed. Missile alert remains.',
  'An end to the drone threat in Lipetsk is not in sight.',
]

/** Beside the same words that end nothing above. */
const ends = [
  'Режим «Беспилотная опасность» и ограничения в аэропорту сняты.',
  'Снят, по данным МЧС, красный уровень в Ельце.',
  'После атаки на порт ракетная опасность в Липецке отменена.',
  'Через час после объявления красный уровень в Ельце сняли.',
  'Угрозы БПЛА больше нет, рейсы из Липецка возобновлены.',
  'Занятия отменены не будут: опасность атаки БПЛА в Липецке снята.',
  'Тривогу скасовано, потяги рушили.',
  'The drone alert over Lipetsk was cancelled and flights resumed.',
  'Ракетная опасность и угроза атаки БПЛА в Липецке отменены.',
]

describe('an end is said of a danger', () => {
  for (const text of noEnd)
    test(`and of nothing in “${text}”`, () =>
      assert.deepEqual(
        actionsOf(text).filter((action) => action === 'end' || action === 'lower'),
        [],
      ))
  for (const text of ends) test(`as in “${text}”`, () => assert.ok(actionsOf(text).includes('end')))
})
