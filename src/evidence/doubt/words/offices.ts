/** Offices of places that one person holds at a time, and first names that are one in two languages. Expects folded words. */
import { resemblance } from '#areas'
import { remembered } from './remembered.ts'

export type Office = 'governor' | 'mayor' | 'head'

const offices: readonly (readonly [Office, RegExp])[] = [
  ['governor', /^(?:governor|gov|губернатор\S{0,3})$/u],
  ['mayor', /^(?:mayor|мэр\S{0,3}|мер(?:а|у|ом|ові)?|градоначальник\S{0,3})$/u],
  ['head', /^(?:head|chief|глав(?:а|ы|е|у|ой)|начальник\S{0,3}|очільник\S{0,3}|голов(?:а|и|і|у|ою))$/u],
]
export const officeOf = remembered((folded) => offices.find(([, said]) => said.test(folded))?.[0])

/** The head of what: then it is a governor by another word. */
export const headOfRegion =
  /^(?:oblast|region|regional|ова|ода|ogа|oblasts|област[ьиіею]\S{0,2}|обласн\S+|областн\S+|регион\S{0,2}|регіон\S{0,2}|кра[йяею]|республик\S)$/u

/** Capital letters that begin no name of a place or person. */
export const noName =
  /^(?:the|oblast|region|district|city|town|council|military|administration|regional|state|mr|mrs|ms|dr|general|colonel|president|minister|prime|deputy|former|on|in|at|after|later|ова|ода|мва|область|области|област[іи]|район\S{0,3}|город\S{0,3}|міст\S{0,2}|рад[аи]|совет\S{0,2}|администрац\S+|адміністрац\S+|президент\S{0,3}|министр\S{0,3}|міністр\S{0,3}|генерал\S{0,3})$/u

/** The text itself tells of two of a name, or of an office that changed hands. */
export const namesakes =
  / (?:namesakes?|no relation|unrelated|brothers?|father and son|former|formerly|ex|previously|predecessor|successor|succeeded|replaced|resigned|dismissed|appointed|elected|elections?|candidates?|then) | (?:тезк\S*|однофамил\S*|брат\S*|бывш\S*|экс|ранее|предшественник\S*|преемник\S*|сменил\S*|назначен\S*|избран\S*|выбор\S*|кандидат\S*|отставк\S*|уволен\S*) | (?:тезк\S*|однофаміл\S*|однопрізвищ\S*|брат\S*|колишн\S*|екс|раніше|попередник\S*|наступник\S*|змінив|призначен\S*|призначил\S*|обран\S*|вибор\S*|кандидат\S*|відставк\S*|звільнен\S*) /u

/** By their sound: first names that languages write apart. */
const sameNames: readonly RegExp[] = [
  /^(?:nikola|mikol|mykol|nicola)/,
  /^(?:vladimir|volodimi|volodymy|vova)/,
  /^(?:evgen|jevgen|yevgen|jevhen|yevhen|iev|ev)/,
  /^(?:grigor|grigori|hrihor|gregor)/,
  /^(?:aleksand|oleksand|sash|alexand)/,
  /^(?:aleks[ei]|oleks[ii]|alekse)/,
  /^(?:georgi|jur|yur|iur|geor)/,
  /^(?:mih|mig|mik|mich|misha)/,
  /^(?:serg|serh|serz)/,
  /^(?:fedor|fedir|teodor|fyodor)/,
  /^(?:il|ill)/,
  /^(?:petr|pjotr|piotr|pyotr|peter)/,
  /^(?:denis|den)/,
  /^(?:vital|vitali)/,
]

export function isOneFirstName(one: string, other: string): boolean {
  if (sameNames.some((said) => said.test(one) && said.test(other))) return true
  if (
    one.charAt(0) === other.charAt(0) &&
    (one.startsWith(other.slice(0, 4)) || other.startsWith(one.slice(0, 4)))
  )
    return true
  return resemblance(one, other, 0.5) >= 0.62
}
