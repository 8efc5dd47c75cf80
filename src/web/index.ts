/** The web pages: the front page as a pure function of what is in force, and the words it is said in. */
export * from './cap-page.ts'
export * from './cap-page-view.ts'
export * from './front-page.ts'
export * from './page-view.ts'
export * from './sources-page.ts'
export * from './view-of.ts'
export { pickLanguage } from './speech.ts'
export { pageLanguages, type PageLanguage } from './words.ts'
