/** The door to the assessor’s page: its document and its words. */
export * from './assess-page.ts'
export * from './kept-record.ts'
export * from './words.ts'
