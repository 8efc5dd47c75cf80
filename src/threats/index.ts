/** The door to threats: the catalogue of dangers and the ladders of levels. */
export * from './threat.ts'
