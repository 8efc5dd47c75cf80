/** xmlsec1 as the judge: it verifies what we sign, and we verify what it signs, in every canonical form. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { absent } from '../../../test/support/absent.ts'
import { certificate, ecKey, rsaKey, type MadeCertificate } from '../../../test/support/certificates.node.ts'
import { now, signed, trusting, warning } from '../../../test/support/signed-messages.node.ts'
import {
  canonicalForms,
  digestMethods,
  envelopedSignature,
  exclusiveC14n,
  signatureMethods,
  xmlDsig,
} from './algorithms.ts'
import { verifyCap } from './verify.node.ts'

const run = promisify(execFile)
const skip = absent('xmlsec1')

/** What canonical forms treat differently: prefixes, unused ones, xml: attributes, comments, instructions, CDATA, entities, order. */
const intricate = warning({
  attributes:
    ' xmlns:z="urn:z" xmlns:unused="urn:u" xml:lang="uk" xml:base="http://base.example/a/" xml:space="preserve" Id="the-alert"',
  inside: `<?note  keep me?><!-- a comment --><z:more z:b="2" a='1 "x" &#xA;&#9;' xmlns:y="urn:y"><![CDATA[<&>]]> &#13; é&lt;&gt;<y:in xmlns="" xml:base="../b"/></z:more>`,
}).replace('<alert ', '<?xml-stylesheet href="a.xsl"?>\n<!-- before -->\n<alert ')

describe('xmlsec1', { skip, concurrency: 2 }, () => {
  let folder: string
  const keys: { readonly [name: string]: MadeCertificate } = {
    rsa: certificate({ name: 'RSA', key: rsaKey() }),
    p256: certificate({ name: 'P-256' }),
    p384: certificate({ name: 'P-384', key: ecKey('P-384') }),
  }
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tocsin-xmlsec-'))
    for (const [name, { keyPem, pem }] of Object.entries(keys)) {
      writeFileSync(join(folder, `${name}.key`), keyPem)
      writeFileSync(join(folder, `${name}.pem`), pem)
    }
  })
  after(() => rmSync(folder, { recursive: true }))

  let made = 0
  const file = (text: string) => {
    const path = join(folder, `${(made += 1)}.xml`)
    writeFileSync(path, text)
    return path
  }
  const idAttribute = ['--id-attr:Id', 'urn:oasis:names:tc:emergency:cap:1.2:alert']
  const theirs = async (xml: string, key: string) => {
    const out = join(folder, `${(made += 1)}.xml`)
    const keyAndCertificate = `${join(folder, `${key}.key`)},${join(folder, `${key}.pem`)}`
    await run('xmlsec1', [
      '--sign',
      '--privkey-pem',
      keyAndCertificate,
      ...idAttribute,
      '--output',
      out,
      file(xml),
    ])
    return readFileSync(out)
  }
  const template = (
    xml: string,
    method: string,
    digest: string,
    form: string,
    options: { uri?: string; prefixes?: string } = {},
  ) => {
    const list =
      options.prefixes === undefined
        ? '/>'
        : `><InclusiveNamespaces xmlns="${exclusiveC14n}" PrefixList="${options.prefixes}"/></TAG>`
    const named = (tag: string) => `<${tag} Algorithm="${form}"${list.replace('TAG', tag)}`
    return xml.replace(
      /<\/alert>$/,
      `<Signature xmlns="${xmlDsig}">\n <SignedInfo><!-- c -->\n  ${named('CanonicalizationMethod')}<SignatureMethod Algorithm="${method}"/><Reference URI="${options.uri ?? ''}"><Transforms><Transform Algorithm="${envelopedSignature}"/>${named('Transform')}</Transforms><DigestMethod Algorithm="${digest}"/><DigestValue/></Reference></SignedInfo><SignatureValue/><KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo></Signature></alert>`,
    )
  }
  const believed = async (xml: Uint8Array, key: string) => {
    const trust = trusting({ certificate: keys[key]!.pem })
    const verdict = await verifyCap(xml, trust, now)
    assert.equal(verdict.code, undefined, verdict.why)
    const changed = Buffer.from(xml)
    changed[changed.indexOf('drill-7')]! ^= 1
    assert.equal((await verifyCap(changed, trust, now)).code, 'cap/signature-altered')
  }
  const uriOf = (end: string) => Object.keys(signatureMethods).find((uri) => uri.endsWith(end))!
  const sha256 = Object.keys(digestMethods).find((uri) => uri.endsWith('sha256'))!

  for (const form of Object.keys(canonicalForms))
    for (const [method, key] of [
      ['#rsa-sha256', 'rsa'],
      ['#ecdsa-sha256', 'p256'],
    ] as const)
      test(`signs an intricate alert with ${method} and ${form}; we believe it`, async () => {
        await believed(await theirs(template(intricate, uriOf(method), sha256, form), key), key)
      })

  for (const [method, key] of [
    ['#rsa-sha384', 'rsa'],
    ['#rsa-sha512', 'rsa'],
    ['#ecdsa-sha384', 'p384'],
    ['#ecdsa-sha512', 'p384'],
  ] as const)
    test(`signs with ${method}; we believe it`, async () => {
      const hash = method.slice(method.indexOf('sha'))
      const digest = Object.keys(digestMethods).find((uri) => uri.endsWith(hash))!
      await believed(await theirs(template(intricate, uriOf(method), digest, exclusiveC14n), key), key)
    })

  for (const prefixes of ['unused z', '#default unused', 'nobody'])
    test(`signs with the PrefixList “${prefixes}”; we believe it`, async () => {
      await believed(
        await theirs(template(intricate, uriOf('#rsa-sha256'), sha256, exclusiveC14n, { prefixes }), 'rsa'),
        'rsa',
      )
    })

  for (const form of Object.keys(canonicalForms).filter((uri) => !uri.endsWith('WithComments')))
    test(`signs the alert by its id with ${form}; we believe it`, async () => {
      await believed(
        await theirs(template(intricate, uriOf('#rsa-sha256'), sha256, form, { uri: '#the-alert' }), 'rsa'),
        'rsa',
      )
    })

  for (const form of ['exclusive', '1.0', '1.1'] as const)
    for (const key of Object.keys(keys))
      for (const [what, xml] of [
        ['a plain', warning()],
        ['an intricate', intricate],
        [
          'a prefixed',
          warning()
            .replace(/<(\/?)(?=[a-zA-Z])/g, '<$1c:')
            .replace('xmlns=', 'xmlns:c='),
        ],
      ] as const)
        test(`verifies ${what} alert that we signed with ${key} and canonicalization ${form}`, async () => {
          const ours = await signed(xml, keys[key]!, { form })
          const args = ['--verify', '--trusted-pem', join(folder, `${key}.pem`)]
          await run('xmlsec1', [...args, file(ours)])
          await assert.rejects(run('xmlsec1', [...args, file(ours.replace('drill-7', 'drill-8'))]))
        })
})
