/** What a document from anywhere turned out to be: its messages, and the feed or distribution they came in. */
import type { Instant } from '#base'
import type { CapProblem } from '../finding.ts'
import type { CapReading } from '../reading.ts'
import type { XmlElement } from '../xml/tree.ts'

/** `wrapped`: in an element that is no envelope we know. `unreadable`: no CAP in it; the problems say why. */
export type CapDocumentKind = 'cap' | 'atom' | 'rss' | 'edxl-de' | 'json' | 'wrapped' | 'unreadable'

/** What stands in a document. */
export interface CapContents {
  readonly kind: CapDocumentKind
  readonly root: XmlElement | undefined
  /** In the order of the document; also those whose message could not be understood. */
  readonly readings: readonly CapReading[]
  /** Of an Atom or RSS feed or an EDXL-DE distribution. */
  readonly feed?: CapFeedFound
}

/** A document with everything that was found wrong in it. */
export interface CapDocument extends CapContents {
  /** As it was decoded: what offsets and lines count in. */
  readonly text: string
  readonly problems: readonly CapProblem[]
  /** Problems beyond those listed. */
  readonly leftOut: number
}

export interface CapFeedLink {
  /** Whole where the feed says so itself or by xml:base; otherwise relative to where the feed came from. */
  readonly href: string
  /** `alternate` where nothing is said (RFC 4287 §4.2.7.2). */
  readonly rel: string
  readonly type?: string
}

export interface CapFeedFound {
  readonly id?: string
  readonly title?: string
  readonly updated?: Instant
  readonly self?: string
  /** Hubs of WebSub, which push what the feed would be polled for. */
  readonly hubs: readonly string[]
  /** Pages and archives (RFC 5005 §3 and §4). */
  readonly next?: string
  readonly previous?: string
  readonly previousArchive?: string
  readonly nextArchive?: string
  readonly current?: string
  /** This document is a page of an archive, and never changes (RFC 5005 §4). */
  readonly isArchive: boolean
  readonly links: readonly CapFeedLink[]
  readonly entries: readonly CapFeedEntryFound[]
}

export interface CapFeedEntryFound {
  readonly element: XmlElement
  readonly id?: string
  readonly title?: string
  readonly updated?: Instant
  readonly links: readonly CapFeedLink[]
  /** Where the message is, when it doesn't stand in the entry itself. */
  readonly capHref?: string
  /** The message, when it does. */
  readonly reading?: CapReading
  /** What the entry says of the message in CAP's own words: `event`, `status`, `identifier`, `expires` and others, as they stand. */
  readonly hints: { readonly [name: string]: string }
}
