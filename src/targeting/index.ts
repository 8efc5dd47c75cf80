/** The door to targeting: who among a million must be told. */
export * from './audience.ts'
export { coveringShape } from './covering-shape.ts'
export { indexShape, type ShapeIndex } from './shape-index.ts'
export { checkPlaces, type Place } from './place.ts'
export * from './problems.ts'
