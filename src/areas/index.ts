/** The door to areas: where something is, what it is called, and what lies in it. */
export * from './area.ts'
export * from './hierarchy.ts'
