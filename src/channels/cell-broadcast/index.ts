/** Cell broadcast: what goes on the air, counted and encoded exactly, and a network that isn't there to see it on. */
export * from './message-id.ts'
export * from './network.ts'
export * from './pages.ts'
export * from './problems.ts'
export * from './serial.ts'
export * from './simulated-network.ts'
