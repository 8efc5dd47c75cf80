/**
 * Since when there are weapons, offices and events that the news names, so that what comes before its time is noticed. Days are
 * those of the first public mention, of the oath or the decree, of the event itself; patterns are tried on folded words.
 */
export interface Known {
  readonly what: string
  readonly named: RegExp
  /** The first day on which it can be told of, YYYY-MM-DD. */
  readonly since: string
  /** The last one; only of what is strictly over: a president is called so for life. */
  readonly until?: string
  /** Older things of the kind: only where this stands in the sentence too it is what is meant. */
  readonly beside?: RegExp
}

const ukrainian = / (?:ukrain\S*|kyiv|зсу|всу|украин\S*|укра[їі]н\S*|afu|херсон\S*|kherson) /u

export const weaponsSince: readonly Known[] = [
  {
    what: 'the Shahed-136 was first seen in use in September 2022',
    named:
      / (?:shahe?e?ds?|shahids?|gerans?)(?: 136s?| 2)? (?!131|238|\S*school)| шах[еі]д\S* | геран(?:ь|и|ью|ей|ям|ями|ях|і|ню|ня|ні) /u,
    since: '2021-07-01',
  },
  {
    what: 'the Kinzhal was made public on 1 March 2018',
    named: / kinzhals? | кинжал(?:ы|а|ов|ами|ом)? | кинджал(?:и|а|ів|ами|ом)? /u,
    since: '2017-12-01',
    beside: / (?:missiles?|mig|ракет\S*|миг|міг|пуск\S*|запуск\S*) /u,
  },
  {
    what: 'the Oreshnik was first used on 21 November 2024',
    named: / oreshniks? | орешник(?:а|ов|ом|и)? | орєшнік(?:а|ів|ом)? /u,
    since: '2024-11-21',
    beside: / (?:missiles?|ballistic|ракет\S*|баллист\S*|баліст\S*) /u,
  },
  {
    what: 'the Zircon was first tested in the middle of the 2010s',
    named: / (?:zircons?|tsirkons?) | циркон(?:ы|а|ов|ами|ом|и|ів)? /u,
    since: '2015-01-01',
    beside: / (?:missiles?|hypersonic|ракет\S*|гиперзвук\S*|гіперзвук\S*) /u,
  },
  {
    what: 'the Flamingo missile was shown in August 2025',
    named: / (?:flamingo|фламинго|фламінго) /u,
    since: '2025-08-01',
    beside: / (?:missiles?|ракет\S*) /u,
  },
  {
    what: 'the Lancet was shown in June 2019',
    named: / lancets? (?:drones?|uavs?|munitions?) | ланцет\S{0,3} /u,
    since: '2019-06-01',
  },
  {
    what: 'HIMARS reached Ukraine in June 2022',
    named: / (?:himars|хаймарс\S*|хімарс\S*) /u,
    since: '2022-06-01',
    beside: ukrainian,
  },
  {
    what: 'ATACMS were first fired by Ukraine in October 2023',
    named: / atacms /u,
    since: '2023-10-01',
    beside: ukrainian,
  },
  {
    what: 'Storm Shadow reached Ukraine in May 2023',
    named: / storm shadows? | шторм шэдоу /u,
    since: '2023-05-01',
    beside: ukrainian,
  },
  {
    what: 'the first F-16s reached Ukraine in the summer of 2024',
    named: / f 16s? /u,
    since: '2024-07-01',
    beside:
      / (?:ukrainian|ukraines|українськ\S+|украинск\S+) (?:f 16|pilots?|пілот\S*|пилот\S*|винищувач\S*|истребител\S*) /u,
  },
]

const office = (what: string, named: RegExp, since: string, until?: string): Known => ({
  ...{ what, named, since },
  ...(until === undefined ? {} : { until }),
})
const defence =
  '(?:defen[cs]e minister|minister of defen[cs]e|министр\\S{0,2} обороны|глав\\S{1,2} минобороны|міністр\\S{0,2} оборони)'
