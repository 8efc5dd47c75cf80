/** CAP on its own: the message as data, strict CAP 1.2 XML out of it, and Atom feeds of messages. Knows nothing of alerts. */
export * from './around.ts'
export * from './feed.ts'
export * from './message.ts'
export * from './problems.ts'
export * from './time.ts'
export * from './write.ts'
