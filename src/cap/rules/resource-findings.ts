/** What can be wrong with the files that go with a message. */
import { defineFindings } from '../finding.ts'

export const resourceFindings = defineFindings({
  'cap/invalid-mime-type': {
    level: 'error',
    says: '“{text}” is no MIME type.',
    advice: 'Write type and subtype: image/png, audio/mpeg, application/pdf.',
    clause: 'CAP 1.2 §3.2.3, RFC 2046',
  },
  'cap/invalid-uri': {
    level: 'error',
    says: '“{text}” is no URI: {why}.',
    advice: 'Write the address in full, with %20 in place of spaces.',
    clause: 'CAP 1.2 §3.2.3, RFC 3986',
  },
  'cap/relative-uri': {
    level: 'error',
    says: 'The address “{text}” is relative, and there is no derefUri whose content it could name.',
    advice: 'Write the address in full: https://example.org/map.png.',
    clause: 'CAP 1.2 §3.2.3',
  },
  'cap/resource-without-uri': {
    level: 'warning',
    says: 'The resource “{text}” has neither uri nor derefUri: nobody can get it.',
    advice: 'Say where it is, or leave it out.',
    clause: 'CAP 1.2 §3.2.3',
  },
  'cap/invalid-deref-uri': {
    level: 'error',
    says: 'The content in derefUri is not base 64: {why}.',
    advice: 'Encode the file in base 64 with +, / and padding (RFC 4648 §4).',
    clause: 'CAP 1.2 §3.2.3',
  },
  'cap/resource-size-differs': {
    level: 'advice',
    says: 'The size is said to be {size} bytes, but derefUri holds {bytes}.',
    advice: 'Say the size of the file itself, not of its encoding.',
    clause: 'CAP 1.2 §3.2.3',
  },
  'cap/large-resource': {
    level: 'advice',
    says: 'The resource has {size} bytes: too much for many telephones on a bad line.',
    advice: 'Offer a smaller version.',
    clause: 'CAP 1.2 §3.2.3',
  },
  'cap/digest-form': {
    level: 'warning',
    says: 'The digest “{text}” is not one that SHA-1 gives.',
    advice: 'Write the 40 hexadecimal digits of the file’s SHA-1.',
    clause: 'CAP 1.2 §3.2.3',
  },
  'cap/digest-differs': {
    level: 'warning',
    says: 'The digest is said to be {digest}, but what derefUri holds has {computed}.',
    advice: 'Compute it from the file itself, after its last change.',
    clause: 'CAP 1.2 §3.2.3',
  },
})
