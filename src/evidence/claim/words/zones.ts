/** Clocks that texts name, in three languages, each by its name in the IANA time zone database. Notation: lexicon.ts. */

/** `local`: of wherever it happened. */
export type ZoneName = string

/** Russian regions whose clocks are not Moscow’s, by ISO 3166-2. */
export const clockOfRegion: { readonly [code: string]: ZoneName } = {
  ...each('Europe/Kaliningrad', 'KGD'),
  ...each('Europe/Samara', 'SAM UD'),
  ...each('Europe/Saratov', 'SAR'),
  ...each('Europe/Astrakhan', 'AST'),
  ...each('Europe/Ulyanovsk', 'ULY'),
  ...each('Asia/Yekaterinburg', 'BA KGN ORE PER SVE TYU CHE KHM YAN'),
  ...each('Asia/Omsk', 'OMS'),
  ...each('Asia/Novosibirsk', 'NVS'),
  ...each('Asia/Barnaul', 'AL ALT'),
  ...each('Asia/Tomsk', 'TOM'),
  ...each('Asia/Novokuznetsk', 'KEM'),
  ...each('Asia/Krasnoyarsk', 'KYA TY KK'),
  ...each('Asia/Irkutsk', 'IRK BU'),
  ...each('Asia/Chita', 'ZAB'),
  ...each('Asia/Yakutsk', 'AMU'),
  ...each('Asia/Vladivostok', 'PRI KHA YEV'),
  ...each('Asia/Magadan', 'MAG'),
  ...each('Asia/Sakhalin', 'SAK'),
  ...each('Asia/Kamchatka', 'KAM'),
  ...each('Asia/Anadyr', 'CHU'),
}

function each(zone: ZoneName, codes: string): { readonly [code: string]: ZoneName } {
  return Object.fromEntries(codes.split(' ').map((code) => [`RU-${code}`, zone]))
}

/** “По самарскому времени”, “за камчатським часом”: whose time, by the stem of the adjective. */
const adjectives: readonly (readonly [ZoneName, string])[] = [
  ['Europe/Kaliningrad', 'калининградск калінінградськ'],
  ['Europe/Samara', 'самарск самарськ удмуртск ижевск'],
  ['Europe/Saratov', 'саратовск саратовськ'],
  ['Europe/Astrakhan', 'астраханск астраханськ'],
  ['Europe/Ulyanovsk', 'ульяновск'],
  [
    'Asia/Yekaterinburg',
    'екатеринбургск свердловск уральск челябинск пермск башкирск уфимск тюменск оренбургск курганск югорск уральськ',
  ],
  ['Asia/Omsk', 'омск омськ'],
  ['Asia/Novosibirsk', 'новосибирск новосибірськ'],
  ['Asia/Tomsk', 'томск томськ'],
  ['Asia/Barnaul', 'барнаульск алтайск алтайськ'],
  ['Asia/Novokuznetsk', 'кузбасск кемеровск'],
  ['Asia/Krasnoyarsk', 'красноярск красноярськ хакасск тувинск'],
  ['Asia/Irkutsk', 'иркутск іркутськ бурятск'],
  ['Asia/Chita', 'читинск забайкальск'],
  ['Asia/Yakutsk', 'якутск якутськ благовещенск амурск'],
  ['Asia/Vladivostok', 'владивостокск хабаровск приморск владивостоцьк'],
  ['Asia/Magadan', 'магаданск магаданськ'],
  ['Asia/Sakhalin', 'сахалинск сахалінськ'],
  ['Asia/Kamchatka', 'камчатск камчатськ'],
  ['Asia/Anadyr', 'чукотск анадырск'],
  ['Europe/Warsaw', 'польск польськ варшавск варшавськ центральноевропейск центральноєвропейськ'],
  ['Europe/Kiev', 'восточноевропейск східноєвропейськ'],
  ['Europe/Bucharest', 'румынск румунськ'],
  ['Europe/Chisinau', 'молдавск молдовськ кишиневск'],
  ['Europe/Minsk', 'минск мінськ белорусск білоруськ'],
  ['Europe/Istanbul', 'турецк турецьк стамбульск'],
  ['Asia/Tehran', 'тегеранск тегеранськ иранск'],
  ['Asia/Jerusalem', 'израильск ізраїльськ'],
  ['Asia/Tokyo', 'японск токийск японськ'],
  ['Asia/Shanghai', 'пекинск пекінськ китайск'],
  ['Asia/Almaty', 'казахстанск алматинск астанинск'],
  ['America/New_York', 'вашингтонск вашингтонськ нью-йоркск'],
  ['Europe/London', 'лондонск лондонськ британск'],
]

