/** What is counted in reports of attacks and disasters, and what became of it; by the beginnings that all forms of a word share. Expects folded words. */

import { remembered } from './remembered.ts'

export type Thing = 'drones' | 'missiles' | 'targets'

const things: readonly (readonly [Thing, RegExp])[] = [
  [
    'drones',
    /^(?:drones?|uavs?|unmanned|shahe?ds?|gerans?|бпла|беспилотн\S*|безпілотн\S*|безпилотн\S*|дрон\S{0,3}|шахед\S{0,3}|шахід\S{0,3}|геран\S{0,3})$/u,
  ],
  ['missiles', /^(?:missiles?|rockets?|ракет\S{0,3})$/u],
  ['targets', /^(?:targets|цел(?:ь|и|ей|ям|ями)|ціл(?:ь|і|ей|ям|ями))$/u],
]

/** What became of them. `rest`: the text accounts for what is left over. */
export type Fate = 'sent' | 'shot' | 'lost' | 'hit' | 'rest'

const fates: readonly (readonly [Fate, RegExp])[] = [
  [
    'shot',
    /^(?:shot|downed|intercept(?:ed|ion|ions)|destroyed|neutrali[sz]ed|repelled|сбит\S*|сбил\S*|сбить|уничтож\S*|перехва\S*|нейтрализ\S*|збит\S*|збил\S*|збити|знищ\S*|знешкодж\S*|перехоп\S*|нейтраліз\S*)$/u,
  ],
  [
    'lost',
    /^(?:lost|jammed|suppressed|disappeared|vanished|потерян\S*|утрачен\S*|подавлен\S*|исчез\S*|втрачен\S*|подавлен\S*|придушен\S*|зник\S*|імітатор\S*-втрачен\S*)$/u,
  ],
  ['hit', /^(?:hits?|struck|impacts?|through|попадани\S*|попал\S*|прорвал\S*|влуч\S*|прорвал\S*)$/u],
  ['rest', /^(?:rest|remaining|remainder|others|остальн\S*|оставш\S*|решт\S*|інші|инші)$/u],
  [
    'sent',
    /^(?:launched|fired|attacked|sent|released|unleashed|атаков\S*|запусти\S*|запущен\S*|выпусти\S*|выпущен\S*|применил\S*|випусти\S*|випущен\S*|застосува\S*|запустил\S*|атакува\S*)$/u,
  ],
]

export const thingOf = remembered((folded) => things.find(([, said]) => said.test(folded))?.[0])
/** “Did not reach”, “не досягли”: with “not” before it, it is lost; without, it is on its target. */
export const reaching = /^(?:reach|reached|достиг\S*|досяг\S*)$/u
export const notWord = /^(?:not|never|failed|не)$/u
export const fateOf = remembered((folded) => fates.find(([, said]) => said.test(folded))?.[0])

/** After these a list is only part of what was counted. */
export const partly =
  / (?:including|among them|among others|such as|of which|of whom|some|mostly) | (?:в том числе|включая|среди них|например|из них|преимущественно) | (?:у тому числі|в тому числі|зокрема|включно|серед них|наприклад|з них|із них|переважно) /u

/** What makes a number in a list something else than a part. */
export const notAPart =
  /^(?:year|years|old|aged|hours?|minutes?|days?|times|percent|am|pm|km|kg|metres?|meters?|floors?|storey|лет|год\S{0,3}|час\S{0,2}|минут\S{0,2}|дн\S{1,2}|сут\S*|процент\S*|этаж\S*|раз\S{0,1}|рок\S{0,2}|річн\S*|летн\S*|годин\S{0,2}|хвилин\S{0,2}|дн\S{1,3}|діб|доб\S|відсотк\S*|поверх\S*|км|кг|м|мск|st|nd|rd|th|й|го|му|я|а|е|ти)$/u
