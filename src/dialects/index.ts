/** The door to dialects: the same warnings for apps that speak in their own way. */
export * from './dialect.ts'
export * from './area-ids.ts'
export * from './fpas/index.ts'
export * from './mapping.ts'
export * from './ports.ts'
export * from './registry.ts'
export * from './routing.ts'
export * from './spans.ts'
