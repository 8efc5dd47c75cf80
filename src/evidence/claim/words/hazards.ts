/** Natural hazards and accidents by their names, in three languages: what they hit is damaged, and nobody attacked it. */
import { lexicon } from './lexicon.ts'

export const hazards = lexicon([
  [
    'hazard',
    'earthquake* | quake* | tremor* | aftershock* | flood | floods | flash flood* | storm | storms | thunderstorm* | hurricane* | typhoon* | cyclone* | tornado* | tsunami* | landslide* | mudslide* | avalanche* | wildfire* | volcano* | eruption* | lightning | hail | hailstorm* | blizzard* | heatwave* | wind | winds | wave | waves | rain | rains | mudflow*',
  ],
  [
    'hazard',
    'землетрясени* | толчок | толчки | толчков | афтершок* | наводнени* | паводок | паводка | паводком | половодь* | шторм | шторма | штормом | ураган* | тайфун* | смерч | смерча | смерчем | торнадо | цунами | оползень | оползня | оползнем | сель | селя | лавина | лавины | лавиной | природн* пожар* | лесн* пожар* | извержени* | вулкан* | молния ударила | удар молнии | метель | метели | шквал* | ливень | ливня | ливни',
  ],
  [
    'hazard',
    'землетрус* | поштовх | поштовхи | поштовхів | повінь | повені | паводку | шторм* | буревій | буревію | смерчу | зсув | зсуву | зсувом | сель | лавина | лавини | лавиною | лісов* пожеж* | виверження | вулкан* | блискавка влучила | хуртовина | шквал* | злива | зливи | негода | негоди',
  ],
])
