/**
 * Those who may do something to somebody, by every word they are known by: `who` are people and powers, `whose` the adjective and the
 * possessive before a thing of theirs. A word stands as in the lexicons of signs.
 */

export interface Party {
  /** In English. */
  readonly name: string
  readonly who: string
  readonly whose: string
  /** What only they have, so that it acts for them: “Tu-95MS”. Weaker than a name. */
  readonly has?: string
  /** Whom they are at war with: where nobody else is named, it is them. */
  readonly against?: string
  /** A part of another party’s land, held by somebody else or named for itself. */
  readonly kind?: 'place'
}

export const parties: readonly Party[] = [
  {
    name: 'Russia',
    against: 'Ukraine',
    who: 'russia russians moscow kremlin putin росія росії росію росією росіян* москва москви москві москву москвою кремл* рф путін* путин* окупант* загарбник* россия россии россию россией россиян* росіяни москвы москве оккупант* occupiers occupying_forces aggressor_state агресор* агрессор*',
    whose:
      'russian russias russia_s moscows kremlins російськ* рос російсь* российск* московськ* московск* окупаційн* оккупационн*',
    has: 'tu_22* tu_95* tu_160* ту_22* ту_95* ту_160* mig_31* міг_31* миг_31* kinzhal* кинджал* кинжал* kalibr* калібр* калибр* engels энгельс* енгельс* olenya оленья оленьей black_sea_fleet чорноморськ*_флот* черноморск*_флот*',
  },
  {
    name: 'Ukraine',
    against: 'Russia',
    who: 'ukraine ukrainians kyiv kiev afu зсу всу сбу гур україна україни україні україну україною українці українців украина украины украине украину украиной украинцы києв* киев* київ* zelensky* зеленськ* зеленск* сил_оборони силы_обороны',
    whose: 'ukrainian ukraines ukraine_s kyivs українськ* украинск*',
    has: 'f_16* storm_shadow atacms himars neptune* neptun* нептун* flamingo',
  },
  {
    name: 'Crimea',
    kind: 'place',
    who: 'crimea sevastopol крим криму кримом криму крым крыму крыма севастопол*',
    whose: 'crimean кримськ* крымск*',
  },
  {
    name: 'Iran',
    against: 'Israel',
    who: 'iran tehran irgc іран ірану іраном іран* тегеран* иран ирана ирану ираном',
    whose: 'iranian irans іранськ* иранск*',
  },
  {
    name: 'Israel',
    against: 'Iran',
    who: 'israel idf tel_aviv ізраїль ізраїл* израил* цахал',
    whose: 'israeli israels ізраїльськ* израильск*',
  },
  { name: 'Hezbollah', against: 'Israel', who: 'hezbollah хезболл* хізболл*', whose: 'hezbollahs' },
  { name: 'Hamas', against: 'Israel', who: 'hamas хамас*', whose: '' },
  {
    name: 'United States',
    who: 'usa washington pentagon united_states сша вашингтон* пентагон*',
    whose: 'american американськ* американск*',
  },
  {
    name: 'North Korea',
    who: 'north_korea pyongyang dprk кндр пхеньян* північн*_коре* северн*_коре*',
    whose: 'north_korean північнокорейськ* северокорейск*',
  },
  { name: 'South Korea', who: 'south_korea seoul південн*_коре* южн*_коре* сеул*', whose: 'south_korean' },
  {
    name: 'China',
    against: 'Taiwan',
    who: 'china beijing pla китай китаю китаєм китая китаем пекін* пекин*',
    whose: 'chinese китайськ* китайск*',
  },
  {
    name: 'Taiwan',
    against: 'China',
    who: 'taiwan taipei тайван*',
    whose: 'taiwanese тайванськ* тайваньск*',
  },
  {
    name: 'India',
    against: 'Pakistan',
    who: 'india delhi індія індії індію индия индии индию',
    whose: 'indian індійськ* индийск*',
  },
  {
    name: 'Pakistan',
    against: 'India',
    who: 'pakistan islamabad пакистан*',
    whose: 'pakistani пакистанськ* пакистанск*',
  },
  {
    name: 'Azerbaijan',
    against: 'Armenia',
    who: 'azerbaijan baku азербайджан* баку',
    whose: 'azerbaijani азербайджанськ* азербайджанск*',
  },
  {
    name: 'Armenia',
    against: 'Azerbaijan',
    who: 'armenia yerevan вірменія вірменії армени*',
    whose: 'armenian вірменськ* армянск*',
  },
  {
    name: 'Belarus',
    who: 'belarus minsk lukashenko білорусь білорусі беларусь беларуси белоруссия белоруссии мінськ* минск*',
    whose: 'belarusian білоруськ* белорусск*',
  },
  {
    name: 'Poland',
    who: 'poland warsaw польща польщі польшу польша польше польши варшав*',
    whose: 'polish польськ* польск*',
  },
]

/** Words for whoever is against the speaker: in a text of Ukraine’s side Russia, elsewhere somebody. */
export const enemyWords =
  'enemy adversary opponent ворог* противник* враг враги врага врагом врагов вражеск* ворож* супротивник*'

/** Before whom a strike goes. */
export const againstWords =
  'against on at over upon toward towards в у по на проти против над у_напрямку в_направлении'
