/** Words that colour what is told: louder or softer than the facts beside them, or more vivid than a nameless witness is. On folded words. */

/** A great attack. */
export const greatAttack =
  / (?:massive|massed|unprecedented|large scale|largest ever|record breaking|biggest ever) (?:\S+ ){0,2}?(?:attacks?|strikes?|raids?|assaults?|barrages?) | (?:массированн\S+|беспрецедентн\S+|крупнейш\S+) (?:\S+ )?(?:атак\S{0,3}|удар\S{0,3}|налет\S{0,2}|обстрел\S{0,2}) | (?:масован\S+|безпрецедентн\S+|найбільш\S+) (?:\S+ )?(?:атак\S{0,3}|удар\S{0,3}|наліт|нальот\S{0,2}|обстріл\S{0,2}) /u

/** “Хлопок” for an explosion. */
export const softened =
  / (?:раздал\S{1,3}|прогремел\S?|прозвучал\S?|слыш\S+|услышал\S{1,2}) (?:\S+ ){0,3}?хлоп(?:ок|ка|ки|ков|ками) | хлоп(?:ок|ка|ки|ков) (?:\S+ )?(?:раздал\S{1,3}|прогремел\S?|прозвучал\S?|слыш\S+|услышал\S{1,2}) /u

/** Somebody who saw it and has no name. */
export const namelessWitness =
  / (?:a|an|one|another|the) (?:\S+ )?(?:residents?|witness|eyewitness|villager|shopkeeper|farmer|mother|pensioner|survivor|nurse|teacher|neighbour|neighbor) | (?:местн\S+ жител\S+|очевид\S+|пенсионер\S*|свидетел\S+|соседк?\S*) | (?:місцев\S+ (?:мешкан\S+|жител\S+)|очевид\S+|пенсіонер\S*|свід\S{2,4}) /u
/** What reporters rarely write of people they met. */
export const vivid =
  / (?:voice|hands?) (?:\S+ )?(?:trembl\S+|shak\S+|breaking|crack\S+|quiver\S+) | (?:whispered|sobbed|wept) | tears (?:streaming|in|welling|rolling) | (?:like|as if|as though) (?:the )?(?:end of the world|sky|earth|heavens|hell|a scene from) | (?:дрожащим голосом|со слезами на глазах|сквозь слезы|прошептал\S?|будто небо|словно небо|как в аду) | (?:тремтячим голосом|зі сльозами на очах|крізь сльози|прошепотів|прошепотіла|наче небо|як у пеклі) /u
