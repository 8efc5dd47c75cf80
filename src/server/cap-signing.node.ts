/** The key that published CAP messages are signed with, read at the start: a key that doesn't work must not be found out at the first warning. */
import { readFile } from 'node:fs/promises'
import { ok, refuse, type Result } from '#base'
import type { Config } from './config.ts'
import type { CapWritten } from './system.ts'

/** Nothing where no key is named. */
export async function readCapSigning(
  config: Pick<Config, 'capKey' | 'capCertificate'>,
): Promise<Result<Pick<CapWritten, 'sign' | 'certificate'>>> {
  const { capKey, capCertificate } = config
  if (capKey === '' && capCertificate === '') return ok({})
  if (capKey === '' || capCertificate === '') {
    const [at, missing] =
      capKey === '' ? ['TOCSIN_CAP_KEY', 'key'] : ['TOCSIN_CAP_CERTIFICATE', 'certificate']
    return refuse('server/bad-setting', { at, value: '', why: `a signature needs the ${missing} as well` })
  }
  const [key, certificates] = [await readText(capKey), await readText(capCertificate)]
  if (!key.ok) return key
  if (!certificates.ok) return certificates
  // Loaded only where messages are signed: it brings an XML engine with it.
  const { readSigner, signCap } = await import('../cap/signature/sign.node.ts')
  const signer = readSigner({ key: key.value, certificates: certificates.value })
  if (!signer.ok) return signer
  const blocks = certificates.value.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? []
  return ok({
    sign: (xml: string) => signCap(xml, signer.value),
    // The certificates and nothing else of the file: some keep the key beside them.
    certificate: `${blocks.join('\n')}\n`,
  })
}

async function readText(file: string): Promise<Result<string>> {
  try {
    return ok(await readFile(file, 'utf8'))
  } catch (error) {
    return refuse('server/cannot-read', {
      file,
      why: (error as NodeJS.ErrnoException).code ?? (error as Error).message,
    })
  }
}
