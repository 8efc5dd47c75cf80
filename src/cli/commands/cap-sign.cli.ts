/** `tocsin cap sign`, `verify` and `keygen`: signatures of CAP messages from the command line. Needs no server. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { ok, parseInstant, plus, refuse, day, type Instant, type Json, type Result } from '#base'
import { type CapVerification, type TrustList } from '#cap'
import { nobodyTrusted } from '#cap/reader'
import { systemClock } from '../../base/clock.node.ts'
import { makeSelfSigned } from '../../cap/signature/self-signed.node.ts'
import { fingerprintOf, readSigner, signCap } from '../../cap/signature/sign.node.ts'
import { readTrustFile } from '../../cap/signature/trust-file.node.ts'
import { verifyEachCap } from '../../cap/signature/verify.node.ts'
import type { Command, Given } from '../command.ts'

export const signatureCommands: readonly Command[] = [
  {
    name: 'cap sign',
    takes: 'FILE',
    does: 'Sign a CAP 1.2 message with a key and its certificate',
    needs: 'nobody',
    options: {
      key: {
        takes: 'FILE',
        means: 'The private key, PEM',
        needed: 'needed',
      },
      passphrase: { takes: 'FILE', means: 'A file whose first line opens the key' },
      cert: {
        takes: 'FILE',
        means: 'Its certificate, and those of the authorities above it, PEM',
        needed: 'needed',
      },
      canonicalization: { takes: 'FORM', means: 'exclusive (default), 1.0 or 1.1' },
      out: { takes: 'FILE', means: 'Where to write it (default: standard output)' },
    },
    example: 'tocsin cap sign warning.cap --key town.key.pem --cert town.cert.pem --out warning.signed.cap',
    async run(given, output) {
      const [file] = given.words
      if (file === undefined) return usage('cap sign', 'Name the file to sign.')
      const form = given.value('canonicalization') ?? 'exclusive'
      if (form !== 'exclusive' && form !== '1.0' && form !== '1.1')
        return usage('cap sign', '--canonicalization takes exclusive, 1.0 or 1.1.')
      const texts: string[] = []
      for (const path of [file, given.value('key')!, given.value('cert')!]) {
        const bytes = await bytesOf(path)
        if (!bytes.ok) return bytes
        texts.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.value))
      }
      const [xml = '', key = '', certificates = ''] = texts
      const passphraseFile = given.value('passphrase')
      const secret = passphraseFile === undefined ? undefined : await bytesOf(passphraseFile)
      if (secret?.ok === false) return secret
      const passphrase = secret && new TextDecoder().decode(secret.value).split(/\r?\n/)[0]
      const signer = readSigner({
        ...{ key, certificates, canonicalization: form },
        ...(passphrase === undefined ? {} : { passphrase }),
      })
      if (!signer.ok) return signer
      const signed = await signCap(xml, signer.value)
      if (!signed.ok) return signed
      const out = given.value('out')
      const publicKeySha256 = fingerprintOf(signer.value)
      if (out === undefined && output.json === 'human') process.stdout.write(signed.value)
      else if (out !== undefined) {
        await writeFile(out, signed.value)
        output.say(`${out} is signed; readers who trust the key ${publicKeySha256} will believe it.`)
      }
      output.give({ file, publicKeySha256, ...(out === undefined ? { xml: signed.value } : { out }) })
      return ok()
    },
  },
  {
    name: 'cap verify',
    takes: 'FILE…',
    does: 'Verify the signatures of CAP messages against a trust list. Exit 0 all hold, 1 some don’t',
    needs: 'nobody',
    options: {
      trust: { takes: 'FILE', means: 'The trust list (docs/guides/cap-signatures.md)' },
      at: { takes: 'TIME', means: 'As somebody would who acts on it at this time (default: now)' },
      archive: { means: 'For kept messages: what expired after they were sent was good then' },
      historic: { means: 'Accept SHA-1 and short RSA keys too' },
    },
    example: 'tocsin cap verify warning.signed.cap --trust trust.json',
    async run(given, output) {
      if (given.words.length === 0) return usage('cap verify', 'Name at least one file.')
      const trust = await trustOf(given)
      if (!trust.ok) return trust
      const at = timeOf(given)
      if (!at.ok) return at
      let exit: 0 | 1 = 0
      for (const file of given.words) {
        const bytes = await bytesOf(file)
        if (!bytes.ok) return bytes
        const found = await verifyEachCap(bytes.value, trust.value, at.value, {
          use: given.has('archive') ? 'archive' : 'fresh',
          historicAlgorithms: given.has('historic') ? 'accepted' : 'refused',
        })
        for (const [number, one] of found.entries()) {
          const name = found.length > 1 ? `${file}, alert ${number + 1}` : file
          if (!one.valid) exit = 1
          output.say(`${name}: ${one.valid ? 'valid' : 'NOT VALID'} · ${one.why}`)
          for (const line of detailsOf(one)) output.say(`  ${line}`)
          output.give({ file: name, ...plainly(one) })
        }
      }
      return ok({ exit })
    },
  },
  {
    name: 'cap keygen',
    takes: 'NAME',
    does: 'Make a signing key with a certificate for an authority that has none: NAME.key.pem and NAME.cert.pem',
    needs: 'nobody',
    options: {
      signer: { takes: 'WORDS', means: 'Who signs with it, as people know them', needed: 'needed' },
      organisation: { takes: 'WORDS', means: 'The authority' },
      country: { takes: 'CC', means: 'Two letters' },
      from: { takes: 'TIME', means: 'When it begins to hold (default: a day ago, for clocks that are slow)' },
      days: { takes: 'N', means: 'How long the certificate holds (default: 730)' },
    },
    example: 'tocsin cap keygen town --signer "Town of Elets, warnings" --country RU',
    async run(given, output) {
      const [name] = given.words
      if (name === undefined) return usage('cap keygen', 'Name the files to make.')
      const [keyFile, certificateFile] = [`${name}.key.pem`, `${name}.cert.pem`]
      const there = [keyFile, certificateFile].find((file) => existsSync(file))
      // A key that is written over is lost, and with it everybody's trust in it.
      if (there !== undefined) return usage('cap keygen', `${there} is there already; nothing was written.`)
      const country = given.value('country')
      if (country !== undefined && !/^[A-Z]{2}$/.test(country))
        return usage('cap keygen', '--country takes two capital letters.')
      const organisation = given.value('organisation')
      const now = systemClock().now()
      const from = given.value('from')
      const begins = from === undefined ? ok(plus(now, -day)) : parseInstant(from)
      if (!begins.ok) return begins
      const notBefore = begins.value
      const notAfter = plus(now, Number(given.value('days') ?? 730) * day)
      const { keyPem, certificatePem } = makeSelfSigned({
        ...{ name: given.value('signer')!, notBefore, notAfter },
        ...(organisation === undefined ? {} : { organisation }),
        ...(country === undefined ? {} : { country }),
      })
      await writeFile(keyFile, keyPem, { mode: 0o600, flag: 'wx' })
      await writeFile(certificateFile, certificatePem, { flag: 'wx' })
      const signer = readSigner({ key: keyPem, certificates: certificatePem })
      if (!signer.ok) return signer
      const publicKeySha256 = fingerprintOf(signer.value)
      output.say(`${keyFile} is secret: whoever has it can warn in your name.`)
      output.say(`${certificateFile} is for everybody; it holds until ${notAfter}.`)
      output.say(`SHA-256 of the public key, for peers to compare by telephone: ${publicKeySha256}`)
      output.give({ keyFile, certificateFile, notAfter, publicKeySha256 })
      return ok()
    },
  },
]

function usage(command: string, why: string): Result<never, 'server/usage'> {
  return refuse('server/usage', { why, command })
}

/** An empty list trusts nobody; then the answer is why, and who seems to have signed. */
async function trustOf(given: Given): Promise<Result<TrustList, 'cap/bad-trust-list'>> {
  const file = given.value('trust')
  return file === undefined ? ok(nobodyTrusted) : readTrustFile(file)
}

