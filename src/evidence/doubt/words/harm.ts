/** What befalls people, as counts of it are written; by the beginnings that all forms of a word share. Expects folded words. */

import { remembered } from './remembered.ts'

export type Harm = 'killed' | 'injured' | 'missing' | 'evacuated'

const harms: readonly (readonly [Harm, RegExp])[] = [
  [
    'killed',
    /^(?:killed|dead|died|deaths?|fatalit(?:y|ies)|погиб\S*|убит\S*|скончал\S*|жертв(?:ы|ами|ах)?|загин\S*|загибл\S*|вбит\S*|помер\S*)$/u,
  ],
  [
    'injured',
    /^(?:injured|wounded|hurt|injuries|ранен\S*|пострада\S*|травмирован\S*|травм\S{0,2}|поранен\S*|постражда\S*|травмован\S*)$/u,
  ],
  ['missing', /^(?:missing|пропал\S*|пропавш\S*|зникл\S*)$/u],
  ['evacuated', /^(?:evacuated|эвакуирован\S*|эвакуировал\S*|евакуйован\S*|евакуювал\S*)$/u],
]
export const harmOf = remembered((folded) => harms.find(([, said]) => said.test(folded))?.[0])

/** Anybody at all; a count of women, children or soldiers is another count. */
export const anybody =
  /^(?:people|persons?|civilians?|residents?|others?|individuals|were|was|are|is|have|has|had|been|be|got|reported|confirmed|as|and|человек\S{0,1}|люд(?:ей|и|ям)|жител\S{1,3}|местн\S{2,3}|мирн\S{2,3}|гражданск\S{2,3}|лиц\S{0,1}|был\S?|стали|получили|получил|оказались|осіб|особ\S{1,2}|люд(?:ей|и|ина|ини)|мешкан\S{2,4}|мирн\S{1,3}|цивільн\S{1,3}|бул\S|отримали|зазнали|зазнав|зазнала|тяжело|легко|серьезно|важко|тяжко|seriously|slightly|badly|lightly)$/u

/** Nobody came to harm. */
export const nobody: readonly (readonly [Harm | 'any', RegExp])[] = [
  [
    'any',
    / (?:no|without|zero) (?:\S+ )?casualties | (?:nobody|no one|no people|none) (?:was|were|has been|have been) (?:hurt|harmed) /u,
  ],
  [
    'killed',
    / (?:no|without) (?:deaths|fatalities) | (?:nobody|no one) (?:was killed|died|has died) | (?:погибших|жертв) (?:\S+ ){0,2}(?:нет|не было) | без жертв | никто не погиб | (?:загиблих|жертв) (?:\S+ ){0,2}(?:немає|нема|не було) | ніхто не загинув /u,
  ],
  [
    'injured',
    / (?:no|without) (?:injuries|injured|wounded) | (?:nobody|no one) (?:was|has been) (?:injured|wounded|hurt) | there (?:were|are) no (?:\S+ )?(?:injuries|injured) | пострадавших (?:\S+ ){0,2}(?:нет|не было) | без пострадавших | никто не (?:пострадал|ранен) | (?:постраждалих|поранених|травмованих) (?:\S+ ){0,2}(?:немає|нема|не було) | без постраждалих | ніхто не постраждав /u,
  ],
]

/** That a count is a later or another one, or a part: then it contradicts none. */
export const otherCount =
  / (?:later|as of|thus|so far|earlier|previously|since|risen|rose|rises|increased|climbed|updated|now|already|another|more|also|additional|further|again|including|among|of them|of whom|them|total|together|each|yesterday|today|last|week|month|year|previous|day before|in all|than) | (?:позже|по состоянию|таким образом|ранее|прежде|вырос\S*|увелич\S*|возрос\S*|уточн\S*|теперь|уже|еще|также|дополнит\S*|в том числе|включая|среди|из них|них|всего|итого|вместе|кажд\S*|вчера|сегодня|накануне|недел\S*|месяц\S*|год\S{0,2}|стало|до) | (?:пізніше|станом на|отже|тож|раніше|зріс\S*|зросл\S*|збільш\S*|уточн\S*|тепер|вже|ще|також|додатков\S*|зокрема|у тому числі|серед|з них|них|загалом|всього|разом|кожн\S*|вчора|учора|сьогодні|напередодні|тижн\S*|місяц\S*|рок\S*|стало|до) /u

/** That a count follows on another: it rose, or it is of what came next. */
export const laterCount =
  / (?:risen|rose|rises|increased|climbed|updated|later|earlier|previously|another|more|additional|already|now) | (?:вырос\S*|увелич\S*|возрос\S*|уточн\S*|позже|ранее|еще|дополнит\S*|уже|теперь) | (?:зріс\S*|зросл\S*|збільш\S*|уточн\S*|пізніше|раніше|ще|додатков\S*|вже|тепер) /u
/** Only some of those to whom it happened. */
export const someOnly =
  / (?:child|children|women|woman|men|man|girls?|boys?|teenagers?|adults|soldiers|servicemen|workers|employees|rescuers|firefighters|police\S*|medics|doctors|passengers|drivers?|pensioners|students|among|of them|including) | (?:дет(?:ей|и)|ребен\S*|женщин\S*|мужчин\S*|взросл\S*|подрост\S*|военн\S*|рабоч\S*|сотрудник\S*|спасател\S*|пожарн\S*|полицейск\S*|медик\S*|врач\S*|пассажир\S*|пенсионер\S*|из них|среди) | (?:дітей|діти|дитин\S*|жін\S*|чоловік\S*|доросл\S*|підліт\S*|військов\S*|працівник\S*|рятувальник\S*|поліцейськ\S*|медик\S*|лікар\S*|пасажир\S*|пенсіонер\S*|з них|серед) /u
