/** A signed statement of where the ledger stood. Whoever keeps a copy can tell later whether history was rewritten or cut off. */
import { canonicalJson, type Instant, type Sha256 } from '#base'
import type { Seq } from './fact.ts'
import type { Head } from './ledger.ts'

export interface Checkpoint {
  readonly ledgerId: string
  readonly seq: Seq
  readonly hash: Sha256
  readonly at: Instant
}

export interface SignedCheckpoint extends Checkpoint {
  /** SHA-256 of the public key (DER, SubjectPublicKeyInfo), to tell keys apart. */
  readonly key: Sha256
  /** Ed25519 (RFC 8032) over {@link checkpointText}, in base64. */
  readonly signature: string
}

/** What is signed: a line that says what it is, so that the signature serves for nothing else, then canonical JSON. */
export function checkpointText({ ledgerId, seq, hash, at }: Checkpoint): string {
  return `tocsin ledger checkpoint 1\n${canonicalJson({ ledgerId, seq, hash, at })}`
}

/** How a ledger contradicts a checkpoint, or nothing. `hashAt` is the hash of the ledger's fact at the checkpoint's place. */
export function contradiction(
  checkpoint: Checkpoint,
  ledger: { readonly id: string; readonly head: Head; readonly hashAt: Sha256 | undefined },
): string | undefined {
  if (checkpoint.ledgerId !== ledger.id) return `the checkpoint is of another ledger, ${checkpoint.ledgerId}`
  if (checkpoint.seq > ledger.head.seq)
    return `the checkpoint saw ${checkpoint.seq} facts, but the ledger ends at ${ledger.head.seq}`
  if (ledger.hashAt !== checkpoint.hash) return 'the checkpoint saw another fact here: history was rewritten'
  return undefined
}
