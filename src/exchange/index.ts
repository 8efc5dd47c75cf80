/** The door to the exchange: CAP from outside, fetched politely, checked, and handed in. */
export * from './arrival.ts'
export * from './intake/facts.ts'
export * from './intake/ground.ts'
export * from './intake/intake.ts'
export * from './intake/landing.ts'
export * from './intake/relay.ts'
export * from './intake/reports.ts'
