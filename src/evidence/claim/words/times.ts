/** Words of time in three languages. Notation: lexicon.ts. */

/** Months by their number, in every case. */
export const months: readonly (readonly [number, string])[] = [
  [1, 'january | jan | январ* | січень | січня | січні | січнем'],
  [2, 'february | feb | феврал* | лютого | лютому | лютий'],
  [3, 'march | марта | март | марте | березня | березень | березні'],
  [4, 'april | apr | апрел* | квітня | квітень | квітні'],
  [5, 'may | мая | май | мае | травня | травень | травні'],
  [6, 'june | jun | июн* | червня | червень | червні'],
  [7, 'july | jul | июл* | липня | липень | липні'],
  [8, 'august | aug | август* | серпня | серпень | серпні'],
  [9, 'september | sept | sep | сентябр* | вересня | вересень | вересні'],
  [10, 'october | oct | oct | октябр* | жовтня | жовтень | жовтні'],
  [11, 'november | nov | nov | ноябр* | листопада | листопад | листопаді'],
  [12, 'december | dec | dec | декабр* | грудня | грудень | грудні'],
]

/** From Monday, 1. */
export const weekdays: readonly (readonly [number, string])[] = [
  [1, 'monday | понедельник* | понеділ*'],
  [2, 'tuesday | вторник* | вівторок | вівторка | вівторку'],
  [3, 'wednesday | среду | среда | среды | середу | середа | середи'],
  [4, 'thursday | четверг* | четвер | четверга'],
  [5, 'friday | пятниц* | пʼятниц*'],
  [6, 'saturday | суббот* | субот*'],
  [7, 'sunday | воскресень* | неділю | неділя | неділі'],
]

export type PartOfDay = 'night' | 'small-hours' | 'morning' | 'day' | 'evening' | 'last-night'

/** `last-night`: the night before the day it is said on; `night` alone is that of its day. */
export const partsOfDay: readonly (readonly [PartOfDay, string])[] = [
  [
    'last-night',
    'overnight | last night | through the night | прошлой ночью | минувшей ночью | за ночь | за ніч | за прошедшую ночь | за минувшую ночь | за минулу ніч | этой ночью | цієї ночі | минулої ночі | сегодня ночью | сьогодні вночі | в течение ночи | в течение прошедшей ночи | в течение минувшей ночи | прошедшей ночью | протягом ночі | упродовж ночі | впродовж ночі | протягом минулої ночі | during the past night | over the past night',
  ],
  [
    'night',
    'ночью | вночі | уночі | ночі | ночи | at night | night | in the night | during the night | в ночь на | в ночь с | у ніч на | в ніч на | ночь на | ніч на | ніч з | ночами',
  ],
  [
    'small-hours',
    'early hours | small hours | early hours of the morning | на рассвете | на світанку | at dawn | under cover of darkness | midnight | полночь | полуночи | опівночі',
  ],
  [
    'morning',
    'morning | early morning | утром | рано утром | утра | вранці | уранці | зранку | рано вранці | ранку | с утра | in the morning',
  ],
  [
    'day',
    'afternoon | днем | вдень | удень | in the afternoon | at noon | noon | midday | в полдень | полудня | полудню | опівдні',
  ],
  [
    'evening',
    'evening | вечером | вечера | ввечері | увечері | вечора | поздно вечером | пізно ввечері | in the evening | late evening',
  ],
]

/** Days counted from the one it is said on. */
export const relativeDays: readonly (readonly [number, string])[] = [
  [0, 'today | tonight | сегодня | сьогодні | this morning | this evening | this afternoon'],
  [
    -1,
    'yesterday | вчера | вчора | учора | накануне | напередодні | the day before | the previous day | a day earlier |  днем ранее | днем раніше',
  ],
  [-2, 'the day before yesterday | позавчера | позавчора'],
  [1, 'tomorrow | завтра'],
]

/** How many hours before it was said. */
export const windows: readonly (readonly [hours: number, string])[] = [
  [
    24,
    'past 24 hours | last 24 hours | previous 24 hours | past day | last day | past 24h | over the day | in a day | за сутки | за прошедшие сутки | за минувшие сутки | за последние сутки | за истекшие сутки | за последние 24 часа | за 24 часа | в течение суток | минувших суток | прошедших суток | за день | за добу | за минулу добу | упродовж доби | протягом доби | за останню добу | минулої доби | за попередню добу | впродовж доби | за останні 24 години | за минувший день | доби',
  ],
  [48, 'past two days | last two days | past 48 hours | за двое суток | за дві доби'],
  [
    168,
    'past week | last week | this week | за неделю | за минувшую неделю | за последнюю неделю | за тиждень | за минулий тиждень | упродовж тижня | протягом тижня',
  ],
  [
    720,
    'past month | last month | за месяц | за последний месяц | за місяць | за останній місяць | this month',
  ],
  [
    0,
    'a year ago | год назад | рік тому | a month ago | месяц назад | місяць тому | a week ago | неделю назад | тиждень тому | this year | в этом году | цього року | last year | в прошлом году | торік | earlier this year | in recent months | in recent weeks | in recent days | recently | over the weekend | за выходные | за вихідні | на днях | нещодавно | недавно | в последние дни | останніми днями',
  ],
]

/** Words that may stand before, between and after the parts of one time. */
export const before =
  'as of | shortly | soon | just | незадолго | вскоре | сразу | невдовзі | станом на | по состоянию | earlier | at | on | in | of | by | about | around | since | from | between | after | before | over the | during the | during | for the | the | early on | late on | on the | in the | at about | at around | over | в | во | на | около | примерно | с | со | до | к | по | о | об | після | после | близько | приблизно | у | з | із | від | від | за | протягом | упродовж | в течение | period from | by'
export const between =
  /^(?:of|on|the|at|to|into|and|in|for|в|во|на|с|о|об|у|з|і|й|та|и|по|за|near|about|around|около|близько|приблизно|примерно)$/
