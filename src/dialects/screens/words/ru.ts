/** Screens in Russian. */
import type { ScreenWords } from '../words.ts'

export const ru: ScreenWords = {
  drill: 'УЧЕНИЯ',
  drillMeans: 'Это только учения. Настоящей опасности нет.',
  look: { danger: 'ОПАСНОСТЬ', advisory: 'БУДЬТЕ ГОТОВЫ' },
  colours: { yellow: 'жёлтый', orange: 'оранжевый', red: 'красный', purple: 'фиолетовый' },
  title: 'Предупреждения: {place}',
  since: 'с {time}',
  asOf: 'по состоянию на {time}',
  nothing: 'Предупреждений нет',
  partOf: 'на части территории: {place}',
  where: 'Где: {places}',
  more: '{places} и ещё {count}',
  moreWarnings: 'и ещё предупреждений: {count}',
  issuedBy: 'Объявил: {issuer}',
  allClear: 'Отбой',
  allClearMeans: '{danger}: закончилось.',
  stillThere: 'Там ещё действует: {dangers}.',
  retracted: 'Отправлено по ошибке',
  retractedMeans: 'Предупреждение «{danger}» отправлено по ошибке. Этой опасности нет.',
  lapsed: 'Срок истёк, отбоя не было',
  lapsedMeans: 'Предупреждение никто не продлил и никто не дал отбоя. Миновала ли опасность, неизвестно.',
  endMoves:
    'Закончится с отбоем. Показанное окончание — последнее известное и отодвигается, пока опасность длится.',
  checked: 'Проверено в {time}',
  lost: 'Нет связи с {time}.',
  lostMeans: 'Показанное могло устареть.',
  notHere: 'Территория «{area}» здесь неизвестна.',
}
