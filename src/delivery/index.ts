/** The door to delivery: the courier, what it plans and knows, and what of it is told. Its logs are opened by server/ and cli/. */
export * from './attempt-log.ts'
export * from './attempt.ts'
export * from './courier.ts'
export * from './plan.ts'
export * from './problems.ts'
export * from './reach.ts'
export { type ResendRefusal } from './resend.ts'
export * from './retry.ts'
