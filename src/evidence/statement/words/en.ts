/**
 * English words of reporting. Verbs stand in their plain form (paradigms.ts makes the others), irregular ones in all.
 * A verb is `said` when it alone reports whatever follows, `told` when it reports only beside “that”, a colon or a quotation.
 */
import type { ReportingWords } from '../lexicon.ts'

export const en: ReportingWords = {
  verbs: {
    asserts: {
      said:
        'say,says,said,saying state report announce declare claim explain reveal stress emphasize emphasise insist ' +
        'argue mention inform clarify admit+t concede allege assert assure reiterate testify disclose pledge promise vow ' +
        'accuse boast write,writes,wrote,writing,written acknowledge complain warn tell,tells,told,telling ' +
        'speak,speaks,spoke,speaking specify confide message',
      told:
        'add note post publish quote cite describe continue go,goes,went,going count point,points,pointed remark comment observe ' +
        'indicate attribute conclude recall repeat reply answer underline underscore list hear,hears,heard,hearing maintain ' +
        'show,shows,showed,shown summarize summarise tweet detail identify call term dub+b put,puts,putting record ' +
        'find,finds,found place determine attribute update outline recount relate share estimate issue stipulate blame ' +
        'hold,holds,held caution calculate assess see,sees,saw reckon whisper murmur mutter sigh shout exclaim recount+ joke sob+b cry boast reassure sum+m let,lets give,gives,gave,giving',
    },
    confirms: { said: 'confirm verify corroborate', told: '' },
    denies: {
      said: 'deny refute rebut debunk dispute',
      told: 'dismiss reject rule,rules,ruled,ruling contradict',
    },
    declines: { said: 'decline refrain', told: 'refuse withhold,withholds,withheld' },
    speculates: {
      said: 'suggest believe suspect speculate predict presume assume suppose',
      told: 'think,thinks,thought expect fear doubt hint imply anticipate guess theorize theorise project forecast surmise consider',
    },
    'calls-for': {
      said: 'urge demand appeal recommend plead+ beg+g implore',
      told: 'ask request advise order instruct call,calls,called,calling',
    },
    threatens: { said: 'threaten', told: '' },
  },
  persons:
    'governor mayor president minister premier chancellor spokesman spokeswoman spokesperson secretary director chief ' +
    'commander general colonel lieutenant major captain admiral head chairman chairwoman chairperson chair leader deputy ' +
    'ambassador envoy representative senator congressman lawmaker prosecutor ombudsman ombudswoman adviser advisor ' +
    'coordinator inspector manager officer operator professor seismologist meteorologist forecaster hydrologist ' +
    'volcanologist geologist pilot firefighter doctor surgeon nurse teacher priest rescuer paramedic superintendent ' +
    'executive founder speaker principal editor judge marshal brigadier sergeant archbishop rabbi imam curator dean ' +
    'commissioner sheriff vice-governor rector engineer dispatcher king queen pope bishop councillor councilman',
  groups:
    'official resident witness eyewitness expert analyst source report observer volunteer villager farmer survivor ' +
    'neighbour neighbor driver soldier serviceman scientist researcher specialist investigator journalist reporter ' +
    'blogger monitor channel outlet activist insider diplomat medic relative employee worker crew team ' +
    'locals widow widower wife husband mother father son daughter brother sister lawyer attorney student woman man teenager girl boy ' +
    'victim owner tenant pensioner refugee evacuee prisoner worshipper shopkeeper trader sailor climber hiker camper motorist ' +
    'commuter eyewitness bystander correspondent author lender negotiator mediator veteran recruit conscript intermediary ' +
    'rescuers commentator critic historian economist engineer user people passenger fisherman article publication ' +
    'memo letter dossier conductor driver miner courier seller barber baker butcher porter guard nun monk ' +
    'assessment data information figures findings release footage image images statement document bulletin reports authorities rumour rumor account',
  bodies:
    'ministry department agency directorate administration command staff service services force forces army navy police ' +
    'government office bureau council committee commission authority parliament Duma Kremlin Pentagon embassy ' +
    'intelligence headquarters hq union corporation side company operator plant institute centre center observatory ' +
    'organization organisation association federation court union hospital university utility guard brigade battalion ' +
    'corps regiment foundation fund group survey watchdog ngo mission secretariat presidency cabinet military media ' +
    'newspaper website broadcaster management branch prosecutor’s-office laboratory airport railway party movement',
  media:
    'reuters ap afp interfax tass ria novosti ukrinform bbc cnn bloomberg guardian unian rbc kommersant suspilne ' +
    'ukrainska pravda meduza astra baza mash shot telegraph axios politico nyt dpa xinhua kyodo nexta deepstate gazeta lenta',
  /** They say it for a state. */
  capitals:
    'moscow kyiv kiev washington beijing tehran pyongyang seoul london paris berlin brussels warsaw ankara jerusalem minsk ' +
    'tokyo delhi russia ukraine china iran nato un eu israel poland belarus britain france germany turkey japan usa america ' +
    'romania moldova lithuania latvia estonia finland yerevan baku tbilisi chisinau riga vilnius tallinn helsinki oslo stockholm prague budapest bucharest belgrade damascus cairo ' +
    'islamabad kabul astana tashkent rome madrid athens armenia azerbaijan georgia bulgaria greece czechia india pakistan syria iraq ' +
    'kazakhstan sweden norway hungary slovakia slovenia croatia serbia italy spain',
  /** Before whom it stands says it: “according to X”. */
  sources: [
    'according to',
    'per',
    'in the words of',
    'in the opinion of',
    'in the view of',
    'in the estimate of',
    'in the estimates of',
    'in the account of',
    'in the assessment of',
    'by the assessment of',
    'by the admission of',
    'on the evidence of',
    'in the judgment of',
    'in the estimation of',
    'by the count of',
    'by the estimate of',
    'by the estimates of',
    'by the reckoning of',
    'by the account of',
    'as per',
    'with reference to',
    'citing',
    'quoting',
    'on the word of',
    'on the authority of',
  ],
  /** “in Putin’s view”, “by Kyiv’s count”. */
  sourceNouns:
    /^(?:view|opinion|words|estimate|estimates|count|account|telling|reckoning|estimation|assessment|judgment|judgement|data|figures|tally|list|statement|claim|report|message|post|version)$/,
}