const premier =
  '(?:prime minister|premier|премьер\\S*|премьер министр\\S{0,2}|прем[еє]р\\S*|прем[еє]р міністр\\S{0,2})'
const commander =
  '(?:commander in chief|главком\\S{0,2}|главнокомандующ\\S{2,3}|головком\\S{0,2}|головнокомандувач\\S{0,2})'
const held = (title: string, surname: string) => new RegExp(` ${title} (?:\\S+ )?(?:${surname}) `, 'u')

export const officesSince: readonly Known[] = [
  office(
    'Volodymyr Zelenskyy became president on 20 May 2019',
    held('(?:president|президент\\S{0,2})', 'zelensk\\S+|зеленськ\\S+|зеленск\\S+'),
    '2019-05-20',
  ),
  office(
    'Joe Biden became president on 20 January 2021',
    held('(?:president|президент\\S{0,2})', 'biden|байден\\S{0,2}'),
    '2021-01-20',
  ),
  office(
    'Donald Trump became president on 20 January 2017',
    held('(?:president|президент\\S{0,2})', 'trump|трамп\\S{0,2}'),
    '2017-01-20',
  ),
  office(
    'Sergei Shoigu was defence minister from November 2012 to May 2024',
    held(defence, 'shoigu|шойгу'),
    '2012-11-06',
    '2024-05-14',
  ),
  office(
    'Andrei Belousov became defence minister in May 2024',
    held(defence, 'belousov|белоусов\\S{0,2}|бєлоусов\\S{0,2}'),
    '2024-05-12',
  ),
  office(
    'Oleksii Reznikov was defence minister from November 2021 to September 2023',
    held(defence, 'reznikov|резніков\\S{0,2}|резников\\S{0,2}'),
    '2021-11-04',
    '2023-09-06',
  ),
  office(
    'Rustem Umerov was defence minister from September 2023 to July 2025',
    held(defence, 'umerov|умеров\\S{0,2}|умєров\\S{0,2}'),
    '2023-09-06',
    '2025-07-17',
  ),
  office(
    'Denys Shmyhal was prime minister from March 2020 to July 2025',
    held(premier, 'shmyhal|shmygal|шмигал\\S{0,2}|шмыгал\\S{0,2}'),
    '2020-03-04',
    '2025-07-17',
  ),
  office(
    'Yuliia Svyrydenko became prime minister in July 2025',
    held(premier, 'svyrydenko|свириденко'),
    '2025-07-16',
  ),
  office(
    'Mikhail Mishustin became prime minister in January 2020',
    held(premier, 'mishustin|мишустин\\S{0,2}|мішустін\\S{0,2}'),
    '2020-01-16',
  ),
  office(
    'Valerii Zaluzhnyi commanded from July 2021 to February 2024',
    held(commander, 'zaluzhn\\S+|залужн\\S+'),
    '2021-07-27',
    '2024-02-09',
  ),
  office(
    'Oleksandr Syrskyi took command in February 2024',
    held(commander, 'syrsk\\S+|сирськ\\S+|сырск\\S+'),
    '2024-02-08',
  ),
  office(
    'Jens Stoltenberg led NATO from October 2014 to October 2024',
    held(
      '(?:secretary general|генсек\\S{0,2}|генеральн\\S+ секретар\\S+)',
      '(?:нато |nato )?(?:\\S+ )?(?:stoltenberg|столтенберг\\S{0,2})',
    ),
    '2014-10-01',
    '2024-10-02',
  ),
  office(
    'Mark Rutte has led NATO since October 2024',
    held(
      '(?:secretary general|генсек\\S{0,2}|генеральн\\S+ секретар\\S+)',
      '(?:нато |nato )?(?:\\S+ )?(?:rutte|рютте)',
    ),
    '2024-10-01',
  ),
  office(
    'Rafael Grossi became director general in December 2019',
    held(
      '(?:director general|iaea (?:chief|head)|глав\\S{1,2} магате|гендиректор\\S{0,2} магате)',
      'grossi|гросси|гроссі',
    ),
    '2019-12-03',
  ),
  office(
    'Alexander Khinshtein became governor of Kursk Oblast in December 2024',
    held('(?:governor|губернатор\\S{0,2})', 'khinshtein|хинштейн\\S{0,2}|хінштейн\\S{0,2}'),
    '2024-12-05',
  ),
]

