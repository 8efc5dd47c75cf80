/** The problems that belong to no slice: malformed input as such, and addresses that lead where nothing is sent. */
import { defineProblems } from './problem.ts'

export const baseProblems = defineProblems({
  'base/malformed-json': {
    status: 400,
    exit: 1,
    says: 'The text is not JSON: {why}.',
    advice: 'Check the place that is named; a missing quotation mark or a trailing comma is the usual cause.',
  },
  'base/not-an-instant': {
    status: 400,
    exit: 1,
    says: '“{text}” is not a time with a zone.',
    advice: 'Write times as RFC 3339 does, with the zone: 2025-11-02T00:37:00+03:00.',
  },
  'base/not-a-url': {
    status: 422,
    exit: 1,
    says: '“{url}” is not an address that can be called.',
    advice:
      'Give an absolute http or https address without a user name, a password or a fragment, 2,048 characters at most.',
  },
  'base/not-https': {
    status: 422,
    exit: 1,
    says: '{host} must be called over https.',
    advice: 'Use https, or have the administrator allow the host by name.',
  },
  'base/port-not-allowed': {
    status: 422,
    exit: 1,
    says: 'Port {port} may not be called.',
    advice:
      'Use port 443 or 8443 (80 or 8080 where plain http is allowed), or have the administrator allow the host by name.',
  },
  'base/private-address': {
    status: 422,
    exit: 1,
    says: '{host} leads to {address}, which is not a public address ({range}); nothing was sent there.',
    advice: 'Use a public address, or have the administrator allow the host by name.',
  },
  'base/tls-half': {
    status: 500,
    exit: 2,
    says: '{at} is set, and {missing} is not.',
    advice: 'Name the key and its certificate, or neither.',
  },
  'base/tls-unreadable': {
    status: 500,
    exit: 2,
    says: 'The file {file} of {at} can’t be read: {why}.',
    advice: 'Check the path, and that the user the server runs as may read the file.',
  },
  'base/tls-not-pem': {
    status: 500,
    exit: 2,
    says: 'The file {file} of {at} holds no {what}.',
    advice:
      'It must be PEM text, and a key must not be locked with a passphrase: nobody would be there to enter it.',
  },
  'base/tls-weak-key': {
    status: 500,
    exit: 2,
    says: 'The key in {file} of {at} is too weak: {why}.',
    advice: 'Make a key on P-256 or of RSA with 2,048 bits at least, and have it certified (RFC 9325 §4.5).',
  },
  'base/tls-wrong-key': {
    status: 500,
    exit: 2,
    says: 'The key in {file} of {at} is not the one that the certificate in {certificate} was made for.',
    advice:
      'Take key and certificate from the same order; the certificate stands first in its file, the intermediate ones after it.',
  },
  'base/tls-expired': {
    status: 500,
    exit: 2,
    says: 'The certificate in {file} of {at} ended at {endedAt}.',
    advice: 'Renew it. If it was renewed, check that the path leads to the new file.',
  },
  'base/tls-not-yet': {
    status: 500,
    exit: 2,
    says: 'The certificate in {file} of {at} begins only at {beginsAt}.',
    advice: 'Compare this machine’s clock with a time server.',
  },
})
