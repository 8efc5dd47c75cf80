/**
 * The second door to evidence: what reads texts. Its grammars and lexicons are most of the slice and are loaded when the first
 * text comes: `await import('#evidence/reader')`.
 */
export { readAnnouncement } from '../announcement/announcement.ts'
export { doubtsAcross } from '../doubt/doubts-across.ts'
export { readIndicators } from '../indicator/read-indicators.ts'
export { readDocument } from '../reading.ts'
