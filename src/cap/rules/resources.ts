/** Rules about the files that go with a message (CAP 1.2 §3.2.3). */
import type { CapResource } from '../message.ts'
import type { CapRule } from '../reading.ts'
import type { Findings } from '../finding.ts'
import { whyNoUri } from './addresses.ts'
import { bytesOfBase64, measureBase64 } from './base-64.ts'
import { resourceFindings } from './resource-findings.ts'
import { sha1 } from './sha-1.ts'

type Where = Parameters<CapRule>[0]['where']

function eachResource(look: (resource: CapResource, where: Where, found: Findings) => void): CapRule {
  return ({ message, where }, found) => {
    for (const info of message.info) for (const resource of info.resource ?? []) look(resource, where, found)
  }
}

const token = "[!#$%&'*+.^_`|~\\w-]+"
/** RFC 2045 §5.1; the first part is one of the registered, or private by its x- (RFC 2046 §6). */
const mimeType = new RegExp(
  `^(application|audio|font|haptics|image|message|model|multipart|text|video|x-${token})/${token}(\\s*;\\s*${token}=(${token}|"[^"]*"))*\\s*;?$`,
  'i',
)

export const mimeTypeIsOne = eachResource((resource, where, found) => {
  const text = resource.mimeType
  if (text === '' || mimeType.test(text)) return
  found.report(resourceFindings, 'cap/invalid-mime-type', where(resource, 'mimeType'), { text })
})

export const resourceCanBeHad = eachResource((resource, where, found) => {
  const { uri, derefUri } = resource
  if (uri === undefined) {
    if (derefUri !== undefined) return
    const details = { text: resource.resourceDesc }
    // A uri without text was said already.
    if (where(resource, 'uri') === where(resource))
      found.report(resourceFindings, 'cap/resource-without-uri', where(resource), details)
    return
  }
  const why = whyNoUri(uri)
  const place = where(resource, 'uri')
  if (why !== undefined) found.report(resourceFindings, 'cap/invalid-uri', place, { text: uri, why })
  else if (derefUri === undefined && (!/^[a-z][a-z0-9+.-]*:/i.test(uri) || /^www\./i.test(uri)))
    found.report(resourceFindings, 'cap/relative-uri', place, { text: uri })
})

/** Telephones take pictures of some 100 kB; this is what even a good line takes seconds for. */
const largeBytes = 50_000_000
/** §3.2.3: “approximate size”; a tenth off is near enough. */
const tolerance = 0.1

export const contentIsWhatIsSaid = eachResource((resource, where, found) => {
  const { size, derefUri, digest } = resource
  const sha1Digest = digest === undefined ? undefined : hexadecimal(digest)
  if (digest !== undefined && sha1Digest === undefined)
    found.report(resourceFindings, 'cap/digest-form', where(resource, 'digest'), { text: digest })
  if (size !== undefined && size > largeBytes)
    found.report(resourceFindings, 'cap/large-resource', where(resource, 'size'), { size })
  if (derefUri === undefined) return
  const measured = measureBase64(derefUri)
  if (measured.why !== undefined) {
    const place = where(resource, 'derefUri')
    found.report(resourceFindings, 'cap/invalid-deref-uri', place, { why: measured.why })
    return
  }
  const bytes = measured.size
  if (size !== undefined && Math.abs(size - bytes) > tolerance * bytes)
    found.report(resourceFindings, 'cap/resource-size-differs', where(resource, 'size'), { size, bytes })
  if (sha1Digest === undefined) return
  const computed = sha1(bytesOfBase64(derefUri))
  if (computed === sha1Digest) return
  const details = { digest: sha1Digest, computed }
  found.report(resourceFindings, 'cap/digest-differs', where(resource, 'digest'), details)
})

/** The standard says which hash, not how it is written: both ways are in use. */
function hexadecimal(digest: string): string | undefined {
  if (/^[\da-f]{40}$/i.test(digest)) return digest.toLowerCase()
  if (!/^[a-z\d+/]{27}=$/i.test(digest)) return undefined
  return Array.from(bytesOfBase64(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
