/** What does not change with warnings: the event codes that are given here, what they are called, and the version of all that. */
import { canonicalJson, sha256, type JsonObject } from '#base'
import { eventCodes } from './mapping.ts'

/** When this list was last changed. */
const changedAt = Date.UTC(2026, 10, 23)

/** There are no pictures here; clients draw their own or none. */
export const eventCodeList: JsonObject = {
  eventCodes: eventCodes.map((eventCode) => ({ eventCode })),
  lastModificationDate: changedAt,
}

/** By code, in German. */
export const labels: JsonObject = {
  'BBK-EVC-001': 'Gefahreninformation',
  'BBK-EVC-031': 'Unwetter',
  'BBK-EVC-038': 'Hochwasser',
  'BBK-EVC-077': 'Waldbrand',
}

const version = 1
const hash = sha256(canonicalJson(labels))

/** As in the original it says of the labels alone that they are others; what stands changes without it. */
export const dataVersion: JsonObject = { version, hash, entries: [{ name: 'labels', version, hash }] }
