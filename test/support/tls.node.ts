/** A small authority for tests of TLS: its certificates as files, made anew for each test. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certificate, type CertificateOrder, type MadeCertificate } from './certificates.node.ts'
import { removeAtExit } from './started.node.ts'

export interface CertificateFiles {
  readonly key: string
  readonly certificate: string
  readonly made: MadeCertificate
}

export interface TestAuthority {
  readonly folder: string
  /** The file with the authority's own certificate. */
  readonly ca: string
  readonly made: MadeCertificate
  /** Certifies, and writes `name.key` and `name.pem`; over the files of before, if the name is the same. */
  certify(file: string, order: Partial<CertificateOrder>): CertificateFiles
  /** For a server on this machine. */
  server(file?: string, order?: Partial<CertificateOrder>): CertificateFiles
  client(name: string, order?: Partial<CertificateOrder>): CertificateFiles
}

export function testAuthority(name = 'Test authority'): TestAuthority {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-tls-'))
  removeAtExit(folder)
  const made = certificate({ name, authority: 'yes' })
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, made.pem)
  const certify: TestAuthority['certify'] = (file, order) => {
    const one = certificate({ name: file, by: made, ...order })
    const files = { key: join(folder, `${file}.key`), certificate: join(folder, `${file}.pem`), made: one }
    writeFileSync(files.key, one.keyPem, { mode: 0o600 })
    writeFileSync(files.certificate, one.pem)
    return files
  }
  return {
    ...{ folder, ca, made, certify },
    server: (file = 'server', order = {}) =>
      certify(file, { name: 'localhost', names: ['localhost', '127.0.0.1'], purpose: 'server', ...order }),
    client: (client, order = {}) => certify(client, { name: client, purpose: 'client', ...order }),
  }
}
