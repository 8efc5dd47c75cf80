/** The door to the ledger: facts, the chain that proves them, and the port. The keepers (SQLite, PostgreSQL) are opened by server/ and cli/. */
export * from './fact.ts'
export * from './ledger.ts'
