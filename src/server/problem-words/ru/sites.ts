/** Russian: sites, their stations and what these measure. */
import type { siteProblems } from '#sites'
import type { KindsSaid } from '../../problem-words.ts'

export const sites = {
  'sites/unknown': {
    says: 'Объекта {site} нет.',
    advice: 'Возьмите идентификатор из списка объектов.',
  },
  'sites/unknown-station': {
    says: 'Станции {station} нет ни на одном объекте.',
    advice: 'Возьмите станцию из списка объекта или сначала добавьте её туда.',
  },
  'sites/bad-site': {
    says: 'Объект нельзя сохранить: {why}.',
    advice: 'Исправьте названное место и отправьте весь объект ещё раз.',
  },
  'sites/unknown-unit': {
    says: 'Единица {unit} неизвестна.',
    advice:
      'Укажите одну из `nSv/h`, `µSv/h`, `mSv/h`, `m`, `cm`, `mm`, `m³/s`, `l/s`, `ppm`, `ppb`, `mm/h`; число без единицы никогда не угадывают.',
  },
  'sites/unreadable-readings': {
    says: 'Показания не удаётся прочитать: {why}.',
    advice: 'Исправьте названное место и отправьте всё ещё раз: ничего из этого не сохранено.',
  },
  'sites/too-many-points': {
    says: 'Это было бы {points} точек, больше чем {most}.',
    advice: 'Запросите более короткое время или более длинные шаги.',
  },
  'sites/bad-topic': {
    says: 'Тему {topic} нельзя слушать: {why}.',
    advice: 'Напишите уровни через косую черту: названия, +, {site}, {station}, {link} или # в конце.',
  },
  'sites/nothing-to-propose': {
    says: 'Для объекта {site} не удалось предложить тревогу: для повышенных значений нет подходящей опасности или рядом нет нашей территории.',
    advice: 'Посмотрите объект и составьте тревогу вручную, если людей нужно предупредить.',
  },
  'sites/no-alarm': {
    says: 'На объекте {site} нет открытой тревоги {alarm}.',
    advice: 'Прочитайте объект ещё раз: возможно, её уже завершил кто-то другой.',
  },
} satisfies KindsSaid<typeof siteProblems>
