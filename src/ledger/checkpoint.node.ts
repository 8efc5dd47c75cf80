/** Signs and checks checkpoints with Ed25519; where the private key lives is the caller's business. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Instant, Sha256 } from '#base'
import { checkpointText, contradiction, type Checkpoint, type SignedCheckpoint } from './checkpoint.ts'
import { genesis } from './chain.ts'
import type { Seq } from './fact.ts'
import type { KeptLedger } from './keeper.ts'

/** A new key pair in PEM: PKCS #8 for the private key, SubjectPublicKeyInfo for the public one. */
export function createCheckpointKey(): { readonly privateKey: string; readonly publicKey: string } {
  const pair = generateKeyPairSync('ed25519')
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}

export function publicKeyOf(privateKey: string): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()
}

export function signCheckpoint(checkpoint: Checkpoint, privateKey: string): SignedCheckpoint {
  const { ledgerId, seq, hash, at } = checkpoint
  const key = createPrivateKey(privateKey)
  const signature = sign(null, Buffer.from(checkpointText(checkpoint)), key).toString('base64')
  return { ledgerId, seq, hash, at, key: fingerprint(createPublicKey(key)), signature }
}

/** Whether this key signed this checkpoint. A key or signature that can't be read is a no. */
export function isSignedBy(checkpoint: SignedCheckpoint, publicKey: string): boolean {
  try {
    const signature = Buffer.from(checkpoint.signature, 'base64')
    return verify(null, Buffer.from(checkpointText(checkpoint)), createPublicKey(publicKey), signature)
  } catch {
    return false
  }
}

/** Signs where the ledger stands now. */
export async function checkpointOf(
  ledger: Pick<KeptLedger, 'id' | 'head'>,
  at: Instant,
  privateKey: string,
): Promise<SignedCheckpoint> {
  return signCheckpoint({ ledgerId: ledger.id, at, ...(await ledger.head()) }, privateKey)
}

/** Compares a ledger with checkpoints kept elsewhere. Each must be signed by `publicKey` and agree with the chain; the first that doesn't is named. */
export async function verifyCheckpoints(
  ledger: Pick<KeptLedger, 'id' | 'head' | 'records'>,
  checkpoints: Iterable<SignedCheckpoint>,
  publicKey: string,
): Promise<
  | { readonly agree: true; readonly checkpoints: number }
  | { readonly agree: false; readonly at: Seq; readonly why: string }
> {
  let count = 0
  for (const checkpoint of checkpoints) {
    const { seq } = checkpoint
    if (!isSignedBy(checkpoint, publicKey))
      return { agree: false, at: seq, why: 'the checkpoint is not signed by this key' }
    const [record] = seq === 0 ? [] : await ledger.records((seq - 1) as Seq, 1)
    const hashAt = seq === 0 ? genesis : record?.seq === seq ? record.hash : undefined
    const why = contradiction(checkpoint, { id: ledger.id, head: await ledger.head(), hashAt })
    if (why !== undefined) return { agree: false, at: seq, why }
    count++
  }
  return { agree: true, checkpoints: count }
}

function fingerprint(key: KeyObject): Sha256 {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex') as Sha256
}
