/** A document that was taken in, as plain text with where it came from; and the book that documents are put into. */
import type { ActorId, Brand, Instant, Result, Sha256 } from '#base'
import type { AreaCode } from '#areas'
import type { TextLanguage } from '../text/text-language.ts'

export type DocumentId = Brand<string, 'DocumentId'>
export type SourceId = Brand<string, 'SourceId'>
/** Documents that go back to one another: however many copies there are, they count once. */
export type FamilyId = Brand<string, 'FamilyId'>

/** By which way a document came. */
export const documentKinds = ['paste', 'file', 'e-mail', 'feed', 'telegram', 'api'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Who published it, as far as the way in tells. The same `key` is the same source for ever: a host, a channel, an address. */
export interface NamedSource {
  /** Up to 300 characters; the desk makes the source’s opaque id of it. */
  readonly key: string
  /** As people call it. */
  readonly name: string
}

/** What the intake hands over. Everything is bounded by it: the text to `longestText`, the title to `longestTitle`. */
export interface NewDocument {
  /** Of the original, byte for byte as it was received: the same again is the same document. */
  readonly hash: Sha256
  readonly kind: DocumentKind
  readonly source: NamedSource
  /** Where it was published. */
  readonly url: string | null
  readonly title: string | null
  /** Plain text; quotes stand in it by UTF-16 offsets. */
  readonly text: string
  readonly language: TextLanguage
  /** When it came in. */
  readonly seenAt: Instant
  /** When its publisher says that it was said; what the publisher says is no proof. */
  readonly saidAt: Instant | null
  /** A family that the way in knows of (forwarded from, a reply to); null where likeness alone is to tell. */
  readonly family: FamilyId | null
  /** Areas that it is most likely about; empty: the authority’s own. */
  readonly within: readonly AreaCode[]
}

/** One that was taken. */
export interface TakenDocument extends Omit<NewDocument, 'source' | 'family'> {
  readonly id: DocumentId
  readonly source: SourceId
  readonly family: FamilyId
}

/** In UTF-16 units. */
export const longestText = 200_000
export const longestTitle = 300

/** `known`: the same original was here already, and nothing was added. `copy`: it reads like one that was here, and joins its family. */
export type HowTaken = 'new' | 'copy' | 'known'

export interface Taken {
  readonly document: DocumentId
  readonly family: FamilyId
  readonly how: HowTaken
}

/** Where documents are put and found again. Whoever puts one has kept its original before. */
export interface EvidenceBook {
  /** Durable, and its fact in the ledger, when it resolves. The same document may be put any number of times. */
  put(document: NewDocument, by: { readonly by: ActorId; readonly via?: string }): Promise<Result<Taken>>
  find(document: DocumentId): Promise<Result<TakenDocument, 'evidence/unknown-document'>>
  /** By the hash of its original. */
  findByHash(hash: Sha256): Promise<DocumentId | undefined>
}
