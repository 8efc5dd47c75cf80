/** The door to channels: the port, its abilities, and the registry. Adapters are opened by server/ and cli/. */
export * from './channel.ts'
export * from './problems.ts'
export * from './registry.ts'
export * from './in-process/index.ts'
