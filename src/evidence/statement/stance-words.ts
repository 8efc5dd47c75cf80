/** Words by which a sentence guesses, denies, asks for something or threatens, whoever says it; one short list per language. */
import type { TextLanguage } from '../text/text-language.ts'

interface StanceWords {
  readonly hedges: RegExp
  readonly denials: RegExp
  readonly calls: RegExp
  /** How a quoted sentence begins that tells people what to do. */
  readonly orders: RegExp
  readonly threats: RegExp
  readonly silence: RegExp
}

/** Whole words or phrases; `~` stands for any ending. */
function any(list: string): RegExp {
  const choices = list
    .split('|')
    .map((phrase) => phrase.trim().replaceAll('~', '\\p{L}*').replaceAll(' ', '[\\s\\u00a0]+'))
    .join('|')
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${choices})(?![\\p{L}\\p{N}])`, 'iu')
}

export const stanceWords: { readonly [language in TextLanguage]: StanceWords } = {
  en: {
    hedges: any(
      'may|might|perhaps|possibly|probably|presumably|allegedly|reportedly|supposedly|apparently|seemingly|likely|maybe|' +
        'could be (?:the|a|an|more|nothing|due|because|behind|part|another|in|on|linked|related|under)|could (?:fail|collapse|flood|overflow|reach|exceed|erupt|explode|fall|last|take|climb|spill|burst|spread|have|well|soon|also|even|still|temporarily|possibly|become|lead|cause|indicate|mean|follow|result|affect|trigger|spark|worsen|escalate|strike|attack|hit|begin|start|come|happen|occur|hamper|bring|rise|reach)|' +
        'appears to|appear to|seems to|seem to|unconfirmed|is believed|are believed|is thought|are thought|is suspected|' +
        'is expected to|are expected to|cannot be ruled out|in all likelihood|it is possible|is possible that',
    ),
    denials: any(
      'no \\p{L}+(?: \\p{L}+){0,2} (?:was|were|is|are|has been|have been|had been)|' +
        'no (?:(?:immediate|direct|further|serious|major|new|other|such|known|reported|confirmed) )?(?:one|dead|casualties|injuries|victims|deaths|fatalities|damage|destruction|harm|threat|danger|consequences|injured|losses|' +
        'evidence|indications?|confirmation|signs?|word|reports?|need|plans?|fires?|radiation|leaks?|impact|outages?|explosions?|disruptions?)|nobody|none of|' +
        'there (?:is|are|was|were|has been|have been|had been) no|without (?:casualties|injuries|victims|damage|harm|loss of life)|' +
        "(?:is|are|was|were|has|have|had|did|does|do) not|never happened|(?:isn|aren|wasn|weren|hasn|haven|hadn|didn|doesn)[’']t|" +
        'untrue|fake|false|not true',
    ),
    calls: any(
      '(?:is|are|was|were) (?:needed|required|urgently needed|necessary)|must|need to|needs to|have to|has to|should|ought to|' +
        "please|let us|do not|don[’']t|(?:stay|remain) (?:at|indoors|inside|home|away|in|off|put|alert|calm|tuned|safe|vigilant|cautious|where|under|out)|take shelter|avoid|keep away|we ask|we call|we urge|be ready to",
    ),
    orders:
      /^["“‘«'\s]*(?:if\s[^,.]{3,80},\s)?(?:please\s+)?(?:take|stay|keep|leave|move|go|avoid|do not|don[’']t|follow|listen|call|check|remain|seek|evacuate|prepare|turn|close|drink|boil|use|be (?:ready|careful|prepared)|stop|remember|ignore|trust|look after|help)\s(?!(?:is|was|are|were|has)\s)/iu,
    threats: any(
      '(?:response|answer) will (?:be|follow|come|take|not)|will (?:face|receive|get) a (?:\\p{L}+ )?response|will retaliate|would retaliate|retaliate (?:against|for|if|with)|will take revenge|reprisals will|will respond|will be (?:destroyed|punished|struck|hit)|will strike|will destroy|will pay|' +
        'right to (?:strike|hit|attack|respond|retaliate|use)|consequences will|face consequences|severe consequences|' +
        'legitimate targets?|harsh response|crushing response|will not go unanswered|unpunished',
    ),
    silence: any(
      '(?:no|without) (?:immediate )?comments?|(?:did|does|do|has|have|had|would|could|will) not (?:immediately |yet |publicly |officially )?' +
        '(?:comment~|say|said|specif~|provid~|give~|given|disclos~|name~|confirm~|elaborat~|clarif~|report~|releas~|respond~|answer~|offer~|reveal~|identif~|detail~)|' +
        "(?:has|have|had) yet to (?:comment|respond|say|confirm|react|answer|reply)|(?:declined|refused|refrained|unwilling|unable) (?:to|from)|(?:do not|don[’']t) know|cannot comment|can[’']t comment|left (?:an? )?(?:requests?|questions?) (?:for comment )?unanswered|ha(?:d|s|ve) nothing to add|(?:kept|keeps|remained|remains|stayed|stays) (?:silent|quiet)|(?:offer|offered|offering|giving|gave) no (?:further )?details|" +
        '(?:refer|referred|sent|sends|directed|redirected) (?:the )?(?:further )?(?:questions|journalists|reporters|inquiries|enquiries|queries) to',
    ),
  },
  ru: {
    hedges: any(
      'возможно|вероятно|предположительно|по-видимому|видимо|якобы|может быть|могут быть|мог быть|могла быть|могло быть|могли быть|' +
        'не исключено|скорее всего|наверное|похоже|кажется|вероятн~|возможн~|предполагаем~|может произойти|может стать|могут стать|может привести|' +
        '(?<!не )мо(?:жет|гут) (?:вновь |снова |еще |быстро )?(?:подняться|находиться|оставаться|произойти|обрушиться|усилиться|достичь|достигнуть|вырасти|прорвать|затопить|начаться|повториться|оказаться|погибнуть|продолжиться|превысить|выйти|пострадать|вызвать|возникнуть|нанести|атаковать|ударить)|не исключа~|ожидаем|ожидается|ожидаются|прогнозируем|прогнозируется|прогнозируются',
    ),
    denials: any(
      'нет|не было|не (?!исключ|уда|прекращ|останавл|сомнев)\\p{L}+(?:ется|ится|ются|ятся)|не (?!удал|получ|довел|остал|справ|сдал|сомнев)\\p{L}+(?:лся|лась|лось|лись)|не \\p{L}{3,}(?:ен|ена|ено|ены|ан|ана|аны)|не пострадал~|не зафиксирован~|не поступал~|не поступил~|не задет~|не поврежден~|не повреждён~|не обнаружен~|не допущен~|' +
        'не произошло|не выявлен~|не превыша~|никто не|обошлось без|не вид(?:им|ел~|ят)|не наблюда~|не объявля~|без (?:пострадавших|разрушений|жертв|последствий)|отсутству~|не соответству~|' +
        'не подтвержда~|не планиру~|не вводил~|не требу~|не нужн~|не понадобил~|фейк~|неправд~|ложн~|ложь|ложью|не угрожа~|удалось избежать',
    ),
    calls: any(
      'просят|рекомендуется|рекомендовано|необходимо|нужно|надо|следует|просим|прошу|призываем|призываю|пожалуйста|сохраняйте|оставайтесь|не подходите|не выходите|' +
        'не публикуйте|соблюдайте|укройтесь|пройдите|спуститесь|должны|должен|требуем|рекомендуем|воздержитесь|не покидайте|звоните|избегайте|покиньте|держитесь',
    ),
    orders: /^["“‘«'\s—–-]*(?:не\s+)?\p{L}{2,20}(?:йте|ьте|йтесь|ьтесь)(?!\p{L})/iu,
    threats: any(
      'ответ (?:последует|будет|не заставит)|последу~ ответ|возмезди~|ответн~ удар~|нанес~ ответн~|будет уничтожен~|будут уничтожен~|жестк~ ответ~|жёстк~ ответ~|сокрушительн~|отомст~|' +
        'законн~ цел~|легитимн~ цел~|имеет право (?:ударить|нанести|применить)|вправе (?:ударить|нанести|применить)|не останется без ответа|не останутся безнаказанн~|пожале~ об этом|поплат~',
    ),
    silence: any(
      'не знаем|не знаю|комментировать не (?:могу|стал~|будем|буду|можем)|не (?:комментиру~|прокомментировал~|уточнил~|уточня~|сообщил~|сообща~|раскры~|назвал~|называ~|' +
        'привел~|приводит~|приводят)|не стал~ (?:комментировать|уточнять|отвечать|называть)|без комментариев|отказа~ (?:от комментариев|комментировать)|' +
        'от ответа уш~|от комментариев (?:отказа~|воздержа~)|воздержа~ от|ушел от ответа|ушла от ответа|не подтвердил~ и не опроверг~',
    ),
  },
  uk: {
    hedges: any(
      'можливо|ймовірно|імовірно|напевно|мабуть|нібито|схоже|ймовірн~|імовірн~|можлив~|може бути|можуть бути|міг бути|могла бути|' +
        '(?<!не )мо(?:же|жуть) (?:знову |ще |швидко )?(?:піднятися|піднятись|перебувати|залишатися|залишатись|статися|статись|обвалитися|посилитися|сягнути|досягти|зрости|прорвати|затопити|початися|повторитися|опинитися|загинути|тривати|перевищити|вийти|постраждати|спричинити|виникнути|завдати|атакувати|вдарити)|не виключено|очікуємо|очікується|очікуються|прогнозуємо|прогнозується|прогнозуються|не виключа~|найімовірніше|здається|очевидно, що може',
    ),
    denials: any(
      'немає|нема|не було|не (?!виключ|вда|припин|сумнів)\\p{L}+(?:ється|иться|їться|ються|яться)|не (?!вдал|довел|залиш|спромог)\\p{L}+(?:лося|лася|лися)|не \\p{L}{3,}(?:ено|ена|ені|ано|ана|ані)|не перевищ~|не постражда~|не зафіксован~|не надходил~|не надійшл~|не пошкоджен~|не виявлен~|не допущен~|не сталося|ніхто не|не бачимо|не бачить|не спостеріга~|не оголошува~|обійшлося без|' +
        'без (?:постраждалих|руйнувань|жертв|наслідків)|відсутн~|не відповіда~|не підтвердж~|не планує~|не потрібн~|фейк~|неправд~|не загрожу~|вдалося уникнути|минулося без',
    ),
    calls: any(
      'просять|рекомендовано|рекомендується|необхідно|потрібно|треба|слід|просимо|прошу|закликаємо|закликаю|будь ласка|зберігайте|залишайтеся|залишайтесь|не виходьте|не підходьте|' +
        'не публікуйте|дотримуйтеся|дотримуйтесь|прямуйте|пройдіть|перебувайте|мають|повинн~|рекомендуємо|утримайтеся|не ігноруйте|телефонуйте|уникайте|подбайте',
    ),
    orders: /^["“‘«'\s—–-]*(?:не\s+)?\p{L}{2,20}(?:йте|ьте|йтесь|йтеся|ьтесь|ьтеся)(?!\p{L})/iu,
    threats: any(
      'відповідь (?:буде|не забариться|пролунає)|отримає~ відповідь|відплат~|удар~ у відповідь|буде знищен~|будуть знищен~|жорстк~ відповід~|нищівн~|помст~|законн~ ціл~|легітимн~ ціл~|має право (?:вдарити|завдати)|не залишиться без відповіді|пошкоду~',
    ),
    silence: any(
      'не знаємо|не знаю|не коменту~|не прокоментува~|не уточни~|не уточню~|не повідоми~|не повідомля~|не розкри~|не назва~|не назива~|без коментарів|' +
        'відмови~ (?:від коментарів|коментувати)|коментувати не (?:можу|став~|буду|будемо)|утрима~ від|ухили~ від|не став~ (?:коментувати|уточнювати)',
    ),
  },
}
