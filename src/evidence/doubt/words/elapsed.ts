/** How texts say that time went by, and what happens at a time; on folded words with a space around each. */

export interface Elapsed {
  readonly said: RegExp
  /** “A few minutes” can be stretched; “ten minutes” cannot. */
  readonly vague: 'yes' | 'no'
  /** The least and the most minutes that it may mean. */
  readonly minutes: (met: RegExpExecArray) => readonly [least: number, most: number]
}

const around = (minutes: number): readonly [number, number] => [minutes * 0.6 - 2, minutes * 1.5 + 3]
const numerals: { readonly [word: string]: number } = {
  ...{
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    ten: 10,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    forty: 40,
  },
  ...{
    одну: 1,
    один: 1,
    две: 2,
    два: 2,
    три: 3,
    четыре: 4,
    пять: 5,
    шесть: 6,
    десять: 10,
    пятнадцать: 15,
    двадцать: 20,
    тридцать: 30,
    сорок: 40,
  },
  ...{ дві: 2, чотири: 4, шість: 6, двадцять: 20, тридцять: 30, пятнадцять: 15 },
}
const amount =
  '(\\d{1,3}|a|an|one|two|three|four|five|six|ten|fifteen|twenty|thirty|forty|одну|один|две|два|дві|три|четыре|чотири|пять|шесть|шість|десять|пятнадцать|пятнадцять|двадцать|двадцять|тридцать|тридцять|сорок)'
const valueOf = (word: string) => numerals[word] ?? Number(word)

export const elapsed: readonly Elapsed[] = [
  {
    said: / (?:(?:a )?(?:few|several|couple of) minutes later|(?:через|спустя) (?:несколько|пару) минут|(?:через|за) (?:кілька|декілька|пару) хвилин) /u,
    vague: 'yes',
    minutes: () => [2, 20],
  },
  {
    said: / (?:half an hour later|(?:через|спустя) полчаса|(?:через|за) (?:півгодини|пів години)) /u,
    vague: 'no',
    minutes: () => [20, 45],
  },
  {
    said: / (?:(?:a )?(?:few|several) hours later|(?:через|спустя) несколько часов|(?:через|за) кілька годин) /u,
    vague: 'yes',
    minutes: () => [100, 720],
  },
  {
    said: / (?:an hour later|(?:через|спустя) час|(?:через|за) годину) /u,
    vague: 'no',
    minutes: () => [40, 100],
  },
  {
    said: new RegExp(
      ` (?:${amount} minutes? later|(?:через|спустя|за) ${amount} (?:минут\\S{0,2}|хвилин\\S{0,2})) `,
      'u',
    ),
    vague: 'no',
    minutes: (met) => around(valueOf(met[1] ?? met[2]!)),
  },
  {
    said: new RegExp(
      ` (?:${amount} hours? later|(?:через|спустя|за) ${amount} (?:час(?:а|ов)|годин\\S{0,2})) `,
      'u',
    ),
    vague: 'no',
    minutes: (met) => around(valueOf(met[1] ?? met[2]!) * 60),
  },
]

/** “Lasted 45 minutes”; its minutes. */
export const lasted = {
  said: new RegExp(
    ` (?:lasted|lasting|длил\\S{1,4}|продлил\\S{1,4}|тривал\\S{1,2}|тривав) (?:for |about |around |около |близько |почти |майже |только |лише )?(?:${amount} )?(minutes?|hours?|минут\\S{0,2}|час(?:а|ов)?|хвилин\\S{0,2}|годин\\S{0,2}) `,
    'u',
  ),
  minutes: (met: RegExpExecArray): number | undefined => {
    const value = met[1] === undefined ? 1 : valueOf(met[1])
    return Number.isNaN(value) ? undefined : value * (/^(?:hour|час|годин)/.test(met[2]!) ? 60 : 1)
  },
} as const

/** Something that happens at one moment. */
export const happening =
  / (?:str(?:uck|ike|ikes)|hit|hits|explosions?|exploded|blasts?|attack(?:ed|s)?|shelling|shelled|collapsed|quake|earthquake|tremors?|landslide|accident|crash(?:ed)?) | (?:удар\S*|взрыв\S*|атак\S*|попал\S*|обстрел\S*|обруш\S*|землетрясени\S*|толч\S*|авари\S*|столкн\S*) | (?:вибух\S*|влуч\S*|обстріл\S*|обвал\S*|землетрус\S*|поштовх\S*|аварі\S*|зіткн\S*) /u

/** That the time in this sentence may be that of something else. */
export const otherTime =
  / (?:later|earlier|next|previous|following|before|another|second|again|also|already|yesterday|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|since|until|ended|clear) | (?:позже|ранее|раньше|накануне|затем|потом|снова|повторн\S*|втор\S{2}|еще|уже|вчера|сегодня|завтра|отбой\S*) | (?:пізніше|раніше|напередодні|потім|знову|повторн\S*|друг\S{1,2}|ще|вже|вчора|учора|сьогодні|завтра|відбій|відбою) | (?:january|february|march|april|june|july|august|september|october|november|december) | (?:січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря) /u

/** What happens at a place once in a few hours; two times of it are two events or one mistake. */
export const onceAt: readonly (readonly [string, RegExp])[] = [
  ['quake', / (?:quake|earthquake|землетрясени\S*|землетрус\S*) /u],
  ['plane', / (?:plane|airliner|aircraft|самолет\S*|літак\S*) (?:\S+ )?(?:crashed|разбил\S*|розбив\S*) /u],
  ['dam', / (?:dam|dyke|дамб\S*|плотин\S*|гребл\S*) (?:\S+ )?(?:burst|broke|failed|прорвал\S*|прорва\S*) /u],
]
