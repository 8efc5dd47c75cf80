/**
 * A dialect: somebody else's alert API as a read-only face of the board. Its folder holds pure functions and its mapping as data;
 * keys, limits, caches, hosts and ports are the server's, the same for all of them.
 */
import type { Applied, BoardView, Issued, Notice } from '#alerts'
import type { AreaCode, Hierarchy } from '#areas'
import type { AlertId, InLanguages, Instant, Mode } from '#base'
import type { ThreatBook } from '#threats'
import type { DialectMapping } from './mapping.ts'
import type { DialectPorts } from './ports.ts'
import type { Span } from './spans.ts'

/** What is in force, as far as a dialect can say it: alerts of other modes are not in it at all. */
export interface Picture {
  /** Another text whenever anything in it may be another. */
  readonly state: string
  /** The ledger's place at which it became so; it only grows, also over a restart. */
  readonly seq: number
  /** When it last changed, as the ledger tells it: the same at every server. */
  readonly shownAt: Instant
  /** As `shownAt`, but never in the second of another change; left out where that is the same. */
  readonly datedAt?: Instant
  /** In force, oldest first. */
  readonly alerts: readonly Issued[]
  /** Lines and endings of the same modes. */
  readonly board: BoardView
  readonly hierarchy: Hierarchy
}

/** What stands around the board: who warns, in which words, and what time it is. */
export interface DialectGround {
  now(): Instant
  /** What the installation is for: all that one shows is a drill where it only drills. */
  readonly mode: Mode
  /** IANA name, of the authority. */
  readonly timeZone: string
  /** Of the authority, the first one first. */
  readonly languages: readonly string[]
  /** CAP sender of the installation. */
  readonly sender: string
  readonly issuer: InLanguages<string>
  /** Looked up anew with each answer: an administrator may edit ladders. */
  readonly book: ThreatBook
  /** How the public reaches the server, without a slash at the end. */
  publicUrl(): string
  /** Where this dialect's own addresses begin, without a slash at the end. */
  baseUrl(): string
  /** What was in force during the last 31 days in the modes of this dialect, oldest first; spans that go on have no end. */
  history(): Promise<readonly Span[]>
  /** When areas last got other ids or names by an import, where that was in those days. */
  importedAt?(): Promise<Instant | undefined>
  /**
   * What the public was told of one alert, word for word, the oldest first; none of an alert of another mode. For dialects whose
   * clients ask for a message that was superseded or ended; where the server does not give it, those are not found.
   */
  told?(alert: AlertId): Promise<readonly Notice[]>
  readonly ports: DialectPorts
}

export interface DialectCall {
  /** Of the path, decoded: `{uid}` is `params.uid`. */
  readonly params: { readonly [name: string]: string }
  /** Those that the route names; the first where one came twice. All others are ignored, as the originals do. */
  readonly query: { readonly [name: string]: string | undefined }
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined }
  /** Empty for GET. */
  readonly body: Uint8Array
  /** Who called, where the route needs a key. */
  readonly caller: DialectCaller | undefined
}

export interface DialectCaller {
  /** Opaque id of the person or machine whose key it is. */
  readonly person: string
  /** Id of the key. */
  readonly key: string
}

export interface DialectAnswer {
  readonly status: number
  /** Media type; JSON where it is left out. */
  readonly type?: string
  readonly body: string | Uint8Array
  readonly headers?: { readonly [name: string]: string }
}

export interface DialectRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `/v1/regions/{uid}/alerts.json`; a name stands for one segment or the part of one up to the text that follows. */
  readonly path: `/${string}`
  /** One line for the document. */
  readonly says: string
  /** Parameters that change the answer. */
  readonly query?: readonly string[]
  /**
   * `the-board`: the same bytes for everybody until the board changes; made once, with ETag and Last-Modified. `a-minute`: it also
   * changes by itself, and is made anew each minute. `once`: for this caller alone.
   */
  readonly lasts: 'the-board' | 'a-minute' | 'once'
  /** In a dialect with keys, what needs none. */
  readonly key?: 'not-needed'
  /** A key that is not there or may not do this is refused, also where the original has no keys; reads need `board.read`. */
  readonly needs?: 'board.read' | 'report.send' | 'webhooks.manage'
  /** Bytes; 64 kB where it is left out. */
  readonly bodyLimit?: number
  answer(call: DialectCall, picture: Picture, ground: DialectGround): DialectAnswer | Promise<DialectAnswer>
}

/** Who is called: two with the same areas are told the same. */
export interface DialectReceiver {
  readonly areas: readonly AreaCode[] | 'everywhere'
}

/** What the server refuses before a dialect is asked; each dialect says it in its own shape. */
export interface DialectRefusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 429 | 500
  /** Plain English. */
  readonly why: string
  /** Seconds until it may be tried again; sent as `Retry-After` too. */
  readonly retryAfter?: number
}

/** A WebSocket on which news is told as it happens. */
export interface DialectSocket {
  readonly path: `/${string}`
  /** What whoever connects is told first. */
  opened(picture: Picture, ground: DialectGround): readonly string[]
  /** What everybody is told of something that happened in a mode of this dialect. */
  said(applied: Applied, picture: Picture, ground: DialectGround): readonly string[]
}

export interface Dialect {
  /** Of the folder, and of its addresses: `/dialects/{id}`. */
  readonly id: string
  /** As its clients know it. */
  readonly title: string
  /** Modes that it can tell apart; alerts of others never appear in it. */
  readonly modes: readonly Mode[]
  /** Where its clients put their key: as the original has it. */
  readonly keys: 'none' | 'bearer-or-token' | 'authorization'
  readonly mapping: DialectMapping
  readonly routes: readonly DialectRoute[]
  readonly socket?: DialectSocket
  /**
   * JSON texts for who asked to be called in this dialect's format (a webhook whose `format` is its id): one call each, none where
   * a notice says nothing to them. They are made one after the other; where each names a key, only those of one key are, and those
   * of others may come before them. `notice.areas` and `loudFor` are those of the receiver. A try that failed is
   * repeated whole, so what is in them must bear being said twice.
   */
  calls?(
    notice: Notice,
    receiver: DialectReceiver,
    picture: Picture,
    ground: DialectGround,
  ): readonly (string | { readonly text: string; readonly key: string })[]
  /** One call that wakes nobody, by which such a webhook is tried; left out where the original knows none. */
  ping?(at: Instant, ground: DialectGround): string
  refused(refusal: DialectRefusal): DialectAnswer
  /** Areas under alert that have no id in its scheme; 0 where it names areas itself. */
  leftOut?(picture: Picture): number
}

/** JSON as these APIs send it. */
export function asJson(value: unknown, status = 200): DialectAnswer {
  return { status, body: JSON.stringify(value) }
}
