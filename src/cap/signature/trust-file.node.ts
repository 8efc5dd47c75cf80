/** The trust list from a file; certificates and keys may stand in files beside it. */
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { refuse, type Result } from '#base'
import { openTrust } from './judge-trust.node.ts'
import { readTrustList, type TrustList } from './trust.ts'

const pemFields = ['certificate', 'publicKey', 'authority'] as const

/**
 * Reads `{ "trust": [ … ] }`. Where `certificate`, `publicKey` or `authority` is `{ "file": "peer.pem" }`, the PEM is read from
 * there, relative to the list. A list with anything that can't be read is refused as a whole: half a list would trust the wrong half.
 */
export async function readTrustFile(path: string): Promise<Result<TrustList, 'cap/bad-trust-list'>> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
    await fill(json, dirname(path))
  } catch (error) {
    return refuse('cap/bad-trust-list', {
      at: path,
      why: error instanceof Error ? error.message : String(error),
    })
  }
  const list = readTrustList(json)
  if (!list.ok) return list
  const opened = openTrust(list.value)
  return opened.ok ? list : opened
}

async function fill(json: unknown, folder: string): Promise<void> {
  const entries = (json as { trust?: unknown } | null)?.trust
  if (!Array.isArray(entries)) return
  for (const entry of entries as ({ [field: string]: unknown } | null)[])
    for (const field of pemFields) {
      const file = (entry?.[field] as { file?: unknown } | null | undefined)?.file
      if (typeof file === 'string') entry![field] = await readFile(resolve(folder, file), 'utf8')
    }
}
