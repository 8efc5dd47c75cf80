/** CAP on its own: messages read from anything and checked, strict CAP 1.2 written, and feeds of messages. Knows nothing of alerts. */
export * from './feeds/atom.ts'
export * from './finding.ts'
export * from './message.ts'
export * from './problems.ts'
export * from './reading.ts'
export * from './shape/around.ts'
export * from './time.ts'
export * from './write.ts'
