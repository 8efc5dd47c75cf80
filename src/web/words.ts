/** What the pages say of themselves, in every language they speak; the compiler names a text that is missing in one. */
import type { Mode } from '#base'

export const pageLanguages = ['en', 'uk', 'ru'] as const
export type PageLanguage = (typeof pageLanguages)[number]

type Plural = { readonly one: string; readonly few?: string; readonly many?: string; readonly other: string }

export interface Words {
  /** The language's own name. */
  readonly name: string
  readonly mode: { readonly [mode in Mode]: string }
  readonly modeMeans: { readonly [mode in Mode]: string }
  readonly demonstration: string
  readonly inForce: string
  readonly nothing: string
  readonly nothingIn: string
  readonly quiet: string
  readonly lapsed: string
  readonly lapsedMeans: string
  readonly allClear: string
  readonly retracted: string
  readonly colours: { readonly [colour in ColourWord]: string }
  readonly partOf: string
  readonly whole: string
  readonly since: string
  readonly renewBy: string
  readonly renewSoon: string
  readonly noText: string
  readonly areasCount: Plural
  readonly andMore: string
  readonly quietCount: Plural
  readonly map: string
  readonly mapOf: string
  readonly approximate: string
  readonly noShapes: string
  readonly area: string
  readonly state: string
  readonly areas: string
  readonly sirens: string
  readonly sirenStates: { readonly [state in SirenWord]: string }
  readonly noSirens: string
  readonly unsigned: string
  readonly uncovered: string
  readonly timeline: string
  readonly nothingYet: string
  readonly reasons: { readonly [reason in ReasonWord]: string }
  readonly checked: string
  readonly live: string
  readonly still: string
  readonly noNews: string
  readonly wasTrue: string
  readonly times: string
  readonly forMachines: string
  readonly links: { readonly [link in LinkWord]: string }
  readonly minutes: string
  readonly hours: string
}

export type SirenWord = 'pending' | 'sounding' | 'passed' | 'failed' | 'silent' | 'unknown'
export type ColourWord = 'yellow' | 'orange' | 'red' | 'purple'
export type LinkWord = 'board' | 'live' | 'atom' | 'geojson' | 'api'
export type ReasonWord =
  | 'issued'
  | 'raised'
  | 'lowered'
  | 'extended'
  | 'reduced'
  | 'corrected'
  | 'renewed'
  | 'areas-cleared'
  | 'cleared'
  | 'retracted'
  | 'lapsed'

const en: Words = {
  name: 'English',
  mode: { live: 'LIVE', drill: 'DRILL', test: 'TEST' },
  modeMeans: {
    live: 'What is shown here is real.',
    drill: 'This is only a drill. There is no real danger.',
    test: 'This is only a test of the system. There is no real danger.',
  },
  demonstration: 'Demonstration',
  inForce: 'In force',
  nothing: 'Nothing in force',
  quiet: 'nothing in force',
  nothingIn: 'No warning stands anywhere in {place}.',
  lapsed: 'Lapsed, not cleared',
  lapsedMeans:
    'Nobody renewed this warning and nobody gave the all-clear. Whether the danger is over is not known.',
  allClear: 'All-clear',
  retracted: 'Taken back',
  colours: { yellow: 'yellow', orange: 'orange', red: 'red', purple: 'purple' },
  partOf: 'part of the area',
  whole: 'All of {place}',
  since: 'since {time}',
  renewBy: 'In force until the all-clear. Next renewal by {time}.',
  renewSoon: 'Lapses at {time} unless it is renewed.',
  noText: 'There is no text in English.',
  areasCount: { one: '{count} area', other: '{count} areas' },
  andMore: 'and {count} more',
  quietCount: { one: '{count} more area: nothing in force', other: '{count} more areas: nothing in force' },
  map: 'Map',
  mapOf: 'Map of {place}: what is in force in each area. The table below says the same in words.',
  approximate: 'dashed outline: shape is approximate',
  noShapes: 'No area has a shape yet, so there is no map. The table says everything.',
  area: 'Area',
  state: 'State',
  areas: 'Area by area',
  sirens: 'Sirens',
  sirenStates: {
    pending: 'pending',
    sounding: 'sounding',
    passed: 'sounded',
    failed: 'failed',
    silent: 'silent',
    unknown: 'unknown',
  },
  noSirens: 'No siren is known here.',
  unsigned: '{count} answer without a signature that could be checked.',
  uncovered: 'No siren: {places}.',
  timeline: 'What happened',
  nothingYet: 'Nothing has happened yet.',
  reasons: {
    issued: 'Issued',
    raised: 'Raised',
    lowered: 'Lowered',
    extended: 'Extended',
    reduced: 'Reduced',
    corrected: 'Text corrected',
    renewed: 'Renewed',
    'areas-cleared': 'All-clear for a part',
    cleared: 'All-clear',
    retracted: 'Taken back, sent in error',
    lapsed: 'Lapsed, not cleared',
  },
  checked: 'Heard from the server at {time}',
  live: 'live',
  still: 'this page reloads itself every 30 seconds',
  noNews: 'No news since {time}.',
  wasTrue:
    'What follows was true then. If you are in shelter, stay until another source tells you that it is over.',
  times: 'Times are {zone} ({offset}).',
  forMachines: 'For apps, boards and broadcasters',
  links: {
    board: 'Board (JSON)',
    live: 'Live stream',
    atom: 'CAP feed (Atom)',
    geojson: 'Shapes (GeoJSON)',
    api: 'API',
  },
  minutes: '{count} min',
  hours: '{count} h',
}