export const eventsSince: readonly Known[] = [
  {
    what: 'the full-scale invasion began on 24 February 2022',
    named:
      / (?:full scale (?:russian )?(?:invasion|war)|полномасштабн\S+ (?:российск\S+ )?(?:вторжени\S+|войн\S+)|повномасштабн\S+ (?:російськ\S+ )?(?:вторгненн\S+|війн\S+)|special military operation|специальн\S+ военн\S+ операци\S+) /u,
    since: '2022-02-24',
  },
  {
    what: 'the Kakhovka dam was destroyed on 6 June 2023',
    named:
      / (?:destruction of (?:the )?kakhovka(?: dam)?|kakhovka (?:dam|hydro\S* (?:power )?(?:plant|station)) (?:was |had been )?(?:destroyed|blown up|breached|collapsed?|burst)|(?:подрыв\S{0,2}|разрушени\S+|прорыв\S{0,2}) каховск\S+ гэс|(?:підрив\S{0,2}|руйнуванн\S+) каховськ\S+ гес) /u,
    since: '2023-06-06',
  },
  {
    what: 'the accident at Chornobyl was on 26 April 1986',
    named:
      / (?:chern?obyl|chornobyl) (?:disaster|accident|catastrophe|explosion) | (?:авари\S+|катастроф\S+|взрыв\S{0,2}) на чернобыльск\S+ (?:аэс|станции) | (?:аварі\S+|катастроф\S+|вибух\S{0,2}) на чорнобильськ\S+ (?:аес|станції) | чернобыльск\S+ катастроф\S+ | чорнобильськ\S+ катастроф\S+ /u,
    since: '1986-04-26',
  },
  {
    what: 'the accident at Fukushima was on 11 March 2011',
    named:
      / fukushima (?:disaster|accident|catastrophe) | (?:авари\S+|катастроф\S+) на фукусим\S+ | (?:аварі\S+|катастроф\S+) на фукусім\S+ /u,
    since: '2011-03-11',
  },
  {
    what: 'the attack on Crocus City Hall was on 22 March 2024',
    named:
      / crocus city hall (?:attack|shooting) | (?:attack on|shooting at) (?:the )?crocus | теракт\S{0,2} в крокус\S* /u,
    since: '2024-03-22',
  },
  {
    what: 'Ukrainian troops entered Kursk Oblast on 6 August 2024',
    named:
      / kursk (?:incursion|offensive) | incursion into (?:the )?kursk | вторжени\S+ в курск\S+ област\S+ | курськ\S+ операці\S+ /u,
    since: '2024-08-06',
    beside: / (?:ukrain\S*|всу|зсу|украин\S*|україн\S*|incursion) /u,
  },
]

/** Something is done with it, or somebody does something, at that time. */
export const using =
  / (?:struck|hit|hits|attacked|launched|fired|killed|dropped|destroyed|shot|downed|intercepted|crashed|fell|used|damaged|wounded|injured) | (?:ударил\S*|атаковал\S*|поразил\S*|попал\S*|выпустил\S*|выпущен\S*|запустил\S*|запущен\S*|нанес\S*|сбил\S*|сбит\S*|применил\S*|уничтожил\S*|упал\S*|убил\S*) | (?:вдарив|вдарил\S*|атакува\S*|уразил\S*|влучи\S*|випустив|випустил\S*|випущен\S*|запусти\S*|запущен\S*|завдал\S*|збив|збил\S*|збит\S*|застосува\S*|знищил\S*|впав|впал\S*|упав|убил\S*|вбил\S*) /u
