/** FPAS, as FOSS Warn and KPublicAlerts speak it with a FOSS Public Alert Server. */
export * from './alert-id.ts'
export * from './box.ts'
export * from './map-style.ts'
export * from './problems.ts'
export * from './pushes.ts'
export * from './subscribing.ts'
export * from './status.ts'
export * from './tile.ts'
