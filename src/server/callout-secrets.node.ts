/** Secrets of call-outs: the link of one person to one call-out, and of one rota's feed. Signed, not kept: a message that is sent again has the same link. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Shelf } from '#base'

const collection = 'callout-secrets'

export interface CallOutSecrets {
  /** `about`: what the token is good for, and nothing else; of letters that stand in an address as they are. */
  tokenFor(about: string): string
  /** What it is good for; undefined where it was not made here. */
  read(token: string): string | undefined
}

/** The key is made once and is as personal as what it opens. */
export async function openCallOutSecrets(shelf: Shelf, use: 'link' | 'feed'): Promise<CallOutSecrets> {
  const find = async () => (await shelf.get(collection, use)) as { readonly key: string } | undefined
  // Nothing is written where it is there already: a server also starts on a disk that can only be read.
  let kept = await find()
  if (kept === undefined) {
    await shelf.add(collection, [{ key: use, document: { key: randomBytes(32).toString('base64url') } }])
    // Of two servers that start at once one was first.
    kept = (await find())!
  }
  const key = Buffer.from(kept.key, 'base64url')
  const sign = (about: string) =>
    createHmac('sha256', key).update(`tocsin-${use}:${about}`).digest().subarray(0, 16)
  return {
    tokenFor: (about) => `${about}.${sign(about).toString('base64url')}`,
    read(token) {
      const dot = token.lastIndexOf('.')
      const about = token.slice(0, dot)
      const given = Buffer.from(token.slice(dot + 1), 'base64url')
      const right = sign(about)
      return dot > 0 && given.length === right.length && timingSafeEqual(given, right) ? about : undefined
    },
  }
}