const uk: Words = {
  name: 'Українська',
  mode: { live: 'РЕАЛЬНО', drill: 'НАВЧАННЯ', test: 'ПЕРЕВІРКА' },
  modeMeans: {
    live: 'Усе показане тут справжнє.',
    drill: 'Це лише навчання. Справжньої небезпеки немає.',
    test: 'Це лише перевірка системи. Справжньої небезпеки немає.',
  },
  demonstration: 'Демонстрація',
  inForce: 'Діє зараз',
  nothing: 'Жодне попередження не діє',
  quiet: 'попереджень немає',
  nothingIn: '{place}: попереджень немає ніде.',
  lapsed: 'Строк минув, відбою не було',
  lapsedMeans: 'Попередження ніхто не продовжив і ніхто не дав відбою. Чи минула небезпека, невідомо.',
  allClear: 'Відбій',
  retracted: 'Відкликано',
  colours: { yellow: 'жовтий', orange: 'помаранчевий', red: 'червоний', purple: 'фіолетовий' },
  partOf: 'частина території',
  whole: '{place}: уся територія',
  since: 'з {time}',
  renewBy: 'Діє до відбою. Наступне продовження до {time}.',
  renewSoon: 'О {time} строк мине, якщо не продовжити.',
  noText: 'Тексту українською немає.',
  areasCount: { one: '{count} територія', few: '{count} території', other: '{count} територій' },
  andMore: 'і ще {count}',
  quietCount: {
    one: 'ще {count} територія: попереджень немає',
    few: 'ще {count} території: попереджень немає',
    other: 'ще {count} територій: попереджень немає',
  },
  map: 'Мапа',
  mapOf: '{place}, мапа: що діє на кожній території. Таблиця нижче каже те саме словами.',
  approximate: 'пунктир: межі приблизні',
  noShapes: 'Меж територій ще немає, тому немає й мапи. Усе є в таблиці.',
  area: 'Територія',
  state: 'Стан',
  areas: 'За територіями',
  sirens: 'Сирени',
  sirenStates: {
    pending: 'очікують',
    sounding: 'звучать',
    passed: 'прозвучали',
    failed: 'не спрацювали',
    silent: 'мовчать',
    unknown: 'невідомо',
  },
  noSirens: 'Про сирени тут нічого не відомо.',
  unsigned: '{count} відповідають без підпису, який можна перевірити.',
  uncovered: 'Без сирени: {places}.',
  timeline: 'Що сталося',
  nothingYet: 'Ще нічого не сталося.',
  reasons: {
    issued: 'Оголошено',
    raised: 'Рівень підвищено',
    lowered: 'Рівень знижено',
    extended: 'Розширено',
    reduced: 'Звужено',
    corrected: 'Текст виправлено',
    renewed: 'Продовжено',
    'areas-cleared': 'Відбій для частини',
    cleared: 'Відбій',
    retracted: 'Відкликано, надіслано помилково',
    lapsed: 'Строк минув, відбою не було',
  },
  checked: 'Зв’язок із сервером о {time}',
  live: 'наживо',
  still: 'сторінка оновлюється кожні 30 секунд',
  noNews: 'Немає новин з {time}.',
  wasTrue:
    'Далі те, що було правдою тоді. Якщо ви в укритті, залишайтеся, доки інше джерело не повідомить про відбій.',
  times: 'Час: {zone} ({offset}).',
  forMachines: 'Для застосунків, табло й мовників',
  links: {
    board: 'Табло (JSON)',
    live: 'Живий потік',
    atom: 'Стрічка CAP (Atom)',
    geojson: 'Межі (GeoJSON)',
    api: 'API',
  },
  minutes: '{count} хв',
  hours: '{count} год',
}

