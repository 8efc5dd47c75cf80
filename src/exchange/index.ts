/** The door to the exchange: CAP from outside, fetched politely, checked, and handed in. */
export * from './arrival.ts'
