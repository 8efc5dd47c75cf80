/** Webhooks: subscriptions, the guard of addresses, and what is sent. The HTTP side is opened by server/. */
export * from './address-guard.ts'
export * from './event.ts'
export * from './problems.ts'
export * from './subscription.ts'
