/** Seals a flow for the browser that began it (AES-256-GCM), under a key that lives as long as this process. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Flow, SealedFlow } from './flow.ts'

export interface FlowSeal {
  seal(flow: Flow): SealedFlow
  /** Undefined for whatever was not sealed here. */
  open(sealed: string): Flow | undefined
}

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
/** A cookie is at most 4 kB. */
const longest = 4_000

export function flowSeal(key: Uint8Array = randomBytes(32)): FlowSeal {
  return {
    seal(flow) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, key, nonce)
      const sealed = Buffer.concat([cipher.update(JSON.stringify(flow), 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url') as SealedFlow
    },
    open(text) {
      if (text.length > longest || !/^[\w-]+$/.test(text)) return undefined
      const bytes = Buffer.from(text, 'base64url')
      if (bytes.length <= nonceBytes + tagBytes) return undefined
      try {
        const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        })
        decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
        const opened = Buffer.concat([
          decipher.update(bytes.subarray(nonceBytes + tagBytes)),
          decipher.final(),
        ])
        return JSON.parse(opened.toString('utf8')) as Flow
      } catch {
        return undefined
      }
    },
  }
}
