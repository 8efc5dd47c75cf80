/** The door to alerts: their life, the board of what is in force, and what is said. */
export * from './alert.ts'
export * from './notice.ts'
