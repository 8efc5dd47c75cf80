/**
 * Words that machine translation puts where a person would not, and what they stood for. One row a slip: beginnings of words (four
 * letters) of which one must stand in the text, the words as they meet, folded and with a space around each, what they stood for,
 * and a sentence with it that a test reads. `war`: it is a slip only in a sentence about weapons (geraniums are flowers as well).
 */
export interface Slip {
  readonly by: readonly string[]
  readonly said: RegExp
  readonly beside: RegExp | null
  /** Completes “…” probably stands for …. */
  readonly meant: string
  readonly example: string
}

const weaponWords =
  / (?:drones?|uavs?|missiles?|rockets?|shahe?ds?|strikes?|attacks?|launch(?:ed|es)?|air defen[cs]es?|airfields?|front|troops|forces|military|ships?|salvo) /u

type Row = readonly [by: string, said: RegExp, meant: string, example: string, beside?: 'war']

const rows: readonly Row[] = [
  [
    'gera',
    / geraniums? /u,
    'the Geran drone',
    'Three Geraniums and two missiles were launched at Odesa.',
    'war',
  ],
  [
    'dagg',
    / daggers? (?:missiles?|complex(?:es)?|hypersonic) | hypersonic daggers? /u,
    'the Kinzhal missile',
    'A MiG-31K launched a Dagger missile.',
  ],
  [
    'cali',
    / caliber (?:missiles?|cruise) | cruise missiles? (?:caliber|calibre)s? | calibers /u,
    'the Kalibr missile',
    'The ship fired four Calibers in one salvo.',
    'war',
  ],
  [
    'mlrs rock mult hail',
    / (?:hail|hurricane|tornado) (?:mlrs|multiple launch|rocket launchers?|rocket systems?) | fired hails? /u,
    'the Grad, Uragan or Tornado rocket system',
    'The village was shelled from Hail MLRS.',
  ],
  [
    'shoc perc drum impa',
    / (?:shock|percussion|drum|impact) (?:drones?|uavs?|unmanned|bplas?) /u,
    'strike drones',
    'Russia sent 60 shock drones.',
  ],
  [
    'mope bala',
    / (?:mopeds?|balalaikas?) /u,
    'Shahed drones (a nickname)',
    'Two mopeds were shot down by air defence over the front.',
    'war',
  ],
  [
    'arri',
    / arrivals? (?:of|from) (?:an? )?(?:missiles?|rockets?|drones?|uavs?|shells?) | (?:missile|rocket|drone|shell) arrivals? /u,
    'hits',
    'There was an arrival of a missile in the district.',
  ],
  [
    'cott clap pops',
    / (?:cottons?|claps?|pops?) (?:was|were) heard | heard (?:a )?(?:cottons?|claps?|pops) | (?:loud|series of) (?:cottons?|claps) /u,
    'bangs (explosions)',
    'Residents heard loud claps at night.',
  ],
  [
    'char',
    / (?:military|combat|fighting) charges? (?:of|weighing) /u,
    'a warhead',
    'It carries a military charge of 50 kg.',
  ],
  [
    'part',
    / (?:fighting|combat|battle) parts? (?:of|weighing) /u,
    'a warhead',
    'The missile has a combat part weighing 450 kg.',
    'war',
  ],
  [
    'zero null hang hung rebo boun ligh',
    / (?:zeroing|hang up of) (?:the )?(?:alarm|alert) | (?:hang|hung) up (?:of )?the (?:alarm|alert) | (?:rebound|bounce|lights out) (?:of )?(?:the )?(?:alarm|alert|air alarm|missile danger|uav|air danger) /u,
    'the all-clear',
    'At 06:00 came the rebound of the missile danger.',
  ],
  [
    'wing',
    / wing(?:ed)? (?:missiles?|rockets?) /u,
    'cruise missiles',
    'Winged missiles were launched from the Caspian.',
  ],
  [
    'bomb',
    / (?:winged|corrected|managed|controlled|driven) (?:air|aviation|aerial) bombs? /u,
    'guided bombs',
    'Aircraft dropped managed aviation bombs.',
  ],
  [
    'work fulf',
    / anti air(?:craft)? defen[cs]e (?:worked|works) | (?:pvo|ppo|air defen[cs]e) (?:worked|worked out|works out|fulfilled) /u,
    'air defence was in action',
    'In the suburbs the PPO worked.',
  ],
  [
    'sold',
    / (?:big|large|great) soldiers?(?:ky|sky)? (?:district|region|raion) /u,
    'the Bolshesoldatsky District',
    'Shelling was reported in the Big Soldier district.',
  ],
  [
    'croo curv',
    / (?:crooked|curved) (?:horn|rog|rig) /u,
    'Kryvyi Rih',
    'An explosion was heard in Crooked Horn.',
  ],
  ['chur', / white church /u, 'Bila Tserkva', 'Drones flew towards White Church.', 'war'],
  ['wate', / yellow waters? /u, 'Zhovti Vody', 'A missile flew towards Yellow Waters.', 'war'],
  ['lima estu', / red (?:liman|estuary) /u, 'Lyman', 'Fighting goes on near Red Liman.'],
  ['popu', / (?:peace|calm|quiet) populations? /u, 'civilians', 'The strike hit the calm population.', 'war'],
  ['само', / (?:дрон|беспилотн)\S* самоубийц\S* /u, 'дроны-камикадзе', 'Запущены дроны-самоубийцы.'],
  ['само', / (?:дрон|безпілотн)\S* самогуб\S* /u, 'дрони-камікадзе', 'Запущено дрони-самогубці.'],
  ['заря', / (?:военный|военного|военным) заряд\S* /u, 'боевая часть', 'Дрон несёт военный заряд в 50 кг.'],
  [
    'голо',
    / (?:военн|військов)\S+ голов(?:а|ы|ой|у|и|ою) /u,
    'боевая часть, боєголовка',
    'Ракета має військову голову вагою 450 кг.',
  ],
  [
    'сайт',
    / пусков\S+ сайт\S* | сайт\S* (?:запуск|пуск)\S* /u,
    'место пуска',
    'Удар нанесён по сайтам запуска ракет.',
  ],
  [
    'рейд',
    / воздушн\S+ рейд\S* сирен\S* | сирен\S* (?:воздушн|повітрян)\S+ рейд\S* /u,
    'сирена воздушной тревоги',
    'В городе звучат сирены воздушного рейда.',
  ],
  [
    'ясно чист',
    / все (?:ясно|чисто) сигнал\S* | сигнал\S* все (?:ясно|чисто) /u,
    'отбой',
    'Подан сигнал все ясно.',
  ],
]

