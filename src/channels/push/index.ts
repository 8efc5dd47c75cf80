/** Push: subscriptions, what a phone is sent, and the table they are kept in. The HTTP side is opened by server/. */
export * from './answer.ts'
export * from './dialect-speaker.ts'
export * from './message.ts'
export * from './problems.ts'
export * from './push-table.ts'
export * from './subscription.ts'
export * from './subscription-book.ts'
