/** A channel that ends inside the process. */
export * from './in-process-channel.ts'
export * from './problems.ts'
