/** The door to cases: what is being found out, by whom, what it rests on, and what was learned. */
export * from './case.ts'
export * from './deciding.ts'
export * from './facts.ts'
export * from './problems.ts'
