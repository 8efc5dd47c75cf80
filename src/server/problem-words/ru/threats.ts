/** Russian: threats, ladders, tracks and sightings. */
import type { threatProblems, trackProblems } from '#threats'
import type { KindsSaid } from '../../problem-words.ts'

export const threats = {
  'threats/duplicate-id': {
    says: '«{id}» есть дважды.',
    advice: 'Дайте каждой угрозе, каждой шкале и каждому уровню свой идентификатор.',
  },
  'threats/no-levels': { says: 'В шкале «{ladder}» нет уровней.', advice: 'Добавьте хотя бы один.' },
  'threats/heights-not-contiguous': {
    says: 'Высоты в шкале «{ladder}» такие: {heights}; должны быть 1, 2, 3 … от самого низкого уровня.',
    advice: 'Пронумеруйте уровни с 1 без пропусков, в том порядке, в котором они идут.',
  },
  'threats/unknown-threat': {
    says: 'Шкала «{ladder}» называет угрозу «{threat}», которой нет в каталоге.',
    advice: 'Добавьте угрозу в каталог или уберите её из шкалы.',
  },
  'threats/no-name': {
    says: 'У «{id}» нет названия ни на одном языке.',
    advice: 'Дайте название хотя бы на одном языке.',
  },
  'threats/name-missing': {
    says: 'У «{id}» нет названия на языке «{language}».',
    advice: 'Дайте название на каждом языке, на котором здесь предупреждают: {languages}.',
  },
  'threats/unsendable-name': {
    says: 'В названии «{id}» на языке «{language}» есть знаки, которых не доставит ни один оператор: {characters}.',
    advice: 'Уберите их; обычно они попадают, когда текст скопирован из другой программы.',
  },
  'threats/ladder-malformed': {
    says: 'В шкале «{ladder}» ошибка в «{at}»: {why}.',
    advice: 'Исправьте названное место; готовые шкалы показывают, как должно быть.',
  },
  'threats/shipped-ladder': {
    says: 'Шкала «{ladder}» входит в продукт и не меняется.',
    advice: 'Скопируйте её под своим идентификатором и измените копию.',
  },
  'threats/no-such-ladder': { says: 'Шкалы «{ladder}» здесь нет.', advice: 'Все шкалы есть в настройках.' },
  'threats/ladder-in-use': {
    says: 'Шкалу «{ladder}» нельзя убрать: её использует {by}.',
    advice: 'Закончите эти тревоги или дайте органу другую шкалу и попробуйте ещё раз.',
  },
  'threats/step-in-use': {
    says: 'Из шкалы «{ladder}» нельзя убрать {what}: там стоит {by}, и её отбой должен это назвать.',
    advice: 'Сначала закончите тревогу или оставьте уровень и измените только его названия.',
  },
  'threats/no-such-track': {
    says: 'Цели «{track}» здесь нет.',
    advice: 'За целью перестают следить через сутки после того, как её видели в последний раз.',
  },
  'threats/track-over': {
    says: 'За целью «{track}» уже перестали следить.',
    advice: 'Если её видят снова, начните следить заново.',
  },
  'threats/times-out-of-order': {
    says: 'Места идут не по времени: «{at}» не позже предыдущего.',
    advice: 'Дайте каждому месту своё время, самое раннее первым.',
  },
  'threats/seen-in-the-future': {
    says: 'Это не могли видеть {seenAt}: это время ещё не наступило.',
    advice: 'Дайте время с зоной и сверьте часы.',
  },
  'threats/seen-too-long-ago': {
    says: 'Это видели {seenAt}: слишком давно, чтобы хранить.',
    advice: 'Места хранятся одни сутки.',
  },
  'threats/bad-speed': {
    says: 'Скорость дана от {from} до {to} км/ч.',
    advice: 'Сначала меньшая; обе больше нуля.',
  },
  'threats/not-known-here': { says: 'Угрозы «{threat}» здесь нет.', advice: 'Выберите угрозу из перечня.' },
  'threats/too-many-kept': {
    says: 'Их уже {most}: {what}. Больше не поместится.',
    advice: 'Закройте те, что уже неактуальны.',
  },
  'threats/no-such-sighting': {
    says: 'Наблюдения «{sighting}» здесь нет.',
    advice: 'Наблюдения хранятся одни сутки.',
  },
  'threats/sighting-closed': {
    says: 'Наблюдение «{sighting}» уже закрыто.',
    advice: 'Если есть новости, запишите новое.',
  },
  'threats/names-somebody': {
    says: 'В «{at}», похоже, есть {what}.',
    advice: 'Пишите, что видели, а не кто рассказал: без имён, номеров и адресов людей.',
  },
} satisfies KindsSaid<typeof threatProblems & typeof trackProblems>