export const acting =
  /^(?:said|says|told|signed|announced|ordered|visited|met|declared|warned|addressed|confirmed|reported|wrote|stated|arrived|opened|inspected|заявил\S?|сказал\S?|подписал\S?|объявил\S?|приказал\S?|посетил\S?|сообщил\S?|написал\S?|доложил\S?|приехал\S?|заявив|заявила|сказав|сказала|підписав|підписала|оголосив|оголосила|наказав|відвідав|відвідала|повідомив|повідомила|написав|написала|доповів)$/u
/** Where a name is told with hindsight, or a thing is compared, made ready or only expected. */
export const hindsight =
  / (?:no|not|never|then|future|later|former|ex|first|since|before|until|yet|ahead|develop\S*|design\S*|prototype\S*|project\S*|tests?|tested|plans?|planned|unlike|like|compared|than|nobody|anniversary|born|before|prior|would|will|archive|elected|candidate|comedian|actor) | (?:не|нет|никогда|тогда\S*|будущ\S*|позже|позднее|бывш\S*|экс|впервые|первы\S*|до|перед|еще|разработ\S*|испыт\S*|проект\S*|планир\S*|в отличие|чем|никто|годовщин\S*|родил\S*|избран\S*|кандидат\S*|актер\S*) | (?:ні|немає|ніколи|тоді|тодішн\S*|майбутн\S*|пізніше|колишн\S*|уперше|вперше|перш\S*|ще|розроб\S*|випроб\S*|проєкт\S*|плану\S*|на відміну|ніж|ніхто|річниц\S*|народи\S*|обран\S*|кандидат\S*|актор\S*) /u
/** Between an event and its day. */
export const onItsDay =
  /^(?:(?:of|in|on|that|which|it|was|had|been|began|begun|started|happened|occurred|destroyed|launched|in early|late|в|во|на|у|що|яке|яка|которое|которая|началось|началась|начавшегося|начавшейся|произошедшей|случилось|случилась|почалося|почалась|розпочалося|сталася|стався|року|года) ?)*$/u
/** Before an event: the day is that of something earlier. */
export const earlierThan =
  / (?:before|ahead|prior|until|till|eve|до|перед|накануне|напередодні|до початку|years? earlier) /u
/** Between a day and an event that came before it. */
export const laterThan =
  /^(?:(?:after|following|since|amid|during|the|beginning|start|outbreak|of|with|days?|weeks?|months?|a|an|one|two|three|few|several|после|начала|с|во время|на фоне|в ходе|через|день|дня|неделю|месяц|месяца|год|года|після|початку|з|під час|на тлі|через|тиждень|місяць|рік|роки) ?)+$/u
/** States and bodies that are no more, still told as acting. */
export const actsNoMore: readonly Known[] = [
  {
    what: 'the Soviet Union ceased to exist on 26 December 1991',
    named: / (?:soviet union|ussr|советск\S+ союз\S*|ссср|радянськ\S+ союз\S*|срср) /u,
    since: '1922-12-30',
    until: '1991-12-27',
  },
]
export const inMemory =
  / (?:former|after|since|collapse|built|made|era|times|dissol\S*|fall|old|legacy|like|inherited|back|designed) | (?:бывш\S*|распад\S*|после|времен\S*|эпох\S*|построен\S*|сделан\S*|еще|развал\S*|наследи\S*|производств\S*|выпуск\S*) | (?:колишн\S*|розпад\S*|після|часів|час|епох\S*|збудован\S*|зроблен\S*|ще|спадщин\S*|виробництв\S*|випуск\S*) /u
/** Of an office: who holds it not yet or no more is told as such. */
export const otherTenure =
  / (?:then|future|later|former|formerly|ex|first|since|before|until|predecessor|successor|anniversary|born|elected|candidate|comedian|actor|archive) | (?:тогда\S*|будущ\S*|позже|бывш\S*|экс|впервые|до|перед|предшественник\S*|преемник\S*|годовщин\S*|родил\S*|избран\S*|кандидат\S*|актер\S*|архив\S*) | (?:тоді|тодішн\S*|майбутн\S*|пізніше|колишн\S*|уперше|вперше|попередник\S*|наступник\S*|річниц\S*|народи\S*|обран\S*|кандидат\S*|актор\S*|архів\S*) /u