const ru: Words = {
  name: 'Русский',
  mode: { live: 'РЕАЛЬНО', drill: 'УЧЕНИЯ', test: 'ПРОВЕРКА' },
  modeMeans: {
    live: 'Всё показанное здесь — настоящее.',
    drill: 'Это только учения. Настоящей опасности нет.',
    test: 'Это только проверка системы. Настоящей опасности нет.',
  },
  demonstration: 'Демонстрация',
  inForce: 'Действует сейчас',
  nothing: 'Ни одно предупреждение не действует',
  quiet: 'предупреждений нет',
  nothingIn: '{place}: предупреждений нет нигде.',
  lapsed: 'Срок истёк, отбоя не было',
  lapsedMeans: 'Предупреждение никто не продлил и никто не дал отбоя. Прошла ли опасность, неизвестно.',
  allClear: 'Отбой',
  retracted: 'Отозвано',
  colours: { yellow: 'жёлтый', orange: 'оранжевый', red: 'красный', purple: 'фиолетовый' },
  partOf: 'часть территории',
  whole: '{place}: вся территория',
  since: 'с {time}',
  renewBy: 'Действует до отбоя. Следующее продление до {time}.',
  renewSoon: 'В {time} срок истечёт, если не продлить.',
  noText: 'Текста на русском нет.',
  areasCount: { one: '{count} территория', few: '{count} территории', other: '{count} территорий' },
  andMore: 'и ещё {count}',
  quietCount: {
    one: 'ещё {count} территория: предупреждений нет',
    few: 'ещё {count} территории: предупреждений нет',
    other: 'ещё {count} территорий: предупреждений нет',
  },
  map: 'Карта',
  mapOf: '{place}, карта: что действует на каждой территории. Таблица ниже говорит то же словами.',
  approximate: 'пунктир: границы приблизительны',
  noShapes: 'Границ территорий ещё нет, поэтому нет и карты. Всё есть в таблице.',
  area: 'Территория',
  state: 'Состояние',
  areas: 'По территориям',
  sirens: 'Сирены',
  sirenStates: {
    pending: 'ожидают',
    sounding: 'звучат',
    passed: 'прозвучали',
    failed: 'не сработали',
    silent: 'молчат',
    unknown: 'неизвестно',
  },
  noSirens: 'О сиренах здесь ничего не известно.',
  unsigned: '{count} отвечают без подписи, которую можно проверить.',
  uncovered: 'Без сирены: {places}.',
  timeline: 'Что произошло',
  nothingYet: 'Пока ничего не произошло.',
  reasons: {
    issued: 'Объявлено',
    raised: 'Уровень повышен',
    lowered: 'Уровень понижен',
    extended: 'Расширено',
    reduced: 'Сужено',
    corrected: 'Текст исправлен',
    renewed: 'Продлено',
    'areas-cleared': 'Отбой для части',
    cleared: 'Отбой',
    retracted: 'Отозвано, отправлено по ошибке',
    lapsed: 'Срок истёк, отбоя не было',
  },
  checked: 'Связь с сервером в {time}',
  live: 'вживую',
  still: 'страница обновляется каждые 30 секунд',
  noNews: 'Нет новостей с {time}.',
  wasTrue:
    'Ниже то, что было верно тогда. Если вы в укрытии, оставайтесь, пока другой источник не сообщит об отбое.',
  times: 'Время: {zone} ({offset}).',
  forMachines: 'Для приложений, табло и вещателей',
  links: {
    board: 'Табло (JSON)',
    live: 'Живой поток',
    atom: 'Лента CAP (Atom)',
    geojson: 'Границы (GeoJSON)',
    api: 'API',
  },
  minutes: '{count} мин',
  hours: '{count} ч',
}

export const wordsIn: { readonly [language in PageLanguage]: Words } = { en, uk, ru }

/** Puts values into a text's `{places}`. */
export function fill(text: string, values: { readonly [name: string]: string | number }): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** A count with its noun in the right form. */
export function counted(language: PageLanguage, forms: Plural, count: number): string {
  const form = new Intl.PluralRules(language).select(count)
  const text = (form === 'one' || form === 'few' || form === 'many' ? forms[form] : undefined) ?? forms.other
  return fill(text, { count: new Intl.NumberFormat(language).format(count) })
}

/** The language asked for by name, else the first of the browser's that the pages speak (RFC 9110 §12.5.4), else the first offered. */
export function pickLanguage(
  asked: string | undefined,
  acceptLanguage: string | undefined,
  offered: readonly PageLanguage[] = pageLanguages,
): PageLanguage {
  const known = (tag: string) => offered.find((language) => language === tag.toLowerCase().split('-')[0])
  const wishes = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().split(';')
      const quality = parameters.find((parameter) => /^\s*q=/.test(parameter))?.split('=')[1]
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { tag } of [{ tag: asked ?? '' }, ...wishes]) {
    const found = known(tag)
    if (found !== undefined) return found
  }
  return offered[0] ?? 'en'
}
