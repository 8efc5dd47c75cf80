/** Signatures and secrets as Standard Webhooks 1.0 has them, symmetrical: HMAC-SHA256 under a `whsec_` secret. */
import { createHmac, randomBytes } from 'node:crypto'

/** 32 random bytes; the standard asks for 24 to 64. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/**
 * The value of `webhook-signature`: one signature per secret, separated by spaces, so that a receiver may hold either
 * while a secret is being replaced. `atSeconds` counts seconds since 1970, as in `webhook-timestamp`.
 */
export function sign(
  secrets: readonly string[],
  message: { readonly id: string; readonly atSeconds: number; readonly body: Uint8Array },
): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
      const digest = createHmac('sha256', key)
        .update(`${message.id}.${message.atSeconds}.`)
        .update(message.body)
        .digest('base64')
      return `v1,${digest}`
    })
    .join(' ')
}
