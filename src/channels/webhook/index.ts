/** Webhooks: subscriptions and what is sent. The HTTP side is opened by server/. */
export * from './event.ts'
export * from './format.ts'
export * from './problems.ts'
export * from './subscription.ts'
