/** The two sides of a war, what an attack is called, and on whose ground a place is said to lie. Expects folded words. */

import { remembered } from './remembered.ts'

export type Side = 'RU' | 'UA'
export const sideNames: { readonly [side in Side]: string } = { RU: 'Russia', UA: 'Ukraine' }

const sides: readonly (readonly [Side, RegExp])[] = [
  [
    'RU',
    /^(?:russias?|russians?|kremlin|moscows?|росси(?:я|и|ю|ей)|российск\S{1,3}|россиян\S{0,3}|рф|росі(?:я|ї|ю|єю)|російськ\S{1,3}|росіян\S{0,3}|окупант\S{0,3}|оккупант\S{0,3}|окупанти|загарбник\S{0,3})$/u,
  ],
  [
    'UA',
    /^(?:ukraines?|ukrainians?|украин(?:а|ы|е|у|ой)|украинск\S{1,3}|всу|зсу|украін\S{0,3}|украї(?:на|ни|ні|ну|ною)|українськ\S{1,3})$/u,
  ],
]

export const sideOf = remembered((folded) => sides.find(([, said]) => said.test(folded))?.[0])

/** “Russian strike on …”, “ВСУ нанесли удар по …”, “атакували …”. */
const attackNoun =
  /^(?:strikes?|attacks?|shelling|bombardment|bombing|raids?|удар\S{0,3}|атак(?:а|и|у|ой|е|і|ою)|обстрел\S{0,3}|обстріл\S{0,3}|налет\S{0,2}|наліт|нальот\S{0,3})$/u
const attackVerb =
  /^(?:struck|attacked|hit|shelled|bombed|bombarded|атаковал\S{0,1}|обстрелял\S{0,1}|ударил\S{0,1}|бомбил\S{0,1}|атакувал\S{0,1}|обстріля\S{1,2}|вдарил\S{0,1}|ударив|бомбардувал\S{0,1})$/u
export const attackOf = remembered((folded) =>
  attackVerb.test(folded) ? 'verb' : attackNoun.test(folded) ? 'noun' : undefined,
)
export const onWords = /^(?:on|at|against|in|по|на|проти|против)$/

/** Where a side may well strike what it calls its own ground, or nobody agrees whose it is. */
export const disputed =
  /^(?:crime\S*|крым\S*|крим\S*|sevastopol|севастопол\S*|donets\S*|donbas\S*|донец\S*|донбас\S*|luhans\S*|lugans\S*|луган\S*|zapor\S*|запор\S*|kherson\S*|херсон\S*|kursk\S*|курск\S*|курськ\S*|sudzha|судж\S*|mariupol\S*|мариупол\S*|маріупол\S*)$/u

/** That it was a mistake, its own army’s, or told of a war within. */
export const ownFire =
  / (?:own|mistake|mistakenly|accident\S*|friendly|emergency|fell|occupied|captured|seized|denied|denies|accus\S*|blam\S*|not|did|if|could|would|threat\S*|warn\S*) | (?:сво\S{1,3}|ошибк\S*|случайн\S*|нештатн\S*|сход\S*|оккупирован\S*|захвачен\S*|отрица\S*|обвин\S*|опроверг\S*|не|если|может|угро\S*) | (?:сво\S{1,3}|помилк\S*|випадков\S*|нештатн\S*|окупован\S*|захоплен\S*|запереч\S*|звинува\S*|спросту\S*|не|якщо|може|загро\S*) /u

/** Whose loss it is said to be. */
export const loss = / (?:loss|losses|destruction|destroyed|damage) (?:of|to) /u
export const ability = /^(?:ability|capabilit(?:y|ies)|capacity|defen[cs]es?|arsenal|potential)$/u