export const slips: readonly Slip[] = rows.map(([by, said, meant, example, beside]) => ({
  ...{ by: by.split(' '), said, meant, example },
  beside: beside === 'war' ? weaponWords : null,
}))

/** Abbreviations carried over from Russian or Ukrainian, and what must then stand beside them when the text spells them out. */
export const carriedOver: readonly {
  readonly short: RegExp
  readonly means: RegExp
  readonly meant: string
}[] = [
  {
    short: /^(?:bpla?s?|bpl[as]|бпла)$/,
    means: /drone|unmanned|uav|aerial|aircraft|беспилот|безпілот|безпилот|дрон/u,
    meant: 'беспилотный летательный аппарат, a drone',
  },
  {
    short: /^(?:mbr|мбр)$/,
    means: /intercontinental|icbm|ballistic|межконтинент|міжконтинент/u,
    meant: 'an intercontinental ballistic missile',
  },
  { short: /^(?:pvo|ppo|пво|ппо)$/, means: /air|defen[cs]e|воздуш|оборон|повітр/u, meant: 'air defence' },
  {
    short: /^(?:rszo|rszv|рсзо|рсзв)$/,
    means: /rocket|multiple|mlrs|реактив|залп/u,
    meant: 'multiple rocket launchers',
  },
  { short: /^(?:kabs?|каб)$/, means: /bomb|guided|бомб/u, meant: 'a guided bomb' },
  {
    short: /^(?:zsu|vsu|всу|зсу)$/,
    means: /ukrain|armed|forces|украин|украї|вооруж|збройн/u,
    meant: 'the Armed Forces of Ukraine',
  },
]
