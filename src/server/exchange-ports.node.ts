/** What the exchange needs of the outside: HTTP that is guarded, signatures that are checked against files, random tokens. */
import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant, KeptTls } from '#base'
import { type TrustList } from '#cap'
import type { ExchangeOptions } from '#exchange'
import { httpAsking } from '../exchange/asking.http.ts'
import { checkHubSignature } from '../exchange/hub-signature.node.ts'
import type { Config } from './config.ts'

type Ports = Pick<
  ExchangeOptions,
  'asking' | 'check' | 'checkHub' | 'secret' | 'newToken' | 'random' | 'publicBase'
>

/** `tls` is how this server proves itself to publishers, and which authorities of theirs count beside the usual ones. */
export function exchangePorts(
  config: Pick<Config, 'data' | 'trust' | 'sourceAllow' | 'publicUrl'>,
  tls?: KeptTls,
): Ports {
  const folder = config.trust === '' ? join(config.data, 'trust') : config.trust
  const lists = trustLists(folder)
  return {
    asking: httpAsking({
      policy: { allowed: config.sourceAllow },
      userAgent: 'Tocsin (public warning; reads CAP feeds)',
      ...(tls === undefined ? {} : { tls }),
    }),
    async check(bytes, trust, at) {
      const list = await lists(trust ?? 'default')
      const checked = await verified(bytes, 'why' in list ? { entries: [] } : list.trust, at)
      // What isn't signed is said to be so, whatever is the matter with the list.
      return 'why' in list && checked.present
        ? { ...checked, valid: false, code: 'cap/bad-trust-list', why: list.why }
        : checked
    },
    checkHub: checkHubSignature,
    secret: (variable) => process.env[variable],
    newToken: () => randomBytes(24).toString('base64url'),
    random: Math.random,
    ...(config.publicUrl === '' ? {} : { publicBase: config.publicUrl }),
  }
}

/** Loaded when the first signed message comes: it brings an XML engine with it. */
async function verified(bytes: Uint8Array, list: TrustList, at: Instant) {
  const { verifyCap } = await import('../cap/signature/verify.node.ts')
  return verifyCap(bytes, list, at)
}

/** Lists are read again when their file has changed, so that a rotated key needs no restart. */
function trustLists(folder: string) {
  const known = new Map<string, { readonly at: number; readonly trust: TrustList }>()
  return async (name: string): Promise<{ readonly trust: TrustList } | { readonly why: string }> => {
    const path = join(folder, `${name}.json`)
    const changedAt = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    )
    // Without a list nobody is trusted, which is an answer of its own.
    if (changedAt === undefined)
      return name === 'default' ? { trust: { entries: [] } } : { why: `there is no trust list ${name}.json` }
    const kept = known.get(name)
    if (kept?.at === changedAt) return kept
    const { readTrustFile } = await import('../cap/signature/trust-file.node.ts')
    const read = await readTrustFile(path)
    if (!read.ok)
      return { why: `the trust list ${name}.json can’t be read: ${String(read.problem.details['why'])}` }
    const list = { at: changedAt, trust: read.value }
    known.set(name, list)
    return list
  }
}
