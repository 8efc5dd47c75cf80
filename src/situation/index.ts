/** The door to the situation report: what a night was, what of it is known and by whom, and what is still open. */
export * from './bundle.ts'
export * from './ground.ts'
export * from './making.ts'
export * from './paper/document.ts'
export * from './provenance.ts'
export * from './report.ts'
export * from './words.ts'
