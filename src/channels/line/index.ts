/** Lines: words to one person at a time, who is on the lists, and what was sent. SMPP, SMTP and gateways are opened by server/. */
export * from './line.ts'
export * from './line-desk.ts'
export * from './line-table.ts'
export * from './recipient-book.ts'
export * from './recipient-list.ts'
export * from './problems.ts'
export * from './recipient.ts'