function timeOf(given: Given): Result<Instant, 'base/not-an-instant'> {
  const text = given.value('at')
  return text === undefined ? ok(systemClock().now()) : parseInstant(text)
}

function detailsOf({ certificate, publicKeySha256, algorithm, signatures }: CapVerification): string[] {
  return [
    ...(certificate === undefined
      ? []
      : [
          `certificate  ${certificate.subject}`,
          `             by ${certificate.issuer}, ${certificate.notBefore} to ${certificate.notAfter}`,
          `             SHA-256 ${certificate.fingerprint}`,
        ]),
    ...(publicKeySha256 === undefined ? [] : [`public key   SHA-256 ${publicKeySha256}`]),
    ...(algorithm === undefined
      ? []
      : [
          `algorithm    ${algorithm.signature}, ${algorithm.digest}, canonicalization ${algorithm.canonicalization}`,
        ]),
    ...(signatures.length > 1
      ? signatures.map(
          (one, number) => `signature ${number + 1}: ${one.valid ? 'valid' : 'not valid'} · ${one.why}`,
        )
      : []),
  ]
}

function plainly(verification: CapVerification): { [name: string]: Json } {
  // By way of text, which leaves out what is not known.
  const text = JSON.stringify(verification, (name, value: unknown) =>
    name === 'signedBytes' ? undefined : value,
  )
  return JSON.parse(text) as { [name: string]: Json }
}

async function bytesOf(file: string): Promise<Result<Uint8Array, 'server/cannot-read'>> {
  try {
    return ok(await readFile(file))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return refuse('server/cannot-read', {
      file,
      why: code === 'ENOENT' ? 'there is no such file' : (code ?? message),
    })
  }
}
