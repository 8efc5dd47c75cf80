/** The door to evidence: what texts say, read into lines that a person checks. */
export * from './announced-on-ladder.ts'
export * from './announcement.ts'
export type { SaidColour, SaidThreat } from './danger-words.ts'
export * from './doubts.ts'
export type { Candidate, PlaceMention } from './places-in-text.ts'
export { languageOf, type TextLanguage } from './text-language.ts'
