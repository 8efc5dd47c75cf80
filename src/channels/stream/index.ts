/** The live stream's pure parts: its events, filters, positions and the hub. The sockets are opened by server/. */
export * from './area-filter.ts'
export * from './hub.ts'
export * from './live-event.ts'
export * from './live-request.ts'
export * from './live-source.ts'
export * from './opening.ts'
export * from './position.ts'
export * from './problems.ts'
