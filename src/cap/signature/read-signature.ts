/** What a Signature element says: which canonical form, which key algorithm, what it points at; everything out of the ordinary is refused. */
import { ok, refuse, type Result } from '#base'
import {
  canonicalForms,
  digestMethods,
  envelopedSignature,
  exclusiveC14n,
  signatureMethods,
  whyRefused,
  xmlDsig,
  type CanonicalForm,
  type HashName,
  type SignatureMethod,
} from './algorithms.ts'
import type { SignatureCode } from './signature-findings.ts'
import { bytesOf, childOf, elementsOf, type SignatureNode } from './signature-node.ts'

export interface FormWithPrefixes {
  readonly form: CanonicalForm
  /** Of an InclusiveNamespaces PrefixList; `#default` for the default namespace (Exclusive C14N §3). */
  readonly prefixes: readonly string[]
}

export interface SignatureSays {
  readonly signedInfoForm: FormWithPrefixes
  readonly method: SignatureMethod
  /** '' for the document, else `#id`. */
  readonly uri: string
  readonly referenceForm: FormWithPrefixes
  readonly hash: HashName
  readonly digest: Uint8Array
  readonly value: Uint8Array
  readonly keyInfo: SignatureNode | undefined
}

/** Where no canonicalization is named, Canonical XML 1.0 without comments is meant (XML-DSig 1.1 §4.4.3.2). */
const implied: FormWithPrefixes = { form: { name: '1.0', comments: 'dropped' }, prefixes: [] }

type Reading<Value> = Result<Value, SignatureCode>

export function readSignature(signature: SignatureNode): Reading<SignatureSays> {
  const [signedInfo, value, ...rest] = elementsOf(signature)
  if (!isCalled(signedInfo, 'SignedInfo')) return malformed('it doesn’t begin with its SignedInfo')
  if (!isCalled(value, 'SignatureValue')) return malformed('its SignatureValue doesn’t follow its SignedInfo')
  const others = rest.map((one) => (one.namespace === xmlDsig ? one.name : `{${one.namespace}}${one.name}`))
  const [keyInfo] = rest.filter((one) => isCalled(one, 'KeyInfo'))
  if (
    others.filter((name) => name === 'KeyInfo').length > 1 ||
    (keyInfo !== undefined && others[0] !== 'KeyInfo')
  )
    return malformed('its KeyInfo is not where it belongs')
  const stranger = rest.find((one) => one !== keyInfo && !isHarmlessObject(one))
  if (stranger !== undefined) return forbidden(sayPart(stranger))
  const said = readSignedInfo(signedInfo)
  if (!said.ok) return said
  const bytes = bytesOf(value)
  if (bytes === undefined || bytes.length === 0) return malformed('its value is empty or not base 64')
  return ok({ ...said.value, value: bytes, keyInfo })
}

function readSignedInfo(signedInfo: SignatureNode): Reading<Omit<SignatureSays, 'value' | 'keyInfo'>> {
  const [canonicalization, method, reference, ...more] = elementsOf(signedInfo)
  if (!isCalled(canonicalization, 'CanonicalizationMethod') || !isCalled(method, 'SignatureMethod'))
    return malformed('its SignedInfo doesn’t say how it was made')
  if (!isCalled(reference, 'Reference')) return malformed('it refers to nothing')
  if (more.length > 0) return forbidden('more than one reference')
  const signedInfoForm = readForm(canonicalization)
  if (!signedInfoForm.ok) return signedInfoForm
  const signatureMethod = lookUp(signatureMethods, algorithmOf(method))
  if (signatureMethod === undefined) return forbidden(whyRefused(algorithmOf(method)))
  // HMACOutputLength stood here in the truncation attack of 2009; no method that is understood takes anything.
  if (elementsOf(method).length > 0) return forbidden('a signature method with parameters')
  const referred = readReference(reference)
  if (!referred.ok) return referred
  return ok({ signedInfoForm: signedInfoForm.value, method: signatureMethod, ...referred.value })
}

