/** What is exported of a document: what people decided on it, with the words it rests on as far as they are kept. */
import type { SourceId } from './document.ts'
import type { DeskDocument } from './document-facts.ts'
import type { NumberedClaim } from './document-claims.ts'
import type { EvidenceEventId } from './event.ts'
import type { Reliability } from './rating.ts'

export interface ExportedClaim extends NumberedClaim {
  readonly speaker: string | null
  readonly role: string | null
  readonly event: EvidenceEventId | null
}

export interface ExportedDocument {
  readonly document: DeskDocument
  readonly title: string | null
  readonly url: string | null
  readonly language: string | null
  readonly source: { readonly id: SourceId; readonly name: string | null; readonly reliability: Reliability }
  /** Empty where the words were erased; what was decided stands in the document all the same. */
  readonly claims: readonly ExportedClaim[]
}
