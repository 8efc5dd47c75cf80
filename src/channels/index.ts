/** The door to channels: the port, its abilities, and the registry. Adapters are opened by server/ and cli/. */
export * from './channel.ts'
export * from './opener.ts'
export * from './problem-tables.ts'
export * from './prover.ts'
export * from './registry.ts'
export * from './cell-broadcast/index.ts'
export * from './in-process/index.ts'
export * from './line/index.ts'
export * from './push/index.ts'
export * from './siren/command.ts'
export * from './siren/counter-store.ts'
export * from './siren/envelope.ts'
export * from './siren/fleet.ts'
export * from './siren/home-assistant.ts'
export * from './siren/nearest.ts'
export * from './siren/order.ts'
export * from './siren/reference-siren.ts'
export * from './siren/registry.ts'
export * from './siren/report.ts'
export * from './siren/siren.ts'
export * from './siren/siren-reach.ts'
export {
  neverHeard,
  sirenStatuses,
  statusOf,
  isAlive,
  type SirenAnswer,
  type SirenOrder,
  type SirenPatience,
  type SirenState,
  type SirenStatus,
} from './siren/siren-state.ts'
export { parseTopic, sirenReads, sirenWrites, topicOf, type TopicPart } from './siren/topics.ts'
export { isSmppUrl } from './sms/smpp-url.ts'
export { isSource } from './sms/source.ts'
export * from './stream/index.ts'
export * from './webhook/index.ts'