export const zones: readonly (readonly [ZoneName, string])[] = [
  [
    'Europe/Moscow',
    'moscow time | msk | мск | по мск | московского времени | по москве | по московскому времени | за московським часом',
  ],
  [
    'Europe/Kiev',
    'kyiv time | kiev time | ukrainian time | eet | eest | eastern european time | по киеву | по киевскому времени | за києвом | за київським часом | київського часу',
  ],
  [
    'UTC',
    'utc | gmt | zulu | zulu time | coordinated universal time | universal time | greenwich mean time | по гринвичу | за гринвічем | всемирного времени | всесвітнього часу | за всесвітнім часом',
  ],
  [
    'local',
    'local time | local | local-time | по местному времени | по местному | местного времени | за місцевим часом | місцевого часу',
  ],
  ...adjectives.map(
    ([zone, stems]) =>
      [
        zone,
        stems
          .split(' ')
          .map((stem) => `по ${stem}* времени | ${stem}* времени | за ${stem}* часом | ${stem}* часу`)
          .join(' | '),
      ] as const,
  ),
  [
    'Europe/Warsaw',
    'cet | cest | central european time | central european summer time | polish time | warsaw time | berlin time | paris time',
  ],
  ['Europe/London', 'bst | british summer time | british time | uk time | london time'],
  ['Europe/Bucharest', 'romanian time | bucharest time'],
  ['Europe/Chisinau', 'moldovan time | chisinau time'],
  ['Europe/Minsk', 'minsk time'],
  ['Europe/Istanbul', 'turkish time | istanbul time | turkey time | trt'],
  ['Asia/Tbilisi', 'tbilisi time | georgian time'],
  ['Asia/Yerevan', 'yerevan time'],
  ['Asia/Baku', 'baku time'],
  ['Asia/Tehran', 'tehran time | iran time | iranian time'],
  ['Asia/Jerusalem', 'israel time | israeli time | jerusalem time'],
  ['Asia/Almaty', 'almaty time | astana time'],
  ['Asia/Kolkata', 'indian time | india time'],
  ['Asia/Shanghai', 'beijing time | china time | chinese time'],
  ['Asia/Tokyo', 'japan time | japanese time | tokyo time | jst'],
  ['Asia/Seoul', 'korean time | seoul time | kst'],
  ['Asia/Yekaterinburg', 'yekaterinburg time'],
  ['Asia/Vladivostok', 'vladivostok time'],
  ['Asia/Kamchatka', 'kamchatka time'],
  ['Europe/Samara', 'samara time'],
  [
    'America/New_York',
    'eastern | eastern time | et | est | edt | eastern daylight time | eastern standard time | new york time | washington time',
  ],
  ['America/Chicago', 'central | central time | cst | cdt | central daylight time | central standard time'],
  ['America/Denver', 'mountain time | mst | mdt | mountain daylight time | mountain standard time'],
  [
    'America/Los_Angeles',
    'pacific | pacific time | pt | pst | pdt | pacific daylight time | pacific standard time',
  ],
  ['America/Anchorage', 'alaska time | akdt | akst'],
  ['Pacific/Honolulu', 'hawaii time | hst | hawaiian time'],
]
