/** Who gives announcements: the words for their offices and bodies, and what each is called in English. */

export interface Office {
  readonly words: RegExp
  readonly english: string
  /** Which kind of place it is the office of. */
  readonly of: 'region' | 'city' | 'place' | 'country'
  /** In these forms the name behind it stands in the genitive. */
  readonly genitive?: RegExp
}

/** Each is tried at a folded word; the first that fits counts. */
export const offices: readonly Office[] = [
  {
    words: /^губернатор(?:а|у|ом)?$|^губернаторк\p{L}*$|^governors?$/u,
    english: 'governor',
    of: 'region',
    genitive: /^губернатора$/,
  },
  {
    words: /^(?:мэр|мер)(?:а|у|ом)?$|^мэром$|^mayor$/u,
    english: 'mayor',
    of: 'city',
    genitive: /^мэра$|^мера$/,
  },
  { words: /^глав(?:а|ы|е|у|ой)$/u, english: 'head', of: 'place', genitive: /^главы$/ },
  {
    words: /^(?:начальник|очільник|голова)(?:а|у|ом)?$|^голови$|^head$/u,
    english: 'head',
    of: 'place',
    genitive: /^(?:начальника|очільника|голови)$/,
  },
  { words: /^(?:министр|міністр|minister)$/u, english: 'minister', of: 'country' },
]

export interface Body {
  /** Folded words side by side. */
  readonly words: RegExp
  readonly english: string
  /** `region`: it is that of a region, named after it where the text says which. */
  readonly of: 'region' | 'city' | 'none'
}

/** Tried on up to five folded words joined by spaces, from each word on. */
export const bodies: readonly Body[] = [
  {
    words:
      /^(?:гу мчс|(?:региональн\p{L}* )?(?:главн\p{L}* )?управлени\p{L}* мчс|регионально\p{L}* мчс|(?:regional )?(?:branch|management|directorate|department|office) of (?:the )?(?:russian )?(?:emergency situations ministry|ministry of emergency situations|emergencies ministry))/u,
    english: 'MChS of Russia, {region} directorate',
    of: 'region',
  },
  {
    words: /^мчс(?: россии)?(?= |$)|^(?:the )?russian emergenc\p{L}+ (?:situations )?ministry/u,
    english: 'MChS of Russia',
    of: 'none',
  },
  {
    words: /^(?:дснс|державн\p{L}* служб\p{L}* (?:україни )?з надзвичайн|(?:the )?state emergency service)/u,
    english: 'State Emergency Service of Ukraine',
    of: 'none',
  },
  {
    words:
      /^(?:пс зсу|повітрян\p{L}* сил\p{L}*|воздушн\p{L}* сил\p{L}* всу|(?:the )?(?:ukrainian )?air force)/u,
    english: 'Air Force of the Armed Forces of Ukraine',
    of: 'none',
  },
  { words: /^рсчс(?= |$)/u, english: 'RSChS', of: 'none' },
  {
    words:
      /^(?:оперативн\p{L}* штаб\p{L}*|оперштаб\p{L}*|operational headquarters|operations? headquarters)/u,
    english: 'operational headquarters of {region}',
    of: 'region',
  },
  {
    words: /^(?:оперативн\p{L}*|экстренн\p{L}*|екстрен\p{L}*) служб\p{L}*|^emergency services/u,
    english: 'emergency services of {region}',
    of: 'region',
  },
  {
    words:
      /^(?:кмва|киї?всько\p{L}* міськ\p{L}* військов\p{L}* адміністраці\p{L}*|kyiv city military administration)/u,
    english: 'Kyiv City Military Administration',
    of: 'none',
  },
  {
    words:
      /^(?:(?:\p{L}+(?:[сцз]ьк(?:а|ої|ою|ій)) )?(?:ова|ода|обласн\p{L}* (?:військов\p{L}*|державн\p{L}*) адміністраці\p{L}*))(?= |$)/u,
    english: '{region} OVA',
    of: 'region',
  },
  {
    words:
      /^(?:мэри[яиюе]|администраци\p{L}*|міськ\p{L}* рад\p{L}*|city (?:administration|council|hall))(?= |$)/u,
    english: 'administration of {city}',
    of: 'city',
  },
  { words: /^росавиаци\p{L}*/u, english: 'Rosaviatsiya', of: 'none' },
  { words: /^(?:росгидромет|гидрометцентр)\p{L}*/u, english: 'Hydrometcentre of Russia', of: 'none' },
  { words: /^(?:укргідрометцентр)\p{L}*/u, english: 'Ukrainian Hydrometeorological Centre', of: 'none' },
  {
    words: /^(?:минобороны|министерств\p{L}* обороны|(?:the )?russian (?:defence|defense) ministry)/u,
    english: 'Ministry of Defence of Russia',
    of: 'none',
  },
]

/** Verbs by which something is announced. */
export const announces =
  /^(?:сообщи(?:л|ла|ли|ло)|сообща(?:ет|ют)|написа(?:л|ла|ли|ло)|пишет|пишут|писало|объяви(?:л|ла|ли|ло)|заяви(?:л|ла|ли|ло)|предупреди(?:л|ла|ли|ло)|передает|передали|уточни(?:л|ла|ли)|рассказа(?:л|ла|ли)|отмени(?:л|ла)|сделал(?:а)?|ввел|ввела|повідоми(?:в|ла|ли|ло)|повідомля(?:є|ють)|написав|написала|пише|попереди(?:в|ла|ли|ло)|оголоси(?:в|ла|ли)|заяви(?:в|ла)|кажуть|каже|said|says|wrote|writes|posted|announced|warned|declared|reported|stated)$/

/** First names whose English form is no transliteration. */
export const firstNames: { readonly [name: string]: string } = {
  александр: 'Alexander',
  алексей: 'Alexei',
  андрей: 'Andrei',
  максим: 'Maxim',
  сергей: 'Sergei',
  евгений: 'Yevgeny',
  ксения: 'Ksenia',
  виталий: 'Vitaly',
}
