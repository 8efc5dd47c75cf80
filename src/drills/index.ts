/** The door to drills: scripts, runs and their scores. */
export * from './decide.ts'
export * from './facts.ts'
export * from './problems.ts'
export * from './publication.ts'
export * from './run.ts'
export * from './score.ts'
export * from './script.ts'
