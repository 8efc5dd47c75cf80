/** Screens in Ukrainian. */
import type { ScreenWords } from '../words.ts'

export const uk: ScreenWords = {
  drill: 'НАВЧАННЯ',
  drillMeans: 'Це лише навчання. Справжньої небезпеки немає.',
  look: { danger: 'НЕБЕЗПЕКА', advisory: 'БУДЬТЕ ГОТОВІ' },
  colours: { yellow: 'жовтий', orange: 'помаранчевий', red: 'червоний', purple: 'фіолетовий' },
  title: 'Попередження: {place}',
  since: 'з {time}',
  asOf: 'станом на {time}',
  nothing: 'Попереджень немає',
  partOf: 'на частині території: {place}',
  where: 'Де: {places}',
  more: '{places} і ще {count}',
  moreWarnings: 'і ще попереджень: {count}',
  issuedBy: 'Оголосив: {issuer}',
  allClear: 'Відбій',
  allClearMeans: '{danger}: скінчилося.',
  stillThere: 'Там ще діє: {dangers}.',
  retracted: 'Надіслано помилково',
  retractedMeans: 'Попередження «{danger}» надіслано помилково. Цієї небезпеки немає.',
  lapsed: 'Строк минув, відбою не було',
  lapsedMeans: 'Попередження ніхто не продовжив і ніхто не дав відбою. Чи минула небезпека, невідомо.',
  endMoves:
    'Скінчиться з відбоєм. Показаний кінець — останній відомий і відсувається, доки небезпека триває.',
  checked: 'Перевірено о {time}',
  lost: 'Немає зв’язку з {time}.',
  lostMeans: 'Показане могло застаріти.',
  notHere: 'Територія «{area}» тут невідома.',
}
