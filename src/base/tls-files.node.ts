/** Reads a key, its certificate and authorities from PEM files, and finds every fault before anybody connects. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { instantOf, type Instant } from './clock.ts'
import { ok, refuse, type Result } from './result.ts'
import type { TlsMaterial, TlsProblem } from './tls.ts'
import { weaknessOf } from './tls-policy.node.ts'

/** A file and the setting that names it, which is what a refusal speaks of. */
export interface TlsFile {
  readonly setting: string
  /** Empty where none is named. */
  readonly file: string
}

export interface TlsFiles {
  readonly key: TlsFile
  /** The certificate first, those between it and its authority after it. */
  readonly certificate: TlsFile
  readonly authorities: TlsFile
}

export interface TlsRead {
  readonly material: TlsMaterial
  /** The certificate that is shown to others. */
  readonly own:
    | { readonly names: readonly string[]; readonly from: Instant; readonly to: Instant }
    | undefined
  readonly warnings: readonly { readonly message: string; readonly file: string }[]
}

export async function readTlsFiles(files: TlsFiles, at: Instant): Promise<Result<TlsRead, TlsProblem>> {
  const { key, certificate, authorities } = files
  for (const [one, other] of [
    [key, certificate],
    [certificate, key],
  ] as const)
    if (one.file !== '' && other.file === '')
      return refuse('base/tls-half', { at: one.setting, missing: other.setting })

  const ca = authorities.file === '' ? ok(undefined) : await readCertificates(authorities)
  if (!ca.ok) return ca
  const trusted = ca.value === undefined ? {} : { ca: ca.value.pem }
  if (key.file === '') return ok({ material: trusted, own: undefined, warnings: [] })

  const keyText = await readText(key)
  if (!keyText.ok) return keyText
  const privateKey = keyOf(keyText.value)
  if (privateKey === undefined) return missing(key, 'private key')
  const weakness = weaknessOf(privateKey)
  if (weakness !== undefined) return refuse('base/tls-weak-key', { ...named(key), why: weakness })
  const chain = await readCertificates(certificate)
  if (!chain.ok) return chain
  const { first, pem } = chain.value
  if (!first.checkPrivateKey(privateKey))
    return refuse('base/tls-wrong-key', { ...named(key), certificate: certificate.file })
  const from = instantOf(first.validFromDate.getTime())
  const to = instantOf(first.validToDate.getTime())
  if (to <= at) return refuse('base/tls-expired', { ...named(certificate), endedAt: to })
  if (from > at) return refuse('base/tls-not-yet', { ...named(certificate), beginsAt: from })
  return ok({
    material: { ...trusted, key: keyText.value, cert: pem },
    own: { names: namesIn(first), from, to },
    warnings: await isOpenToOthers(key.file).then((open) =>
      open ? [{ message: 'Everybody on this machine may read a private key', file: key.file }] : [],
    ),
  })
}

/** The DNS names a certificate is for, without those that stand for many. */
function namesIn(certificate: X509Certificate): string[] {
  const names = certificate.subjectAltName?.split(', ') ?? []
  return names.flatMap((name) => (/^DNS:[A-Za-z0-9.-]+$/.test(name) ? name.slice(4) : []))
}

async function readCertificates(
  from: TlsFile,
): Promise<
  Result<
    { readonly first: X509Certificate; readonly pem: string },
    'base/tls-unreadable' | 'base/tls-not-pem'
  >
> {
  const text = await readText(from)
  if (!text.ok) return text
  // Nothing else of the file: some keep the key beside the certificates.
  const blocks = text.value.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? []
  try {
    const [first] = blocks.map((block) => new X509Certificate(block))
    return first === undefined ? missing(from, 'certificate') : ok({ first, pem: `${blocks.join('\n')}\n` })
  } catch {
    return missing(from, 'certificate that can be read')
  }
}

function keyOf(text: string): KeyObject | undefined {
  try {
    return createPrivateKey(text)
  } catch {
    return undefined
  }
}

async function readText(from: TlsFile): Promise<Result<string, 'base/tls-unreadable'>> {
  try {
    return ok(await readFile(from.file, 'utf8'))
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    return refuse('base/tls-unreadable', { ...named(from), why })
  }
}

async function isOpenToOthers(file: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  return stat(file).then(
    ({ mode }) => (mode & 0o007) !== 0,
    () => false,
  )
}

function missing(from: TlsFile, what: string): Result<never, 'base/tls-not-pem'> {
  return refuse('base/tls-not-pem', { ...named(from), what })
}

function named({ setting, file }: TlsFile): { readonly at: string; readonly file: string } {
  return { at: setting, file }
}
