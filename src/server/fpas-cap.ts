/** Messages of other senders as apps can read them: they know the elements of CAP by their plain names alone. */
import { sha256 } from '#base'
import { writeCap } from '#cap'
import type { PublishedMessage } from './cap-archive.ts'

/**
 * The bytes as they came where no element of CAP has a prefix; else the message is written anew without, and no signature of
 * its sender's is in it. Undefined where it can't be.
 */
export async function withoutPrefixes(message: PublishedMessage): Promise<PublishedMessage | undefined> {
  if (!/<[\w.-]+:alert[\s>]/.test(message.bytes.toString('utf8'))) return message
  const { readCap } = await import('#cap/reader')
  const [reading] = readCap(message.bytes).readings
  const written = reading?.message && writeCap(reading.message, { decimals: 'as given' })
  if (written?.ok !== true) return undefined
  const bytes = Buffer.from(written.value)
  return { ...message, bytes, etag: `"${sha256(bytes).slice(0, 32)}"` }
}
