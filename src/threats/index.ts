/** The door to threats: the catalogue of dangers and the ladders of levels. */
export * from './book.ts'
export * from './catalogue.ts'
export * from './ladders.ts'
export * from './level.ts'
export * from './problems.ts'
export * from './threat.ts'