function readReference(
  reference: SignatureNode,
): Reading<Pick<SignatureSays, 'uri' | 'referenceForm' | 'hash' | 'digest'>> {
  const parts = elementsOf(reference)
  const [transforms] = isCalled(parts[0], 'Transforms') ? parts.splice(0, 1) : []
  const [method, value, ...more] = parts
  if (!isCalled(method, 'DigestMethod') || !isCalled(value, 'DigestValue') || more.length > 0)
    return malformed('its Reference is not a digest method and a digest')
  const { URI: uri, Type: type = '' } = reference.attributes
  if (uri === undefined) return refuse('cap/signature-of-something-else', { what: 'named nowhere' })
  if (uri !== '' && !/^#[\p{L}\p{N}_.:-]+$/u.test(uri))
    return refuse('cap/signature-of-something-else', { what: `“${uri}”` })
  if (type.endsWith('#Manifest')) return forbidden('a Manifest, whose digests nobody has to check')
  const form = readTransforms(transforms)
  if (!form.ok) return form
  const hash = lookUp(digestMethods, algorithmOf(method))
  if (hash === undefined) return forbidden(whyRefused(algorithmOf(method)))
  const digest = bytesOf(value)
  if (digest === undefined || digest.length === 0) return malformed('its digest is empty or not base 64')
  return ok({ uri, referenceForm: form.value, hash, digest })
}

/** The enveloped-signature transform, then at most one canonicalization: more only ever hid what is signed. */
function readTransforms(transforms: SignatureNode | undefined): Reading<FormWithPrefixes> {
  const list = transforms === undefined ? [] : elementsOf(transforms)
  const stranger = list.find((one) => {
    const algorithm = algorithmOf(one)
    return (
      !isCalled(one, 'Transform') ||
      (algorithm !== envelopedSignature && lookUp(canonicalForms, algorithm) === undefined)
    )
  })
  if (stranger !== undefined) return forbidden(whyRefused(algorithmOf(stranger)))
  const [enveloped, form, ...more] = list
  if (enveloped === undefined || algorithmOf(enveloped) !== envelopedSignature)
    return malformed('it is not enveloped: its first transform must take the signature itself out')
  if (elementsOf(enveloped).length > 0) return malformed('its enveloped-signature transform has parameters')
  if (more.length > 0) return forbidden(`${list.length} transforms`)
  return form === undefined ? ok(implied) : readForm(form)
}

function readForm(node: SignatureNode): Reading<FormWithPrefixes> {
  const algorithm = algorithmOf(node)
  const form = lookUp(canonicalForms, algorithm)
  if (form === undefined) return forbidden(whyRefused(algorithm))
  const inside = elementsOf(node)
  const list = childOf(node, exclusiveC14n, 'InclusiveNamespaces')
  if (inside.length > (list === undefined ? 0 : 1) || (list !== undefined && form.name !== 'exclusive'))
    return malformed('its canonicalization has parameters that it can’t have')
  const prefixes = (list?.attributes['PrefixList'] ?? '')
    .split(/[ \t\r\n]+/)
    .filter((prefix) => prefix !== '')
  if (prefixes.length > 64) return forbidden(`a PrefixList of ${prefixes.length} prefixes`)
  return ok({ form, prefixes })
}

/** An Object is no part of the alert and nothing may refer to it; remarks on the signing are common there, some in no namespace. */
function isHarmlessObject(node: SignatureNode): boolean {
  const isNamed = (one: SignatureNode, name: string) =>
    one.name === name && (one.namespace === xmlDsig || one.namespace === '')
  return isNamed(node, 'Object') && elementsOf(node).every((one) => isNamed(one, 'SignatureProperties'))
}

function sayPart(node: SignatureNode): string {
  if (node.name !== 'Object') return `an element ${node.name}`
  return `an Object that holds ${elementsOf(node)[0]?.name ?? 'text'}`
}

function isCalled(node: SignatureNode | undefined, name: string): node is SignatureNode {
  return node !== undefined && node.namespace === xmlDsig && node.name === name
}

/** The tables are plain objects, and a hostile message might ask for “constructor”. */
function lookUp<Value>(table: { readonly [uri: string]: Value }, uri: string): Value | undefined {
  return Object.hasOwn(table, uri) ? table[uri] : undefined
}

function algorithmOf(node: SignatureNode): string {
  return node.attributes['Algorithm'] ?? ''
}

function malformed(what: string): Reading<never> {
  return refuse('cap/signature-malformed', { what })
}

function forbidden(what: string): Reading<never> {
  return refuse('cap/signature-forbidden', { what })
}
