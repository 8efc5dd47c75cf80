/** Why a message can't be signed, or a trust list or key not be used. */
import { defineProblems } from '#base'

export const signatureProblems = defineProblems({
  'cap/bad-trust-list': {
    status: 422,
    exit: 2,
    says: 'The trust list can’t be used: {why}.',
    advice: 'Correct the entry at {at}; docs/guides/cap-signatures.md shows each kind.',
  },
  'cap/bad-signing-key': {
    status: 422,
    exit: 2,
    says: 'The signing key can’t be used: {why}.',
    advice:
      'Give a private key (P-256, P-384 or RSA of 2048 bits and more) in PEM and the certificate made for it.',
  },
  'cap/not-signable': {
    status: 422,
    exit: 1,
    says: 'The document can’t be signed: {why}.',
    advice: 'Sign one well-formed CAP 1.2 alert in UTF-8, without a DOCTYPE.',
  },
})
